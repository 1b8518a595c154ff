"""Two editions of a collection side by side, or one with what stands: what an editor sees of sections, pieces and their texts.

What is different in the order is `editorial.rearrangement`'s, what in a text `history`'s. Nothing is changed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from articles.admin.history import LABELS, FieldChange, all_named_changes, change_of, changes_between
from articles.admin.reviewed import ReviewedAdmin
from articles.editorial.digest import collection_payload
from articles.editorial.rearrangement import Part, Rearrangement, Seat, rearranged
from articles.models import Article, Collection, CollectionEdition, Edition

#: What an address calls the state that is no edition.
NOW = "now"


@dataclass(frozen=True, slots=True)
class State:
    """A state of a collection: an edition, or (None) what stands; at which moment, with what in it."""

    edition: CollectionEdition | None
    at: datetime
    content: dict[str, Any]  # Any: a payload

    @property
    def name(self) -> str:
        return name_of(self.edition)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what was done ("" where only words changed), to what, how in words; where to look at it."""

    done: str
    name: str
    words: str = ""
    changes: tuple[FieldChange, ...] = ()
    page: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    rows: tuple[Difference, ...]


class ComparePages(ReviewedAdmin):
    @method_decorator(require_GET)
    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what leads from the state that `?from=` names to that of `?to=`: numbers of editions, or `now`."""
        target = self.seen(request, object_id)
        editions = list(editions_of(target).defer("payload", "standfirst"))
        shown: dict[str, Any] = {"editions": [(str(one.number), name_of(one)) for one in editions]}
        if editions:
            on_view = next((one for one in editions if one.is_live), editions[0])
            chosen = request.GET.get("from") or str(on_view.number), request.GET.get("to") or NOW
            before, after = _states(target, editions, chosen)
            shown |= {"chosen": chosen, "before": before, "after": after, **differences(before, after)}
        return self.page(request, "admin/articles/collection/compare.html", target, shown)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_compare"
        own = path("<path:object_id>/compare/", self.admin_site.admin_view(self.compare_view), name=name)
        return [own, *super().get_urls()]


def editions_of(target: Collection) -> Any:  # Any: a queryset of editions
    """Return the editions of a collection that readers saw, see, or are to see, newest first."""
    return target.editions.exclude(ended_by=CollectionEdition.EndedBy.CANCELLED).order_by("-number")


def name_of(edition: CollectionEdition | None) -> str:
    """Return what a state is called, None for what stands."""
    if edition is None:
        return _("现稿")
    said = {"number": edition.number, "day": f"{timezone.localtime(edition.live_from):%Y-%m-%d %H:%M}"}
    return _("第 %(number)s 版，%(day)s") % said


def _states(target: Collection, editions: Sequence[CollectionEdition], chosen: tuple[str, str]) -> tuple[State, State]:
    """Return the two states that an address names. Raises Http404 for what is none. Up to three queries."""
    by_number = {str(one.number): one for one in editions}
    if not {*chosen} <= {*by_number, NOW}:
        raise Http404
    keys = [by_number[name].pk for name in chosen if name != NOW]
    signed = {one.pk: one.content for one in CollectionEdition.objects.filter(pk__in=keys).only("payload")}
    stands = collection_payload(target) if NOW in chosen else {}
    found = [
        State(None, timezone.now(), stands) if one is None else State(one, one.live_from, signed[one.pk])
        for one in map(by_number.get, chosen)
    ]
    return found[0], found[1]


def differences(before: State, after: State) -> dict[str, Any]:
    """Return what leads from one state to another, for the template. Up to six queries, however many pieces there are."""
    found = rearranged(before.content, after.content)
    seats = [*found.added, *found.removed, *(seat for pair in (*found.moved, *found.reworded) for seat in pair)]
    texts = _texts(found.both, before.at, after.at)
    keys = {seat.article for seat in seats} | texts.keys()
    titles = dict(Article.objects.filter(pk__in=keys).values_list("pk", "title")) if keys else {}
    groups = [
        Group(pgettext("plural", "部分"), tuple(_of_parts(found))),
        Group(pgettext("plural", "篇目"), tuple(_of_pieces(found, titles))),
        Group(_("编者按与专题内标题"), tuple(_of_words(found, titles))),
        Group(_("文章的文字"), tuple(_named(pk, titles, **told) for pk, told in texts.items())),
    ]
    whole = changes_between(*({name: each.content[name] for name in _WHOLE} for each in (before, after)))
    shown = [group for group in groups if group.rows]
    return {"whole": whole, "groups": shown, "is_same": not (whole or shown)}


#: The texts of a collection itself.
_WHOLE = ("title", "standfirst", "introduction")


def _of_parts(found: Rearrangement) -> list[Difference]:
    at = _("第 %(number)d 部分")
    rows = [
        Difference(pgettext("difference", "加"), _quoted(one), at % {"number": one.number}) for one in found.parts_added
    ]
    rows += [
        Difference(pgettext("difference", "删"), _quoted(one), at % {"number": one.number})
        for one in found.parts_removed
    ]
    for a, b in found.parts_moved:
        rows.append(
            Difference(
                pgettext("difference", "移"), _quoted(b), f"{at % {'number': a.number}} → {at % {'number': b.number}}"
            )
        )
    for a, b in found.parts_reworded:
        fields = [(LABELS["title"], a.title, b.title), (LABELS["introduction"], a.introduction, b.introduction)]
        rows.append(Difference(pgettext("difference", "改"), _quoted(b), changes=_changed(fields)))
    return rows


def _of_pieces(found: Rearrangement, titles: dict[int, str]) -> list[Difference]:
    rows = [_named(one.article, titles, done=pgettext("difference", "收入"), words=_place(one)) for one in found.added]
    rows += [
        _named(one.article, titles, done=pgettext("difference", "移出"), words=_place(one)) for one in found.removed
    ]
    for a, b in found.moved:
        rows.append(_named(b.article, titles, done=pgettext("difference", "移"), words=_way(a, b)))
    return rows


def _of_words(found: Rearrangement, titles: dict[int, str]) -> list[Difference]:
    rows = []
    for a, b in found.reworded:
        changes = _changed([(_("专题内标题"), a.title, b.title), (_("编者按"), a.note, b.note)])
        rows.append(_named(b.article, titles, done=pgettext("difference", "改"), changes=changes))
    return rows


def _texts(articles: Sequence[int], then: datetime, later: datetime) -> dict[int, dict[str, Any]]:
    """Return what became of the texts that readers saw of articles, in their order, of those of which it did. Four queries."""
    live = Q()
    for at in (then, later):
        live |= Q(live_from__lte=at) & (Q(live_until__isnull=True) | Q(live_until__gt=at))
    rows = Edition.objects.filter(live, article__in=articles).only(
        "article", "number", "digest", "revision_number", "live_from", "live_until"
    )
    seen = [{one.article_id: one for one in rows if _is_live(one, at)} for at in (then, later)]
    pairs = {pk: (seen[0].get(pk), seen[1].get(pk)) for pk in articles}
    changed = {pk: (a, b) for pk, (a, b) in pairs.items() if a and b and a.digest != b.digest}
    keys = [one.pk for pair in changed.values() for one in pair]
    signed = {one.pk: one.content for one in Edition.objects.filter(pk__in=keys).only("payload")} if keys else {}
    told = all_named_changes([(signed[a.pk], signed[b.pk]) for a, b in changed.values()])
    words = dict(zip(changed, told, strict=True))
    return {
        pk: {"words": _versions(a, b), "changes": words.get(pk, ()), "whole": _diff(pk, a, b)}
        for pk, (a, b) in pairs.items()
        if pk in changed or bool(a) != bool(b)
    }


def _is_live(edition: Edition, at: datetime) -> bool:
    return edition.live_from <= at and (edition.live_until is None or at < edition.live_until)


def _versions(a: Edition | None, b: Edition | None) -> str:
    """Return in words which edition of an article readers saw in the earlier state, and which in the later."""
    number = _("第 %(number)s 版")
    before = number % {"number": a.number} if a else _("未公开")
    return f"{before} → {number % {'number': b.number} if b else _('未公开')}"


def _diff(pk: int, a: Edition | None, b: Edition | None) -> str:
    """Return the page of all that differs between the revisions that two editions were made of; none where one is missing."""
    if not (a and b and a.revision_number and b.revision_number):
        return ""
    return reverse("admin:articles_article_diff", args=[pk, b.revision_number]) + f"?against={a.revision_number}"


def _named(pk: int, titles: dict[int, str], *, done: str = "", **more: Any) -> Difference:
    """Return a difference of an article, by its title and with its page; by its number where it is gone."""
    if pk not in titles:
        return Difference(done, f"#{pk}", **more)
    page = reverse("admin:articles_article_change", args=[pk])
    name = _("《%(title)s》") % {"title": titles[pk]} if titles[pk] else f"#{pk}"
    return Difference(done, name, page=page, **more)


def _changed(fields: Sequence[tuple[Any, str, str]]) -> tuple[FieldChange, ...]:
    return tuple(change_of(label, old, new) for label, old, new in fields if old != new)


def _quoted(part: Part) -> str:
    return f"“{part.title}”"


def _place(seat: Seat) -> str:
    return _("“%(section)s”第 %(place)d 篇") % {"section": seat.part.title, "place": seat.place}


def _way(a: Seat, b: Seat) -> str:
    """Return in words from which place to which; a section that stays the same is named once."""
    if a.part.title != b.part.title:
        return f"{_place(a)} → {_place(b)}"
    there = _("第 %(place)d 篇") % {"place": b.place}
    return f"{_place(a)} → {there}"
