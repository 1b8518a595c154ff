"""The importer's codes in an editor's words, on every page that shows one."""

import pytest
from django.urls import reverse

from articles.admin import importing
from articles.admin.words import WORDS, worded
from articles.ingest.shapes import NAMES
from articles.management.commands import import_seeds, ingest
from articles.models import Batch, Reading, Receipt
from tests.admin.test_evidence import imported

SAMPLE = "plain/san-di-lian-xi-hui-yi.txt"


def test_every_shape_has_words():
    assert set(WORDS["shape"]) == set(NAMES)


def test_every_way_to_import_has_words():
    assert set(WORDS["how"]) == {ingest.Command.how, import_seeds.Command.how, importing.HOW}


@pytest.mark.parametrize(
    ("field", "code", "words"),
    [
        ("shape", "portal", "门户网页"), ("encoding", "gb18030", "GB18030"), ("encoding_found_by", "strict", "严格解码"),
        ("how", "import_seeds", "样例导入"), ("how", "by hand", "by hand"), ("reader", "plain", "plain"),
    ],
)  # fmt: skip
def test_codes_are_put_in_words_and_what_has_none_stands(field, code, words):
    assert worded(field, code) == words


@pytest.mark.django_db
def test_the_pages_of_a_reading_and_its_article_show_words(as_person):
    article = imported(SAMPLE)
    Batch.objects.update(how="ingest")
    editor = as_person("编辑")
    addresses = [
        reverse("admin:articles_article_change", args=[article.pk]),
        reverse("admin:articles_capture_change", args=[article.reading.capture_id]),
        reverse("admin:articles_reading_change", args=[article.reading_id]),
    ]

    pages = [editor.get(address).content.decode() for address in addresses]

    assert [("纯文本" in page, "UTF-8" in page) for page in pages] == [(True, True)] * 3
    assert "严格解码" in pages[2]
    assert "命令导入" in pages[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "shown"), [(Reading, ("纯文本", "UTF-8")), (Batch, ("命令导入",)), (Receipt, ("命令导入",))]
)
def test_lists_and_their_filters_show_words_and_filter_by_codes(as_person, model, shown):
    imported(SAMPLE)
    Batch.objects.update(how="ingest")
    address = reverse(f"admin:articles_{model._meta.model_name}_changelist")

    page = as_person("管理员").get(address).content.decode()

    assert all(words in page for words in shown)
    assert ">plain<" not in page and ">ingest<" not in page


@pytest.mark.django_db
def test_a_filter_in_words_keeps_its_code_in_the_address(as_person):
    imported(SAMPLE)

    page = as_person("管理员").get(reverse("admin:articles_reading_changelist"), {"shape": "plain"})

    assert page.status_code == 200
    assert page.context["cl"].result_count == 1


@pytest.mark.django_db
def test_the_front_page_names_how_a_batch_came(as_person):
    imported(SAMPLE)
    Batch.objects.update(how="import_seeds")

    page = as_person("编辑").get(reverse("admin:index")).content.decode()

    assert "样例导入" in page
    assert "import_seeds" not in page
