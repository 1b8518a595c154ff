"""A capture of several items at the desk: a row each in the preview, imported together, each with its own evidence."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from articles.admin.evidence import evidence_of
from articles.ingest.reader import check, from_json
from articles.models import Article, Batch, Capture, Reading, Receipt
from tests.ingest.shapes.test_digest import BROADCAST
from tests.ingest.shapes.test_feed import ITEM, PLAIN_ITEM, feed_of

pytestmark = pytest.mark.django_db
FEED = feed_of(ITEM, PLAIN_ITEM, "<item><title>只有题目</title></item>")


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def client(as_person):
    return as_person("编辑")


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "feed.xml").write_text(FEED)
    (inside / "digest.md").write_text(BROADCAST)
    return inside


def look(client, text=FEED):
    return client.post(reverse("admin:import"), {"files": [SimpleUploadedFile("某源.xml", text.encode())]})


def ingest(folder, tmp_path):
    call_command("ingest", str(folder), "--report", str(tmp_path / "r.json"), stdout=StringIO(), stderr=StringIO())
    return json.loads((tmp_path / "r.json").read_text())


def test_the_preview_has_a_row_for_each_item_and_one_box(client):
    rows = look(client).context["rows"]

    assert [row.name for row in rows] == [f"某源.xml 第 {n} 条" for n in (1, 2, 3)]
    assert [dict(row.facts)["标题"] for row in rows] == ['老厂房里的"新机器"', "第二件", "只有题目"]
    assert ([row.number for row in rows], rows[0].ticked) == ([0, None, None], True)
    assert Capture.objects.count() == 0


def test_items_are_imported_together(client):
    page = look(client)

    client.post(reverse("admin:import"), {"token": page.context["token"], "item": ["0"]})

    assert set(Article.objects.values_list("title", flat=True)) == {'老厂房里的"新机器"', "只有题目", "第二件"}
    assert (Capture.objects.count(), Receipt.objects.count(), Reading.objects.count()) == (1, 1, 3)


def test_each_article_shows_its_own_part_of_the_capture(client):
    page = look(client)
    client.post(reverse("admin:import"), {"token": page.context["token"], "item": ["0"]})

    article = Article.objects.get(title="第二件")
    evidence = evidence_of(article)
    shown = "\n".join("".join(run.text for run in line) for line in evidence.lines)
    answer = client.get(reverse("admin:articles_article_change", args=[article.pk]))

    assert "第二条产线六月投产" in shown and "松川日报" in shown
    assert "林远舟" not in shown
    assert next(row.quote for row in evidence.facts if row.label == "标题") == "第二件"
    assert answer.status_code == 200
    assert "第二条产线六月投产" in answer.content.decode()
    assert client.get(reverse("admin:queue")).status_code == 200


def test_the_report_counts_the_items_and_a_second_run_is_unchanged(folder, tmp_path):
    first, second = ingest(folder, tmp_path), ingest(folder, tmp_path)

    rows = [(row["path"].rpartition("/")[2], row["item"], row["shape"]) for row in first["captures"]]
    assert rows == [("digest.md", n, "digest") for n in range(3)] + [("feed.xml", n, "feed") for n in range(3)]
    assert first["totals"]["flagged"] + first["totals"]["imported"] == 6
    assert second["totals"]["unchanged"] == 6
    assert (Article.objects.count(), Batch.objects.count()) == (6, 1)


def test_what_is_stored_of_each_item_proves_itself(folder, tmp_path):
    ingest(folder, tmp_path)
    texts = {"digest": BROADCAST, "feed": FEED}

    for reading in Reading.objects.all():
        document = from_json(reading.content)

        assert check(texts[document.shape], document) == ()
        assert document.item == reading.item
