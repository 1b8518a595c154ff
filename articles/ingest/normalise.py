"""From a draft to clean text: everything that is no piece cut away, then every defect of the text mended, field and body alike.

Not for what needs judgement: damage is found here and left to an editor.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from articles.ingest.cutting import cut
from articles.ingest.genre import check_changes
from articles.ingest.records import Clean, Draft, Piece
from articles.text import bytes_repair, endnotes, furniture, intruders, pinyin, script, width
from articles.text.bytes_repair import Damage
from articles.text.finding import Finding, find
from articles.text.ledger import Edit, Layer, apply
from articles.text.script import HAN

#: What stands between two pieces of clean text.
BETWEEN = "\n\n"
#: How many changes a finding on broken bytes counts for: each is carried, worded and proved.
_DEAR = 10

# What canonical composition joins: a letter and its marks (Latin, Cyrillic, kana, the hamza of Uyghur), parts of Hangul.
_COMBINED = re.compile(
    r"[^\W\d_](?:[\u0300-\u036f\u0653-\u0655\u3099\u309a]{1,7})|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]"
)
# One of these is in all of them.
_COMBINING = re.compile("[\u0300-\u036f\u0653-\u0655\u3099\u309a\u1161-\u1175\u11a8-\u11c2]")
_MARK = re.compile("\ufeff{1,512}")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# In text that stays as printed only what parts two characters, or is no character of any text.
_WEDGED = re.compile(f"(?<=[{HAN}]){_INVISIBLE.pattern}{{1,8}}(?=[{HAN}])|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_WIDE = "，。；：、！？…（）《》〈〉「」『』【】〔〕“”‘’％"
_STRAY = re.compile(
    rf"(?<=[{_WIDE}])[ \t\u00a0\u3000]{{1,8}}(?=[{HAN}{_WIDE}\dA-Za-z])|(?<=[{HAN}\dA-Za-z])[ \t\u00a0\u3000]{{1,8}}(?=[，。；：、！？…）》〉」』】〕”’％])"
)
# In a title or a heading a blank parts two halves, but not behind a mark that parts them already.
_AFTER_MARK = re.compile(r"(?<=[：，；])[ \t\u00a0\u3000]{1,8}")
_BLANK = re.compile(r"[ \t\u00a0\u3000]")
_RUN = re.compile(r"[ \t\u00a0\u3000]{1,512}")


_Spans = tuple[tuple[int, int], ...]


def clean(text: str, draft: Draft) -> Clean:
    """Return the pieces of `draft` cut out of the decoded `text` and normalised, with the layers that did it."""
    work = _Work(text, [(piece.start, piece.end) for piece in draft.pieces])
    work.take("cut", cut(text, draft))
    work.take("mark", (Edit(*m.span(), "byte-order-mark", m.group(), "") for m in _MARK.finditer(work.text)))
    work.take("compose", _compose(work.text))
    work.take("inline", _inline(work.text, text, draft))
    work.take("intruder", intruders.find_edits(work.text))
    as_received = work.text
    notes = pinyin.find_edits(work.text)
    work.take("pinyin", notes)
    damages = bytes_repair.find_damage(work.text)
    check_changes(len(damages) * _DEAR)
    broken = work.follow([(damage.start, damage.end) for damage in damages])
    # Only pages converted from Simplified carry such notes: they settle where the text comes from.
    known = True if notes else False if draft.is_local else None
    for layer in script.find_layers(work.text, converted=known):
        work.take(layer.name, layer.edits)
    # What is still Traditional now is genuine (Hong Kong, Macau, Taiwan): it stays as printed, marks and blanks too.
    as_printed = script.detect(work.text) == "zh-Hant"
    if not as_printed:
        work.take("width", width.find_edits(work.text, (*broken.spans, *_addresses(work, draft))))
    work.take("space", _spaces(work.text, draft, work.spans, broken.spans, as_printed))
    pieces = tuple(
        Piece(piece.kind, *span) for piece, span in zip(draft.pieces, work.spans, strict=True) if span[0] < span[1]
    )
    to = script.to_traditional if damages and as_printed else str
    findings = (_finding(work.text, d, span, to) for d, span in zip(damages, broken.spans, strict=True))
    return Clean(work.text, pieces, tuple(work.layers), script.detect(as_received), tuple(findings))


class _Follower:
    """Spans carried through every later layer."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans: _Spans = tuple(spans)

    def carry(self, edits: Sequence[Edit]) -> None:
        self.spans = carry(self.spans, edits)


class _Work:
    """The text as it stands after the layers so far, and the spans that are carried along."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self.text = text
        self.layers: list[Layer] = []
        self._changes = 0
        self._pieces = _Follower(spans)
        self._followers = [self._pieces]

    @property
    def spans(self) -> _Spans:
        return self._pieces.spans

    def follow(self, spans: Iterable[tuple[int, int]]) -> _Follower:
        self._followers.append(_Follower(spans))
        return self._followers[-1]

    def take(self, name: str, edits: Iterable[Edit]) -> None:
        edits = tuple(edits)
        if not edits:
            return
        self._changes += len(edits)
        check_changes(self._changes)
        self.text = apply(self.text, edits)
        self.layers.append(Layer(name, edits))
        for follower in self._followers:
            follower.carry(edits)


def carry(spans: Iterable[tuple[int, int]], edits: Sequence[Edit]) -> _Spans:
    """Return `spans` in the coordinates of the text that `edits` leave.

    An edge inside replaced text moves to the edge of what replaced it; text inserted at an edge stays outside.

    >>> carry([(2, 4)], [Edit(0, 1, "space", "a", ""), Edit(4, 4, "line", "", "x")])
    ((1, 3),)
    """
    starts = [edit.start for edit in edits]
    shifts = [0]
    for edit in edits:
        shifts.append(shifts[-1] + len(edit.after) - len(edit.before))

    def move(place: int, is_end: bool) -> int:
        n = bisect_right(starts, place - is_end)
        if n and edits[n - 1].end > place - is_end and edits[n - 1].end > edits[n - 1].start:
            inside = edits[n - 1]
            if place == inside.start and not is_end:
                return place + shifts[n - 1]
            low = inside.start + shifts[n - 1]
            return low + (
                len(inside.after) if is_end or not inside.after else min(place - inside.start, len(inside.after))
            )
        return place + shifts[n]

    return tuple((move(start, False), move(end, True)) for start, end in spans)


def _compose(text: str) -> Iterator[Edit]:
    """Yield the edits that put letters and their marks together, where the capture has them apart.

    A letter that has another form of its own (a compatibility ideograph, the Kelvin sign) stays as it is.

    >>> [edit.after for edit in _compose("u\u0308\u0304 か\u3099 한 豈")]
    ['ǖ', 'が', '한']
    """
    for match in _COMBINED.finditer(text) if _COMBINING.search(text) else ():
        first = match.group()[0]
        whole = unicodedata.normalize("NFC", match.group())
        if whole != match.group() and unicodedata.normalize("NFC", first) == first:
            yield Edit(match.start(), match.end(), "compose", match.group(), whole)


def _inline(cut: str, text: str, draft: Draft) -> Iterator[Edit]:
    """Yield the deletion of what stands inside the pieces and is no text: 下转第四版, and the numbers of dropped notes."""
    notes = "".join(text[start:end] + "\n" for start, end, rule in draft.rules if rule == "endnotes")
    found = [(start, end, "furniture") for start, end in furniture.find_jumps(cut)]
    found += [(start, end, "endnotes") for start, end in (endnotes.find_marks(cut, notes) if notes else ())]
    done = 0
    for start, end, rule in sorted(found):
        if start >= done:
            yield Edit(start, end, rule, cut[start:end], "")
            done = end


def _addresses(work: _Work, draft: Draft) -> Iterator[tuple[int, int]]:
    return (span for piece, span in zip(draft.pieces, work.spans, strict=True) if piece.kind == "link")


def _spaces(text: str, draft: Draft, spans: _Spans, broken: _Spans, as_printed: bool) -> tuple[Edit, ...]:
    """Return the deletions of invisible characters everywhere, and of stray blanks in body and headings.

    In Traditional text that is left `as_printed` only the blanks at both ends of a line go, and what parts two characters.
    """
    found = [m.span() for m in (_WEDGED if as_printed else _INVISIBLE).finditer(text)]
    for piece, (start, end) in zip(draft.pieces, spans, strict=True):
        if piece.kind in ("body", "heading"):
            if _BLANK.search(text, start, end):
                stray = _STRAY if piece.kind == "body" else _AFTER_MARK
                found += (m.span() for m in stray.finditer(text, start, end) if not as_printed)
                found += _edges(text, start, end)
        elif piece.kind in ("title", "subtitle") and not as_printed:
            found += (m.span() for m in _AFTER_MARK.finditer(text, start, end))
    starts = [low for low, _ in broken]

    def is_whole(start: int, end: int) -> bool:
        n = bisect_left(starts, end) - 1
        return n < 0 or broken[n][1] <= start

    return _deletions(text, [span for span in found if is_whole(*span)] if broken else found)


def _edges(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the blanks at both ends of a piece."""
    for match in (_RUN.match(text, start, end),):
        if match and match.end() < end:
            yield match.span()
    low = len(text[start:end].rstrip(" \t\u00a0\u3000")) + start
    if start < low < end:
        yield low, end


def _deletions(text: str, spans: list[tuple[int, int]]) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    for start, end in sorted(spans):
        start = max(start, edits[-1].end) if edits else start
        if start < end:
            edits.append(Edit(start, end, "space", text[start:end], ""))
    return tuple(edits)


def _finding(text: str, damage: Damage, span: tuple[int, int], to: Callable[[str], str]) -> Finding:
    """Return the finding on a broken character, its fix brought `to` the script of the clean text."""
    message = f"“{text[span[0] : span[1]]}”处的字被注音程序切断。"
    return find(
        "damaged-bytes",
        "block",
        "body",
        text,
        *span,
        f"{message}按字节推算应为“{to(damage.fix)}”，请核对后采用。"
        if damage.fix
        else f"{message}无法还原，请查原文后改正。",
        fix=to(damage.fix) if damage.fix else None,
        choices=tuple(to(choice) for choice in damage.choices),
        proof=damage.proof,
    )
