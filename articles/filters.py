"""The facets of the article list, and the tree of topics: what may be chosen, and how many pieces each choice has.

Choices are counted among what is live (and chosen already), so that no name shows that no public piece has.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

import django_filters
from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Author, Edition, EditionSource, EditionTag, EditionTopic, RetiredSlug, Source, Tag, Topic

Record = TypeVar("Record", Author, Source, Tag, Topic)

#: Choices shown of each facet.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    label: str | Promise
    choices: tuple[Choice, ...]


class EditionFilter(django_filters.FilterSet):  # type: ignore[misc]  # django_filters has no types
    """Narrows live editions by `?topic=&source=&tag=` (slugs) and `?year=`; a value that is none is passed over."""

    topic = django_filters.CharFilter(method="in_topic", max_length=100)
    source = django_filters.CharFilter(method="of_source", max_length=100)
    tag = django_filters.CharFilter(method="with_tag", max_length=100)
    year = django_filters.NumberFilter(method="of_year", min_value=1000, max_value=9990, decimal_places=0)

    class Meta:
        model = Edition
        fields: list[str] = []

    def in_topic(self, editions: QuerySet[Edition], _name: str, slug: str) -> QuerySet[Edition]:
        return editions.filter(pk__in=EditionTopic.objects.filter(topic__slug=slug).values("edition_id"))

    def of_source(self, editions: QuerySet[Edition], _name: str, slug: str) -> QuerySet[Edition]:
        rows = EditionSource.objects.filter(source__slug=slug, role="published_by")
        return editions.filter(pk__in=rows.values("edition_id"))

    def with_tag(self, editions: QuerySet[Edition], _name: str, slug: str) -> QuerySet[Edition]:
        return editions.filter(pk__in=EditionTag.objects.filter(tag__slug=slug).values("edition_id"))

    def of_year(self, editions: QuerySet[Edition], _name: str, year: int) -> QuerySet[Edition]:
        return Edition.objects.filter(pk__in=editions.values("pk")).dated_in(int(year))

    @property
    def chosen(self) -> dict[str, str]:
        """Return the values that narrow the list, by facet."""
        cleaned = self.form.cleaned_data if self.form.is_valid() or self.form.is_bound else {}
        return {key: str(value) for key, value in cleaned.items() if value not in (None, "")}

    def led_on(self) -> dict[str, str]:
        """Return the chosen values with every slug that was given up by the present one; empty where none was.

        One query for each facet chosen.
        """
        chosen = self.chosen
        for key, kind in (("topic", Topic), ("source", Source), ("tag", Tag)):
            old = RetiredSlug.objects.filter(kind=key, slug=chosen.get(key, "")).values("target_id")
            if key in chosen and (record := kind._default_manager.filter(pk__in=old).first()):
                chosen[key] = record.slug
        return chosen if chosen != self.chosen else {}

    def facets(self) -> tuple[Facet, ...]:
        """Return every facet that offers a choice. Four queries."""
        live = self.qs.order_by().values("pk")
        chosen = self.chosen
        counted = {
            "topic": (_("主题"), _named(EditionTopic.objects.filter(edition__in=live), "topic")),
            "source": (
                _("来源"),
                _named(EditionSource.objects.filter(edition__in=live, role="published_by"), "source"),
            ),
            "year": (_("年份"), self._years()),
            "tag": (_("标签"), _named(EditionTag.objects.filter(edition__in=live), "tag")),
        }
        return tuple(
            Facet(key, label, tuple(_choice(chosen, key, *choice) for choice in choices))
            for key, (label, choices) in counted.items()
            if choices
        )

    def _years(self) -> list[tuple[str, str, int]]:
        counts: dict[str, int] = {}
        for month, count in Edition.objects.filter(pk__in=self.qs.order_by().values("pk")).count_months():
            counts[month[:4]] = counts.get(month[:4], 0) + count
        return [(year, year, count) for year, count in counts.items()]


def _choice(chosen: dict[str, str], key: str, value: str, name: str, count: int) -> Choice:
    """Return a choice with the query that takes it, or that drops it where it is taken."""
    taken = chosen.get(key) == value
    others = {k: v for k, v in chosen.items() if k != key}
    return Choice(value, name, count, taken, "?" + urlencode(others if taken else {**others, key: value}))


def _named(
    rows: QuerySet[EditionTopic] | QuerySet[EditionSource] | QuerySet[EditionTag], name: str
) -> list[tuple[str, str, int]]:
    """Return slug, name and count of the commonest records in `rows`."""
    counted = rows.values_list(f"{name}__slug", f"{name}__name").annotate(n=Count("edition_id", distinct=True))
    return list(counted.order_by("-n", f"{name}__slug")[:SHOWN])


@dataclass(slots=True)
class Branch:
    """A topic that has something live in it or below it."""

    topic: Topic
    count: int
    narrower: list["Branch"] = field(default_factory=list)

    def ids(self) -> set[int]:
        """Return the ids of the topic and of all below it."""
        found, waiting = set[int](), [self]
        while waiting:
            branch = waiting.pop()
            if branch.topic.pk not in found:
                found.add(branch.topic.pk)
                waiting += branch.narrower
        return found


def grow_branches(now: datetime) -> dict[int, Branch]:
    """Return, by id, the topics with something live in them or below them. Two queries."""
    live = Edition.objects.live(now).values("pk")
    counts = dict(EditionTopic.objects.filter(edition__in=live).values_list("topic_id").annotate(n=Count("pk")))
    known = {topic.pk: topic for topic in Topic.objects.order_by("slug")}
    branches: dict[int, Branch] = {}
    for pk in counts:
        above: int | None = pk
        while above is not None and above not in branches:
            branches[above] = Branch(known[above], counts.get(above, 0))
            above = known[above].parent_id
    for topic in known.values():
        if topic.pk in branches and topic.parent_id in branches:
            branches[topic.parent_id].narrower.append(branches[topic.pk])
    return branches


def find(kind: type[Record], slug: str) -> Record:
    """Return the record that has, or had, `slug`. Raises Http404 where none had. One query, two for an old slug."""
    records = kind._default_manager
    record: Record | None = records.filter(slug=slug).first()
    if record is None:
        old = RetiredSlug.objects.filter(kind=kind._meta.model_name, slug=slug).values("target_id")
        record = records.filter(pk__in=old).first()
    if record is None:
        raise Http404
    return record
