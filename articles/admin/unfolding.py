"""What the page of an article asks the database: its rows, the words of the house, the records it may name, its neighbours.

One plan, so that no part of the page asks again what another has asked; `opening` is what collections share.
"""

from typing import Any

from django.db.models import OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from articles.admin.opening import Opened, open_piece
from articles.models import (
    Answer,
    Article,
    ArticleLink,
    ArticleQuerySet,
    ArticleTag,
    Attribution,
    Author,
    Contribution,
    FindingDecision,
    LinkDecision,
    Question,
    Reading,
    RetiredSlug,
    Source,
    SuggestionDecision,
    Tag,
    User,
    hold,
    question,
    vocabulary,
)

#: What is asked of a link, and of the article it leads to.
_LINK, _LINKED = ("id", "from_article_id", "to_article_id", "kind", "note"), ("id", "state", "title")
#: The proposals of a reading that name a record, with the model they name.
_NAMING: tuple[tuple[str, Any], ...] = (("author", Author), ("source-record", Source))


def with_reading(rows: ArticleQuerySet) -> ArticleQuerySet:
    """Return `rows` with their reading, its capture and the newest reading of the same, and in whose hands they are."""
    later = Reading.objects.filter(
        capture=OuterRef("reading__capture"), item=OuterRef("reading__item"), pk__gt=OuterRef("reading")
    )
    newest = later.order_by("-pk").values("packed")[:1]
    return rows.select_related("reading__capture", "assignee").annotate(newer_reading=Subquery(newest))


def unfold(article: Any, by: User, page: str, **more: Question) -> Opened:  # Any: an Article, of `with_reading` or not
    """Return what the page of `article` shows beside its words, everything that hangs on it held. Seven queries."""
    _hold_words(article)
    prefetch_related_objects(
        [article], *_credits(), Prefetch("decisions", FindingDecision.objects.select_related("by"))
    )
    opened = open_piece(article, by, page, **_questions(article), **more)
    _hold_links(article, opened.answers["links"])
    topics = {one.key for one in opened.answers["topics"]}
    hold(article, "topics", [topic for topic in article.vocabulary if topic.pk in topics])
    decided = [SuggestionDecision(article=article, topic_id=one.key) for one in opened.answers["topic_decisions"]]
    hold(article, "suggestion_decisions", decided)
    hold(article, "tags", [Tag.from_db(None, ["id", "name"], [one.key, one.one]) for one in opened.answers["tags"]])
    return opened


def glance(article: Any) -> None:  # Any: an Article of `with_reading`
    """Fetch what a look at `article` shows and what its checks ask. Seven queries."""
    _hold_words(article)
    links = ArticleLink.objects.select_related("to_article").defer("to_article__body", "to_article__standfirst")
    prefetch_related_objects([article], *_credits(), Prefetch("links", links), "topics", "tags", "decisions")


def settled_links(opened: Opened) -> set[int]:
    """Return the articles that are linked with the one that is opened, or that an editor has answered about."""
    article = opened.row
    linked = {link.to_article_id for link in article.links.all()}
    linked |= {link.from_article_id for link in article.incoming_links.all()}
    answered = {number for one in opened.answers["link_decisions"] for number in (one.key, one.number)}
    return (linked | answered) - {article.pk}


def records_named(opened: Opened) -> dict[str, dict[str, int]]:
    """Return by what a proposal may name (`author`, `source-record`) the records by the addresses they have or had."""
    found: dict[str, dict[str, int]] = {}
    for kind, _model in _NAMING:
        old, now = (opened.answers.get(f"{kind}{age}", ()) for age in ("-old", ""))
        found[kind] = {one.one: one.key for one in (*old, *now)}
    return found


def _credits() -> tuple[Any, ...]:  # Any: how to fetch rows of two models
    """Return how to fetch who wrote an article and where it came from, with the records they name."""
    return (
        Prefetch("contributions", Contribution.objects.select_related("author")),
        Prefetch("attributions", Attribution.objects.select_related("source")),
    )


def _hold_words(article: Any) -> None:  # Any: an Article, of `with_reading` or not
    """Keep with `article` its newest reading, where it was asked along, and the words of the house. One query."""
    if article.reading is not None and hasattr(article, "newer_reading"):
        packed = article.newer_reading
        article.reading.newer = None if packed is None else Reading(packed=packed)
    article.vocabulary = vocabulary()


def _hold_links(article: Article, found: list[Answer]) -> None:
    """Hold the links in both directions, with the titles and states of those that one leads to."""
    outgoing, incoming = [], []
    for one in sorted(found, key=lambda one: (one.one, one.key)):
        link = ArticleLink.from_db(None, _LINK, [one.key, one.number, one.rank, one.one, one.two])
        if one.number == article.pk:
            link.from_article = article
            link.to_article = Article.from_db(None, _LINKED, [one.rank, one.three, one.four])
            outgoing.append(link)
        else:
            incoming.append(link)
    hold(article, "links", outgoing)
    hold(article, "incoming_links", incoming)


def _questions(article: Article) -> dict[str, Question]:
    answered = LinkDecision.objects.filter(Q(article=article) | Q(other=article))
    links = ArticleLink.objects.filter(Q(from_article=article) | Q(to_article=article))
    led_to = {"three": "to_article__title", "four": "to_article__state"}
    asked = {
        "links": question(links, key="pk", number="from_article", rank="to_article", one="kind", two="note", **led_to),
        "topics": question(Article.topics.through.objects.filter(article=article), key="topic"),
        "topic_decisions": question(SuggestionDecision.objects.filter(article=article), key="topic"),
        "link_decisions": question(answered, key="article", number="other"),
        "tags": question(ArticleTag.objects.filter(content_object=article), key="tag", one="tag__name"),
    }
    proposed = article.reading.document.proposed if article.reading else ()
    for kind, model in _NAMING:
        slugs = {value for field, value in proposed if field == kind}
        if slugs:
            retired = RetiredSlug.objects.filter(kind=model._meta.model_name, slug__in=slugs)
            asked[kind] = question(model.objects.filter(slug__in=slugs), key="pk", one="slug")
            asked[f"{kind}-old"] = question(retired, key="target_id", one="slug")
    return asked
