"""The headings of the items of a digest: in Markdown, numbered, behind bullets or in brackets. Whether these are items is for the shape."""

import re
from dataclasses import dataclass
from itertools import islice

from articles.text.script import HAN

#: Bounds: headings of every level, and the length of a title.
MAX_HEADINGS = 10_000
_LONGEST_TITLE = 120
#: Chinese letters under a heading from which it has a text of its own.
_LETTERS = 10
#: How much of a text is looked at to see whether there is one, and how many of the last runs of numbered titles.
_LOOKED = 4_000
_RUNS = 8
#: Fewer pieces with their titles in brackets are none.
_BRACKETS = 3

HEADING = re.compile(r"^[ ]{0,3}(?P<marks>#{1,6})[ \t]+(?P<title>[^\r\n]{1,400}?)[ \t]*#{0,6}[ \t]*\r?$", re.MULTILINE)
_NUMBER = r"(?P<number>(?P<digits>\d{1,3})[.、．](?!\d)|[【（(\[](?P<inner>\d{1,3})[】）)\]]|(?P<han>[一二三四五六七八九十]{1,3})、)"
NUMBERED = re.compile(
    rf"^[ \t\u3000]{{0,8}}(?:\*\*)?{_NUMBER}[ \t\u3000]{{0,4}}(?P<title>[^\s\r\n][^\r\n]{{1,{_LONGEST_TITLE}}}?)(?:\*\*)?[ \t]*\r?$",
    re.MULTILINE,
)
#: Titles behind a bullet, each alone on its line: ● 题目.
BULLETED = re.compile(
    r"^[ \t\u3000]{0,8}(?:\*\*)?[●◆■▶►◎★☆▪◇□][ \t\u3000]{0,4}(?P<title>[^\s\r\n。][^\r\n。]{3,60}?)(?:\*\*)?[ \t]*\r?$",
    re.MULTILINE,
)
#: Titles in brackets before their texts: 【题目】某日从某局获悉.
BRACKETED = re.compile(r"^[ \t\u3000]{0,8}【(?P<title>[^【】\r\n。]{4,44})】(?=[^\s【])", re.MULTILINE)
_LEADING = re.compile(rf"(?:\*\*)?{_NUMBER}[ \t\u3000]{{0,4}}")
_BULLET = re.compile("[●◆■▶►◎★☆▪◇□]")

CONTENTS = re.compile(
    r"[【\[(（*]{0,3}(?:目\s?录|目次|要目|导读|索引|内容提要|提要|内容导航|新闻摘要|摘要|今日(?:导读|要目|看点|摘要)|本[期日](?:节目)?(?:的)?(?:主要)?(?:内容|导读|要目|目录|看点)(?:如下|有)?|contents|table of contents|summary)[】\])）*]{0,3}[:：]?",
    re.IGNORECASE,
)

_PLAIN = re.compile(r"!?\[[^\[\]\n]{0,400}\]\([^()\s]{0,2000}\)|<[^<>]{0,2000}>|https?://\S{1,2000}")
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading line `[start, end)` with its title `[low, high)`; numbered ones are of level 9."""

    level: int
    start: int
    end: int
    low: int
    high: int


def marked_heads(text: str) -> list[Head]:
    """Return the Markdown headings; none where there are more than any digest has."""
    found = [
        Head(len(match["marks"]), match.start(), match.end(), *match.span("title"))
        for match in (islice(HEADING.finditer(text), MAX_HEADINGS + 1) if "#" in text else ())
    ]
    return found if len(found) <= MAX_HEADINGS else []


def of_a_level(text: str, heads: list[Head]) -> list[Head]:
    """Return the headings of the highest level most of whose headings stand over a text of their own.

    Higher ones that do as well are items too; the name of the digest, contents and names of sections are none.
    """
    ends = [*(head.start for head in heads[1:]), len(text)]
    own = [_has_text(text, head.end, end) for head, end in zip(heads, ends, strict=True)]
    deeper = [n + 1 < len(heads) and heads[n + 1].level > head.level for n, head in enumerate(heads)]
    fits = [not CONTENTS.fullmatch(text[head.low : head.high].strip()) for head in heads]
    top = min(head.level for head in heads)
    alone = sum(head.level == top for head in heads) == 1 and heads[0].level == top
    fits[0] = fits[0] and not alone
    for level in sorted({head.level for head, fit in zip(heads, fits, strict=True) if fit}):
        here = [n for n, head in enumerate(heads) if head.level == level and fits[n]]
        sections = sum(deeper[n] and not own[n] for n in here)
        if len(here) > 1 and 2 * sections < len(here):
            return [
                head
                for n, head in enumerate(heads)
                if fits[n] and (head.level == level or (head.level < level and own[n]))
            ]
    return []


def of_a_run(text: str) -> list[Head]:
    """Return the numbered titles 1, 2, 3 … that stand over a text each, the last such run of the text."""
    runs: list[list[Head]] = [[]]
    expected = 1
    for match in islice(NUMBERED.finditer(text), MAX_HEADINGS):
        number = _value(match)
        if "。" in match["title"] or match["title"].endswith(("；", ";", "，", ",")):
            continue
        if number != expected:
            if number != 1:
                continue
            runs.append([])
        runs[-1].append(Head(9, match.start(), match.end(), *match.span("title")))
        expected = number + 1
    after = len(text)
    for run in reversed(runs[-_RUNS:]):
        ends = [*(head.start for head in run[1:]), after]
        after = run[0].start if run else after
        own = sum(_has_text(text, head.end, end) for head, end in zip(run, ends, strict=False))
        if len(run) > 1 and 2 * own > len(run):
            return run
    return []


def of_bullets(text: str) -> list[Head]:
    """Return the titles behind bullets, where nearly each stands over a text of its own."""
    found = list(islice(BULLETED.finditer(text), MAX_HEADINGS)) if _BULLET.search(text) else []
    if len(found) < 2:
        return []
    heads = [Head(9, match.start(), match.end(), *match.span("title")) for match in found]
    ends = [*(head.start for head in heads[1:]), len(text)]
    own = sum(_has_text(text, head.end, end) for head, end in zip(heads, ends, strict=True))
    return heads if own == len(heads) else []


def of_brackets(text: str) -> list[Head]:
    """Return the titles in brackets, each before its text, where these are all the text there is."""
    found = list(islice(BRACKETED.finditer(text), MAX_HEADINGS)) if text.count("【") >= _BRACKETS else []
    if len(found) < _BRACKETS:
        return []
    full = sum(bool(line.strip()) for line in text[found[0].start() :].splitlines())
    return [Head(9, m.start(), m.end(), *m.span("title")) for m in found] if full <= 2 * len(found) else []


def _value(match: re.Match[str]) -> int:
    digits = match["digits"] or match["inner"]
    if digits:
        return int(digits)
    tens, ten, ones = match["han"].partition("十")
    units = {char: n for n, char in enumerate("一二三四五六七八九", 1)}
    return units.get(tens, 1) * 10 + units.get(ones, 0) if ten else units.get(tens, 0)


def _has_text(text: str, start: int, end: int) -> bool:
    return len(_HAN.findall(_PLAIN.sub("", text[start : min(end, start + _LOOKED)]))) >= _LETTERS


def head_at(text: str, begin: int) -> Head:
    """Return the heading at `begin`, its number left out of its title."""
    match = (
        HEADING.match(text, begin)
        or NUMBERED.match(text, begin)
        or BULLETED.match(text, begin)
        or BRACKETED.match(text, begin)
    )
    if match is None:
        return Head(9, begin, begin, begin, begin)
    low, high = match.span("title")
    level = len(match["marks"]) if match.re is HEADING else 9
    number = _LEADING.match(text, low, high) if level < 9 else None
    return Head(level, match.start(), match.end(), number.end() if number and number.end() < high else low, high)
