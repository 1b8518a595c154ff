"""The whole way of an article through the desk, as named people press its buttons."""

import re

import pytest
from django.urls import reverse

from articles.editorial import workflow
from articles.models import Article, Edition
from tests.admin.forms import buttons, send, told
from tests.factories import make_complete_article, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    return article


def page_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def publish(article, as_person):
    send(as_person("编辑"), page_of(article), _move="submit")
    for name in ("初审", "复审", "终审"):
        send(as_person(name), page_of(article), _move="sign")
    return send(as_person("终审"), page_of(article), _move="publish")


def test_an_article_is_submitted_signed_three_times_and_published(article, as_person):
    page = publish(article, as_person)

    assert "已发布第 1 版" in told(page)
    assert Edition.objects.live().get().article_id == article.pk


def test_a_reviewer_of_another_stage_is_refused_and_told_why(article, as_person):
    send(as_person("编辑"), page_of(article), _move="submit")

    page = send(as_person("复审"), page_of(article), _move="sign")

    assert "您不在其中" in told(page)
    assert not article.sign_offs.exists()


def test_publishing_without_a_signature_is_refused_and_names_the_stage(article, as_person):
    send(as_person("编辑"), page_of(article), _move="submit")
    send(as_person("初审"), page_of(article), _move="sign")

    page = send(as_person("终审"), page_of(article), _move="publish")

    assert "“复审”尚未签发" in told(page)
    assert not Edition.objects.exists()


def test_a_changed_character_voids_the_signatures_and_is_shown_marked(article, as_person):
    publish(article, as_person)

    page = send(as_person("编辑"), page_of(article), body=article.body.replace("刚刚", "刚才"))

    html = page.content.decode()
    review = html[html.index('id="review"') : html.index('id="history"')]
    assert re.findall(r"<del>(.*?)</del>", review) == ["刚"]
    assert re.findall(r"<ins>(.*?)</ins>", review) == ["才"]
    assert Edition.objects.live().get().content["text"] == article.body


def test_signed_anew_by_others_it_becomes_the_second_edition(article, as_person):
    publish(article, as_person)
    send(as_person("编辑"), page_of(article), body=article.body.replace("刚刚", "刚才"))

    page = publish(article, as_person)

    assert "已发布第 2 版" in told(page)
    assert [edition.number for edition in Edition.objects.live()] == [2]


def test_typed_text_is_saved_before_the_move(article, as_person):
    send(as_person("编辑"), page_of(article), subtitle="一条副题", _move="submit")

    article.refresh_from_db()
    assert (article.subtitle, article.state) == ("一条副题", "review")


def test_a_refused_move_keeps_the_note_that_was_typed(article, as_person):
    send(as_person("编辑"), page_of(article), _move="submit")

    page = send(as_person("复审"), page_of(article), _move="send_back", note="导语太长，请再改。")

    assert "您不在其中" in told(page)
    assert "导语太长，请再改。" in page.content.decode()


def test_a_piece_is_sent_back_with_a_note_that_the_editor_sees(article, as_person):
    send(as_person("编辑"), page_of(article), _move="submit")
    send(as_person("初审"), page_of(article), _move="send_back", note="导语太长，请再改。")

    page = as_person("编辑").get(page_of(article))

    article.refresh_from_db()
    assert article.state == "draft"
    assert "导语太长，请再改。" in page.content.decode()


def test_a_suggested_topic_is_taken_with_one_button(as_person):
    topic = make_topic(name="新设备")
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    page = send(as_person("编辑"), page_of(article), _take=str(topic.pk))

    assert "已归入主题“新设备”" in told(page)
    assert list(article.topics.all()) == [topic]


def test_a_refused_topic_is_not_offered_again(as_person):
    topic = make_topic(name="新设备")
    article = make_complete_article()

    send(as_person("编辑"), page_of(article), _refuse=str(topic.pk))
    page = as_person("编辑").get(page_of(article))

    assert page.context["suggestions"] == ()


def test_a_moment_to_come_schedules_the_edition(article, as_person):
    send(as_person("编辑"), page_of(article), _move="submit")
    for name in ("初审", "复审", "终审"):
        send(as_person(name), page_of(article), _move="sign")

    page = send(as_person("终审"), page_of(article), _move="publish", at="2999-01-01T08:00")

    edition = Edition.objects.get()
    assert "第 1 版定于 2999-01-01 08:00 发布" in told(page)
    assert edition.live_from.isoformat() == "2999-01-01T00:00:00+00:00"


def test_a_moment_that_is_none_is_refused_in_words(article, as_person):
    page = send(as_person("编辑"), page_of(article), _move="submit", at="明天")

    assert "输入一个有效的日期/时间" in told(page)
    assert Article.objects.get().state == "draft"


def test_a_move_nobody_knows_is_refused_in_words(article, as_person):
    page = send(as_person("编辑"), page_of(article), _move="explode")

    assert "没有“explode”这一步" in told(page)


def test_an_editor_is_shown_no_button_of_a_reviewer(article, as_person):
    send(as_person("编辑"), page_of(article), _move="submit")

    values = {value for name, value in buttons(as_person("编辑").get(page_of(article))) if name == "_move"}

    assert values == {"recall"}


def test_a_reviewer_goes_from_piece_to_piece_in_the_queue(article, as_person):
    other = make_complete_article()
    for piece in (article, other):
        send(as_person("编辑"), page_of(piece), _move="submit")

    first, second = (as_person("初审").get(page_of(piece)).context for piece in (article, other))

    assert (first["before"], first["after"]) == (None, other.pk)
    assert (second["before"], second["after"]) == (article.pk, None)


def test_the_first_button_of_the_form_saves_so_that_enter_never_signs(article, as_person):
    send(as_person("编辑"), page_of(article), _move="submit")

    assert buttons(as_person("初审").get(page_of(article)))[0] == ("_continue", "")
