"""What readers of a collection would miss, or meet twice: cautions for its editor, none of which stands against signing.

Not for what is wrong with the words around the pieces: that is `collected`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import IntegerField, Value

from articles.editorial.kinship import SAME
from articles.models import Article, ArticleLink, Collection, LinkDecision, Placement, Section, TextPrint
from articles.told import told as _

#: A text with fewer prints is too short for its prints to say that it is another one's.
FEWEST_PRINTS = 4


@dataclass(frozen=True, slots=True)
class Cautions:
    """What there is to say of the collection as a whole, and of its pieces by the keys of their placements."""

    whole: tuple[str, ...]
    pieces: dict[int, tuple[str, ...]]

    @property
    def count(self) -> int:
        return len(self.whole) + len(self.pieces)


def cautions(collection: Collection, sections: Sequence[Section], placements: Sequence[Placement]) -> Cautions:
    """Return the cautions on a collection whose rows are given, `placements` as `with_standing` fetches them. One query."""
    twins = _twins(placements)
    number_of = {placement.article_id: number for number, placement in enumerate(placements, 1)}
    pieces = {}
    for placement in placements:
        others = sorted(number_of[pk] for pk in twins[placement.article_id])
        words = [*_of_reading(placement), *(_as_twin(number) for number in others)]
        if words:
            pieces[placement.pk] = tuple(words)
    return Cautions(tuple(_of_whole(collection, sections, placements)), pieces)


def _of_whole(collection: Collection, sections: Sequence[Section], placements: Sequence[Placement]) -> list[str]:
    filled = {placement.section_id for placement in placements}
    empty = [section.title for section in sections if section.pk not in filled]
    return [
        *([] if collection.introduction.strip() else [_("还没有引言")]),
        *(_("“%(section)s”里还没有篇目") % {"section": title} for title in empty),
    ]


def _of_reading(placement: Placement) -> list[str]:
    """Return what is amiss between the piece and its readers. Of a withdrawn one nothing else matters."""
    if placement.article.state == Article.State.WITHDRAWN:
        return [_("已撤稿，读者在这里看到的是撤稿启事")]
    words = []
    if placement.live_number is None:  # type: ignore[attr-defined]  # annotated by with_standing
        words.append(_("尚未公开，读者看不到这一篇"))
    elif placement.last_digest and placement.last_digest != placement.live_digest:  # type: ignore[attr-defined]
        words.append(_("现稿已改，读者看到的还是第 %(number)d 版") % {"number": placement.live_number})  # type: ignore[attr-defined]
    if placement.source_name is None:  # type: ignore[attr-defined]
        words.append(_("没有首发来源"))
    return words


def _as_twin(number: int) -> str:
    return _("与第 %(number)d 篇文字相同") % {"number": number}


def _twins(placements: Sequence[Placement]) -> dict[int, set[int]]:
    """Return, by article, the others of the collection that are the same text, in whatever script. One query.

    The same letters; a link "same text", made or accepted; or prints of which nearly all of the shorter one's are the other's.
    """
    twins: dict[int, set[int]] = defaultdict(set)
    alike: dict[str, list[int]] = defaultdict(list)
    for placement in placements:
        alike[placement.article.fingerprint].append(placement.article_id)
    alike.pop("", None)
    prints: dict[int, set[int]] = defaultdict(set)
    pairs = [pair for keys in alike.values() for pair in combinations(keys, 2)]
    for kind, one, other in _kin([placement.article_id for placement in placements]):
        if kind == "print":
            prints[other].add(one)
        else:
            pairs.append((one, other))
    told = {pk: found for pk, found in prints.items() if len(found) >= FEWEST_PRINTS}
    pairs += [
        (one, other)
        for one, other in combinations(told, 2)
        if len(told[one] & told[other]) >= SAME * min(len(told[one]), len(told[other]))
    ]
    for one, other in pairs:
        twins[one].add(other)
        twins[other].add(one)
    return twins


def _kin(keys: Sequence[int]) -> list[tuple[str, int, int]]:
    """Return the prints of the articles (print, article), and the links among them that say they are the same text."""
    kinds = {0: "print", 1: "link"}
    same = LinkDecision.Kind.SAME_TEXT
    number = {name: Value(code, IntegerField()) for code, name in kinds.items()}
    printed = TextPrint.objects.filter(article__in=keys).values_list(number["print"], "hash", "article")
    linked = ArticleLink.objects.filter(kind=same, from_article__in=keys, to_article__in=keys).order_by()
    decided = LinkDecision.objects.filter(kind=same, accepted=True, article__in=keys, other__in=keys)
    rows = printed.union(
        linked.values_list(number["link"], "from_article", "to_article"),
        decided.values_list(number["link"], "article", "other"),
        all=True,
    )
    return [(kinds[code], one, other) for code, one, other in rows]
