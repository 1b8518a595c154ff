"""Much on everything: what makes a page that asks for each row ask often. Put on a world that `world` has made."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from articles.editorial import comment, workflow
from articles.models import (
    Article,
    ArticleLink,
    Batch,
    BulkAct,
    BulkItem,
    Capture,
    Draft,
    Event,
    FindingDecision,
    LinkDecision,
    Notice,
    Placement,
    Presence,
    Reading,
    Receipt,
    RetiredSlug,
    SavedView,
    Section,
    SuggestionDecision,
    Tag,
    User,
)
from articles.text.finding import find
from tests.admin.world import World
from tests.factories import make_author, make_collection, make_complete_article, make_source, make_topic, make_user

#: How many of each: more than any page may ask queries.
MANY = 16


def crowd(world: World, states: tuple[str, ...]) -> None:
    """Hang `MANY` rows of every kind on the records and pieces of `world` in `states`, and put as many rows beside them."""
    by = User.objects.get(username="同事编辑")
    others = [_article(n) for n in range(MANY)]
    for state in states:
        article = world.articles[state]
        _burden(article, others, by)
        _fill(world.collections[state], others, by)
    _records(world.records, others, by)


def _article(n: int) -> Article:
    article = make_complete_article(title=f"旁的一篇{n}")
    article.contributions.filter(role="reporter").update(author=make_author())
    article.tags.add(f"标签{n}")
    article.topics.add(make_topic())
    workflow.record(article, by=None, reason="导入")
    return article


def _burden(article: Any, others: list[Article], by: User) -> None:
    found = find("A001", "note", "body", article.body, 0, 2, "看一看")
    for n, other in enumerate(others):
        article.contributions.create(name=f"记者{n}", role="reporter", author=make_author(), order=n + 9)
        article.attributions.create(name=f"转载{n}", role="reprinted_by", source=make_source(), order=n + 9)
        ArticleLink.objects.create(from_article=article, to_article=other, kind="background", by=by)
        if article.state == "published":  # what others link to cannot be deleted
            ArticleLink.objects.create(from_article=other, to_article=article, kind="quotes", by=by)
        FindingDecision.objects.create(
            article=article, key=f"k{n}", code="A001", decision="dismissed", finding=asdict(found), by=by
        )
        SuggestionDecision.objects.create(article=article, topic=make_topic(), accepted=False, by=by)
        LinkDecision.objects.create(article=article, other=other, kind="quotes", accepted=False, by=by)
        Notice.objects.create(kind="correction", article=article, text="更正", at=timezone.now(), by=by, hidden=True)
        comment.comment(article, comment.Draft(text=f"@同事初审 第{n}处", must_fix=not n % 9), by=by)
    article.tags.add(*(f"标签{n}" for n in range(MANY)))
    article.topics.add(*(topic for other in others[:9] for topic in other.topics.all()))
    for role in ("编辑", "初审", "复审", "终审"):
        person = User.objects.get(username=f"同事{role}")
        Presence.note(person, f"article/{article.pk}")
        Draft.objects.create(by=person, page=f"article/{article.pk}", token=role, packed=b"", saved_at=timezone.now())


def _fill(collection: Any, others: list[Article], by: User) -> None:
    second = Section.objects.create(collection=collection, title="第二部分", order=2)
    for n, other in enumerate(others):
        section = second if n % 2 else Section.objects.create(collection=collection, title=f"部分{n}", order=n + 3)
        Placement.objects.create(collection=collection, section=section, article=other, order=n + 9, note="按")
        comment.comment(collection, comment.Draft(text=f"@同事初审 第{n}处"), by=by)
        Notice.objects.create(
            kind="correction", collection=collection, text="更", at=timezone.now(), by=by, hidden=True
        )


def _records(records: dict[str, Any], others: list[Article], by: User) -> None:
    capture, batch, source = (records[f"articles_{name}"] for name in ("capture", "batch", "source"))
    group = records["auth_group"]
    for n, other in enumerate(others):
        own = Capture.objects.create(sha256=f"{n:064x}", size=1, packed=Capture.pack(b"x"))
        mine = Batch.objects.create(how="test", by=make_user(f"同事{n}", ("编辑",)))
        group.user_set.add(mine.by)
        for arrived, run in ((own, batch), (capture, mine)):
            Receipt.objects.create(capture=arrived, batch=run, name=b"x.txt")
            reading = Reading.objects.create(
                capture=arrived, reader=f"0.{n}", outcome="flagged", shape="plain", encoding="utf-8",
                encoding_found_by="strict", flags=["no-date"], packed=Capture.pack(b"{}"),
            )  # fmt: skip
        Article.objects.filter(pk=other.pk).update(reading=reading, doubt=n + 1)
        source.forms.create(form=f"写法{n}")
        records["articles_author"].forms.create(form=f"写法{n}")
        records["articles_topic"].terms.create(form=f"写法{n}", kind="variant")
        make_topic(parent=records["articles_topic"])
        records["articles_tag"].forms.create(form=f"写法{n}")
        BulkItem.objects.create(act=records["articles_bulkact"], article=other.pk, name=other.title)
        BulkAct.objects.create(kind="claim", by=mine.by)
        RetiredSlug.objects.create(kind="topic", slug=f"old{n}", target_id=1)
        SavedView.objects.create(owner=mine.by, model="article", name=f"视图{n}", shared=True)
        SavedView.objects.create(owner=records["articles_user"], model="article", name=f"自己的{n}")
        Event.note("changed", by=records["articles_user"], about=other)
        make_collection(other, title=f"旁的专题{n}")
        Tag.objects.create(name=f"闲标签{n}")
