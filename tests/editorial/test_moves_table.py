"""Every cell of the table of moves: kind, state, move, role, own or another's words; against a table written by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.editorial import workflow
from articles.editorial.workflow import MOVES, Refused
from articles.models import Article, Collection, User
from tests.factories import make_collection, make_complete_article, make_people, make_user
from tests.once import once

pytestmark = pytest.mark.django_db

SIGNERS = ("初审", "复审", "终审")
#: 无组: of the staff, in no group; 停用: was 终审; 超级: a superuser in no group; 越权: the same, with a reason.
ROLES = ("只读", "见习", "编辑", "初审", "复审", "终审", "管理员", "无组", "停用", "超级", "越权")
#: again 3: published, changed and signed anew; expired: its end has come; to come: published for tomorrow.
STATES = (
    "draft", "review 0", "review 1", "review 2", "review 3", "published", "revised", "withdrawn", "again 3", "expired",
    "to come",
)  # fmt: skip

ALL_EDITORS = {"编辑", *SIGNERS, "管理员", "超级", "越权"}
GIVERS = {"复审", "终审", "管理员", "超级", "越权"}
PRESS = {"终审", "管理员", "超级", "越权"}
REVIEW = ("review 0", "review 1", "review 2", "review 3")
#: Who may make a move in a state. What is not here, nobody may.
MAY: dict[tuple[str, str], set[str]] = {
    **{(move, state): GIVERS for move in ("assign", "release") for state in ("draft", "revised", *REVIEW)},
    ("claim", "draft"): {"见习", *ALL_EDITORS},
    ("claim", "revised"): {"见习", *ALL_EDITORS},
    ("claim", "review 0"): {"初审"},
    ("claim", "review 1"): {"复审"},
    ("claim", "review 2"): {"终审"},
    ("claim", "review 3"): PRESS,
    ("submit", "draft"): ALL_EDITORS,
    ("submit", "revised"): ALL_EDITORS,
    **{("recall", state): ALL_EDITORS for state in REVIEW},
    ("sign", "review 0"): {"初审", "越权"},
    ("sign", "review 1"): {"复审", "越权"},
    ("sign", "review 2"): {"终审", "越权"},
    ("send_back", "review 0"): {"初审"},
    ("send_back", "review 1"): {"复审"},
    ("send_back", "review 2"): {"终审"},
    ("send_back", "review 3"): {"终审"},
    **{(move, "again 3"): GIVERS for move in ("assign", "release")},
    ("claim", "again 3"): PRESS,
    ("recall", "again 3"): ALL_EDITORS,
    ("send_back", "again 3"): {"终审"},
    **{("publish", state): PRESS for state in ("review 3", "again 3", "expired")},
    ("correct", "again 3"): PRESS,
    **{("reschedule", state): PRESS for state in ("published", "revised", "again 3", "to come")},
    ("cancel", "to come"): PRESS,
    **{("embargo", state): {"见习", *ALL_EDITORS} for state in ("draft", *REVIEW, "expired", "to come")},
    **{("withdraw", state): PRESS for state in ("published", "revised", "again 3", "expired", "to come")},
    ("seal", "withdrawn"): PRESS,
    ("reopen", "withdrawn"): ALL_EDITORS,
}
#: The cells that one's own words take away: who changed the piece neither signs it nor takes it in hand to sign.
NOT_OWN = {
    *(("sign", f"review {n}", role) for n, role in enumerate(SIGNERS)),
    *(("claim", f"review {n}", role) for n, role in enumerate(SIGNERS)),
}


def ahead(**span: float) -> datetime:
    return timezone.now() + timedelta(**span)


ACTS: dict[str, Callable[[Any, User, str], object]] = {
    "claim": lambda piece, by, _why: workflow.claim(piece, by=by),
    "release": lambda piece, by, _why: workflow.release(piece, by=by),
    "assign": lambda piece, by, _why: workflow.assign(piece, by=by, to=None),
    "submit": lambda piece, by, _why: workflow.submit(piece, by=by),
    "recall": lambda piece, by, _why: workflow.recall(piece, by=by),
    "sign": lambda piece, by, why: workflow.sign(piece, by=by, override=why),
    "send_back": lambda piece, by, _why: workflow.send_back(piece, by=by, note="请核对。"),
    "publish": lambda piece, by, _why: workflow.publish(piece, by=by),
    "correct": lambda piece, by, _why: workflow.correct(piece, by=by, text="改一字。"),
    "reschedule": lambda piece, by, _why: workflow.reschedule(piece, by=by, at=ahead(days=2), until=ahead(days=9)),
    "cancel": lambda piece, by, _why: workflow.cancel(piece, by=by),
    "embargo": lambda piece, by, _why: workflow.embargo(piece, by=by, until=ahead(days=3)),
    "seal": lambda piece, by, _why: workflow.seal(piece, by=by, text="封。"),
    "withdraw": lambda piece, by, _why: workflow.withdraw(piece, by=by, text="撤。"),
    "reopen": lambda piece, by, _why: workflow.reopen(piece, by=by),
}


@dataclass(frozen=True)
class World:
    """Those who try each move, the colleagues who bring a piece to where it stands, and what collections collect."""

    people: dict[str, User]
    colleagues: dict[str, User]
    collected: Article


@pytest.fixture(scope="module")
def world(rows_of_the_module: None) -> World:
    made = make_people(*ROLES[:7])
    chief = make_user("chief", is_superuser=True)
    gone = make_user("停用", ("终审",), is_active=False)
    colleagues = {role: make_user(f"同事{role}", (role,)) for role in ("编辑", *SIGNERS)}
    collected = make_complete_article()
    workflow.record(collected, by=None, reason="导入")
    publish(collected, colleagues)
    return World({**made, "无组": make_user("无组"), "停用": gone, "超级": chief, "越权": chief}, colleagues, collected)


def new_piece(kind: str, by: User, world: World) -> Any:
    """A draft whose words `by` wrote last."""
    if kind == "collection":
        collection = make_collection(world.collected)
        workflow.record(collection, by=by, reason="新建")
        return Collection.objects.get(pk=collection.pk)
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=by, reason="改") as mine:
        mine.title += "（改）"
        mine.save()
    return Article.objects.get(pk=article.pk)


def publish(piece: Any, colleagues: dict[str, User], at: datetime | None = None) -> None:
    sign_all(piece, colleagues)
    workflow.publish(piece, by=colleagues["终审"], at=at)


def sign_all(piece: Any, colleagues: dict[str, User]) -> None:
    workflow.submit(piece, by=colleagues["编辑"])
    for role in SIGNERS:
        workflow.sign(piece, by=colleagues[role])


def bring(kind: str, state: str, by: User, world: World) -> Any:
    """Return a piece in `state` whose last words are `by`'s."""
    piece, colleagues = new_piece(kind, by, world), world.colleagues
    if state.startswith("review"):
        workflow.submit(piece, by=colleagues["编辑"])
        for role in SIGNERS[: int(state[-1])]:
            workflow.sign(piece, by=colleagues[role])
    elif state != "draft":
        publish(piece, colleagues, ahead(days=1) if state == "to come" else None)
    if state == "expired":
        past = timezone.now() - timedelta(minutes=1)
        piece.editions.update(live_from=past, live_until=past, expires_at=past, ended_by="expired")
    if state == "withdrawn":
        workflow.withdraw(piece, by=colleagues["终审"], text="撤。")
    if state in ("revised", "again 3"):
        piece.title += "（再改）"
        piece.save()
        workflow.record(piece, by=by, reason="再改")
    if state == "again 3":
        sign_all(piece, colleagues)
    return piece


def can(piece: Any, move: str, by: User, role: str, world: World) -> bool:
    """Return whether the move is made; whatever it did is undone."""
    with transaction.atomic():
        fresh = type(piece).objects.get(pk=piece.pk)
        if move == "release":
            type(piece).objects.filter(pk=piece.pk).update(assignee=world.colleagues["编辑"])
        before = state_of(piece)
        try:
            ACTS[move](fresh, by, "值班只有一人" if role == "越权" else "")
            done = True
        except Refused:
            done = False
            assert state_of(piece) == before
        transaction.set_rollback(True)
    return done


def state_of(piece: Any) -> tuple[object, ...]:
    """Return the workflow's own columns of the piece as stored, and how many rows hang on it."""
    with connection.cursor() as cursor:
        cursor.execute(question(type(piece)), [piece.pk])
        found: tuple[object, ...] = cursor.fetchone()
    return found


@cache
def question(model: Any) -> str:
    """Return the question of `state_of` as SQL, which is asked some ten thousand times."""
    hanging = [model._meta.get_field(name) for name in ("sign_offs", "editions", "notices", "revisions")]
    counts = ", ".join(
        f"(SELECT COUNT(*) FROM {each.related_model._meta.db_table} WHERE {each.field.column} = piece.id)"
        for each in hanging
    )
    columns = "state, version, round, assignee_id, due_on, embargo_until"
    return f"SELECT {columns}, {counts} FROM {model._meta.db_table} piece WHERE piece.id = %s"


def test_the_written_table_names_every_move_and_state() -> None:
    assert {move.name for move in MOVES} == {*ACTS, "revise"}
    assert {move for move, _state in MAY} == set(ACTS)
    assert {state for _move, state in MAY} == set(STATES)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", ["article", "collection"])
def test_another_s_piece(world: World, kind: str, state: str) -> None:
    piece = bring(kind, state, world.colleagues["编辑"], world)

    made = {(move, role) for move in ACTS for role, by in world.people.items() if can(piece, move, by, role, world)}

    assert made == {(move, role) for move in ACTS for role in MAY.get((move, state), ())}


@once
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", ["article", "collection"])
def test_one_s_own_piece(world: World, kind: str, state: str) -> None:
    pieces = {role: bring(kind, state, by, world) for role, by in world.people.items()}

    made = {
        (move, role) for move in ACTS for role, by in world.people.items() if can(pieces[role], move, by, role, world)
    }

    wanted = {(move, role) for move in ACTS for role in MAY.get((move, state), ())}
    assert made == {(move, role) for move, role in wanted if (move, state, role) not in NOT_OWN}


@pytest.mark.parametrize("kind", ["article", "collection"])
def test_whoever_revises_a_published_piece_takes_it_back_to_draft(world: World, kind: str) -> None:
    by = world.colleagues["编辑"]
    piece = bring(kind, "published", by, world)
    live = piece.live_edition

    piece.title += "（再改）"
    piece.save()
    workflow.record(piece, by=by, reason="再改")

    assert type(piece).objects.get(pk=piece.pk).state == "draft"
    assert piece.live_edition == live
