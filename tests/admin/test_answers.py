"""What the desk says when a form was sent, taken or refused: in English no Chinese.

Every form of every page of the desk is sent with each of its buttons, as it is served and with words typed into it, and
the forms of the page that answers too. What people wrote stays as they wrote it: the words that records hold are left out,
those of the desk itself not (`test_read_by_another`).
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db import models, transaction
from django.test import Client

from articles.models import CollectionRevision, Revision, Stage, User
from tests.admin.addresses import STATES, addresses
from tests.admin.forms import SentForm, forms_of
from tests.admin.world import World, address_of, make_world
from tests.once import once
from tests.test_translated_pages import HAN, shown

pytestmark = [pytest.mark.django_db, once]

NAMES = sorted(name for name in set(addresses()) if name.startswith("admin"))
OF_PIECES = [name for name in NAMES if "articles_article_" in name or "articles_collection_" in name]
#: How many pages deep the forms of answers are sent too: an action, what it asks, what it would do.
DEPTH = 2
CAPTURE = "界江早市\n\n松川日报 2024年6月28日\n\n界江的早市，天不亮就开了。\n"
_HAN = re.compile(r"[㐀-鿿]")


@pytest.fixture(scope="module")
def world(rows_of_the_module: None) -> World:
    """Make the world once, with names of groups and stages in letters: the words of these are the interface's too."""
    made = make_world()
    for model in (Group, Stage):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(name=f"{model.__name__} {row.pk}")
    return made


@pytest.fixture(scope="module")
def written(world: World) -> list[str]:
    """Return everything that records hold in Chinese, and what is typed here, the longest first."""
    found = {part for line in CAPTURE.split("\n") for part in (line, *line.split()) if part}
    for model in set(apps.get_models(include_auto_created=True)) - {Revision, CollectionRevision}:
        names = [f.attname for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        for row in model._base_manager.values_list(*names) if names else ():
            found.update(part for value in row if value for part in str(value).split("\n") if _HAN.search(part))
    return sorted(found, key=len, reverse=True)


def fillings(form: SentForm) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield ways to fill a form, each by a name: as it is, with words typed, and of a list each action for a row."""
    yield "as served", form.values
    if form.texts:
        typed = {name: [CAPTURE if name == "text" else "Typed"] for name in form.texts}
        ticked = {name: values[:1] for name, values in form.ticks.items()}
        yield "typed", {**form.values, **ticked, **typed}
    for action in filter(None, form.choices.get("action", ())):
        yield action, {**form.values, "action": [action], "_selected_action": form.ticks["_selected_action"][:1]}


class Sender:
    """Sends forms as 管理员, each kind once, undoes what they did, and gives each answer with what was sent."""

    def __init__(self, client: Client, state: str, sent: set[tuple[str, ...]]) -> None:
        self.client, self.state, self.sent = client, state, sent

    def answers(self, page: Any, address: str, depth: int = DEPTH) -> Iterator[tuple[str, Any]]:
        for form in forms_of(page):
            target = urljoin(address, form.action)
            for name, values in fillings(form):
                for button, value in dict.fromkeys(form.buttons or [("", "")]):
                    word = "" if value.isdecimal() else value
                    kind = (self.state, re.sub(r"[0-9]+", "#", target), name, button, word)
                    if kind in self.sent:
                        continue
                    self.sent.add(kind)
                    with transaction.atomic():
                        answer = self._post(target, {**values, **({button: [value]} if button else {})})
                        yield " ".join(kind), answer
                        if depth and answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                            yield from self.answers(answer, target, depth - 1)
                        transaction.set_rollback(True)

    def _post(self, target: str, form: dict[str, list[str]]) -> Any:
        kept = dict(self.client.cookies)
        answer = self.client.post(target, form)
        self.client.cookies.clear()
        self.client.cookies.update(kept)
        return answer


def words_of(answer: Any) -> str:
    """Return what a page, or an answer to a script, says."""
    if answer.streaming:
        return ""
    return json.dumps(answer.json(), ensure_ascii=False) if "json" in answer.headers["Content-Type"] else shown(answer)


def said(world: World, left_out: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what was sent and what was said to it, without what people wrote."""
    client, sent = world.clients["管理员"], set[tuple[str, ...]]()
    for state in STATES:
        for name in NAMES if state == "published" else OF_PIECES:
            address = address_of(name, state, world)
            page = client.get(address)
            if page.status_code != 200 or page.streaming or "html" not in page.headers["Content-Type"]:
                continue
            of = state if name in OF_PIECES else ""
            for what, answer in Sender(client, of, sent).answers(page, address):
                text = words_of(answer)
                text += " ".join(str(message) for message in get_messages(answer.wsgi_request))
                for words in left_out:
                    text = text.replace(words, "")
                yield what, text


def test_no_chinese_is_said_in_english(world: World, written: list[str], settings: Any) -> None:
    """What is Chinese here is in no catalogue; that both catalogues are whole, `tests.test_messages` shows."""
    settings.SITE_NAME = "Newsroom"
    found: dict[str, str] = {}
    with transaction.atomic():
        User.objects.filter(username="管理员").update(language="en")
        for what, text in said(world, written):
            if words := HAN.findall(text):
                found.setdefault(" ".join(dict.fromkeys(words)), what)
        transaction.set_rollback(True)

    assert "\n".join(f"{words[:200]}: {what}" for words, what in found.items()) == ""
