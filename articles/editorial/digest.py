"""The digest that a sign-off binds to: sha256 over canonical JSON of exactly what an edition freezes.

No times, state or schedule are in it, and of ids only the public number of a linked or placed article, which is its
lasting address. Renaming or merging an authority changes nothing here: names are taken as printed, topics by key.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects

from articles.models import Article, ArticleLink, ArticleTag, Attribution, Collection, Contribution

Payload = dict[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Lists:
    """What an article's payload holds besides its own columns."""

    contributions: list[Contribution] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    links: list[ArticleLink] = field(default_factory=list)


def hold_words(target: Article | Collection) -> None:
    """Fetch what a payload holds besides the columns, and keep it with the row, which the caller has locked.

    Five queries for an article, two for a collection, none for what is held; then a payload and lint ask nothing for it.
    """
    article = ("contributions", "attributions", "tags", "topics", "links")
    prefetch_related_objects([target], *(article if isinstance(target, Article) else ("sections", "placements")))


def lists_of(article: Article) -> Lists:
    """Return the lists of one article. Five queries, fewer where relations are prefetched."""
    return Lists(
        list(article.contributions.all()),
        list(article.attributions.all()),
        [name for tag in article.tags.all() for name in _filed(article, "tags", tag.pk, tag.name)],
        [key for topic in article.topics.all() for key in _filed(article, "topics", topic.pk, topic.key)],
        list(article.links.all()),
    )


def lists_of_all(articles: Sequence[Article]) -> dict[int, Lists]:
    """Return the lists of many articles by their keys. Five queries for all."""
    found = {article.pk: Lists() for article in articles}
    for contribution in Contribution.objects.filter(article__in=found):
        found[contribution.article_id].contributions.append(contribution)
    for attribution in Attribution.objects.filter(article__in=found):
        found[attribution.article_id].attributions.append(attribution)
    by_key = {article.pk: article for article in articles}
    tagged = ArticleTag.objects.filter(content_object__in=found).values_list("content_object", "tag", "tag__name")
    for pk, tag, name in tagged:
        found[pk].tags.extend(_filed(by_key[pk], "tags", tag, name))
    under = Article.objects.filter(pk__in=found, topics__isnull=False).values_list("pk", "topics", "topics__key")
    for pk, topic, key in under:
        found[pk].topics.extend(_filed(by_key[pk], "topics", topic, key))
    for link in ArticleLink.objects.filter(from_article__in=found):
        found[link.from_article_id].links.append(link)
    return found


def _filed(article: Article, kind: str, pk: int, present: str) -> list[str]:
    """Return the names under which an article stands in a record: its own, or those it was signed under before a merge."""
    names: list[str] = article.filed.get(kind, {}).get(str(pk), [present])
    return names


def article_payload(article: Article, lists: Lists | None = None) -> Payload:
    """Return what an edition of `article` freezes. No query where its lists are given, else as `lists_of`."""
    lists = lists or lists_of(article)
    publisher = next((a for a in lists.attributions if a.role == "published_by"), None)
    return {
        "v": 1,
        "kind": "article",
        "title": article.title,
        "subtitle": article.subtitle,
        "standfirst": article.standfirst,
        "text": article.body,
        "people": [
            {"name": c.name, "role": c.role, "affiliation": c.affiliation, "outlet": c.outlet}
            for c in lists.contributions
        ],
        "chain": [{"name": a.name, "role": a.role} for a in lists.attributions],
        "source": publisher.name if publisher else None,
        "date": article.date,
        "language": article.language,
        "script": article.script,
        "tags": sorted(lists.tags),
        "topics": sorted(lists.topics),
        "links": sorted(
            ({"to": link.to_article_id, "kind": link.kind, "note": link.note} for link in lists.links),
            key=lambda link: (link["to"], link["kind"]),
        ),
    }


def collection_payload(collection: Collection) -> Payload:
    """Return what an edition of `collection` freezes: order, titles and notes, not the articles' texts. Two queries, none where both are prefetched."""
    sections = list(collection.sections.all())
    placements = sorted(collection.placements.all(), key=lambda placement: (placement.order, placement.pk))
    return {
        "v": 1,
        "kind": "collection",
        "title": collection.title,
        "standfirst": collection.standfirst,
        "introduction": collection.introduction,
        "sections": [
            {
                "title": section.title,
                "introduction": section.introduction,
                "placements": [
                    {"article": p.article_id, "title": p.title, "note": p.note}
                    for p in placements
                    if p.section_id == section.pk
                ],
            }
            for section in sections
        ],
    }


def payload(target: Article | Collection) -> Payload:
    """Return what an edition of `target` freezes. Five queries for an article, fewer where relations are prefetched."""
    return article_payload(target) if isinstance(target, Article) else collection_payload(target)


def canonical(content: Payload) -> str:
    """Return `content` as canonical JSON: sorted keys, no spaces, UTF-8 characters as they are.

    >>> canonical({"b": 1, "a": "字"})
    '{"a":"字","b":1}'
    """
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(content: Payload) -> str:
    """Return the sha256 (hex) of `content`'s canonical JSON."""
    return hashlib.sha256(canonical(content).encode("utf-8", "surrogatepass")).hexdigest()
