"""What only the head of a saved page says about its piece: names, dates and addresses in `<meta>` and JSON-LD.

Not for what the page shows (`masthead`), which counts before it.
"""

import re
from collections.abc import Iterator, Sequence

from articles.ingest.cells import shown_of
from articles.ingest.masthead import has_day, is_dated, says
from articles.ingest.naming import is_person, may_name
from articles.ingest.records import Piece
from articles.text import credits, furniture, jsonld
from articles.text.inline import ENTITY, shifted
from articles.text.ledger import Edit
from articles.text.lines import fold
from articles.text.webpage import Page

_SITE_END = re.compile(r".*(?:社区|论坛|博客|在线|家园|门户|之家|網|報|電視|電台|新聞)")
#: 中央社 CNA
_INITIALS = re.compile(r"(?:\s+[A-Z]{2,8})?\s*$")
_DATES = (
    "article:published_time", "og:release_date", "datepublished", "publishdate", "pubdate", "publish_time", "publishtime", "publish-date",
    "firstpublishedtime", "og:time", "og:time ", "apub:time", "weibo: article:create_at", "dc.date", "date", "dateupdate", "script:time",
    "noted:date",
)  # fmt: skip
_SOURCES = ("contentsource", "source", "article:source", "mediaid", "og:article:source")
#: Of these the ones that are about the piece alone, and can speak against what the page shows.
_PUBLISHED = ("article:published_time", "datepublished", "publishdate", "pubdate", "publish_time", "firstpublishedtime")
_STATED_SOURCES = ("contentsource", "source", "article:source", "og:article:source")
_CALLED = re.compile(r"^(?:来源|稿源)\s?:\s*")
_AUTHORS = ("noted:author", "og:article:author", "article:author", "author", "itemprop:author")
_SITES = ("og:site_name", "sitename", "application-name")
_DATA_DATES = ("datepublished", "pubdate", "uploaddate", "datecreated")
#: What parts the title of a page from the name of its site.
CUT = re.compile(r"\s?[_|｜]\s?|\s?-{1,2}\s?|\s?[–—]{1,2}\s?")
#: What is left of the name of a site or of one of its parts behind the name of the house.
_CODE = re.compile(r"[a-z]{1,5}\d{0,9}")  # xhw, as some sites state their source
_PART_OF_SITE = re.compile(r"(?:新闻|资讯|订阅|首页|频道|客户端|手机|移动|财经|科技|娱乐|体育|[号网版端]){0,3}")
_EDITION = re.compile(
    r"\s{0,99}(?P<name>[\u4e00-\u9fff]{2,12}?)\s?(?:多媒体)?(?:数字报|数字版|电子版|电子报|网络版)(?:刊|平台)?\s?[-_|—–:：]"
)
_NO_SITE = re.compile(r"微信公众平台|Powered by.*", re.IGNORECASE)


def read_declared(
    text: str, found: Page, pieces: Sequence[Piece], title: str, zone: tuple[int, int]
) -> tuple[list[Piece], list[Edit]]:
    """Return what only the head of the page says, and the edits for its escapes. `zone` is where the piece's own head stands."""
    data: dict[str, tuple[int, int]] = {}
    for low, high in found.data:
        for path, span in jsonld.read_strings(text, low, high).items():
            data.setdefault(path.removeprefix("@graph."), span)
    out = [
        Piece("link", *span) for span in _first(found.declared, ("canonical", "og:url", "url")) if _is_line(text, span)
    ]
    if is_dated(text, found, pieces):
        spans = [*_first(found.declared, _PUBLISHED), *_first(data, _PUBLISHED)]
        out += [
            Piece("declared_date", *span) for span in spans if _is_line(text, span) and has_day(_value(text, span))
        ][:1]
    else:
        times = [span for span in found.times if zone[0] <= span[0] < zone[1]]
        spans = [*times[:1], *_first(found.declared, _DATES), *_first(data, _DATA_DATES)]
        out += [Piece("date", *span) for span in spans if _is_line(text, span) and has_day(_value(text, span))][:1]
    told = says(text, found, pieces, "source") or any(p.kind in ("source", "account") for p in pieces)
    publisher = [*_first(found.declared, ("itemprop:publisher",)), *_first(data, ("publisher.name", "publisher"))]
    spans = [*_first(found.declared, _SOURCES), *publisher, *_printed_by(text, found)]
    named = [span for span in spans if may_name(fold(_value(text, span))) and not _CODE.fullmatch(_value(text, span))]
    if told:
        spans = _first(found.declared, _STATED_SOURCES)
        out += [
            Piece("declared_source", *span)
            for span in spans
            if may_name(_CALLED.sub("", fold(_value(text, span)))) and not _CODE.fullmatch(_value(text, span))
        ][:1]
    else:
        out += [Piece("source", *span) for span in named[:1]]
    authored = says(text, found, pieces, "author", "reporter", "correspondent") or any(
        p.kind in ("author", "byline") for p in pieces
    )
    # A surname that we do not know is one all the same where the data calls it that of a person.
    called = _first(data, ("author.name",)) if _kind_of(text, data) == "person" else []
    if not authored:
        out += [
            Piece("author", *span)
            for span in [*_first(found.declared, _AUTHORS), *_first(data, ("author.name", "author"))]
            if (is_person(_value(text, span)) or (span in called and may_name(fold(_value(text, span)))))
            and not _edits_it(text, found, pieces, _value(text, span))
            and not _is_of_site(text, found, title, _value(text, span))
        ][:1]
    sites = [*_first(found.declared, _SITES), *(publisher if told else []), *_site_of_title(text, found, title)]
    taken = {piece.start for piece in out}
    out += [
        Piece("captured_from", *span)
        for span in sites
        if may_name(fold(_value(text, span))) and not _NO_SITE.fullmatch(_value(text, span)) and span[0] not in taken
    ][:1]
    return out, [edit for piece in out for edit in _unescape(text, found, piece)]


def _kind_of(text: str, data: dict[str, tuple[int, int]]) -> str:
    """Return what the data calls its author: person, organization."""
    return _value(text, data["author.@type"]).lower() if "author.@type" in data else ""


def _edits_it(text: str, found: Page, pieces: Sequence[Piece], name: str) -> bool:
    """Return whether the page shows `name` as that of the editor, as where a head calls the editor its author."""
    return any(
        entry.kind == "editor" and name in shown[entry.start : entry.end]
        for piece in pieces
        if piece.kind == "credit"
        for shown in [shown_of(text, found, piece)]
        for entry in credits.read_entries(shown)
    )


def _is_of_site(text: str, found: Page, title: str, name: str) -> bool:
    """Return whether `name` is what the title of the page calls its site, as where a head gives the site as its author."""
    parts = [_value(text, span) for span in _title_parts(text, found, title)]
    return any(part.startswith(name) and _PART_OF_SITE.fullmatch(part.removeprefix(name)) for part in parts)


def _printed_by(text: str, found: Page) -> list[tuple[int, int]]:
    """Return the paper that the title of the page of a printed one begins with: 某河日报数字报-题目."""
    if "title" not in found.declared:
        return []
    low, high = found.declared["title"]
    match = _EDITION.match(text, low, min(high, low + 60))
    return [match.span("name")] if match and furniture.is_outlet(fold(match["name"])) else []


def _first(spans: dict[str, tuple[int, int]], keys: Sequence[str]) -> list[tuple[int, int]]:
    return [spans[key] for key in keys if key in spans]


def _is_line(text: str, span: tuple[int, int]) -> bool:
    return len(text[slice(*span)].splitlines()) == 1


def _value(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)].strip()


def _unescape(text: str, found: Page, piece: Piece) -> Iterator[Edit]:
    if any(low <= piece.start < high for low, high in found.data):
        yield from jsonld.unescape(text, piece.start, piece.end)
        return
    for match in ENTITY.finditer(text, piece.start, piece.end):
        yield from shifted(match.group(), match.start())


def _site_of_title(text: str, found: Page, title: str) -> list[tuple[int, int]]:
    """Return the last part of the declared title that is the name of an outlet."""
    parts = [(low, low + len(_INITIALS.sub("", text[low:high]))) for low, high in _title_parts(text, found, title)]
    return [span for span in parts if _is_site(_value(text, span))][-1:]


def _is_site(name: str) -> bool:
    return furniture.is_site(fold(name)) or bool(_SITE_END.fullmatch(name))


def _title_parts(text: str, found: Page, title: str) -> list[tuple[int, int]]:
    """Return the parts of the declared title behind the title itself: names of columns and of the site."""
    if "title" not in found.declared:
        return []
    low, high = found.declared["title"]
    value = text[low:high][:400].rstrip()
    cuts = list(CUT.finditer(value))
    ends = [cut.start() for cut in cuts[1:]] + [len(value)][: len(cuts)]
    parts = [(low + cut.end(), low + end) for cut, end in zip(cuts, ends, strict=True) if cut.end() < end]
    bare = re.sub(r"\W+", "", title)
    return [span for span in parts if (word := re.sub(r"\W+", "", _value(text, span))) and word not in bare]


def beside_date(text: str, found: Page, pieces: Sequence[Piece], title: str) -> list[Piece]:
    """Return `pieces`, each date parted from the name of the site that stands behind it: 2019-09-05 11:10 某星空[整理]."""
    out: list[Piece] = []
    sites = [_value(text, span) for span in _title_parts(text, found, title)]
    for piece in pieces:
        shown = text[piece.start : piece.end]
        site = next((one for one in sites if len(one) >= 3 and one in shown and may_name(fold(one))), "")
        if (
            piece.kind != "date"
            or not site
            or credits.read_entries(fold(shown))
            or not has_day(shown.partition(site)[0])
        ):
            out.append(piece)
            continue
        at = piece.start + shown.index(site)
        out += [Piece("date", piece.start, at), Piece("source", at, at + len(site))]
    return out
