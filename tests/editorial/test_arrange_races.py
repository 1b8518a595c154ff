"""Two people re-order one collection at the same moment: every piece is there once, numbered, and every move on record.

A short run here; `RACES=200` makes it the whole measure.
"""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from articles.editorial import arrange, workflow
from articles.editorial.workflow import Refused
from articles.models import Collection, Section, User
from tests.factories import make_article, make_collection, make_user

pytestmark = pytest.mark.django_db(transaction=True)

RACES = int(os.environ.get("RACES", "30"))
PIECES = 12


def act(dice: random.Random, collection: Collection, by: User, waiting: list[int]) -> bool:
    """Move a piece behind another as this person sees them now, or place one; return whether it was done and changed anything."""
    rows = list(collection.placements.order_by("section__order", "order").values_list("pk", "section"))
    sections = list(collection.sections.values_list("pk", flat=True))
    try:
        if waiting and dice.random() < 0.2:
            arrange.place(collection, waiting.pop(), dice.choice(sections), by=by)
            return True
        piece, section = dice.choice(rows)[0], dice.choice(sections)
        behind = dice.choice([arrange.FIRST, *(pk for pk, of in rows if of == section and pk != piece)])
        return arrange.move(collection, piece, section, behind, by=by) != "次序没有变。"
    except Refused as refused:
        assert refused.code == "gone"
        return False


def test_random_moves_of_two_people_lose_nothing() -> None:
    collection = make_collection(*(make_article(body=f"第{n}篇。") for n in range(PIECES)))
    Section.objects.create(collection=collection, title="第二部分", order=2)
    waiting = [[make_article(body=f"{who}{n}").pk for n in range(RACES // 5)] for who in "甲乙"]
    workflow.record(collection, by=None, reason="建专题")
    people = [make_user(name, ("编辑",)) for name in "甲乙"]
    barrier = Barrier(2)

    def run(n: int) -> tuple[int, int]:
        dice, placed = random.Random(n), len(waiting[n])
        barrier.wait(30)
        try:
            done = sum(act(dice, collection, people[n], waiting[n]) for _turn in range(RACES // 2))
            return done, placed - len(waiting[n])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, range(2)))

    rows = list(collection.placements.order_by("section__order", "order").values_list("order", "article"))
    assert [order for order, _article in rows] == list(range(1, PIECES + sum(placed for _d, placed in results) + 1))
    assert len({article for _order, article in rows}) == len(rows)
    for person, (done, _placed) in zip(people, results, strict=True):
        assert collection.revisions.filter(by=person).count() == done
    collection.refresh_from_db()
    assert workflow.snapshot_of(collection) == collection.revisions.first().content
