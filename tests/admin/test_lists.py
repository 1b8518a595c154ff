"""Lists at the desk: few queries however many rows, no texts loaded, found in every spelling."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin import REGISTERED
from articles.editorial import workflow
from articles.models import Article, Capture, Reading
from articles.search import index_article
from tests.factories import (
    make_article,
    make_collection,
    make_complete_article,
    make_source,
)

pytestmark = pytest.mark.django_db


def to_do(context):
    return [card.piece for card in context["home"].boxes[0].cards]


@pytest.mark.parametrize("model", [model for model, _admin in REGISTERED], ids=lambda model: model.__name__)
def test_a_list_is_headed_by_what_it_lists(chief, model):
    heading = chief.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")).context["title"]

    assert heading == model._meta.verbose_name_plural


def test_a_list_to_choose_from_says_so(chief):
    address = reverse("admin:articles_article_changelist")

    assert "选择" in chief.get(address, {"_popup": "1"}).context["title"]


@pytest.mark.parametrize("asked", ["调试完", "調試完", "调 试"])
def test_articles_are_found_by_words_of_their_text(chief, asked):
    found, other = make_article(body="新设备刚刚调试完。"), make_article(body="别的一篇。")
    for article in (found, other):
        index_article(article)

    page = chief.get(reverse("admin:articles_article_changelist"), {"q": asked}).content.decode()

    assert found.title in page
    assert other.title not in page


def test_the_index_is_asked_once_for_the_rows_of_a_page_and_for_their_number(chief):
    found = [make_article(title="设备", body="新设备刚刚调试完。") for _n in range(3)]
    for article in found:
        index_article(article)

    with CaptureQueriesContext(connection) as queries:
        page = chief.get(reverse("admin:articles_article_changelist"), {"q": "调试完"})

    assert sum("articles_deskpassage" in each["sql"] for each in queries.captured_queries) == 1
    assert page.context["cl"].result_count == 3
    assert {row.pk for row in page.context["cl"].result_list} == {article.pk for article in found}


@pytest.mark.parametrize(("flag", "shown"), [("no-date", True), ("date", False), ("no-title", False)])
def test_drafts_are_filtered_by_the_whole_code_of_a_flag(chief, flag, shown):
    capture = Capture.objects.create(sha256="a" * 64, size=1, packed=Capture.pack(b"x"))
    reading = Reading.objects.create(
        capture=capture, reader="1", outcome="flagged", shape="plain", encoding="utf-8", encoding_found_by="strict",
        flags=["no-date", "no-source"], packed=Capture.pack(b"{}"),
    )  # fmt: skip
    article = make_article()
    Article.objects.filter(pk=article.pk).update(reading=reading)

    page = chief.get(reverse("admin:articles_article_changelist"), {"flag": flag})

    assert (article.title in page.content.decode()) is shown


def test_sources_are_found_by_any_written_form(chief):
    source = make_source(name="黑河日报")
    source.forms.create(form="黑河日報社")

    page = chief.get(reverse("admin:articles_source_changelist"), {"q": "黑河日报社"})

    assert "黑河日报" in page.content.decode()
    assert page.context["cl"].result_count == 1


def test_my_queue_holds_what_waits_for_my_stage_and_nothing_i_signed(people, as_person):
    article, other = make_complete_article(), make_complete_article()
    for piece in (article, other):
        workflow.submit(piece, by=people["编辑"])
    workflow.sign(article, by=people["初审"])

    first = as_person("初审").get(reverse("admin:index")).context
    second = as_person("复审").get(reverse("admin:index")).context

    assert to_do(first) == [other]
    assert to_do(second) == [article]


def test_my_queue_holds_collections_too(people, as_person):
    collection = make_collection(make_article())
    workflow.submit(collection, by=people["编辑"])

    page = as_person("初审").get(reverse("admin:index"))

    assert to_do(page.context) == [collection]
    assert reverse("admin:articles_collection_change", args=[collection.pk]) in page.content.decode()


def test_an_edit_in_review_puts_the_piece_back_to_the_first_stage(people, as_person):
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])
    workflow.sign(article, by=people["初审"])
    with workflow.editing(article.pk, by=people["编辑"], reason="改题") as mine:
        mine.title = "改过的题"
        mine.save()

    page = as_person("初审").get(reverse("admin:index")).context

    assert to_do(page) == [article]


def test_what_was_sent_back_is_shown_until_it_goes_to_review_again(people, as_person):
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])
    workflow.send_back(article, by=people["初审"], note="请改。")
    before = as_person("编辑").get(reverse("admin:index")).context["home"].boxes[1]
    workflow.submit(article, by=people["编辑"])

    after = as_person("编辑").get(reverse("admin:index")).context["home"].boxes[1]

    assert ([card.piece for card in before.cards], after.cards) == ([article], ())


def test_a_scheduled_edition_is_shown_and_a_live_one_is_not(people, as_person):
    soon, now = make_complete_article(), make_complete_article()
    for article in (soon, now):
        workflow.submit(article, by=people["编辑"])
        for name in ("初审", "复审", "终审"):
            workflow.sign(article, by=people[name])
    workflow.publish(soon, by=people["终审"], at=timezone.now() + timedelta(days=1))
    workflow.publish(now, by=people["终审"])

    page = as_person("编辑").get(reverse("admin:index")).context

    (planned,) = page["home"].scheduled
    assert planned.address == reverse("admin:articles_article_schedule", args=[soon.pk])


def test_labels_of_every_registered_model_are_chinese():
    names = {
        m._meta.model_name: str(m._meta.verbose_name)
        for m, _admin in REGISTERED
        if m in set(apps.get_app_config("articles").get_models())
    }

    assert not [name for name, label in names.items() if label.isascii()]


def test_the_list_of_collections_counts_their_pieces(chief):
    make_collection(make_article(), make_article())

    page = chief.get(reverse("admin:articles_collection_changelist"))

    assert [row._pieces for row in page.context["cl"].result_list] == [2]
