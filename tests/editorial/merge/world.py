"""A desk and a press with two of each authority, tangled as they are in life: shared articles, editions, forms, addresses."""

from dataclasses import dataclass
from typing import Any

from articles.editorial import workflow
from articles.models import Article, Attribution, Contribution, RetiredSlug, SuggestionDecision, Tag, User
from tests.factories import (
    make_author,
    make_collection,
    make_complete_article,
    make_source,
    make_topic,
    make_user,
)
from tests.press import publish, publish_collection

KINDS = ("author", "source", "topic", "tag")


@dataclass(frozen=True, slots=True)
class World:
    """By kind the record that is to go and the one that stays, with the articles and who may merge."""

    losing: dict[str, Any]
    staying: dict[str, Any]
    articles: list[Article]
    chief: User
    topics: dict[str, Any]


def make_world() -> World:
    """One article under the first of each two, one under the second, one under both; each published twice."""
    chief = make_user("主编", ("终审",))
    above = make_topic(name="产业", slug="chan-ye")
    losing = {
        "author": make_author(name="林远舟", affiliation="松川日报"),
        "source": make_source(name="松川日报社", region="松川", reprint="excerpt"),
        "topic": make_topic(name="低空产业", parent=above, scope="旧的说明", since="2023-12"),
        "tag": Tag.objects.create(name="低空飞行"),
    }
    staying = {
        "author": make_author(name="林远舟"),
        "source": make_source(name="松川日报"),
        "topic": make_topic(name="低空经济"),
        "tag": Tag.objects.create(name="低空"),
    }
    child = make_topic(name="无人机", parent=losing["topic"])
    losing["author"].forms.create(form="林 遠舟")
    losing["author"].forms.create(form="远舟")
    staying["author"].forms.create(form="遠舟")
    losing["source"].forms.create(form="松川报")
    staying["source"].forms.create(form="松川報")
    losing["topic"].terms.create(form="低空经济", kind="variant")
    losing["topic"].terms.create(form="低空飞行经济", kind="avoided")
    for record in (*losing.values(), *staying.values()):
        old = record.slug
        record.slug = f"{old}-then"
        record.save()
        record.slug = f"{old}-now"
        record.save()
    articles = [_article(records) for records in ([losing], [staying], [losing, staying])]
    articles[0].topics.add(child)
    for article in articles:
        workflow.record(article, by=chief, reason="编辑")
        publish(article, hours=-3)
        publish(article, hours=-2)
    SuggestionDecision.objects.create(article=articles[2], topic=losing["topic"], accepted=False, by=chief)
    SuggestionDecision.objects.create(article=articles[2], topic=staying["topic"], accepted=True, by=chief)
    SuggestionDecision.objects.create(article=articles[1], topic=losing["topic"], accepted=True, by=chief)
    for topics in ([losing["topic"]], [losing["topic"], staying["topic"]]):
        collection = make_collection(*articles)
        collection.topics.set(topics)
        publish_collection(collection)
    return World(losing, staying, articles, chief, {"above": above, "child": child})


def _article(records: list[dict[str, Any]]) -> Article:
    article = make_complete_article(source=records[0]["source"])
    article.contributions.filter(role="reporter").update(author=records[0]["author"])
    for order, each in enumerate(records, 5):
        name = f"林远舟{order}"
        Contribution.objects.create(article=article, author=each["author"], name=name, role="author", order=order)
        Attribution.objects.create(article=article, source=each["source"], role="reprinted_by", order=order)
        article.topics.add(each["topic"])
        article.tags.add(each["tag"])
    return article


def addresses(record: Any) -> list[str]:
    """Return every public address a record has or had, in every language, its feed with it."""
    kind = record._meta.model_name
    had = RetiredSlug.objects.filter(kind=kind, target_id=record.pk).values_list("slug", flat=True)
    tails = ["", "feed/"] if kind == "topic" else [""]
    return [
        f"{prefix}/{kind}s/{slug}/{tail}"
        for prefix in ("", "/zh-hant", "/en")
        for slug in (record.slug, *had)
        for tail in tails
    ]
