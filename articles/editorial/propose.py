"""Articles that the rule of a collection proposes, each with its reasons; an editor takes or refuses them.

What was refused stays refused until it is taken back. What is older than the term it is about is background, no member.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from articles.editorial.rule import Rule, with_narrower
from articles.editorial.workflow import Refused
from articles.models import (
    Article,
    ArticleTag,
    Attribution,
    Collection,
    Edition,
    Event,
    Placement,
    RefusedProposal,
    Source,
    Tag,
    Topic,
    User,
    known_tags,
    living_keys,
)
from articles.search import weigh_desk
from articles.text.dates import display, parse_edtf
from articles.told import told as _

#: How many articles are weighed by each of what they may be about, and how many are shown.
WEIGHED, SHOWN = 200, 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """An article that could go in, and why. `background`: it is older than the term it is about."""

    article: Article
    reasons: tuple[str, ...]
    weight: int
    is_public: bool
    source_name: str
    background: bool

    @property
    def name(self) -> str:
        return self.article.title or f"#{self.article.pk}"


@dataclass(slots=True)
class _Met:
    """What of the rule an article meets."""

    topics: set[int]
    tags: set[int]
    occurrences: int = 0
    in_title: bool = False

    @property
    def weight(self) -> int:
        """Kinds of reasons weigh most, then the title, then how often, by doublings."""
        kinds = bool(self.topics) + bool(self.tags) + bool(self.occurrences)
        return 100 * kinds + 30 * self.in_title + 3 * len(self.topics) + min(self.occurrences.bit_length(), 9)


@dataclass(frozen=True, slots=True)
class Tree:
    """All topics: their keys, their names, what stands above them, and when their terms were first used (None: always)."""

    keys: dict[str, int]
    names: dict[int, str]
    parents: dict[int, int | None]
    since: dict[int, datetime | None]

    def below(self, keys: tuple[str, ...]) -> set[int]:
        known = {self.keys[key] for key in keys if key in self.keys}
        merged = living_keys(Topic, set(keys) - self.keys.keys()).values() if set(keys) - self.keys.keys() else ()
        return with_narrower(known | set(merged), self.parents)


@dataclass(frozen=True, slots=True)
class Known:
    """The records that a rule names: all topics, the sources by their stable keys, the tags by their identities."""

    tree: Tree
    sources: dict[str, tuple[int, str]]
    tags: dict[str, Tag]


def known_to(rule: Rule) -> Known:
    """Return the records that `rule` names, those merged since by what they are part of. Three queries at most."""
    return Known(_tree(), _sources(rule.sources), known_tags(rule.tags) if rule.tags else {})


def propose(
    collection: Collection, rule: Rule, *, known: Known | None = None, newest: bool = False
) -> tuple[Proposal, ...]:
    """Return what the rule proposes, the best first (or the newest), what is only background last; at most `SHOWN`.

    Left out: what is in the collection, withdrawn, or refused before. Five queries, however many articles there are, and
    those of `known_to` where `known` is not given.
    """
    if rule.is_empty:
        return ()
    known = known or known_to(rule)
    tree, wanted = known.tree, known.tree.below(rule.topics)
    tags = {tag.pk: tag.name for tag in known.tags.values()}
    allowed = _allowed(collection, rule, known)
    met = _met(allowed, rule, wanted, tags)
    rows = [_proposal(article, met[article.pk], rule, tree, tags) for article in _articles(set(met))]

    def rank(one: Proposal) -> tuple[Any, ...]:
        dated = one.article.dated_from.timestamp() if one.article.dated_from else float("-inf")
        return (not one.background, dated if newest else one.weight, dated, one.article.pk)

    return tuple(sorted(rows, key=rank, reverse=True)[:SHOWN])


def refuse(collection: Collection, article_pk: int, *, by: User, why: str = "") -> str:
    """Refuse a proposal for good; return what was done in words. Twice is once. Raises Refused."""
    with transaction.atomic():
        article = _answered(collection, article_pk, by)
        _row, made = RefusedProposal.objects.get_or_create(
            collection=collection, article=article, defaults={"by": by, "why": why.strip()[:300]}
        )
        if made:
            Event.note("proposal_refused", by=by, about=collection, row=article.pk, reason=why.strip()[:300])
    return _("不再荐《%(title)s》。") % {"title": article.title or f"#{article.pk}"}


def take_back(collection: Collection, article_pk: int, *, by: User) -> str:
    """Let a refused article be proposed again. Raises Refused where it is not refused."""
    with transaction.atomic():
        article = _answered(collection, article_pk, by)
        gone, _kinds = RefusedProposal.objects.filter(collection=collection, article=article).delete()
        if not gone:
            raise Refused(_("这一篇没有被拒过。"))
        Event.note("proposal_returned", by=by, about=collection, row=article.pk)
    return _("又可以荐《%(title)s》了。") % {"title": article.title or f"#{article.pk}"}


def _answered(collection: Collection, article_pk: int, by: User) -> Article:
    if not by.has_perm("articles.change_collection"):
        raise Refused(_("您没有这样改专题的权限。"), code="forbidden")
    Collection.objects.select_for_update().get(pk=collection.pk)
    article = Article.objects.without_text().filter(pk=article_pk).first()
    if article is None:
        raise Refused(_("没有这篇文章。"), code="gone")
    return article


def _tree() -> Tree:
    """Return all topics. One query."""
    rows = list(Topic.objects.values_list("pk", "key", "name", "parent", "since"))
    return Tree(
        {key: pk for pk, key, *_rest in rows},
        {pk: name for pk, _key, name, *_rest in rows},
        {pk: parent for pk, _key, _name, parent, _since in rows},
        {pk: _first_moment(since) for pk, _key, _name, _parent, since in rows},
    )


def _first_moment(edtf: str) -> datetime | None:
    bounds = parse_edtf(edtf).bounds() if edtf else None
    return bounds[0] if bounds else None


def _sources(keys: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    """Return key and name of the sources by their stable keys. One query, more where one was merged."""
    rows = Source.objects.filter(key__in=keys).values_list("key", "pk", "name") if keys else ()
    found = {key: (pk, name) for key, pk, name in rows}
    gone = living_keys(Source, set(keys) - found.keys()) if set(keys) - found.keys() else {}
    return found | {key: (pk, key) for key, pk in gone.items()}


def _allowed(collection: Collection, rule: Rule, known: Known) -> QuerySet[Article]:
    """Return the articles within the bounds of the rule that nobody has answered about. No query."""
    rows = (
        Article.objects.exclude(state=Article.State.WITHDRAWN)
        .exclude(pk__in=Placement.objects.filter(collection=collection).values("article"))
        .exclude(pk__in=RefusedProposal.objects.filter(collection=collection).values("article"))
    )
    since, until = (parse_edtf(edtf).bounds() if edtf else None for edtf in (rule.since, rule.until))
    if since:
        rows = rows.filter(dated_from__gte=since[0])
    if until:
        rows = rows.filter(dated_until__lte=until[1])
    if rule.sources:
        of = [pk for pk, _name in known.sources.values()]
        published = Attribution.objects.filter(role=Attribution.Role.PUBLISHED_BY, source__in=of)
        rows = rows.filter(pk__in=published.order_by().values("article"))
    if rule.without:
        under = Article.topics.through.objects.filter(topic__in=known.tree.below(rule.without))
        rows = rows.exclude(pk__in=under.values("article"))
    return rows


def _met(allowed: QuerySet[Article], rule: Rule, wanted: set[int], tags: dict[int, str]) -> dict[int, _Met]:
    """Return what each of the best articles meets. A query for topics, one for tags, two for words; else one."""
    met: dict[int, _Met] = {}
    newest = allowed.order_by(F("dated_from").desc(nulls_last=True), "-pk")
    if wanted:
        for pk, topic in newest.filter(topics__in=wanted).values_list("pk", "topics")[: 2 * WEIGHED]:
            met.setdefault(pk, _Met(set(), set())).topics.add(topic)
    if tags:
        rows = ArticleTag.objects.filter(tag__in=tags, content_object__in=allowed).order_by("-content_object")
        for pk, tag in rows.values_list("content_object", "tag")[: 2 * WEIGHED]:
            met.setdefault(pk, _Met(set(), set())).tags.add(tag)
    for pk, (occurrences, in_title) in weigh_desk(rule.query, allowed, limit=WEIGHED).items():
        one = met.setdefault(pk, _Met(set(), set()))
        one.occurrences, one.in_title = occurrences, in_title
    if not (rule.topics or rule.tags or rule.query):
        met = {pk: _Met(set(), set()) for pk in newest.values_list("pk", flat=True)[:WEIGHED]}
    return met


def _articles(keys: set[int]) -> QuerySet[Article]:
    """Return the articles without their texts, with `source_name` and `is_public`. One query."""
    published = Attribution.objects.filter(article=OuterRef("pk"), role=Attribution.Role.PUBLISHED_BY).order_by()
    return (
        Article.objects.without_text()
        .filter(pk__in=keys)
        .annotate(
            source_name=Subquery(published.values("name")[:1]),
            is_public=Exists(Edition.objects.live().filter(article=OuterRef("pk"))),
        )
    )


def _proposal(article: Any, met: _Met, rule: Rule, tree: Tree, tags: dict[int, str]) -> Proposal:
    """Return the article with its reasons in words. Any: an Article with annotations."""
    about = met.topics or {tree.keys[key] for key in rule.topics if key in tree.keys}
    background = bool(about) and all(_is_older(article, tree.since[pk]) for pk in about)
    topics = _("、").join(sorted(tree.names[pk] for pk in met.topics))
    named = _("、").join(sorted(tags[pk] for pk in met.tags))
    reasons = (
        *([_("主题 %(names)s") % {"names": topics}] if topics else []),
        *([_("标签 %(names)s") % {"names": named}] if named else []),
        *([display(parse_edtf(article.date))] if article.date and (rule.since or rule.until) else []),
        *([_("来源 %(name)s") % {"name": article.source_name}] if rule.sources and article.source_name else []),
        *([_("检索词 %(count)d 处") % {"count": met.occurrences}] if met.occurrences else []),
        *([_("标题里有")] if met.in_title else []),
    )
    return Proposal(article, reasons, met.weight, article.is_public, article.source_name or "", background)


def _is_older(article: Article, since: datetime | None) -> bool:
    """Return whether all of the article's date lies before the term was first used."""
    return bool(since and article.dated_until and article.dated_until <= since)
