"""A desk in the middle of a day: pieces at every place on the way, by fixed people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from articles.editorial import workflow
from articles.models import User
from tests.factories import make_article, make_collection, make_complete_article

SIGNERS = ("初审", "复审", "终审")


@contextmanager
def days_ago(days: float) -> Iterator[None]:
    """What is done inside was done so many days ago. What is written once cannot be dated back afterwards."""

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]  # a plain one
            return datetime.now(tz) - timedelta(days=days)

    with patch("django.utils.timezone.datetime", Earlier):
        yield


def in_review(people: dict[str, User], signed: int = 0, **changes: Any) -> Any:
    """A complete article sent to review by 编辑 and signed in so many stages."""
    article = make_complete_article(**changes)
    return _sent(article, people, signed)


def _sent(piece: Any, people: dict[str, User], signed: int) -> Any:
    workflow.submit(piece, by=people["编辑"])
    for name in SIGNERS[:signed]:
        workflow.sign(piece, by=people[name])
    return piece


def sent_back(people: dict[str, User], **changes: Any) -> Any:
    article = in_review(people, **changes)
    workflow.send_back(article, by=people["初审"], note="请改。")
    return article


def in_hands(people: dict[str, User], name: str, days: int | None = None, **changes: Any) -> Any:
    """A draft given to somebody, due in so many days."""
    article = make_article(**changes)
    workflow.record(article, by=None, reason="导入")
    due = timezone.localdate() + timedelta(days=days) if days is not None else None
    workflow.assign(article, by=people["终审"], to=people[name], due_on=due)
    return article


def to_come(people: dict[str, User], days: float = 1, until: float | None = None, **changes: Any) -> Any:
    """An article signed by all and published for a moment so many days ahead."""
    article, now = in_review(people, 3, **changes), timezone.now()
    ends = now + timedelta(days=until) if until else None
    workflow.publish(article, by=people["终审"], at=now + timedelta(days=days), until=ends)
    return article


def collection_in_review(people: dict[str, User], signed: int = 0) -> Any:
    """A collection of a piece that is public and one that is not, in review."""
    public = in_review(people, 3)
    workflow.publish(public, by=people["终审"])
    collection = make_collection(public, make_article())
    workflow.record(collection, by=None, reason="新建")
    return _sent(collection, people, signed)


def a_day(people: dict[str, User]) -> dict[str, Any]:
    """One of everything, by what it is."""
    made = {
        "nobody's draft": make_article(title="没人管的草稿"),
        "held": in_hands(people, "编辑", title="在手"),
        "late": in_hands(people, "编辑", -3, title="过期"),
        "another's": in_hands(people, "见习", 4, title="别人的"),
        "returned": sent_back(people, title="退回"),
        "first": in_review(people, title="待初审的"),
        "second": in_review(people, 1, title="待复审的"),
        "third": in_review(people, 2, title="待终审的"),
        "ready": in_review(people, 3, title="待发布的"),
        "to come": to_come(people, title="将上线的"),
        "collection": collection_in_review(people, 1),
        "idle collection": make_collection(make_article()),
    }
    for piece in made.values():
        piece.refresh_from_db()
    return made
