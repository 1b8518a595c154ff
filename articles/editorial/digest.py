"""The digest that a sign-off binds to: sha256 over canonical JSON of exactly what an edition freezes.

No times, state or schedule are in it, and of ids only the public number of a linked or placed article, which is its
lasting address. Renaming or merging an authority changes nothing here: names are taken as printed, topics by key.
"""

import hashlib
import json
from typing import Any

from articles.models import Article, Collection

Payload = dict[str, Any]  # Any: JSON


def article_payload(article: Article) -> Payload:
    """Return what an edition of `article` freezes. Five queries, fewer where relations are prefetched."""
    attributions = list(article.attributions.all())
    publisher = next((a for a in attributions if a.role == "published_by"), None)
    return {
        "v": 1,
        "kind": "article",
        "title": article.title,
        "subtitle": article.subtitle,
        "standfirst": article.standfirst,
        "text": article.body,
        "people": [
            {"name": c.name, "role": c.role, "affiliation": c.affiliation, "outlet": c.outlet}
            for c in article.contributions.all()
        ],
        "chain": [{"name": a.name, "role": a.role} for a in attributions],
        "source": publisher.name if publisher else None,
        "date": article.date,
        "language": article.language,
        "script": article.script,
        "tags": sorted(tag.name for tag in article.tags.all()),
        "topics": sorted(topic.key for topic in article.topics.all()),
        "links": sorted(
            ({"to": link.to_article_id, "kind": link.kind, "note": link.note} for link in article.links.all()),
            key=lambda link: (link["to"], link["kind"]),
        ),
    }


def collection_payload(collection: Collection) -> Payload:
    """Return what an edition of `collection` freezes: order, titles and notes, not the articles' texts. Two queries."""
    sections = list(collection.sections.all())
    placements = list(collection.placements.order_by("order", "pk"))
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
    """Return what an edition of `target` freezes."""
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
