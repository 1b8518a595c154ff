"""The history of a text: revisions newest first, each readable character by character."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.admin.history import as_lines, changes_between, changes_of, named_changes, shortened
from articles.editorial import workflow
from articles.models import Article
from articles.text.diff import Change
from tests.admin.forms import send, told
from tests.factories import make_article, make_author, make_complete_article, make_source, make_topic, make_user


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


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("松川新区的车间里，设备刚调试完。", "松川新區的車間裡，設備剛調試完。", []),
        ("松川新區的車間", "松川新区的车间", []),
        ("松川新区的产线與车间", "松川新区的产线与车间", ["與", "与"]),
    ],
)
def test_where_only_the_script_differs_no_word_has_changed(old, new, runs):
    (change,) = changes_between({"text": old}, {"text": new})

    assert "文字没有变" in str(change.remark)
    assert [run.text for run in change.runs if run.kind != "same"] == runs


@pytest.mark.parametrize(
    ("old", "new"), [("松川新区", "松川老区"), ("", "松川新区"), ("产线，车间", "产线、车间"), ("Ａ", "A")]
)
def test_a_change_of_words_or_marks_is_not_told_as_one_of_script(old, new):
    (change,) = changes_between({"text": old}, {"text": new})

    assert change.remark == ""


def test_a_text_in_another_script_with_other_words_is_compared_in_simplified():
    (change,) = changes_between({"text": "松川新区的车间里，设备"}, {"text": "松川新區的廠房裡，設備"})

    assert "按简体比" in str(change.remark)
    assert [run.text for run in change.runs if run.kind != "same"] == ["车间", "厂房"]


@pytest.mark.django_db
def test_what_no_sign_off_covers_is_shown_too():
    author, source = make_author(name="林远舟"), make_source(name="松川日报社")
    article = make_complete_article()
    before = workflow.snapshot_of(article)
    article.section, article.date_certainty = "要闻", "inferred"
    article.save()
    article.contributions.filter(name="林远舟").update(author=author, confirm=True)
    article.attributions.update(source=source)

    changes = changes_of(before, workflow.snapshot_of(Article.objects.get()))

    words = {str(change.label): "".join(run.text for run in change.runs if run.kind == "ins") for change in changes}
    assert words["栏目"] == "要闻"
    assert words["日期依据"] == "推断"
    assert words["作者档案"] == "林远舟 → 林远舟"
    assert words["待确认"] == "林远舟"
    assert words["来源档案"].endswith("社")


@pytest.mark.django_db
def test_a_link_is_read_by_the_title_it_leads_to_and_by_its_number_when_that_is_gone(django_assert_num_queries):
    other = make_article(title="同一条产线")
    link = {"kind": "background", "note": "", "to": other.pk}

    with django_assert_num_queries(1):
        there = named_changes({}, {"links": [link]})
    gone = named_changes({}, {"links": [{**link, "to": 9_999}]})

    assert there[0].runs[0].text == f"背景 《同一条产线》#{other.pk}"
    assert gone[0].runs[0].text == "背景 #9999"


@pytest.fixture
def revised(db):
    article = make_complete_article(title="松川新区的产线")
    workflow.record(article, by=None, reason="导入")
    for title in ("松川老区的产线", "松川老区的车间"):
        with workflow.editing(article.pk, by=None, reason="改题") as mine:
            mine.title = title
            mine.save()
    return article


def runs_of(page):
    words = page.content.decode()
    return re.findall(r"<del>(.*?)</del>", words), re.findall(r"<ins>(.*?)</ins>", words)


def test_a_revision_is_compared_with_what_stands_and_with_any_other(as_person, revised):
    page, client = reverse("admin:articles_article_diff", args=[revised.pk, 1]), as_person("编辑")

    assert runs_of(client.get(page, {"against": "now"})) == (["老", "车间"], ["新", "产线"])
    assert runs_of(client.get(page, {"against": "2"})) == (["老"], ["新"])
    assert client.get(page, {"against": "9"}).status_code == 404


def test_the_button_makes_what_stands_equal_to_the_revision_again(as_person, people, revised):
    page, client = reverse("admin:articles_article_diff", args=[revised.pk, 1]), as_person("编辑")

    answer = client.post(page, {"opened_version": "3"}, follow=True)

    newest = revised.revisions.first()
    assert newest.content == revised.revisions.get(number=1).content
    assert (newest.number, newest.by) == (4, people["编辑"])
    assert "已恢复第 1 次修订" in told(answer)


@pytest.mark.parametrize("form", [{"opened_version": "2"}, {}])
def test_a_restore_over_a_version_not_seen_is_refused(as_person, revised, form):
    page = reverse("admin:articles_article_diff", args=[revised.pk, 1])

    as_person("编辑").post(page, form)

    assert revised.revisions.count() == 3


def test_the_button_is_there_for_who_may_change_and_only_beside_a_difference(as_person, revised):
    looker = make_user("看稿")
    looker.user_permissions.set(Permission.objects.filter(codename="view_article"))
    only_looks = Client()
    only_looks.force_login(looker)
    first, last = (reverse("admin:articles_article_diff", args=[revised.pk, n]) for n in (1, 3))

    shown = [
        'class="restore"' in client.get(page, {"against": against}).content.decode()
        for client, page, against in [
            (as_person("编辑"), first, "now"),
            (as_person("编辑"), first, ""),
            (as_person("编辑"), last, "now"),
            (only_looks, first, "now"),
        ]
    ]

    assert shown == [True, False, False, False]
    assert only_looks.post(first, {"opened_version": "3"}).status_code == 403


def test_what_could_not_come_back_is_told(as_person, people):
    article, topic = make_complete_article(), make_topic(name="冰雪经济")
    article.topics.add(topic)
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=None, reason="改") as mine:
        mine.topics.clear()
    topic.delete()
    with workflow.editing(article.pk, by=None, reason="改题") as mine:
        mine.title = "新题"
        mine.save()

    page = reverse("admin:articles_article_diff", args=[article.pk, 1])
    answer = as_person("编辑").post(page, {"opened_version": "3"}, follow=True)

    assert f"没能恢复：主题 {topic.key}" in told(answer)
