"""The chain of attributions: where a piece was captured, who published it, who printed it again, whose byline it bears."""

import re
from collections.abc import Iterator

from articles.ingest.fields.evidence import Evidence
from articles.ingest.fields.people import Found
from articles.ingest.records import Chain, Fact, Outlet, Piece
from articles.text import bylines, credits, furniture, names, platform

_OWN = re.compile(r"本报|本网|本台|本刊|本社|本站")
# 某网-某报: the site printed again what the paper published.
_PART = re.compile(r"[^-—–－]+")
_NAMED = re.compile(rf"(?<![\u4e00-\u9fff版:])[\u4e00-\u9fff]{{1,14}}(?:{bylines.OUTLET})(?![\u4e00-\u9fff:])")
_NEWS_OF = re.compile(r"\((?P<name>[\u4e00-\u9fff]{2,12})(?:消息|讯)\)")  # seen in Macau: (澳門電台消息)
# Some sites print a number of their own in place of a source.
_NUMBER = re.compile(r"[A-Za-z]{0,4}\d+")
# 某晚报（ID：abc2024）
_ACCOUNT_NUMBER = re.compile(r"\s?\((?:ID|微信号?|公众号|微信公众号)\s?:?[^()]{0,40}\)?$", re.IGNORECASE)
# 某河日报（2024年6月28日）, 某河日报 2024-06-28 第3版
_ISSUE = re.compile(r"\s?[(\s](?:19|20)\d\d\s?[年./-][^()]{0,24}[)]?$")
# 某某周报 <letter@example.org>, and 某报，作者某某 behind 以下文章来源于
_ADDRESSED = re.compile(r"\s?<[^<>]{0,80}>$|\s?[,.]\s?作者.{0,20}$")
_OF_ISSUE = re.compile(r"《(?P<name>[^《》]{2,16})》\s?(?:19|20)\d\d年?\s?(?:第|/)")
_QUOTED = re.compile(r"\s*《(?P<name>[^《》]{2,20})》\s*")
_TITLED = re.compile(r"《(?P<name>[^《》]{2,20})》.*", re.DOTALL)
#: Labels of the body that made an official paper: who printed it goes before.
_ISSUED_BY = frozenset({"发布机构", "发布单位", "发文机关", "发文单位", "制发机关", "制定机关", "印发机关"})


def read_chain(evidence: Evidence, found: Found) -> tuple[Outlet, ...]:
    """Return the outlets in the order published, captured, printed again, byline; each name once in a role."""
    published, printed = _credited(evidence, found)
    published = published or list(_opening(evidence))
    # Who keeps the account published the piece there, unless the page names a source.
    published = published or [evidence.fact(piece.start, piece.end, "byline") for piece in evidence.of("account")]
    captured = _captured(evidence)
    # The site whose own reporter signs published the piece.
    bearing = {name.value for name in found.outlets}
    published = published or [name for name in captured if name.value in bearing]
    outlets = [Outlet(name, "published_by") for name in published[:1]]
    outlets += (Outlet(name, "captured_from") for name in captured)
    outlets += (Outlet(name, "reprinted_by") for name in printed)
    sources = {outlet.name.value for outlet in outlets if outlet.role == "published_by"}
    outlets += (Outlet(name, "byline_outlet") for name in found.outlets if name.value not in sources)
    seen: dict[tuple[str, Chain], Outlet] = {}
    for outlet in outlets:
        seen.setdefault((outlet.name.value, outlet.role), outlet)
    return tuple(seen.values())


def read_section(evidence: Evidence) -> Fact | None:
    """Return the section: a key of the front matter, a label, or the last step of the breadcrumb."""
    for piece in evidence.of("section"):
        if re.search("[\u4e00-\u9fff]", evidence.quote(piece)):
            return evidence.fact(piece.start, piece.end, "section")
    for piece in evidence.of("credit", "date"):
        for entry in credits.read_entries(evidence.quote(piece)):
            if entry.kind == "section" and entry.end > entry.start:
                return evidence.fact(piece.start + entry.start, piece.start + entry.end, "section")
    names_of_site = {fact.value for fact in _captured(evidence)}
    titles = {evidence.quote(piece) for piece in evidence.of("title")}
    for piece in evidence.of("breadcrumb"):
        for start, end in reversed(_steps(evidence, piece)):
            word = evidence.text[start:end]
            if word not in names_of_site and word not in titles and not furniture.is_outlet(evidence.plain[start:end]):
                return evidence.fact(start, end, "section")
    return None


def _credited(evidence: Evidence, found: Found) -> tuple[list[Fact], list[Fact]]:
    """Return who is named as source, and who as having printed the piece again."""
    sources: list[Fact] = []
    issued: list[Fact] = []
    printed: list[Fact] = []
    beside: list[Fact] = []
    for piece in (*evidence.of("source"), *evidence.of("credit", "date")):
        whole = credits.Entry("source", "", 0, piece.end - piece.start)
        entries = (whole,) if piece.kind == "source" else credits.read_entries(evidence.quote(piece))
        for entry in entries:
            if entry.kind in ("source", "reprint") and entry.end > entry.start:
                named = list(_outlets(evidence, piece.start + entry.start, piece.start + entry.end, found))
                printed += named[:-1]
                made = issued if entry.label in _ISSUED_BY else sources
                into = printed if entry.label in ("转载", "转发") else made
                into += named[-1:]
        if piece.kind == "date" and not any(entry.kind == "source" for entry in entries):
            beside += _beside_date(evidence, piece)
    sources += issued
    if not sources:
        return beside, printed
    # Who stands beside the date while another is called the source printed the piece again.
    return sources, [*printed, *(one for one in beside if one.value != sources[0].value)]


def _outlets(evidence: Evidence, start: int, end: int, found: Found) -> Iterator[Fact]:
    """Yield the outlets named at `[start, end)`, the first publisher last: nothing for 网络, which names none."""
    number = (
        _ADDRESSED.search(evidence.plain, start, end)
        or _ACCOUNT_NUMBER.search(evidence.plain, start, end)
        or _ISSUE.search(evidence.plain, start, end)
    )
    end = number.start() if number else end
    plain = evidence.plain[start:end].strip()
    if _OWN.match(plain) and len(plain) <= 6:
        found.own.append(evidence.fact(start, start + 2, "credit"))
    elif not names.is_nobody(plain) and not _NUMBER.fullmatch(plain):
        titled = _TITLED.fullmatch(evidence.text, start, end)
        parts = [] if titled else list(_PART.finditer(evidence.text, start, end))
        named = [_QUOTED.fullmatch(evidence.text, *part.span()) for part in parts]
        spans = [found.span("name") if found else part.span() for found, part in zip(named, parts, strict=True)]
        if len(parts) > 1 and all(
            found or furniture.is_outlet(evidence.plain[low:high])
            for found, (low, high) in zip(named, spans, strict=True)
        ):
            yield from (evidence.fact(low, high, "credit") for low, high in spans)
        else:
            yield evidence.fact(*(titled.span("name") if titled else (start, end)), "credit")


def _opening(evidence: Evidence) -> Iterator[Fact]:
    """Yield the outlet whose news the first paragraph says it is, as in （某城电台消息）; the text keeps it."""
    for piece in evidence.of("body")[:1]:
        match = _NEWS_OF.match(evidence.plain, piece.start, piece.end)
        if match and furniture.is_outlet(match["name"]) and not _OWN.match(match["name"]):
            yield evidence.fact(*match.span("name"), "dateline")


def _beside_date(evidence: Evidence, piece: Piece) -> Iterator[Fact]:
    """Yield the outlet or account that stands unlabelled beside the date of a date line, as in 2024-06-28 某河日报."""
    account = platform.read_account(evidence.quote(piece))
    issue = _OF_ISSUE.match(evidence.plain, piece.start, piece.end)
    if issue:
        yield evidence.fact(*issue.span("name"), "credit")
        return
    if account:
        if account.name:
            yield evidence.fact(piece.start + account.name[0], piece.start + account.name[1], "account")
        return
    for match in _NAMED.finditer(evidence.plain, piece.start, piece.end):
        if not _OWN.match(match.group()):
            yield evidence.fact(*match.span(), "credit")
            return


def _captured(evidence: Evidence) -> list[Fact]:
    """Return the site the page was captured from: named at its top, or the last outlet of its breadcrumb."""
    named = evidence.of("captured_from")
    if named:
        return [evidence.fact(piece.start, piece.end, "captured_from") for piece in named[:1]]
    for piece in evidence.of("breadcrumb"):
        for start, end in reversed(_steps(evidence, piece)):
            if furniture.is_site(evidence.plain[start:end]):
                return [evidence.fact(start, end, "captured_from")]
    return []


def _steps(evidence: Evidence, piece: Piece) -> list[tuple[int, int]]:
    steps = furniture.read_breadcrumb(evidence.plain[piece.start : piece.end])
    return [(piece.start + start, piece.start + end) for start, end in steps]
