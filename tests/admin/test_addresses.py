"""Every address of the resolver, by every role, asked and sent a form, of a piece in every state, against the written table."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse

from articles.models import User
from tests.admin.addresses import (
    BY_STATE,
    LOGIN,
    METHOD,
    NO,
    NONE,
    OUTSIDERS,
    ROLES,
    STATES,
    TABLE,
    YES,
    addresses,
    row_of,
)
from tests.admin.world import World, address_of, form_of, make_world
from tests.once import IS_SECOND_RUN

pytestmark = pytest.mark.django_db

NAMES = sorted(set(addresses()))
#: Addresses that lead to a piece, so that its state matters.
PIECES = [name for name in NAMES if "articles_article_" in name or "articles_collection_" in name]
PIECES += sorted({address for address, _state in BY_STATE if address not in PIECES})
#: What a role is let in to, and in which state, no database changes; that each page is answered it may.
ASKED = ("管理员",) if IS_SECOND_RUN else ROLES
IN_STATES = ("published",) if IS_SECOND_RUN else STATES
#: The only writing that a GET does: a look by a link from outside is counted.
COUNTED = {"preview"}


@pytest.fixture(scope="module")
def world(rows_of_the_module: None) -> World:
    """Make the world once; nothing that a test does to it stays."""
    return make_world()


@pytest.fixture(autouse=True)
def second_step(settings: Any) -> None:
    settings.REQUIRE_2FA = True


@contextmanager
def undone() -> Iterator[list[str]]:
    """Give the statements that write, and undo them at the end."""
    written: list[str] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(sql[:120])
        return execute(sql, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            yield written
        transaction.set_rollback(True)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer without drawing the page: only who is let in matters here, and drawing takes nine tenths of the time."""
    monkeypatch.setattr(
        SimpleTemplateResponse, "render", lambda response: setattr(response, "content", b"") or response
    )


def met(client: Client, method: str, address: str, form: dict[str, Any]) -> str:
    """Return what a role meets at an address, in the words of the table."""
    kept = dict(client.cookies)
    answer = client.post(address, form) if method == "post" else client.get(address)
    client.cookies.clear()
    client.cookies.update(kept)
    if answer.status_code == 302 and answer.headers["Location"].startswith(reverse("admin:login")):
        return LOGIN
    words = {200: YES, 301: YES, 302: YES, 403: NO, 404: NONE, 405: METHOD, 410: NONE}
    return words.get(answer.status_code, str(answer.status_code))


def differences(world: World, names: list[str], state: str) -> str:
    """Return the cells in which what is met is not what the table says, a line each."""
    found = []
    for name in names:
        row, address = row_of(name, state), address_of(name, state, world)
        for role in ASKED:
            form = {} if role in OUTSIDERS else form_of(name, world)  # one with words would wait in the login page
            for method in ("get", "post"):
                with undone():
                    seen = met(world.clients[role], method, address, form)
                if seen != row.cell(role, method):
                    found.append(f"{method} {name} {state} {role}: {seen}, not {row.cell(role, method)}")
    return "\n".join(found)


def test_every_address_is_in_the_table_and_every_row_is_an_address() -> None:
    assert set(NAMES) == set(TABLE)


def test_every_address_lets_in_whom_the_table_says(world: World, bare: None) -> None:
    assert differences(world, [name for name in NAMES if name not in PIECES], "published") == ""


@pytest.mark.parametrize("state", IN_STATES)
def test_the_pages_of_a_piece_let_in_whom_the_table_says(world: World, bare: None, state: str) -> None:
    assert differences(world, PIECES, state) == ""


@pytest.mark.parametrize("state", IN_STATES)
def test_no_address_changes_anything_by_being_asked(world: World, state: str) -> None:
    """The one who may most, with every page drawn, and every button and field in the address."""
    asked = "_move=publish&_save=1&_share=1&_revoke=1&_take=1&_fix=x:0&renew=1&post=yes&action=delete_selected"
    found = {}
    for name in PIECES if state != "published" else NAMES:
        address = address_of(name, state, world)
        with undone() as written:
            world.clients["管理员"].get(f"{address}{'&' if '?' in address else '?'}{asked}")
        if written and name not in COUNTED:
            found[name] = written

    assert found == {}


@pytest.mark.parametrize("role", ["路人", "读者", "只读"])
def test_who_may_only_look_writes_nothing_by_any_form(world: World, bare: None, role: str) -> None:
    """But for what signing in and out keeps (sessions, failures, the log), and what each keeps for themselves: columns, views."""
    own = ("admin:login", "admin:logout", "admin:second", "admin:list_columns", "admin:keep_view")
    form = {
        "_move": "claim",
        "_save": "1",
        "_share": "1",
        "title": "改",
        "post": "yes",
        "_typed": "1",
        "draft_token": "x",
    }
    found = {}
    for name in NAMES:
        for state in STATES if name in PIECES else ("published",):
            with undone() as written:
                world.clients[role].post(address_of(name, state, world), form)
            if written and name not in own:
                found[name, state] = written

    assert found == {}


def test_no_form_is_taken_without_its_token(world: World, bare: None) -> None:
    """Exempt are the addresses that take no form from anybody; a token is looked at before anything else."""
    careful = Client(enforce_csrf_checks=True)
    careful.cookies.update(world.clients["管理员"].cookies)
    found = []
    for name in NAMES:
        with undone() as written:
            answer = careful.post(address_of(name, "draft", world), {"_move": "submit", "title": "改"})
        if answer.status_code != 403 or written:
            found.append((name, answer.status_code, written))

    assert found == []


def test_who_is_put_out_of_service_or_demoted_is_out_at_the_next_request(world: World) -> None:
    client, page = world.clients["终审"], reverse("admin:articles_article_changelist")
    user = User.objects.get(username="终审")

    with undone():
        assert client.get(page).status_code == 200
        user.groups.clear()
        assert client.get(page).status_code == 403
        User.objects.filter(pk=user.pk).update(is_active=False)
        assert client.get(page).status_code == 302


@pytest.mark.parametrize(
    "asked",
    [
        "body__contains=x", "pk__in=1", "nosuch=1", "state__regex=.", "reading__capture__sha256=a", "tags__name=x",
        "contributions__name__startswith=x", "sign_offs__by=1", "assignee__password__startswith=p", "_to_field=title",
        "_popup=1&_to_field=body", "e=1&body=x",
    ],
)  # fmt: skip
def test_a_list_answers_only_its_own_filters(world: World, asked: str) -> None:
    assert world.clients["管理员"].get(f"{reverse('admin:articles_article_changelist')}?{asked}").status_code == 400


@pytest.mark.parametrize("asked", ["o=99", "o=-1.2", "o=x", "p=9999", "o=1&p=1", "_popup=1", "_popup=1&_to_field=id"])
def test_an_order_or_a_page_that_is_not_there_is_no_way_in(world: World, asked: str) -> None:
    answer = world.clients["管理员"].get(f"{reverse('admin:articles_article_changelist')}?{asked}")

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize(
    ("model", "field"),
    [("article", "assignee"), ("signoff", "by"), ("user", "groups"), ("event", "by")],
)
def test_the_boxes_suggest_only_what_a_form_of_the_desk_asks_for(world: World, model: str, field: str) -> None:
    asked = f"?app_label=articles&model_name={model}&field_name={field}"

    assert world.clients["编辑"].get(reverse("admin:autocomplete") + asked).status_code == 403
