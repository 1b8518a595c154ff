"""The opening and the end of a news piece: 本报讯 （记者 …） before the first sentence, （责任编辑 …） behind the last.

Not for lines that are a byline as a whole (`bylines`).
"""

import re
from dataclasses import dataclass, replace

from articles.text.bylines import OUTLET, Byline, Contributor, read_byline
from articles.text.dates import FoundDate, find_dates
from articles.text.lines import narrow

_PAREN = r"(?P<paren>[(\[【][^()\[\]【】\n]{2,80}[)\]】])"
_OPENING = re.compile(
    rf"\s*(?:(?P<own>本报|本网|本台|本刊|本社|本站)|(?P<outlet>[\u4e00-\u9fff]{{1,10}}?(?:{OUTLET})))"
    r"(?P<rest>[\u4e00-\u9fff·/、0-9 ]{0,24}?)(?P<kind>专电|综合消息|消息|讯|电)"
    rf"(?:\s*[:：]\s*|\s*(?={_PAREN.replace('?P<paren>', '?:')})|\s+|(?=[^\u4e00-\u9fff])|$)(?:{_PAREN})?\s*[:：]?\s*"
)
# 【某湾日报】（记者 某某）: the outlet in brackets of its own
_HOUSED = re.compile(rf"\s*[【\[](?P<outlet>[\u4e00-\u9fff]{{1,10}}?(?:{OUTLET}))(?:讯|消息|专讯)?[】\]]\s*{_PAREN}\s*")
# 【本报讯】 alone, or before the names in brackets
_CALLED = re.compile(
    rf"\s*[【\[〔](?P<own>本报|本网|本台|本刊|本社|本站)(?:综合|专)?(?:讯|消息|报道)[】\]〕]\s*(?:{_PAREN}\s*)?"
)
# Of an outlet that its name does not betray: 某湾之声舟城8月26日消息（记者某某）, 某河发布讯（记者 某某）
_ANYONE = re.compile(
    rf"\s*(?P<who>[\u4e00-\u9fff·]{{2,14}}?)(?:(?P<rest>\d{{1,2}}月\d{{1,2}}日)\s?(?:专电|消息|讯|电)|(?<=[台刊网布媒声端])讯)\s*{_PAREN}\s*"
)
_BY = re.compile(rf"\s*{_PAREN}\s*")
_SPOKEN_BY = re.compile(
    r"(?:本报|本网)?(?:全媒体|融媒体|见习|实习)?记者[\s:]?(?P<names>[\u4e00-\u9fff、\s]{2,20}?)(?:报道|/|)\s*[:：]\s*"
)
# Behind it the day as Taiwan counts, （編輯：某某）1130311
_ENDING = re.compile(r"[(\[【]([^()\[\]【】\n]{1,120})[)\]】]\s*(?:1\d{6})?\s*$")
_LEAVING = re.compile(r"返回[\u4e00-\u9fff]{2,4}[,，]\s?查看更多\s*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """An opening `[0, end)` of a paragraph; spans are in that paragraph."""

    end: int
    byline: Byline | None
    outlet: tuple[int, int] | None
    own: tuple[int, int] | None
    date: FoundDate | None
    #: 【本报讯】 and no more: it names nobody.
    bare: bool = False


def read_dateline(paragraph: str) -> Dateline | None:
    """Return the opening of a first paragraph that names outlet, place, day and reporters; None without one.

    >>> found = read_dateline("本报讯 （记者 张某某） 23日，全体会议召开。")
    >>> found.end, found.byline.people[0].name.name
    (13, '张某某')
    """
    plain = narrow(paragraph[:240])
    match = _OPENING.match(plain)
    if match:
        inside = _byline(paragraph, match.span("paren")) if match["paren"] else None
        outlet = match.span("outlet") if match["outlet"] else None
        dates = find_dates(match["rest"])
        date = _shifted(dates[0], match.start("rest")) if dates else None
        end = match.end() if inside or not match["paren"] or not _is_prose(match["paren"]) else match.start("paren")
        own = match.span("own") if match["own"] else None
        return Dateline(end, inside, outlet, own, date)
    match = _CALLED.match(plain)
    if match:
        inside = _byline(paragraph, match.span("paren")) if match["paren"] else None
        end = match.end() if inside or not match["paren"] else match.start("paren")
        return Dateline(end, inside, None, match.span("own"), None, bare=inside is None)
    match = _HOUSED.match(plain)
    if match and (inside := _byline(paragraph, match.span("paren"))):
        return Dateline(match.end(), inside, match.span("outlet"), None, None)
    match = _ANYONE.match(plain)
    if match and (inside := _byline(paragraph, match.span("paren"))):
        dates = find_dates(match["rest"] or "")
        return Dateline(match.end(), inside, None, None, _shifted(dates[0], match.start("rest")) if dates else None)
    match = _BY.match(plain)
    if match and (inside := _byline(paragraph, match.span("paren"))):
        return Dateline(match.end(), inside, None, inside.own, None)
    match = _SPOKEN_BY.match(plain)
    if match and match.end() < len(plain) and (inside := read_byline(paragraph[: match.end()].rstrip(" :："))):
        return Dateline(match.end(), inside, None, inside.own, None) if "报道" in match.group() else None
    return None


def find_lead_date(paragraph: str) -> FoundDate | None:
    """Return the date with which the first sentence begins, as in 23日，… or 记者23日从…; None without one.

    >>> find_lead_date("23日，全体会议召开。").date.day, find_lead_date("去年9月，会议召开。")
    (23, None)
    """
    for found in find_dates(paragraph[:40]):
        before, after = paragraph[: found.start], narrow(paragraph[found.end : found.end + 4])
        if not before.strip() and re.match(r"[,，]|上午|下午|晚|[\u4e00-\u9fff]", after):
            return found
        if re.fullmatch(r"\s*记者", narrow(before)) and re.match(r"从|在|获悉", after):
            return found
    return None


def find_ending(paragraph: str) -> tuple[int, int, int] | None:
    """Return (start, inner start, inner end) of a bracket that ends `paragraph`; None without one."""
    match = _ENDING.search(narrow(paragraph), max(0, len(paragraph) - 130))
    return (match.start(), match.start(1), match.end(1)) if match else None


def find_leaving(paragraph: str) -> int | None:
    """Return where the link of a platform begins that ends `paragraph`, as in 返回搜狐，查看更多; None without one.

    >>> find_leaving("报名已满。返回搜狐，查看更多"), find_leaving("他返回家乡，查看更多田块。")
    (5, None)
    """
    match = _LEAVING.search(paragraph, max(0, len(paragraph) - 20))
    return match.start() if match else None


def _byline(paragraph: str, span: tuple[int, int]) -> Byline | None:
    inside = read_byline(paragraph[span[0] : span[1]])
    if inside is None:
        return None
    by = span[0]
    return Byline(
        tuple(_moved(person, by) for person in inside.people),
        tuple((a + by, b + by) for a, b in inside.outlets),
        (inside.own[0] + by, inside.own[1] + by) if inside.own else None,
    )


def _moved(person: Contributor, by: int) -> Contributor:
    name = replace(person.name, start=person.name.start + by, end=person.name.end + by)
    outlet = (person.outlet[0] + by, person.outlet[1] + by) if person.outlet else None
    unit = (person.affiliation[0] + by, person.affiliation[1] + by) if person.affiliation else None
    return replace(person, name=name, outlet=outlet, affiliation=unit)


def _is_prose(paren: str) -> bool:
    return len(paren) > 14 or any(mark in paren for mark in "，。,;；")


def _shifted(found: FoundDate, by: int) -> FoundDate:
    return FoundDate(found.start + by, found.end + by, found.date)
