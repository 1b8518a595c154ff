"""Making editions: the signed payload, frozen, with the rows that lists need. Called by the workflow alone."""

from datetime import datetime

from articles.editorial.digest import Payload, canonical, digest, payload
from articles.editorial.interval import make_room
from articles.models import (
    Article,
    Collection,
    CollectionEdition,
    CollectionEditionPlacement,
    Edition,
    EditionLink,
    EditionPerson,
    EditionSource,
    EditionTag,
    EditionTopic,
    SiteVersion,
    User,
)
from articles.text.body import excerpt, to_html
from articles.text.slug import make_slug


def make_edition(
    article: Article, *, by: User, now: datetime, revision_number: int = 0, until: datetime | None = None
) -> Edition:
    """Freeze `article` as its next edition, live from `now`, and end the one before. The caller holds the row's lock."""
    content = payload(article)
    source = article.source
    number, first = make_room(article, now)
    edition = Edition.objects.create(
        article=article,
        number=number,
        digest=digest(content),
        payload=canonical(content),
        revision_number=revision_number,
        sign_off_hash=_last_sign_off(article),
        live_from=now,
        live_until=until,
        expires_at=until,
        ended_by=Edition.EndedBy.EXPIRED if until else "",
        published_by=by,
        first_live_from=first,
        slug=make_slug(article.title) or "article",
        title=article.title,
        standfirst=article.standfirst,
        excerpt=excerpt(article.body),
        html=to_html(article.body),
        date=article.date,
        date_certainty=article.date_certainty,
        dated_from=article.dated_from,
        dated_until=article.dated_until,
        source_name=content["source"] or "",
        people="、".join(person["name"] for person in content["people"] if person["role"] != "editor")[:300],
        script=article.script,
        original_url=article.original_url,
        reprint=source.reprint if source else "full",
        characters=sum(not char.isspace() for char in article.body),
    )
    _list(edition, article)
    SiteVersion.bump()
    return edition


def make_collection_edition(
    collection: Collection, *, by: User, now: datetime, revision_number: int = 0, until: datetime | None = None
) -> CollectionEdition:
    """Freeze `collection` as its next edition, live from `now`, and end the one before. The caller holds the lock."""
    content = payload(collection)
    number, first = make_room(collection, now)
    edition = CollectionEdition.objects.create(
        collection=collection,
        number=number,
        digest=digest(content),
        payload=canonical(content),
        revision_number=revision_number,
        sign_off_hash=_last_sign_off(collection),
        live_from=now,
        live_until=until,
        expires_at=until,
        ended_by=CollectionEdition.EndedBy.EXPIRED if until else "",
        published_by=by,
        first_live_from=first,
        slug=collection.slug,
        title=collection.title,
        standfirst=collection.standfirst,
    )
    CollectionEditionPlacement.objects.bulk_create(_placements(edition, content))
    SiteVersion.bump()
    return edition


def _last_sign_off(target: Article | Collection) -> str:
    """Return the hash of the last link of the chain of sign-offs, so that none before it can be cut off unseen."""
    return target.sign_offs.order_by("-pk").values_list("hash", flat=True).first() or ""


def _list(edition: Edition, article: Article) -> None:
    """Write the rows by which lists find `edition`."""
    EditionTag.objects.bulk_create(EditionTag(edition=edition, tag=tag) for tag in article.tags.all())
    EditionTopic.objects.bulk_create(EditionTopic(edition=edition, topic=topic) for topic in article.topics.all())
    people = {(c.author_id, c.role) for c in article.contributions.all() if c.author_id}
    EditionPerson.objects.bulk_create(
        EditionPerson(edition=edition, author_id=author, role=role) for author, role in sorted(people)
    )
    sources = {(a.source_id, a.role) for a in article.attributions.all() if a.source_id}
    EditionSource.objects.bulk_create(
        EditionSource(edition=edition, source_id=source, role=role) for source, role in sorted(sources)
    )
    EditionLink.objects.bulk_create(
        EditionLink(edition=edition, to_article_id=link.to_article_id, kind=link.kind, note=link.note)
        for link in article.links.all()
    )


def _placements(edition: CollectionEdition, content: Payload) -> list[CollectionEditionPlacement]:
    return [
        CollectionEditionPlacement(edition=edition, article_id=placement["article"], section=n, order=m)
        for n, section in enumerate(content["sections"], 1)
        for m, placement in enumerate(section["placements"], 1)
    ]
