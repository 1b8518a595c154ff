"""The smallest valid objects, for tests: plain functions, every field open to change."""

from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from articles.models import (
    Article,
    Attribution,
    Author,
    Collection,
    Contribution,
    Placement,
    Section,
    Source,
    Topic,
    User,
)

_numbers = count(1)

BODY = "松川新区的车间里，新设备刚刚调试完。\n\n## 先看一条产线\n\n工人说，产量比去年多了三成，次品少了一半。"


def make_user(username: str = "", groups: tuple[str, ...] = (), **changes: Any) -> User:
    """A member of staff; `groups` by their names (编辑, 初审, 复审, 终审, 管理员)."""
    name = username or f"user{next(_numbers)}"
    user = User.objects.create_user(
        name, password="pass-word-for-tests", **{"is_staff": True, "display_name": name, **changes}
    )
    if groups:
        user.groups.add(*Group.objects.filter(name__in=groups))
    return user


def make_people(*names: str) -> dict[str, User]:
    """One member of staff for each group named, by its name: four queries for all."""
    groups = {group.name: group for group in Group.objects.filter(name__in=names)}
    password = make_password("pass-word-for-tests")
    people = User.objects.bulk_create(
        User(username=name, display_name=name, is_staff=True, password=password) for name in names
    )
    belongs = User.groups.through
    belongs.objects.bulk_create(belongs(user=person, group=groups[person.username]) for person in people)
    return {person.username: person for person in people}


def make_source(**changes: Any) -> Source:
    source = Source.objects.create(**{"name": f"松川日报{next(_numbers)}", "kind": "newspaper", **changes})
    source.forms.create(form=source.name)
    return source


def make_author(**changes: Any) -> Author:
    author = Author.objects.create(**{"name": "林远舟", **changes})
    author.forms.create(form=author.name)
    return author


def make_topic(**changes: Any) -> Topic:
    topic = Topic.objects.create(**{"name": f"冰雪经济{next(_numbers)}", **changes})
    topic.terms.create(form=topic.name, kind="preferred")
    return topic


def make_article(*, source: Source | None = None, people: tuple[tuple[str, str], ...] = (), **changes: Any) -> Article:
    """A draft with title, date and body; a publisher with `source`, contributions with `people` (name, role)."""
    article = Article.objects.create(
        **{"title": f"松川新区的一条产线{next(_numbers)}", "body": BODY, "date": "2024-06-28", **changes}
    )
    if source:
        Attribution.objects.create(article=article, source=source, role="published_by")
    for order, (name, role) in enumerate(people):
        Contribution.objects.create(article=article, name=name, role=role, order=order)
    return article


def make_complete_article(**changes: Any) -> Article:
    """A draft that holds everything the reprint gate asks for."""
    changes.setdefault("source", make_source())
    changes.setdefault("people", (("林远舟", "reporter"), ("沈知秋", "editor")))
    return make_article(**changes)


def make_collection(*articles: Article, **changes: Any) -> Collection:
    """A collection with one section that holds `articles`."""
    collection = Collection.objects.create(**{"title": f"新产线{next(_numbers)}", **changes})
    section = Section.objects.create(collection=collection, title="第一部分", order=1)
    for order, article in enumerate(articles, 1):
        Placement.objects.create(collection=collection, section=section, article=article, order=order)
    return collection
