"""The grammar of bylines: who wrote, took, edited or translated a piece, for which outlet, by the words around the names.

Not for credit lines of several labels (`credits`), and not for names in running text.
"""

import re
from dataclasses import dataclass

from articles.text import names
from articles.text.lines import narrow
from articles.text.names import Name
from articles.text.roles import ROLE_OF, SUFFIXES, WORDS

#: A byline longer than this is a sentence.
LONGEST = 160
BULLETS = "□■○●◎◆◇▲△★☆※▪►▶·•│丨|/—–- \u3000"

#: The last word of what prints or sends news, as the inside of a group.
OUTLET = (
    r"日报|晚报|早报|晨报|时报|商报|都市报|学报|报社|报|通讯社|新华社|中新社|社|新闻网|信息网|政府网|网站|网|电视台|广播电台|卫视|电台|台|"
    r"杂志|周刊|月刊|期刊|刊|新闻|客户端|频道|传媒|在线|融媒体中心|融媒|融媒体|公众号"
)
_OWN = r"本报|本网|本台|本刊|本社|本站"
_OWNS = re.compile(_OWN)
_MODS = rf"(?:{_OWN}|全媒体|融媒体|融媒|新媒体|见习|实习|特派|特约|首席|高级|资深|驻[\u4e00-\u9fff]{{2,6}}?|新闻|文字|摄影|摄像|网络|值班|责任|执行|栏目|版面)"
#: A label left without its value.
_LABELS = ("文章作者", "文章编辑", "本文作者", "原文作者", "全文")
#: The numbers of their units behind names, as journals print them: 某某1，某某2*
_NOTED = re.compile(r"[\u4e00-\u9fff·]{2,6}\s?[\d,*]{1,4}(?:[,，、;；\s]{1,3}[\u4e00-\u9fff·]{2,6}\s?[\d,*]{0,4}){0,9}")
_NOTE = re.compile(r"[\d*]{1,3}(?:,[\d*]){0,2}")
_BEFORE = r"(?<![\u4e00-\u9fffA-Za-z])"
_AFTER = r"(?=[\s:/丨|、。)\]】]|$)"
_HEAD = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,8}}/(?=[\u4e00-\u9fff]{{2,14}}(?:{OUTLET})))?(?:《(?P<quoted>[^《》\n]{{2,20}})》|(?P<outlet>[\u4e00-\u9fff]{{1,14}}?(?:{OUTLET}))(?:\s?/\s?(?=记者))?)?(?P<mods>{_MODS}{{0,4}})"
    r"(?P<role>记者|实习生|采访者|采访人|采访|受访人|受访者|访谈嘉宾|嘉宾|(?:口述人?|讲述人?|记录人?)(?=\s?[:/丨|])|通讯员|报道员|作者|撰稿人|撰稿|撰文|执笔|采写|评论员|编辑|责编|主编|编审|翻译|编译|译者|主持人|主持|摄影报道|摄影|摄像|"
    rf"图文|供图|供稿|整理|参与采写|参与采访|参与报道|报道|策划|校对|审核|终审|监制|{_BEFORE}(?:文字|图片|文|图|译){_AFTER}|文(?=/图)|图(?=/文)|摄{_AFTER})"
    r"(?P<colon>\s?[:/丨|]\s?)?"
)
#: The role words again, each a literal, which is found at once; no head is without one.
_ROLE_WORD = re.compile(
    r"记者|实习生|采访|受访人|受访者|访谈嘉宾|嘉宾|通讯员|报道|作者|撰稿|撰文|执笔|采写|评论员|编辑|责编|主编|编审|翻译|编译|译者|主持|摄影|摄像|"
    r"口述|讲述|记录|图文|供图|供稿|整理|参与采写|参与采访|策划|校对|审核|终审|监制|文字|图片|[文图译摄](?=[\s:/丨|、。)\]】]|$)"
)
#: Where and when a reporter sent the piece from, behind the name: 在某地报道, 发自某地, ／台北报导, 3日电.
_SENT = re.compile(
    r"在[\u4e00-\u9fff·]{2,10}(?:报道|报导)$|\s+发自[\u4e00-\u9fff·]{2,12}(?:报道)?$|(?:\s*(?P<slash>/)\s*|\s+)(?P<place>[\u4e00-\u9fff]{2,6}?)(?:综合|即时|现场|连线|采访)?(?:报道|报导|专电|专讯)$|"
    r"\s*(?:台北|台中|台南|高雄|新北|桃园|新竹|花莲|台东|屏东|嘉义|基隆|东京|华盛顿|纽约|伦敦|巴黎|首尔|北京|上海|香港|澳门)?\s?(?:\d{1,2}月)?\d{1,2}日(?:综合)?(?:外电报[道导]|专电|电)$"
)
_PLACED = re.compile(r"记者(?P<run>[\u4e00-\u9fff]{4,6})$")
#: No list of names, and no role word, has one of these; only the name of a paper or what stands in brackets may.
#: (某城电台 何某某 李某某)
_HOUSE = re.compile(
    r"(?P<outlet>[\u4e00-\u9fff]{1,8}(?:电视台|广播电台|电台|日报|晚报|通讯社|新闻社|新闻网))\s{1,3}(?=[\u4e00-\u9fff])"
)
_PROSE = re.compile(r"[。！？!?“”…\d%]")
_PAREN = re.compile(r"\(([^()\n]{2,40})\)")
_BRACKETED = re.compile(r"\([^()\n]*\)|《[^《》\n]*》")


@dataclass(frozen=True, slots=True)
class Contributor:
    """One person of a byline; `outlet` and `affiliation` are spans of the line, as are those of `name`."""

    name: Name
    role: str
    outlet: tuple[int, int] | None = None
    affiliation: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says: people in order, outlets it names, and whether it says 本报 or the like."""

    people: tuple[Contributor, ...]
    outlets: tuple[tuple[int, int], ...] = ()
    own: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """A role word, None before the first, and the names behind it."""

    head: re.Match[str] | None
    names: tuple[Contributor, ...]

    @property
    def word(self) -> str:
        return self.head["role"] if self.head else ""

    @property
    def role(self) -> str | None:
        if self.head and self.word == "记者" and "摄" in self.head["mods"]:
            return "photographer"
        return ROLE_OF.get(self.word)


def role_of(label: str) -> str | None:
    """Return the role that a label such as 责任编辑 gives; None where it gives none (校对, 来源).

    >>> role_of("责任编辑"), role_of("全媒体记者"), role_of("校对")
    ('editor', 'reporter', None)
    """
    match = _HEAD.fullmatch(narrow(label).strip())
    return _Group(match, ()).role if match else None


def without_brackets(plain: str) -> str:
    """Return a narrowed line without what stands in round brackets or in those of a title.

    >>> without_brackets("《某报》记者 张某某(某市委。)报道")
    '记者 张某某报道'
    """
    return _BRACKETED.sub("", plain) if "(" in plain or "《" in plain else plain


def read_byline(line: str, *, bare: bool = False) -> Byline | None:
    """Return what a line says that is a byline and nothing else; None for any other line.

    Spans are in `line`. With `bare` a line of names alone is one too: only a caller who knows the place can say so.

    >>> [(p.name.name, p.role) for p in read_byline("□本报记者 张某某 通讯员 李某").people]
    [('张某某', 'reporter'), ('李某', 'correspondent')]
    >>> read_byline("记者采访了张某。") is None
    True
    """
    if bare and _NOTED.fullmatch(line):
        line = _NOTE.sub(lambda note: " " * len(note.group()), line)
    plain = narrow(line)
    low, high = _inside(plain)
    if not low < high or high - low > LONGEST or plain.startswith(_LABELS):
        return None
    if (
        "记者" in plain
        and (sent := _SENT.search(plain, low, high))
        and (sent["slash"] or not names.is_name(sent["place"] or ""))
    ):
        high = _without_place(plain, sent.start())
    if _PROSE.search(without_brackets(plain[low:high])):
        return None
    heads = [*_HEAD.finditer(plain, low, high)] if _ROLE_WORD.search(plain, low, high) else []
    if not heads:
        marked = plain[:low].strip(" (（[【") != ""
        return _bare(line, low, high) if bare or marked else None
    if heads[0]["role"] in ("报道", "整理", "策划") and heads[0].start() == low:
        return None
    groups = _groups(line, plain, low, high, heads)
    if groups is None:
        return None
    people = _assign(groups)
    outlets = tuple(span for head in heads if (span := _outlet(head)))
    own = next((span for head in heads if (span := _own(head))), None)
    if not people and not ((own or outlets) and any(g.word in ("评论员", "记者") for g in groups)):
        return None
    return Byline(people, outlets, own)


def _without_place(plain: str, end: int) -> int:
    """Return where the name ends that a place follows without a blank, as in 记者某某某某城3日电; `end` where none does."""
    match = _PLACED.search(plain, 0, end)
    if not match or not plain[end : end + 1].isdigit():
        return end
    size = next((n for n in (3, 2) if names.is_name(match["run"][:n])), len(match["run"]))
    return match.start("run") + size


def _inside(plain: str) -> tuple[int, int]:
    """Return the span of `plain` without bullets, blanks and one pair of brackets around it."""
    low, high = 0, len(plain)
    while low < high and (plain[low] in BULLETS or (plain[low] in "([【" and plain.rstrip()[-1:] in ")]】")):
        low += 1
    while high > low and plain[high - 1] in " )]】\n\r":
        if plain[high - 1] == ")" and plain.count("(", low, high) == plain.count(")", low, high):
            break
        high -= 1
    return low, high


def _bare(line: str, low: int, high: int) -> Byline | None:
    """Return the byline of a line of names alone, each with a known surname and none run together; an outlet may stand before them."""
    housed = _HOUSE.match(narrow(line), low, high)
    if housed:
        after = _bare(line, housed.end(), high)
        return Byline(after.people, (housed.span("outlet"),)) if after else None
    found = _people(line, narrow(line), low, high)
    if not found or len(found) > 8 or any(p.name.confirm or not names.is_name(p.name.name) for p in found):
        return None
    if any(p.name.name in WORDS for p in found):
        return None
    return Byline(tuple(Contributor(p.name, "author", affiliation=p.affiliation) for p in found))


def _groups(line: str, plain: str, low: int, high: int, heads: list[re.Match[str]]) -> list[_Group] | None:
    """Return the line cut at its role words; None where what stands between them is no list of names."""
    stops = [head.start() for head in heads[1:]] + [high]
    parts = [(None, low, heads[0].start()), *((h, h.end(), stop) for h, stop in zip(heads, stops, strict=True))]
    groups: list[_Group] = []
    for head, start, stop in parts:
        found = _people(line, plain, start, stop)
        if found is None or any(_is_doubtful(person.name, head) for person in found):
            return None
        groups.append(_Group(head, found))
    return groups


def _is_doubtful(name: Name, head: re.Match[str] | None) -> bool:
    """Return whether a word is no name unless something says so: an unknown surname behind 记者：, 编辑 or nothing."""
    if name.name.isascii() or names.surname_of(name.name) or "·" in name.name:
        return False
    if head is None:
        return True
    if head["role"] == "记者":
        return head["colon"] is not None
    # 赵某主持并讲话: a verb, whose object is no name.
    glued = ("编辑", "主编", "责编", "翻译", "作者", "主持")
    return head["colon"] is None and head.end() == name.start and head["role"] in glued


def _people(line: str, plain: str, start: int, stop: int) -> tuple[Contributor, ...] | None:
    """Return the people named in `line[start:stop]`, with the affiliation in brackets behind them."""
    out: list[Contributor] = []
    for paren in [*_PAREN.finditer(plain, start, stop), None]:
        end = paren.start() if paren else stop
        found = names.split_names(line[start:end])
        if found is None or (paren and not found):
            return None
        unit = paren.span(1) if paren else None
        out += (Contributor(_shift(n, start), "", affiliation=unit) for n in found)
        start = paren.end() if paren else stop
    return tuple(out)


def _assign(groups: list[_Group]) -> tuple[Contributor, ...]:
    """Return the people with their roles: a word with no names behind it, such as 摄, belongs to those before it."""
    behind = bool(groups) and groups[-1].word in SUFFIXES and not groups[-1].names
    people: list[Contributor] = []
    outlet: tuple[int, int] | None = None
    for n, group in enumerate(groups):
        role = group.role
        if group.head and group.word not in SUFFIXES:
            outlet = _outlet(group.head)
        following = groups[n + 1] if n + 1 < len(groups) else None
        if group.head is None or (behind and group.word in SUFFIXES):
            role = "author"
        if behind and following and following.word in SUFFIXES and group.word != "通讯员":
            role = _suffix_role(following, role)
        elif n and not groups[n - 1].names:
            wrote = n > 1 and not groups[n - 2].names and groups[n - 2].role == "author"
            role = group.role or "author" if wrote else _joint_role(groups[n - 1], group)
        if role or group.word in ("报道", "整理"):
            people += (Contributor(p.name, role or "author", outlet, p.affiliation) for p in group.names)
    return tuple(people)


def _joint_role(before: _Group, group: _Group) -> str | None:
    """Return the role of names behind two words: 文/图 张某 and 图/文 张某 wrote it too, 摄/本报记者 张某 took the picture."""
    if group.word in SUFFIXES and (before.role == "author" or (before.word in SUFFIXES and group.role == "author")):
        return "author"
    return "photographer" if before.role == "photographer" else group.role


def _suffix_role(following: _Group, role: str | None) -> str | None:
    return "photographer" if following.role == "photographer" else role or following.role or "author"


def _outlet(head: re.Match[str]) -> tuple[int, int] | None:
    if head["quoted"]:
        return head.span("quoted")
    if head["outlet"] and not _OWNS.fullmatch(head["outlet"]):
        return head.span("outlet")
    return None


def _own(head: re.Match[str]) -> tuple[int, int] | None:
    at = _OWNS.search(head.group())
    return (head.start() + at.start(), head.start() + at.end()) if at else None


def _shift(name: Name, by: int) -> Name:
    return Name(name.start + by, name.end + by, name.name, name.confirm, name.alternatives, name.run)
