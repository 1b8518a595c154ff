"""Opening an article and saving it without a change: nothing is written, and every character stays as it was."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editorial import workflow
from articles.ingest import reader
from articles.ingest.store import store
from articles.models import Article, Batch, Event
from tests.admin.forms import read_form, told

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FILES = sorted(path for path in SEEDS.rglob("*") if path.suffix in (".txt", ".md", ".html", ".csv", ".json", ".xml"))
REAL = sorted(SHARED.glob("0*.txt"))
HOSTILE = [
    ("ideographic blanks lead", "\u3000\u3000松川新区。\n\n\u3000第二段。"),
    ("line ends of another system", "一。\r\n\r\n二。\r\n"),
    ("a carriage return alone", "一。\r二。\r\r三。"),
    ("blanks trail", "一。  \n\n二。\t\n \n"),
    ("blank lines lead and trail", "\n\n\n一。\n\n\n"),
    ("what looks like NUL", "一\u2400二\x01三\x1f四"),
    ("a byte order mark", "\ufeff一。\ufeff二。"),
    ("separators of lines and paragraphs", "一\u2028二\u2029三\x0b四\x0c五\x85六"),
    ("a very long line", "长" * 70_000),
    ("marks of HTML", "</textarea><b>&amp;&lt;&#13;&#x3000;"),
    ("blanks of no width", "一\u200b二\u00ad三\u2060四\u00a0五"),
    ("characters beyond the first plane", "𠮷野家𝟙 e\u0301 é"),
    ("nothing but blanks", " \u3000\n\t "),
]
ROWS = ("articles_", "django_admin_log", "taggit_")


def written(queries):
    """Return the statements that wrote into a table of ours, or into Django's log of changes."""
    writing = ("INSERT", "UPDATE", "DELETE")
    found = [query["sql"] for query in queries if query["sql"].lstrip().startswith(writing)]
    return [sql for sql in found if any(name in sql for name in ROWS)]


def content_of(pk):
    columns = [field.attname for field in Article._meta.concrete_fields]
    article = Article.objects.values(*columns).get(pk=pk)
    return article, workflow.snapshot_of(Article.objects.get(pk=pk)), Event.objects.count()


def saved_untouched(client, article):
    """Open the page and send its form as it is; return what was written and what was said."""
    address = reverse("admin:articles_article_change", args=[article.pk])
    form = read_form(client.get(address))
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, {**form, "_continue": "1"})
    return written(queries), told(client.get(answer.url))


@pytest.mark.parametrize(("label", "body"), HOSTILE)
def test_a_hostile_body_stays_as_it_is(label, body, as_person):
    article = Article.objects.create(
        title=" 题 ", subtitle="\u3000副\u3000", standfirst=body[:2000], body=body, section=" 栏"
    )
    workflow.record(article, by=None, reason="新建")
    before = content_of(article.pk)

    assert saved_untouched(as_person("编辑"), article) == ([], "没有改动，未作保存。")

    assert content_of(article.pk) == before


@pytest.mark.parametrize("path", [*FILES, *REAL], ids=lambda path: path.name)
def test_what_was_imported_stays_as_it_is(path, as_person):
    content = path.read_bytes()
    try:
        made = store(content, reader.read(content), name=path.name.encode(), batch=Batch.objects.create(how="test"))
    except ValueError:
        pytest.skip("no capture by its content")
    for row in made:
        article = Article.objects.get(pk=row.article_id)
        workflow.record(article, by=None, reason="导入")
        before = content_of(article.pk)

        assert saved_untouched(as_person("编辑"), article) == ([], "没有改动，未作保存。")

        assert content_of(article.pk) == before


def test_a_change_of_one_character_is_written(as_person):
    article = Article.objects.create(title="题", body="一。\r\n\u3000二。")
    workflow.record(article, by=None, reason="新建")
    address = reverse("admin:articles_article_change", args=[article.pk])
    client = as_person("编辑")
    form = read_form(client.get(address))

    client.post(address, {**form, "body": form["body"][0] + "三", "_continue": "1"})

    article.refresh_from_db()
    assert article.body == "一。\n\u3000二。三"
    assert article.version == 2
