"""An earlier revision made the working copy again, as a new revision equal to it; nothing is wound back.

What the house no longer has (a topic, a record, a linked or placed article) stays out, and is named; for a record that was
merged stands the one it is part of.
"""

from typing import Any

from django.db import transaction

from articles.editorial.workflow import Refused, closed, record, refuse_stale
from articles.models import (
    Article,
    ArticleLink,
    Attribution,
    Author,
    Collection,
    Contribution,
    Placement,
    Section,
    Source,
    Topic,
    User,
    living,
    living_keys,
)
from articles.told import told as _

Content = dict[str, Any]  # Any: JSON


@transaction.atomic
def restore(target: Article | Collection, number: int, *, by: User, version: int | None = None) -> tuple[str, ...]:
    """Make the working copy what it was in revision `number`; one new revision. Returns what could not come back.

    Raises Refused where `by` may not change it (in its state), `version` is not the one that stands, there is no such revision, or
    nothing differs.
    """
    if not by.has_perm(f"articles.change_{target._meta.model_name}"):
        raise Refused(_("您没有修改的权限。"), code="forbidden")
    fresh: Any = type(target)._default_manager.select_for_update().get(pk=target.pk)
    refuse_stale(fresh, version)
    if why := closed(fresh, by):
        raise Refused(why, code="closed")
    revision = fresh.revisions.filter(number=number).first()
    if revision is None:
        raise Refused(_("没有第 %(number)d 次修订。") % {"number": number})
    put_back = _article if isinstance(fresh, Article) else _collection
    missing = put_back(fresh, revision.content, by)
    if record(fresh, by=by, reason=_("恢复第 %(number)d 次修订") % {"number": number}) is None:
        raise Refused(_("现稿与第 %(number)d 次修订没有差别。") % {"number": number})
    return tuple(missing)


def _article(article: Article, content: Content, by: User) -> list[str]:
    payload, more = content["payload"], content["more"]
    for name in ("title", "subtitle", "standfirst", "date", "language", "script"):
        setattr(article, name, payload[name])
    for name in ("section", "original_url", "date_certainty"):
        setattr(article, name, more[name])
    article.body = payload["text"]
    article.save()
    topics = living_keys(Topic, payload["topics"])
    article.topics.set(topics.values())
    article.tags.set(payload["tags"])
    return [
        *(_("主题 %(name)s") % {"name": key} for key in payload["topics"] if key not in topics),
        *_people(article, payload["people"], more["people"]),
        *_chain(article, payload["chain"], more["chain"]),
        *_links(article, payload["links"], by),
    ]


def _people(article: Article, people: list[Content], records: list[Content]) -> list[str]:
    """Put the contributions back; one that stands keeps its row, with the other splits of its name."""
    standing = {(row.name, row.role): row for row in article.contributions.all()}
    known = living(Author, [row["author"] for row in records])
    for order, (words, link) in enumerate(zip(people, records, strict=True)):
        row = standing.pop((words["name"], words["role"]), None) or Contribution(article=article)
        for name, value in words.items():
            setattr(row, name, value)
        row.author_id = known.get(link["author"] or 0)
        row.confirm, row.order = link["confirm"], order
        row.save()
    for row in standing.values():
        row.delete()
    lost = [words["name"] for words, link in zip(people, records, strict=True) if link["author"] not in {None, *known}]
    return [_("作者档案 %(name)s") % {"name": name} for name in lost]


def _chain(article: Article, chain: list[Content], records: list[int | None]) -> list[str]:
    """Put the chain of attributions back, each link a new row: there may be only one publisher at any moment."""
    known = living(Source, records)
    for row in article.attributions.all():
        row.delete()
    for order, (words, source) in enumerate(zip(chain, records, strict=True)):
        Attribution.objects.create(article=article, order=order, source_id=known.get(source or 0), **words)
    lost = [words["name"] for words, source in zip(chain, records, strict=True) if source not in {None, *known}]
    return [_("来源档案 %(name)s") % {"name": name} for name in lost]


def _links(article: Article, links: list[Content], by: User) -> list[str]:
    """Put the links back; one that stands keeps its row and who made it."""
    standing = {(row.to_article_id, row.kind): row for row in article.links.all()}
    known = _known(Article, [link["to"] for link in links])
    for link in links:
        if link["to"] in known:
            row = standing.pop((link["to"], link["kind"]), None)
            row = row or ArticleLink(from_article=article, to_article_id=link["to"], kind=link["kind"], by=by)
            row.note = link["note"]
            row.save()
    for row in standing.values():
        row.delete()
    return [_("关联 #%(number)d") % {"number": link["to"]} for link in links if link["to"] not in known]


def _collection(collection: Collection, content: Content, by: User) -> list[str]:
    """Put a collection back, its sections and placements as new rows; the address stays what it is now."""
    payload, more = content["payload"], content["more"]
    for name in ("title", "standfirst", "introduction"):
        setattr(collection, name, payload[name])
    collection.rule = more.get("rule", {})
    collection.save()
    topics = living_keys(Topic, more["topics"])
    collection.topics.set(topics.values())
    placed = [row["article"] for section in payload["sections"] for row in section["placements"]]
    known = _known(Article, placed)
    collection.placements.all().delete()
    collection.sections.all().delete()
    order = 0
    for number, words in enumerate(payload["sections"], 1):
        section = Section.objects.create(
            collection=collection, title=words["title"], introduction=words["introduction"], order=number
        )
        for row in (row for row in words["placements"] if row["article"] in known):
            order += 1
            Placement.objects.create(
                collection=collection, section=section, article_id=row["article"], order=order,
                title=row["title"], note=row["note"],
            )  # fmt: skip
    return [
        *(_("主题 %(name)s") % {"name": key} for key in more["topics"] if key not in topics),
        *(_("篇目 #%(number)d") % {"number": pk} for pk in placed if pk not in known),
    ]


def _known(model: Any, keys: list[int | None]) -> set[int]:
    """Return those of the keys that still have a record. One query."""
    return set(model.objects.filter(pk__in=[key for key in keys if key]).values_list("pk", flat=True))
