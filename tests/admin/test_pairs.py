"""Two people at one moment, by every way of saving there is: no edit that was taken is lost, none that was not is lost to its typist.

A bounded number of pairs here; `RACING_PAIRS=500` runs as many (docs/measurements.md has the figures).
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations_with_replacement, cycle, islice
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from articles.editorial import workflow
from articles.ingest import reader
from articles.ingest.store import store
from articles.models import Article, Batch, Reading
from tests.admin.forms import read_form
from tests.factories import make_user

PAIRS = int(os.environ.get("RACING_PAIRS", "11"))
LIST = reverse("admin:articles_article_changelist")
IN_PLACE = f"{LIST}?in_place=1"
TEXT = "界江早市{}\n\n松川日报 2024年6月28日\n\n本报记者林远舟\n\n界江的早市，天不亮就开了。\n"
#: What the older reading has and this reader's has not.
OLD = "\n\n旧读的一行。"


@dataclass
class Editor:
    """One of a pair: a browser of their own, and the mark that their edits bear."""

    client: Client
    mark: str


@dataclass
class Edit:
    """What an editor is about to send, whether it stands in the end, and whether its typist still has it if not."""

    send: Callable[[], Any]
    stands: Callable[[Article], bool]
    has: Callable[[Any], bool] = lambda answer: False


def change(editor: Editor, article: Article, field: str, stands: Callable[[Article], bool], value: str = "") -> Edit:
    """Prepare a save of the article's page with the mark in one field."""
    page = reverse("admin:articles_article_change", args=[article.pk])
    typed = {**read_form(editor.client.get(page)), field: value or editor.mark}
    return Edit(
        lambda: editor.client.post(page, typed),
        stands,
        lambda answer: answer.status_code == 200 and editor.mark in "".join(read_form(answer).get(field, [])),
    )


def text(editor: Editor, article: Article) -> Edit:
    return change(editor, article, "body", lambda now: editor.mark in now.body)


def inline(editor: Editor, article: Article) -> Edit:
    def stands(now: Article) -> bool:
        return now.contributions.filter(name=editor.mark).exists()

    return change(editor, article, "contributions-0-name", stands)


def tags(editor: Editor, article: Article) -> Edit:
    return change(editor, article, "tags", lambda now: now.tags.filter(name=editor.mark).exists(), editor.mark)


def in_place(editor: Editor, article: Article) -> Edit:
    form = read_form(editor.client.get(IN_PLACE, {"in_place": "1", "q": article.title}))
    row = next(name.split("-")[1] for name in form if name.endswith("-id") and form[name] == [str(article.pk)])
    box = f"form-{row}-section"
    return Edit(
        lambda: editor.client.post(IN_PLACE, {**form, box: editor.mark, "_save": "1"}),
        lambda now: now.section == editor.mark,
        lambda answer: answer.status_code == 200 and read_form(answer).get(box) == [editor.mark],
    )


def bulk(editor: Editor, article: Article) -> Edit:
    ticked = {"action": "file_under_action", "_selected_action": [str(article.pk)]}
    page = editor.client.post(LIST, {**ticked, "index": "0"})
    asked = {**ticked, f"version-{article.pk}": str(page.context["rows"][0].version), "_file": "1", "tags": editor.mark}
    return Edit(lambda: editor.client.post(LIST, asked), lambda now: now.tags.filter(name=editor.mark).exists())


def importing(editor: Editor, article: Article) -> Edit:
    """Read the capture anew: the article follows while no person has touched it; the reading is kept in any case."""
    reading = article.reading
    assert reading
    content = reading.capture.content

    def send() -> Any:
        documents = reader.read(content)
        batch = Batch(how="race")
        return store(content, documents, name=b"1.txt", batch=batch, on_stored=workflow.record_rereading)

    def stands(now: Article) -> bool:
        kept = Reading.objects.filter(capture=reading.capture, reader=reader.READER).exists()
        followed = OLD not in now.body
        return kept and (followed or now.revisions.filter(by__isnull=False).exists())

    return Edit(send, stands)


WAYS = (text, inline, tags, in_place, bulk, importing)
#: Every two of them; first those with a save of the text, and each with itself.
TWOS = sorted(combinations_with_replacement(WAYS, 2), key=lambda two: text not in two and two[0] is not two[1])


@pytest.fixture
def editors() -> list[Editor]:
    found = []
    for name in ("甲", "乙"):
        client = Client()
        client.force_login(make_user(name, ("编辑",)))
        found.append(Editor(client, name))
    return found


def imported(number: int, monkeypatch: pytest.MonkeyPatch) -> Article:
    """An article as an older reader read it, with a line that this one leaves out; nobody has touched it."""
    content = TEXT.format(number).encode()
    with monkeypatch.context() as older:
        older.setattr(reader, "READER", "0")
        documents = reader.read(content)
        stored = store(content, documents, name=b"1.txt", batch=Batch(how="race"), on_stored=workflow.record_import)
    pk = stored[0].article_id
    assert pk
    with workflow.editing(pk, by=None, reason="旧读") as article:
        article.body += OLD
        article.save()
    return Article.objects.get(pk=pk)


def at_once(edits: list[Edit]) -> list[Any]:
    """Send both at one moment; return the answers."""
    start = Barrier(2)

    def send(edit: Edit) -> Any:
        start.wait(20)
        try:
            return edit.send()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(send, edits))


def fates(number: int, article: Article, editors: list[Editor], ways: Any) -> Iterator[str]:
    """Yield what became of each of the two edits: `stands`, `returned` to its typist, or `lost`."""
    for editor, name in zip(editors, "甲乙", strict=True):
        editor.mark = f"{name}{number}"
    edits = [way(editor, article) for way, editor in zip(ways, editors, strict=True)]
    answers = at_once(edits)
    now = Article.objects.get(pk=article.pk)
    for edit, answer in zip(edits, answers, strict=True):
        yield "stands" if edit.stands(now) else "returned" if edit.has(answer) else "lost"
    assert now.revisions.count() == now.version
    assert now.revisions.first().content == workflow.snapshot_of(now)


@pytest.mark.django_db(transaction=True)
def test_no_edit_of_racing_pairs_is_lost(editors, monkeypatch, capsys):
    pairs = list(islice(cycle(TWOS), PAIRS))
    found: Counter[tuple[str, str]] = Counter()

    for number, ways in enumerate(pairs):
        article = imported(number, monkeypatch)
        fate = sorted(fates(number, article, editors, ways))
        found["＋".join(way.__name__ for way in ways), " ".join(fate)] += 1

    with capsys.disabled():
        if PAIRS > 11:
            sys.stdout.write(f"\n{connection.vendor}: {sorted(found.items())}\n")
    assert sum(found.values()) == PAIRS
    assert [pair for pair in found if "lost" in pair[1]] == []
