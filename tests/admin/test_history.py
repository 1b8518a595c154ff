"""The history of a text: revisions newest first, each readable character by character."""

import re

import pytest
from django.urls import reverse

from articles.admin.history import as_lines, changes_between, named_changes, shortened
from articles.editorial import workflow
from articles.models import Article
from articles.text.diff import Change
from tests.admin.forms import send
from tests.factories import make_complete_article, make_topic


@pytest.mark.django_db
def test_the_history_lists_revisions_newest_first_with_their_reasons(as_person):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    send(
        as_person("编辑"), reverse("admin:articles_article_change", args=[article.pk]), title="改过的题", _reason="改题"
    )

    page = (
        as_person("编辑")
        .get(reverse("admin:articles_article_history", args=[article.pk]))
        .content.decode()
        .split('id="content"')[1]
    )

    assert page.index("改题") < page.index("导入")


@pytest.mark.django_db
def test_a_revision_shows_exactly_the_changed_characters(as_person):
    article = make_complete_article(title="松川新区的产线")
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=None, reason="改题") as mine:
        mine.title = "松川老区的产线"
        mine.save()
        mine.topics.add(make_topic(name="冰雪经济"))

    page = as_person("编辑").get(reverse("admin:articles_article_diff", args=[article.pk, 2])).content.decode()

    assert re.findall(r"<del>(.*?)</del>", page) == ["新"]
    assert re.findall(r"<ins>(.*?)</ins>", page)[0] == "老"


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 9])
def test_a_revision_that_is_not_there_is_not_found(as_person, number):
    article = make_complete_article()

    assert as_person("编辑").get(f"/admin/articles/article/{article.pk}/history/{number}/").status_code == 404


@pytest.mark.django_db
def test_the_first_revision_shows_everything_as_new(as_person):
    article = make_complete_article(title="松川新区的产线")
    workflow.record(article, by=None, reason="导入")

    page = as_person("编辑").get(reverse("admin:articles_article_diff", args=[article.pk, 1])).content.decode()

    assert "<ins>松川新区的产线</ins>" in page
    assert Article.objects.get().version == 1


def test_equal_payloads_have_no_changes():
    assert changes_between({"title": "一", "tags": ["甲"]}, {"title": "一", "tags": ["甲"]}) == ()


def test_fields_are_named_and_only_the_changed_are_shown():
    changes = changes_between({"title": "一", "text": "二"}, {"title": "一", "text": "三"})

    assert [(str(c.label), [(r.kind, r.text) for r in c.runs]) for c in changes] == [
        ("正文", [("del", "二"), ("ins", "三")])
    ]


def test_people_are_read_one_a_line_with_their_roles_in_words():
    people = [{"name": "林远舟", "role": "reporter", "affiliation": "", "outlet": "松川日报"}]

    assert as_lines(people) == "记者 林远舟 松川日报"


def test_the_order_of_names_in_the_stored_form_is_no_change():
    fresh = {"links": [{"to": 15, "kind": "background", "note": "同一条产线"}]}
    stored = {"links": [{"kind": "background", "note": "同一条产线", "to": 15}]}

    assert changes_between(stored, fresh) == ()
    assert as_lines(fresh["links"]) == "背景 #15 同一条产线"


def test_long_unchanged_stretches_are_cut_and_changes_never():
    runs = (Change("same", "前" * 100), Change("ins", "新" * 100), Change("same", "后" * 100))

    assert [run.text for run in shortened(runs)] == ["…" + "前" * 24, "新" * 100, "后" * 24 + "…"]


def test_short_unchanged_stretches_stay_whole():
    runs = (Change("same", "前面"), Change("del", "旧"))

    assert shortened(runs) == runs


@pytest.mark.django_db
def test_a_revision_names_topics_and_shows_no_keys(as_person):
    article, topic = make_complete_article(), make_topic(name="冰雪经济")
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=None, reason="归类") as mine:
        mine.topics.add(topic)

    page = as_person("编辑").get(reverse("admin:articles_article_diff", args=[article.pk, 2])).content.decode()

    assert "冰雪经济</ins>" in page
    assert topic.key not in page


@pytest.mark.django_db
def test_a_void_sign_off_names_the_topics_since(people, as_person):
    article, topic = make_complete_article(), make_topic(name="冰雪经济")
    workflow.record(article, by=None, reason="导入")
    workflow.submit(article, by=people["编辑"])
    workflow.sign(article, by=people["初审"])
    with workflow.editing(article.pk, by=people["编辑"], reason="归类") as mine:
        mine.topics.add(topic)

    page = as_person("编辑").get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert re.findall(r"<ins>(.*?)</ins>", page.partition('class="void"')[2]) == ["冰雪经济"]


@pytest.mark.django_db
def test_topics_of_one_name_and_topics_that_are_gone_keep_their_keys():
    one, other = make_topic(name="冰雪经济"), make_topic(name="冰雪经济")

    changes = named_changes({"topics": [one.key, "gone"]}, {"topics": [other.key, "gone"]})

    words = "".join(run.text for run in changes[0].runs)
    assert words.count("冰雪经济（") >= 1
    assert words.endswith("gone")


@pytest.mark.django_db
def test_a_record_without_topics_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert named_changes({"title": "一"}, {"title": "一"}) == ()
