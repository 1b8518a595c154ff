"""Comments on the pages of the desk: shown at their passage, made and settled by buttons, for desk people alone."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin.thread import panel_of
from articles.editorial import comment as verbs
from articles.editorial import workflow
from articles.editorial.comment import Draft
from articles.models import Article, Comment, PreviewLink, Reminder
from tests.admin.forms import read_form, send, told
from tests.factories import make_article, make_collection, make_complete_article
from tests.press import publish, publish_collection

pytestmark = pytest.mark.django_db
SECRET = "zzcomment 只给编辑看"


@pytest.fixture
def article(people):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    return article


def page_of(piece):
    return reverse(f"admin:articles_{piece._meta.model_name}_change", args=[piece.pk])


def acts_of(piece):
    return reverse(f"admin:articles_{piece._meta.model_name}_comments", args=[piece.pk])


def say(piece, by, text="请核对。", **more):
    return verbs.comment(piece, Draft(text, **more), by=by).comment


def press(client, piece, **form):
    return client.post(acts_of(piece), form, follow=True)


# On the page


@pytest.mark.parametrize("make", [make_complete_article, make_collection])
def test_a_comment_is_made_by_the_form_beside_the_text_which_saves_nothing_else(as_person, make):
    piece = make()
    workflow.record(piece, by=None, reason="新建")
    client = as_person("编辑")
    assert 'form="saying"' in client.get(page_of(piece)).content.decode()
    assert not [name for name in read_form(client.get(page_of(piece))) if name.startswith("comment")]

    page = press(client, piece, **{"_add": "1", "comment-text": "@初审 请看", "comment-must_fix": "on"})

    assert page.redirect_chain[-1][0] == f"{page_of(piece)}#comment-{Comment.objects.get().pk}"
    assert told(page) == "批注已记下。已提醒初审。"
    assert "@初审 请看" in page.content.decode()
    assert piece.revisions.count() == 1


def test_a_passage_is_marked_in_the_clean_text_and_leads_to_its_thread_and_back(as_person, people, article):
    row = say(article, people["编辑"], quote="多了三成")
    say(article, people["编辑"], quote=article.title)

    page = as_person("只读").get(page_of(article)).content.decode()

    assert f'<a class="noted" href="#comment-{row.pk}" id="comment-{row.pk}-text">多了三成</a>' in page
    assert f'<a href="#comment-{row.pk}-text">多了三成</a>' in page
    assert page.count('class="noted"') == 2


def test_a_settled_thread_marks_nothing(as_person, people, article):
    verbs.resolve(say(article, people["编辑"], quote="多了三成"), by=people["编辑"])

    page = as_person("编辑").get(page_of(article)).content.decode()

    assert 'class="noted"' not in page
    assert "已解决 1 条" in page


def test_a_passage_that_is_gone_is_said_to_be(as_person, people, article):
    say(article, people["编辑"], quote="多了三成")
    Article.objects.filter(pk=article.pk).update(body="全换了。")

    page = as_person("编辑").get(page_of(article)).content.decode()

    assert "认不准原处" in page
    assert "多了三成" in page
    assert 'class="noted"' not in page


def test_the_panel_asks_one_query_however_much_was_said(people, article, django_assert_num_queries):
    for n in range(40):
        row = say(article, people["编辑"], f"第{n}条", quote="多了三成", must_fix=n % 2 == 0)
        verbs.answer(row, "好", by=people["初审"])
    article, by = Article.objects.get(pk=article.pk), people["复审"]
    by.has_perm("articles.sign_article")

    with django_assert_num_queries(1):
        panel = panel_of(article, by)
        shown = [(thread.head.by.username, turn.comment.by.username) for thread in panel.open for turn in thread.turns]

    assert len(shown) == 80
    assert [thread.head.must_fix for thread in panel.open[:21]] == [True] * 20 + [False]


def test_of_very_many_the_panel_shows_some_and_leads_to_all(as_person, people, article):
    Comment.objects.bulk_create(Comment(article=article, text=f"第{n}条", by=people["编辑"]) for n in range(150))
    client = as_person("编辑")

    page = client.get(page_of(article))
    whole = client.get(acts_of(article))

    assert (len(page.context["comments"].open), page.context["comments"].more) == (120, True)
    assert len(whole.context["threads"]) == 30
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{acts_of(article)}?p=5")
    assert len(queries) <= 9, [query["sql"][:100] for query in queries]


def test_what_must_be_fixed_stands_in_the_review_with_a_link(as_person, people, article):
    row = say(article, people["初审"], "人名不对", must_fix=True)

    review = as_person("编辑").get(page_of(article)).content.decode().partition('id="review"')[2]

    assert f'<a href="#comment-{row.pk}">人名不对</a>' in review.partition("</section>")[0]


# The acts


def test_answering_settling_taking_up_changing_and_striking(as_person, people, article):
    row = say(article, people["编辑"])
    editor, first = as_person("编辑"), as_person("初审")

    said = [
        told(press(first, article, **{"_answer": row.pk, f"answer-{row.pk}": "好"})),
        told(press(editor, article, **{"_edit": row.pk, f"words-{row.pk}": "请再核对"})),
        told(press(editor, article, _resolve=row.pk)),
        told(press(editor, article, _take_up=row.pk)),
        told(press(editor, article, _strike=row.pk)),
    ]

    assert said == ["已答复。", "批注已改。", "已解决。", "已重开。", "已划去，记录还在。"]
    assert "<del>请再核对</del>" in editor.get(page_of(article)).content.decode()


def test_a_refusal_keeps_what_was_typed(as_person, article):
    page = press(
        as_person("编辑"),
        article,
        **{"_add": "1", "comment-text": "我写的话", "comment-quote": "没有", "comment-field": ""},
    )

    assert page.status_code == 422
    assert "文中没有所引的话" in told(page)
    assert "我写的话" in page.content.decode()


def test_an_answer_that_is_refused_is_kept_too(as_person, people, article):
    row = say(article, people["编辑"])

    page = press(as_person("编辑"), article, **{"_answer": row.pk, f"answer-{row.pk}": "字" * 4001})

    assert page.status_code == 422
    assert "字" * 4001 in page.content.decode()


@pytest.mark.parametrize(
    "form", [{"_add": "1", "comment-text": "x", "comment-due_on": "昨天"}, {"_resolve": "x"}, {"_resolve": "9" * 30}]
)
def test_nonsense_is_refused_in_words(as_person, article, form):
    page = press(as_person("编辑"), article, **form)

    assert (page.status_code, told(page) != "") == (422, True)


def test_a_comment_is_reached_by_the_page_of_its_own_piece_alone(as_person, people, article):
    row = say(make_article(), people["编辑"])

    assert "没有这一条批注" in told(press(as_person("编辑"), article, _resolve=row.pk))


def test_names_that_led_to_nobody_are_told(as_person, article):
    page = press(as_person("编辑"), article, **{"_add": "1", "comment-text": "@谁也不是 @只读 看看"})

    assert "没有叫“谁也不是”的在职同事" in told(page)
    assert Reminder.objects.get().person.username == "只读"


def test_who_may_only_look_reads_and_has_no_button(as_person, people, article):
    row = say(article, people["编辑"], SECRET)
    client = as_person("只读")

    page = client.get(page_of(article)).content.decode()

    assert SECRET in page
    assert not re.search(r'name="(_add|_answer|_resolve|_strike|_edit)"', page)
    for name in ("_add", "_answer", "_resolve", "_strike", "_edit"):
        form = {name: row.pk, "comment-text": "x", f"answer-{row.pk}": "x", f"words-{row.pk}": "x"}
        assert client.post(acts_of(article), form).status_code == 422
    assert Comment.objects.count() == 1


def test_ones_own_words_alone_have_buttons_and_only_for_a_while_one_to_change_them(as_person, people, article):
    row = say(article, people["编辑"])
    assert 'name="_edit"' in as_person("编辑").get(page_of(article)).content.decode()
    assert 'name="_strike"' not in as_person("终审").get(page_of(article)).content.decode()

    Comment.objects.filter(pk=row.pk).update(at=timezone.now() - timedelta(hours=1))

    page = as_person("编辑").get(page_of(article)).content.decode()
    assert ('name="_edit"' in page, 'name="_strike"' in page) == (False, True)


def test_what_must_be_fixed_stops_the_button_that_signs(as_person, people, article):
    workflow.submit(article, by=people["编辑"])
    row = say(article, people["见习"], "人名不对", must_fix=True)

    assert "须改还没有解决：人名不对" in told(send(as_person("初审"), page_of(article), _move="sign"))
    press(as_person("初审"), article, _resolve=row.pk)
    assert "已签发" in told(send(as_person("初审"), page_of(article), _move="sign"))


def test_the_history_tells_of_comments(as_person, people, article):
    verbs.resolve(say(article, people["编辑"], SECRET, quote="多了三成", must_fix=True), by=people["编辑"])

    page = as_person("只读").get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()

    assert "提出须改" in page and "“多了三成”" in page and "解决批注" in page


def test_deleting_a_draft_takes_its_comments_along_by_the_button(as_person, people):
    article = make_article()
    verbs.answer(say(article, people["编辑"], "@初审 看"), "好", by=people["初审"])

    answer = as_person("管理员").post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})

    assert (answer.status_code, Article.objects.count(), Comment.objects.count()) == (302, 0, 0)


# Never public


def test_no_page_outside_the_desk_shows_a_comment(as_person, people, article):
    collection = make_collection(article)
    for piece in (article, collection):
        say(piece, people["编辑"], SECRET)
    edition = publish(article)
    told_of = publish_collection(collection)
    workflow.record(article, by=None, reason="x")
    link = PreviewLink.make(article.revisions.first(), people["编辑"])

    for path in (
        edition.get_absolute_url(), edition.get_edition_url(), told_of.get_absolute_url(), "/", "/feed/", "/search/?q=zzcomment",
        "/sitemap-articles.xml", link.address(), f"/collections/{collection.slug}/feed/",
    ):  # fmt: skip
        answer = Client().get(path, follow=True)
        assert answer.status_code == 200, path
        assert SECRET not in answer.content.decode(), path
    frame = as_person("编辑").get(reverse("admin:articles_article_preview_page", args=[article.pk]))
    assert SECRET not in frame.content.decode()
    assert SECRET not in str([revision.content for revision in article.revisions.all()])
    assert SECRET not in str(edition.payload)
