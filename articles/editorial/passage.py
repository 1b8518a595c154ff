"""The passage of a piece that a comment quotes: found in its fields when it is chosen or typed, and again when it is shown."""

from dataclasses import asdict, dataclass
from typing import Any

from articles.editorial.workflow import Refused
from articles.models import Article, Collection
from articles.text.anchor import Anchor, make_anchor, places
from articles.text.body import HEADING
from articles.told import told as _

#: The fields that can be quoted, in the order in which a quotation is looked for.
QUOTED = {
    "article": ("body", "title", "subtitle", "standfirst"),
    "collection": ("introduction", "title", "standfirst"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation and the field it stands in."""

    field: str
    anchor: Anchor

    def columns(self) -> dict[str, Any]:  # Any: the values of a comment's columns
        kept = asdict(self.anchor)
        return {"field": self.field, "quote": kept.pop("quote"), "anchored": kept}


def passage_of(
    target: Article | Collection, field: str, quote: str, start: int | None = None, end: int | None = None
) -> Passage | None:
    """Return the passage that `quote` means, in `field` or wherever it stands; None for no quotation. No query.

    `[start, end)` is taken where it holds the quotation, blanks aside: a page breaks lines as it likes. Otherwise the
    quotation must stand exactly once. Raises Refused.
    """
    words = quote.replace("\r\n", "\n").strip()
    if not words:
        return None
    fields = QUOTED[str(target._meta.model_name)]
    if field and field not in fields:
        raise Refused(_("这一栏不能引。"))
    if field and start is not None and end is not None:
        text = str(getattr(target, field))
        low, high = _trimmed(text, start, end)
        if low < high and _squashed(text[low:high]) == _squashed(words):
            return Passage(field, make_anchor(text, low, high))
    found = [(name, at) for name in ((field,) if field else fields) for at in places(str(getattr(target, name)), words)]
    if not found:
        raise Refused(_("文中没有所引的话：请照现稿原样引，改过没存的先存；也可以不引。"))
    if len(found) > 1:
        raise Refused(_("所引的话文中有 %(count)d 处：请多引几个字。") % {"count": len(found)})
    name, at = found[0]
    return Passage(name, make_anchor(str(getattr(target, name)), at, at + len(words)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the blanks at its ends."""
    low, high = max(0, start), min(len(text), end)
    while low < high and text[low].isspace():
        low += 1
    while low < high and text[high - 1].isspace():
        high -= 1
    return low, high


def _squashed(text: str) -> str:
    """Return the words alone: neither blanks nor the signs of headings, which a page does not show."""
    return "".join("".join(line.removeprefix(HEADING) for line in text.splitlines()).split())
