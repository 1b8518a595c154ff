"""What the opening of a digest says of it: its name, its day, the outlet and who made it. Not for its items."""

import re
from collections.abc import Iterator

from articles.ingest.records import Piece
from articles.text import credits, furniture
from articles.text.dates import find_dates
from articles.text.lines import fold, narrow
from articles.text.script import HAN

# Names of digests, and words that alone name nobody.
_DIGEST = re.compile(
    r"(?:每日|今日|昨日|本周|一周|晨间|早间|午间|晚间|新闻|要闻|资讯|快讯|热点|舆情|信息|简讯|时政|媒体|财经|.{0,12})"
    r"(?:联播|简报|快报|早报|晚报|日报|周报|晨报|新闻摘要|要闻|资讯|快讯|汇总|汇编|集锦|速览|速递|选编|摘编|摘要|剪报|要览|一览|播报|文摘|早知道|早餐|早班车|头条|聚焦|热点|舆情|动态)(?:精选|合集|汇总|文字版|文字稿|文字实录|完整版|主要内容|内容摘要|第.{1,8}期)?"
)
_GENERIC = re.compile(
    r"(?:每日|今日|昨日|本周|一周|晨间|早间|午间|晚间|新闻|要闻|资讯|快讯|热点|舆情|信息|简讯|时政|媒体|财经|头条|聚焦|动态|日报|早报|晚报|周报|简报|快报|汇总|速览|速递|摘要|文摘)+"
)
#: Of them those that hold news, and never one report in chapters.
_NEWS = re.compile(r"联播|要闻|新闻|资讯|快讯|早报|晚报|晨报|速览|速递|早知道|早餐|早班车|头条|热点|播报")
_COMPACT = re.compile(r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)")
#: Broadcasts by their names, also without the marks of a title: 2022年11月8日新闻联播文字版.
_BROADCAST = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{0,4}?新闻联播|新闻和报纸摘要|朝闻天下|焦点访谈|新闻直播间|晚间新闻|新闻30分)(?:文字(?:版|稿|实录)?|完整版|主要内容|内容(?:提要|摘要)?|摘要|要点|全文|节目单)?(?![\u4e00-\u9fff])"
)
_TITLED = re.compile(r"《([^《》\n]{2,20})》")
_SPLIT = re.compile(r"[\s()（）\[\]【】|｜·:：,，—–_/-]+")
_LINE = re.compile(r"[^\n]*\n?")
_HAN = re.compile(f"[{HAN}]")


def is_named(opening: str) -> bool:
    """Return whether the first line is the name of a digest, its day aside."""
    first = next((line for line in opening.split("\n") if line.strip()), "")
    span = find_day(first)
    bare = first[: span[0]] + first[span[1] :] if span else first
    name = re.sub(r"[#*\s()（）\[\]【】|｜·《》,，—–_/-]+", "", fold(bare))
    return 2 <= len(name) <= 24 and _DIGEST.fullmatch(name) is not None


def gives_news(opening: str) -> bool:
    """Return whether the first line calls the digest one of news."""
    return _NEWS.search(next((line for line in opening.split("\n") if line.strip()), "")) is not None


def find_day(opening: str) -> tuple[int, int] | None:
    """Return the span of the first whole date of the opening, also one such as 20240301."""
    compact = _COMPACT.search(opening)
    whole = next((one for one in find_dates(opening) if one.date.day and one.date.year), None)
    if whole and (not compact or whole.start < compact.start()):
        return whole.start, whole.end
    return compact.span() if compact else None


def read_issue(text: str, end: int, own: bool) -> Iterator[Piece]:
    """Yield what the opening says: its day, its outlet (only the place of capture where the item names its own), its editors."""
    span = find_day(text[:end])
    if span:
        yield Piece("date", *span)
    named = False
    for line in _LINE.finditer(text, 0, end):
        plain = narrow(line.group())
        low = line.start() + len(plain) - len(plain.lstrip(" #*\t"))
        if credits.is_credit(fold(line.group())):
            end = low + len(text[low : line.end()].rstrip(" *\r\n\t"))
            made = [
                entry
                for entry in credits.read_entries(text[low:end])
                if entry.kind == "author" and entry.end > entry.start
            ]
            # Who wrote a digest put the items together.
            yield from (Piece("editor", low + entry.start, low + entry.end) for entry in made)
            if not made:
                yield Piece("credit", low, end)
        elif not named and (place := _outlet(text, low, line.end(), span)):
            named = True
            yield Piece("captured_from" if own or not place[2] else "source", place[0], place[1])


def _outlet(text: str, start: int, end: int, dated: tuple[int, int] | None) -> tuple[int, int, bool] | None:
    """Return where a line of the opening names the digest, and whether that is an outlet; None where it says too little."""
    titled = _TITLED.search(text, start, end)
    if titled:
        return (*titled.span(1), True)
    bare = _without(text[start:end], dated, start)
    if broadcast := _BROADCAST.search(bare):
        return start + broadcast.start("name"), start + broadcast.end("name"), True
    at = start
    for cut in [*_SPLIT.finditer(text, start, end), None]:
        low, high = at, cut.start() if cut else end
        at = cut.end() if cut else end
        word = fold(text[low:high])
        if dated and low < dated[1] and dated[0] < high:
            continue
        if len(word) > 2 and len(_HAN.findall(word)) > 2 and not _GENERIC.fullmatch(word):
            ends = (n for n in range(3, len(word)) if furniture.is_outlet(word[:n]) and _GENERIC.fullmatch(word[n:]))
            size = next(ends, None)  # of 某河日报要闻速览 the paper
            return (low, low + size, True) if size else (low, high, furniture.is_outlet(word))
    return None


def _without(line: str, dated: tuple[int, int] | None, at: int) -> str:
    """Return a line that begins at `at` with blanks in place of its day."""
    low, high = (max(edge - at, 0) for edge in dated) if dated else (0, 0)
    return line[:low] + " " * (min(high, len(line)) - low) + line[high:] if low < len(line) else line
