"""Making editions: the signed payload, frozen, with the rows that lists need. Called by the workflow alone."""

from datetime import datetime

from django.db.models import F, Max, Min, Q

from articles.editorial.digest import Payload, canonical, digest, payload
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
    IntervalQuerySet,
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
    number, first = _supersede(article, now)
    edition = Edition.objects.create(
        article=article,
        number=number,
        digest=digest(content),
        payload=canonical(content),
        revision_number=revision_number,
        sign_off_hash=_last_sign_off(article),
        live_from=now,
        live_until=until,
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
    number, first = _supersede(collection, now)
    edition = CollectionEdition.objects.create(
        collection=collection,
        number=number,
        digest=digest(content),
        payload=canonical(content),
        revision_number=revision_number,
        sign_off_hash=_last_sign_off(collection),
        live_from=now,
        live_until=until,
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


def withdraw_editions(target: Article | Collection, now: datetime) -> int:
    """End every open or future interval of `target` and mark every edition withdrawn. Returns how many there were.

    A future edition's interval becomes empty, so that its moment never comes.
    """
    editions = _editions(target)
    editions.filter(live_from__gt=now).update(live_until=F("live_from"))
    editions.filter(_open_after(now), live_from__lte=now).update(live_until=now)
    count = editions.update(ended_by=Edition.EndedBy.WITHDRAWN)
    SiteVersion.bump()
    return count


def _editions(target: Article | Collection) -> IntervalQuerySet:
    return target.editions.all()


def _last_sign_off(target: Article | Collection) -> str:
    """Return the hash of the last link of the chain of sign-offs, so that none before it can be cut off unseen."""
    return target.sign_offs.order_by("-pk").values_list("hash", flat=True).first() or ""


def _open_after(now: datetime) -> Q:
    return Q(live_until__isnull=True) | Q(live_until__gt=now)


def _supersede(target: Article | Collection, now: datetime) -> tuple[int, datetime]:
    """End at `now` what was open then; return the next number and the moment the first edition went live."""
    editions = _editions(target)
    seen = editions.aggregate(last=Max("number"), first=Min("live_from"))
    editions.filter(live_from__gte=now).filter(_open_after(now)).update(
        live_until=F("live_from"), ended_by=Edition.EndedBy.SUPERSEDED
    )
    editions.filter(_open_after(now), live_from__lt=now).update(live_until=now, ended_by=Edition.EndedBy.SUPERSEDED)
    return (seen["last"] or 0) + 1, min(seen["first"] or now, now)


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
