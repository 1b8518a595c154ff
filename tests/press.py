"""Publishing for tests, straight through the freezer: no sign-offs, which the workflow's own tests cover."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.editorial import interval
from articles.editorial.freeze import make_collection_edition, make_edition
from articles.models import (
    SEALING,
    Article,
    ArticleLink,
    Collection,
    CollectionEdition,
    Contribution,
    Edition,
    Notice,
    User,
)
from tests.factories import make_article, make_author, make_collection, make_source, make_topic, make_user


def publisher() -> User:
    return User.objects.filter(username="publisher").first() or make_user("publisher")


def moment(hours: float = 0) -> datetime:
    """Return the moment `hours` from now."""
    return timezone.now() + timedelta(hours=hours)


def publish(article: Article, *, hours: float = -1, until: float | None = None) -> Edition:
    """Freeze `article` live from `hours` after now, up to `until` hours after now."""
    ends = None if until is None else moment(until)
    fresh = Article.objects.get(pk=article.pk)
    return make_edition(fresh, by=publisher(), now=moment(hours), until=ends)


def publish_at(
    target: Article | Collection, at: datetime, until: datetime | None = None
) -> Any:  # Any: an edition of either kind
    """Freeze `target` live from one moment to another."""
    fresh = type(target)._default_manager.get(pk=target.pk)
    make: Any = make_edition if isinstance(fresh, Article) else make_collection_edition
    return make(fresh, by=publisher(), now=at, until=until)


def publish_collection(collection: Collection, *, hours: float = -1, until: float | None = None) -> CollectionEdition:
    ends = None if until is None else moment(until)
    fresh = Collection.objects.get(pk=collection.pk)
    return make_collection_edition(fresh, by=publisher(), now=moment(hours), until=ends)


def withdraw(target: Article | Collection, text: str = "来源要求撤下。", reason: str = "request") -> Notice:
    """Withdraw every edition of `target`, with the notice that readers see; for a legal `reason` nothing else is left."""
    interval.withdraw(target, timezone.now(), sealed=reason in SEALING)
    target_field = {"article" if isinstance(target, Article) else "collection": target}
    return Notice.objects.create(
        kind="withdrawal", text=text, reason=reason, at=timezone.now(), by=publisher(), **target_field
    )


#: A word for each state of a text, which no script or slug changes; only `zzlive` may meet a stranger's eye anywhere,
#: `zzwithdrawn` where a notice stands for it or before it. Sealed is what was withdrawn for a legal reason.
STATES = ("draft", "scheduled", "live", "expired", "withdrawn", "sealed")
HIDDEN = ("zzdraft", "zzscheduled", "zzexpired", "zzsealed", "zzworking")
WITHDRAWN = "zzwithdrawn"


@dataclass(frozen=True, slots=True)
class World:
    """One article and one collection in each state, all their words and authorities marked `zz<state>`."""

    articles: dict[str, Article]
    collections: dict[str, Collection]


def make_world() -> World:
    """Make the world of the leak test; `zzworking` marks what the desk changed after publishing."""
    articles = {state: _marked_article(f"zz{state}") for state in STATES}
    live = articles["live"]
    for state, other in articles.items():
        if other != live:
            ArticleLink.objects.create(from_article=live, to_article=other, kind="background", note=f"zz{state} 理由")
            ArticleLink.objects.create(from_article=other, to_article=live, kind="quotes", note=f"zz{state} 理由")
    collections = {state: _marked_collection(f"zz{state}", articles) for state in STATES}
    for state, hours, until in (
        ("live", -9, None),
        ("scheduled", 9, None),
        ("expired", -9, -1),
        ("withdrawn", -9, None),
        ("sealed", -9, None),
    ):
        publish(articles[state], hours=hours, until=until)
        publish_collection(collections[state], hours=hours, until=until)
    publish(live, hours=-8)
    Notice.objects.create(kind="correction", article=live, text="zzlive 更正", at=moment(-7), by=publisher())
    for state in ("draft", "scheduled", "expired", "withdrawn", "sealed"):
        text = f"zz{state} 更正"
        Notice.objects.create(kind="correction", article=articles[state], text=text, at=moment(-7), by=publisher())
    withdraw(articles["withdrawn"])
    withdraw(collections["withdrawn"])
    withdraw(articles["sealed"], "按法院的裁定撤下。", "legal")
    withdraw(collections["sealed"], "按法院的裁定撤下。", "legal")
    _change_at_the_desk(live)
    return World(articles, collections)


def _marked_article(mark: str) -> Article:
    source, author, topic = (
        make_source(name=f"{mark} 日报"),
        make_author(name=f"{mark} 林"),
        make_topic(name=f"{mark} 主题"),
    )
    article = make_article(
        title=f"{mark} 松川新区",
        subtitle=f"{mark} 副题",
        standfirst=f"{mark} 导语",
        body=f"{mark} 松川的正文。\n\n## {mark} 小标题\n\n第二段 {mark}。",
        original_url=f"https://example.org/{mark}",
        source=source,
        date="2024-06-28",
    )
    Contribution.objects.create(article=article, author=author, name=author.name, role="reporter", affiliation=mark)
    Contribution.objects.create(article=article, name=f"{mark} 编", role="editor", order=1)
    article.topics.add(topic)
    article.tags.add(f"{mark} 标签")
    return article


def _marked_collection(mark: str, articles: dict[str, Article]) -> Collection:
    collection = make_collection(*articles.values(), title=f"{mark} 专题", standfirst=mark, introduction=f"{mark} 引言")
    collection.sections.update(title=f"{mark} 部分", introduction=mark)
    for placement in collection.placements.select_related("article"):
        word = placement.article.title.split()[0]
        placement.title, placement.note = f"{word} 专题内标题", f"{word if word != 'zzlive' else mark} 编者按"
        placement.save()
    return collection


def _change_at_the_desk(article: Article) -> None:
    fresh = Article.objects.get(pk=article.pk)
    fresh.title, fresh.body, fresh.standfirst = "zzworking 标题", "zzworking 正文", "zzworking"
    fresh.save()
    fresh.tags.add("zzworking 标签")
    fresh.topics.add(make_topic(name="zzworking 主题"))
    fresh.contributions.update(name="zzworking 林")
    fresh.attributions.update(name="zzworking 日报")
