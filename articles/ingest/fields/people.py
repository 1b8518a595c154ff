"""Who contributed, in which role, for whom: from bylines, credit lines, front matter, captions and interviews."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from articles.ingest.fields.evidence import Evidence
from articles.ingest.records import Fact, Person, Piece, Role
from articles.text import bylines, credits, dates, furniture, interview, names, platform
from articles.text.bylines import Byline
from articles.text.dateline import Dateline
from articles.text.names import Name

#: The roles that make someone the author of a piece; of one name in two of them the first counts.
AUTHORING: frozenset[Role] = frozenset({"reporter", "correspondent", "author", "commentator", "speaker"})
_SPEECH = re.compile(r"报告|讲话|致辞|发言|演讲|主旨")
# A name alone under 在…会议上 is that of the speaker.
_OCCASION = re.compile(r"日在\S{4,60}会议?上|在\S{4,60}(?:会|会议|仪式|论坛)上的?(?:讲话|报告|致辞|演讲|发言)")
#: Longer ones, and those that tell a life, are no unit.
_LONGEST_UNIT = 80
_LIFE = re.compile(r"(?:^|,)[男女](?:,|$)|年生|出生")
_UNIT = re.compile(
    r"[(\[【]?\s*(?:作者(?:单位|简介)?\s*(?::|分别为|分别系|分别是|均为|均系|为|系|是|现任|来自)?|单位\s*:)\s*(?:(?<=简介:)[\u4e00-\u9fff·]{2,8},\s?)?(?P<unit>[^()\[\]。]+?)\s*。?\s*[)\]】]?"
)
# The number of an editor at a portal: 韩某某 PK155, 王某某_NF4425, 张某（EN042）.
_STAFF_CODE = re.compile(r"(?<=[\u4e00-\u9fff])(?:[\s_]+[A-Z]{1,4}\d{0,6}|[\s_]*[(\[][A-Z]{1,4}\d{1,6}[)\]])$")
#: A day in figures alone names nobody.
_WORD = re.compile(r"[^\W\d_]")
_ON_PAGE = re.compile(r"(?:(?<!\S)|《[^《》]{2,20}》)(?:第\s?)?[A-Z]?\d{1,3}\s?版(?!\S)")
_PARTS = re.compile(r"[^\s|丨│](?:[^|丨│\s]|\s(?!\s|[□■○●◎]))*")
_OUR_REPORTER = re.compile(r"[\u4e00-\u9fff]{2,8}记者[\s:]\s?(?=[\u4e00-\u9fff·])")
#: Editors of sites sign with names of their own making.
_PEN_NAME = re.compile(r"(?![A-Z]{0,4}\d+$)[\u4e00-\u9fffA-Za-z0-9]{2,8}")


@dataclass
class Found:
    """What bylines and credits name: people in the order of the page, outlets, 本报, and bodies given as author."""

    people: list[Person] = field(default_factory=list)
    outlets: list[Fact] = field(default_factory=list)
    own: list[Fact] = field(default_factory=list)
    bodies: list[Fact] = field(default_factory=list)


def read_people(evidence: Evidence) -> Found:
    """Return who is named in the pieces that name contributors; the text itself is not looked at."""
    found = Found()
    titles = " ".join(evidence.quote(piece) for piece in evidence.of("title", "subtitle"))
    labelled: list[Person] = []
    for piece in evidence.pieces:
        before = len(found.people)
        match piece.kind:
            case "byline" | "caption":
                _read_byline(evidence, piece, found, titles)
                _prefer_byline(found, before, labelled)
            case "author" | "editor" | "reporter" | "photographer" | "translator":
                _read_named(evidence, piece.start, piece.end, piece.kind, found)
            case "credit" | "date":
                _read_credit(evidence, piece, found)
                labelled += found.people[before:]
                if piece.kind == "date":
                    _read_beside_date(evidence, piece, found)
    _read_account(evidence, found)
    return found


def _prefer_byline(found: Found, before: int, labelled: Sequence[Person]) -> None:
    """Take out the authors that a line such as 来源：… 作者：… named whom the byline from `before` on calls reporters."""
    called = {one.name.value for one in found.people[before:] if one.role in ("reporter", "correspondent")}
    for one in labelled if called else ():
        if one.role == "author" and one.name.value in called and one in found.people:
            found.people.remove(one)


def add_byline(evidence: Evidence, byline: Byline, at: int, found: Found) -> None:
    """Add what a byline says whose spans count from `at` of the clean text."""
    for one in byline.people:
        outlet = evidence.fact(at + one.outlet[0], at + one.outlet[1], "byline") if one.outlet else None
        unit = evidence.fact(at + one.affiliation[0], at + one.affiliation[1], "byline") if one.affiliation else None
        found.people.append(_person(evidence, one.name, at, one.role, unit, outlet))
    found.outlets += (evidence.fact(at + low, at + high, "byline") for low, high in byline.outlets)
    if byline.own:
        found.own.append(evidence.fact(at + byline.own[0], at + byline.own[1], "byline"))


def add_dateline(evidence: Evidence, opening: Dateline, at: int, found: Found) -> None:
    """Add what the opening of the first paragraph says, whose spans count from `at` of the clean text."""
    if opening.byline:
        add_byline(evidence, opening.byline, at, found)
    if opening.outlet:
        found.outlets.append(evidence.fact(at + opening.outlet[0], at + opening.outlet[1], "dateline"))
    if opening.own and not (opening.byline and opening.byline.own):
        found.own.append(evidence.fact(at + opening.own[0], at + opening.own[1], "dateline"))


def finish(evidence: Evidence, found: Found, body: Sequence[Piece]) -> tuple[Person, ...]:
    """Return the people with the units given apart, each once, and those the text interviews."""
    units = [unit for piece in evidence.of("affiliation") for unit in _units(evidence, piece.start, piece.end)]
    units += _labelled_units(evidence)
    authors = [person for person in found.people if person.role in ("author", "correspondent", "reporter")]
    given = units * len(authors) if len(units) == 1 else units if len(units) == len(authors) else []
    by_name = dict(zip((id(person) for person in authors), given, strict=False))
    people = (replace(p, affiliation=p.affiliation or by_name.get(id(p))) for p in found.people)
    asked = _interviewees(evidence, body, {p.name.value for p in found.people})
    return tuple(sorted((*_once(people), *asked), key=lambda person: person.name.start))


def _read_byline(evidence: Evidence, piece: Piece, found: Found, titles: str) -> None:
    text = evidence.quote(piece)
    post = interview.read_post(text, speaks=_SPEECH.search(titles) is not None)
    byline = bylines.read_byline(text, bare=piece.kind == "byline")
    if byline and not (post and bylines.read_byline(text) is None):
        before = len(found.people)
        add_byline(evidence, byline, piece.start, found)
        if _OCCASION.search(titles) and text.strip() in {person.as_printed for person in found.people[before:]}:
            found.people[before:] = [replace(person, role="speaker") for person in found.people[before:]]
    elif post:
        (low, high), name = post
        role: Role = "speaker" if _SPEECH.search(titles) else "author"
        unit = evidence.fact(piece.start + low, piece.start + high, "byline")
        found.people.append(_person(evidence, name, piece.start, role, unit))
    elif piece.kind == "caption":
        _read_photographer(evidence, piece, found)


def _read_photographer(evidence: Evidence, piece: Piece, found: Found) -> None:
    """Add who took the picture that a caption describes."""
    match = re.search(
        r"(?:^|[\s。，,])([^\s。，,]{0,14}\s?[^\s。，,]{2,12}\s?摄[)]?)$", evidence.plain[piece.start : piece.end]
    )
    if match and (byline := bylines.read_byline(match[1])):
        add_byline(evidence, byline, piece.start + match.start(1), found)


def _read_named(evidence: Evidence, start: int, end: int, role: str, found: Found) -> None:
    """Add the people of a value that its key or label says are author, editor or the like."""
    code = _STAFF_CODE.search(evidence.plain[start:end])
    end = start + code.start() if code else end
    ours = _OUR_REPORTER.match(evidence.plain, start, end)
    if (
        ours and bylines.read_byline(evidence.text[start:end]) is None
    ):  # 海风记者 某某, of an outlet that its name does not betray
        start, role = ours.end(), "reporter"
    text = evidence.text[start:end]
    byline = bylines.read_byline(text)
    people = names.split_names(text)
    if byline:
        add_byline(evidence, byline, start, found)
    elif people is not None:
        found.people += (_person(evidence, name, start, role) for name in people)
    elif furniture.is_outlet(evidence.plain[start:end]):
        found.outlets.append(evidence.fact(start, end, "byline"))
    elif role == "author":
        found.bodies.append(evidence.fact(start, end, "byline"))
    elif role == "editor" and _PEN_NAME.fullmatch(text) and not names.is_body(text) and not names.is_nobody(text):
        fact = evidence.fact(start, end, "byline")
        found.people.append(Person(fact, "editor", confirm=True, as_printed=text))


def _read_account(evidence: Evidence, found: Found) -> None:
    """Offer the account that published a piece as its author where the page names none."""
    if not found.bodies and not any(person.role in AUTHORING for person in found.people):
        accounts = [
            piece
            for piece in evidence.of("account")
            if not furniture.is_outlet(evidence.plain[piece.start : piece.end])
        ]
        found.bodies += (evidence.fact(piece.start, piece.end, "byline") for piece in accounts[:1])


def _read_credit(evidence: Evidence, piece: Piece, found: Found) -> None:
    for entry in credits.read_entries(evidence.quote(piece)):
        if entry.label == "供稿" and entry.end > entry.start:
            quote = evidence.text[piece.start + entry.start : piece.start + entry.end]
            if by := bylines.read_byline(quote):
                add_byline(evidence, by, piece.start + entry.start, found)
        is_person = entry.kind in ("editor", "photographer", "translator", "interviewee", *AUTHORING)
        if is_person and entry.end > entry.start:
            _read_labelled(evidence, piece.start + entry.start, piece.start + entry.end, entry, found)


def _read_beside_date(evidence: Evidence, piece: Piece, found: Found) -> None:
    """Add who stands beside the day on a line of both, as in 2024-06-28 记者 某某 or 某河日报 □ 本报记者 某某."""
    text = evidence.quote(piece)
    if not _WORD.search(text):
        return
    account = platform.read_account(text)
    if account:
        if account.author:
            _read_named(evidence, piece.start + account.author[0], piece.start + account.author[1], "author", found)
        return
    if ":" in evidence.plain[piece.start : piece.end] and credits.read_entries(text):
        return
    spans = sorted(
        [*((one.start, one.end) for one in dates.find_dates(text)), *(m.span() for m in _ON_PAGE.finditer(text))]
    )
    gaps = [0, *(edge for span in spans for edge in span), len(text)]
    parts = [part for low, high in zip(gaps[::2], gaps[1::2], strict=True) for part in _PARTS.finditer(text, low, high)]
    for part in parts:
        is_outlet = furniture.is_outlet(evidence.plain[piece.start + part.start() : piece.start + part.end()])
        byline = None if is_outlet else bylines.read_byline(part.group(), bare=len(parts) == 1)
        if byline:
            add_byline(evidence, byline, piece.start + part.start(), found)


def _read_labelled(evidence: Evidence, start: int, end: int, entry: credits.Entry, found: Found) -> None:
    """Add the people of one entry, with the unit in brackets behind them."""
    code = _STAFF_CODE.search(evidence.plain[start:end])
    end = start + code.start() if code else end
    paren = re.search(r"\(([^()]{2,60})\)\s*$", evidence.plain[start:end])
    stop = start + paren.start() if paren else end
    before = len(found.people)
    _read_named(evidence, start, stop, entry.kind, found)
    if paren:
        unit = evidence.fact(start + paren.start(1), start + paren.end(1), "credit")
        found.people[before:] = [replace(person, affiliation=unit) for person in found.people[before:]]
    if "本报" in entry.label or "本网" in entry.label:
        at = evidence.plain.rfind(entry.label[:2], max(0, start - 12), start)
        found.own += [evidence.fact(at, at + 2, "credit")] if at >= 0 else []


def _person(
    evidence: Evidence, name: Name, at: int, role: str, unit: Fact | None = None, outlet: Fact | None = None
) -> Person:
    doubtful = name.confirm or not (name.name.isascii() or "·" in name.name or names.is_name(name.name))
    fact = evidence.fact(at + name.start, at + name.end, "byline", value=name.name)
    return Person(fact, cast(Role, role), unit, outlet, doubtful, name.alternatives, name.run)


def _units(evidence: Evidence, start: int, end: int) -> Iterator[Fact]:
    """Yield the units that a line such as （作者单位为…） gives, in order."""
    plain = evidence.plain[start:end]
    match = _UNIT.fullmatch(plain.strip())
    if not match or len(match["unit"]) > _LONGEST_UNIT or _LIFE.search(match["unit"]):
        return
    by = start + len(plain) - len(plain.lstrip()) + match.start("unit")
    several = "分别" in plain or len(re.findall(r"[、;]", match["unit"])) + 1 == len(
        re.findall(r"(?:大学|学院|院|委|局|所|中心|部|团)(?:[、;]|$)", match["unit"])
    )
    for part in re.finditer(r"[^、;]+" if several else r".+", match["unit"]):
        word = part.group().strip()
        low = by + part.start() + len(part.group()) - len(part.group().lstrip())
        yield evidence.fact(low, low + len(word), "affiliation")


def _labelled_units(evidence: Evidence) -> Iterator[Fact]:
    for piece in evidence.of("credit", "date"):
        for entry in credits.read_entries(evidence.quote(piece)):
            if entry.kind == "affiliation" and entry.end > entry.start:
                yield evidence.fact(piece.start + entry.start, piece.start + entry.end, "affiliation")


def _interviewees(evidence: Evidence, body: Sequence[Piece], known: set[str]) -> Iterator[Person]:
    paragraphs = [evidence.quote(piece) for piece in body]
    for one in interview.find_interviewees(paragraphs):
        at = body[one.paragraph].start
        post = evidence.fact(at + one.post[0], at + one.post[1], "interview") if one.post else None
        name = evidence.fact(at + one.start, at + one.end, "interview")
        if name.value not in known:
            yield Person(name, "interviewee", affiliation=post, as_printed=name.value)


def _once(people: Iterable[Person]) -> Iterator[Person]:
    """Yield each person once in each kind of role: a byline counts before a credit line that repeats it."""
    seen: set[tuple[str, str]] = set()
    for person in people:
        key = (person.name.value, "author" if person.role in AUTHORING else person.role)
        if key not in seen:
            seen.add(key)
            yield person
