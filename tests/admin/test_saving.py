"""Saving at the desk: nothing is written without a change, nothing typed is lost, nothing is overwritten unseen."""

from unittest.mock import ANY

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editorial import workflow
from articles.models import Article, ArticleLink, Contribution, Tag
from tests.admin.forms import read_form, send, told
from tests.factories import make_article, make_complete_article, make_topic, make_user

pytestmark = pytest.mark.django_db

#: Bodies a browser would alter: outer and ideographic blanks, blank lines, a carriage return, a leading line end.
BODIES = [
    ("ideographic indents", "　　松川新区。\n　　第二段。"),
    ("outer blanks", "  松川新区。 \n\n"),
    ("leading line end", "\n松川新区。"),
    ("carriage returns", "松川新区。\r\n\r\n第二段。\r"),
    ("markup-like text", "松川 <b>&amp;</b> “新区”。"),
    ("separators of other kinds", "松川\u2028新区\x0c。\u00a0"),
]


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def recorded(**changes):
    article = make_complete_article(**changes)
    workflow.record(article, by=None, reason="导入")
    return article


def writes(queries):
    verbs = ("INSERT", "UPDATE", "DELETE")
    return [q["sql"] for q in queries if q["sql"].startswith(verbs) and "session" not in q["sql"]]


@pytest.mark.parametrize(("label", "body"), BODIES)
def test_saving_without_a_change_writes_nothing_and_leaves_every_byte(label, body, as_person):
    article = recorded(body=body, title=" 标题 ", subtitle="副题 ")
    article.tags.add("新设备", "AI")
    article.topics.add(make_topic())
    client = as_person("编辑")
    form = read_form(client.get(page_of(article)))

    with CaptureQueriesContext(connection) as queries:
        page = client.post(page_of(article), form)

    assert page.status_code == 302
    assert writes(queries.captured_queries) == []
    stored = Article.objects.get()
    assert (stored.body, stored.title, stored.version, stored.changed_at) == (body, " 标题 ", 1, article.changed_at)


def test_saving_without_a_change_says_so(as_person):
    article = recorded()

    page = send(as_person("编辑"), page_of(article))

    assert "没有改动" in told(page)


def test_a_changed_paragraph_keeps_the_blanks_of_the_others(as_person):
    article = recorded(body="　　第一段。\n\n　　第二段。")

    send(as_person("编辑"), page_of(article), body="　　第一段。\r\n\r\n　　改过的第二段。")

    assert Article.objects.get().body == "　　第一段。\n\n　　改过的第二段。"


def test_a_save_writes_one_revision_by_the_editor_and_raises_the_version(as_person, people):
    article = recorded()

    send(as_person("编辑"), page_of(article), subtitle="新副题", _reason="补副题")

    revision = article.revisions.first()
    assert (revision.number, revision.by, revision.reason) == (2, people["编辑"], "补副题")
    assert Article.objects.get().version == 2


def test_a_stale_save_overwrites_nothing_and_shows_both_texts(as_person):
    article = recorded(body="松川新区的车间。")
    mine, theirs = as_person("编辑"), as_person("初审")
    form = read_form(mine.get(page_of(article)))
    send(theirs, page_of(article), body="松川新区的厂房。")

    page = mine.post(page_of(article), {**form, "body": "松川旧区的车间。", "subtitle": "我的副题"})

    html = page.content.decode()
    assert Article.objects.get().body == "松川新区的厂房。"
    assert "您打开的是第 1 稿" in html
    assert read_form(page)["body"] == ["松川旧区的车间。"]
    assert read_form(page)["subtitle"] == ["我的副题"]
    assert '<span class="whole">松川新区的车间。</span>' in html
    assert "<del>新</del><ins>旧</ins>" in html
    assert "<del>车间</del><ins>厂房</ins>" in html


def test_whoever_has_seen_both_texts_may_save_their_own(as_person):
    article = recorded(body="松川新区的车间。")
    mine, theirs = as_person("编辑"), as_person("初审")
    form = {**read_form(mine.get(page_of(article))), "body": "松川旧区的车间。"}
    send(theirs, page_of(article), body="松川新区的厂房。")
    refused = mine.post(page_of(article), form)

    mine.post(page_of(article), {**read_form(refused), "seen_version": "2"})

    assert Article.objects.get().body == "松川旧区的车间。"
    assert [r.content["payload"]["text"] for r in article.revisions.all()][1] == "松川新区的厂房。"


def test_a_stale_move_is_not_made(as_person):
    article = recorded()
    mine, theirs = as_person("编辑"), as_person("初审")
    form = read_form(mine.get(page_of(article)))
    send(theirs, page_of(article), subtitle="别人的副题")

    mine.post(page_of(article), {**form, "_move": "submit"})

    assert Article.objects.get().state == "draft"


def test_a_form_without_its_version_is_refused(as_person):
    article = recorded()
    client = as_person("编辑")
    form = read_form(client.get(page_of(article)))
    del form["opened_version"]

    page = client.post(page_of(article), {**form, "subtitle": "新副题"})

    assert "没有版本号" in page.content.decode()
    assert Article.objects.get().subtitle == ""


def test_tags_are_split_at_chinese_commas_and_known_in_every_spelling(as_person):
    Tag.objects.create(name="新质生产力")
    article = recorded()

    send(as_person("编辑"), page_of(article), tags=["新質生產力、科技 创新", "ＡＩ，ai"])

    assert sorted(tag.name for tag in article.tags.all()) == ["新质生产力", "科技 创新", "ＡＩ"]


def test_who_may_not_add_tags_uses_only_known_ones(as_person, people):
    Tag.objects.create(name="新质生产力")
    article = recorded()
    rights = people["编辑"].groups.get().permissions
    rights.remove(Permission.objects.get(codename="add_tag", content_type__app_label="articles"))

    page = send(as_person("编辑"), page_of(article), tags=["新质生产力", "新标签"])

    assert "您没有新建标签的权限：新标签" in page.content.decode()
    assert not article.tags.exists()


def test_another_order_of_the_same_tags_is_no_change(as_person):
    article = recorded()
    article.tags.add("冰雪", "口岸")
    workflow.record(article, by=None, reason="标签")

    page = send(as_person("编辑"), page_of(article), tags=["口岸", "冰雪"])

    assert "没有改动" in told(page)


def test_a_new_contribution_is_saved_and_recorded(as_person):
    article = recorded()
    rows = {"contributions-TOTAL_FORMS": "3", "contributions-2-name": "沈禾", "contributions-2-role": "translator"}

    send(as_person("编辑"), page_of(article), **rows, **{"contributions-2-order": "2"})

    assert Contribution.objects.filter(article=article, name="沈禾", role="translator").exists()
    assert article.revisions.first().content["payload"]["people"][2] == {
        "name": "沈禾", "role": "translator", "affiliation": ANY, "outlet": ANY,
    }  # fmt: skip


def test_a_new_link_notes_who_made_it(as_person, people):
    article, other = recorded(), make_article()
    row = {"links-0-kind": "background", "links-0-to_article": str(other.pk), "links-0-note": "同一条产线。"}

    send(as_person("编辑"), page_of(article), **{"links-TOTAL_FORMS": "1"}, **row)

    assert ArticleLink.objects.get().by == people["编辑"]


def test_a_row_with_an_error_keeps_everything_typed(as_person):
    article = recorded()

    page = send(as_person("编辑"), page_of(article), subtitle="我的副题", date="六月")

    assert "不是日期" in page.content.decode()
    assert read_form(page)["subtitle"] == ["我的副题"]
    assert Article.objects.get().subtitle == ""


def test_a_new_article_is_a_draft_with_its_first_revision(as_person, people):
    page = send(as_person("编辑"), reverse("admin:articles_article_add"), title="新写的一篇", body="松川新区。")

    article = Article.objects.get()
    assert page.redirect_chain[-1][0] == page_of(article)
    assert (article.state, article.revisions.get().by) == ("draft", people["编辑"])


def test_the_superuser_may_override_with_a_reason(as_person):
    article = recorded()
    chief = Client()
    chief.force_login(make_user("chief", is_superuser=True))
    send(as_person("编辑"), page_of(article), _move="submit")

    refused = send(chief, page_of(article), _move="sign")
    page = send(chief, page_of(article), _move="sign", override="值班只有一人")

    assert "您不在其中" in told(refused)
    assert "已签发初审" in told(page)
