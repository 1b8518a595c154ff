"""Many articles at once from their list: in place and in bulk, every row on the version it was listed on."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import translation

from articles.editorial import workflow
from articles.models import Article, BulkAct, Tag
from tests.admin.forms import read_form, told
from tests.factories import make_article, make_topic, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
IN_PLACE = f"{LIST}?in_place=1"


@pytest.fixture
def two(db):
    made = [make_article(title=title, date="2024-06", section="") for title in ("第一篇", "第二篇")]
    for article in made:
        workflow.record(article, by=None, reason="导入")
    return made


def edit(article, **changes):
    with workflow.editing(article.pk, by=None, reason="先改") as mine:
        for name, value in changes.items():
            setattr(mine, name, value)
        mine.save()


def row_of(form, article):
    """Return the number of an article's row in a list that was read."""
    return next(name.split("-")[1] for name in form if name.endswith("-id") and form[name] == [str(article.pk)])


def save_rows(client, changes, before=lambda: None):
    """Open the list in place, let `before` happen, then save `changes` (article, field, value)."""
    form = read_form(client.get(IN_PLACE))
    before()
    typed = {f"form-{row_of(form, article)}-{field}": value for article, field, value in changes}
    return client.post(IN_PLACE, {**form, **typed, "_save": "1"}, follow=True)


def test_rows_are_changed_in_place_each_with_its_revision(as_person, people, two):
    page = save_rows(as_person("编辑"), [(two[0], "date", "2024-06-28"), (two[0], "section", "要闻")])

    first, second = Article.objects.order_by("pk")
    assert (first.date, first.section, first.version, second.version) == ("2024-06-28", "要闻", 2, 1)
    assert first.revisions.first().by == people["编辑"]
    assert first.dated_from is not None
    assert page.status_code == 200


def test_saving_the_list_without_a_change_writes_nothing(as_person, two):
    save_rows(as_person("编辑"), [])

    assert list(Article.objects.values_list("version", "changed_at")) == [
        (1, each.changed_at) for each in reversed(two)
    ]


def test_a_row_others_changed_elsewhere_takes_both(as_person, two):
    save_rows(
        as_person("编辑"), [(two[0], "date", "2024-06-28")], lambda: edit(two[0], section="要闻", title="他们的题")
    )

    first = Article.objects.get(pk=two[0].pk)
    assert (first.title, first.date, first.section) == ("他们的题", "2024-06-28", "要闻")


def test_a_row_not_touched_here_keeps_what_others_wrote(as_person, two):
    save_rows(as_person("编辑"), [(two[1], "section", "副刊")], lambda: edit(two[0], date="2025", section="要闻"))

    first, second = Article.objects.order_by("pk")
    assert (first.date, first.section, second.section) == ("2025", "要闻", "副刊")


def test_a_row_that_clashes_saves_nothing_and_tells_all_three(as_person, two):
    page = save_rows(
        as_person("编辑"),
        [(two[0], "date", "2024-06-28"), (two[1], "section", "副刊")],
        lambda: edit(two[0], date="2024-06-29"),
    )

    first, second = Article.objects.order_by("pk")
    assert (first.date, second.section) == ("2024-06-29", "")
    html = page.content.decode()
    assert "您打开时是“2024-06”，别人改成“2024-06-29”，您写的是“2024-06-28”" in html
    assert read_form(page)[f"form-{row_of(read_form(page), two[1])}-section"] == ["副刊"]


def test_a_row_without_its_version_is_refused(as_person, two):
    client = as_person("编辑")
    form = read_form(client.get(IN_PLACE))
    row = row_of(form, two[0])
    del form[f"form-{row}-opened_version"]

    client.post(IN_PLACE, {**form, f"form-{row}-section": "要闻", "_save": "1"})

    assert Article.objects.get(pk=two[0].pk).section == ""


def test_an_impossible_date_in_a_row_is_refused(as_person, two):
    page = save_rows(as_person("编辑"), [(two[0], "date", "六月")])

    assert "不是日期" in page.content.decode()
    assert Article.objects.get(pk=two[0].pk).date == "2024-06"


def test_the_list_is_looked_at_unless_asked_for_and_by_who_may_not_change(as_person, two):
    looker = make_user("看稿")
    looker.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client = as_person("编辑")
    plain = client.get(LIST).content.decode()
    client.force_login(looker)

    assert "form-0-date" not in plain
    assert "form-0-date" not in client.get(IN_PLACE).content.decode()
    client.post(IN_PLACE, {"form-TOTAL_FORMS": "1", "form-0-id": str(two[0].pk), "form-0-section": "x", "_save": "1"})
    assert Article.objects.get(pk=two[0].pk).section == ""


def file(client, articles, before=lambda: None, **asked):
    """Tick articles, open the page that asks under what, let `before` happen, then answer it."""
    ticked = {"action": "file_under_action", "_selected_action": [str(each.pk) for each in articles]}
    page = client.post(LIST, {**ticked, "index": "0"})
    versions = {f"version-{row.article.pk}": str(row.version) for row in page.context["rows"]}
    before()
    return client.post(LIST, {**ticked, **versions, "_file": "1", **asked}, follow=True)


def test_ticked_articles_are_put_under_topics_and_tags(as_person, people, two):
    topic = make_topic(name="早市经济")
    two[0].tags.add("口岸")

    page = file(as_person("编辑"), two, topics=[str(topic.pk)], tags=["早市、冰雪"])

    assert "已归类 2 篇；0 篇本来就是这样" in told(page)
    assert [set(article.topics.all()) for article in two] == [{topic}, {topic}]
    assert {tag.name for tag in two[0].tags.all()} == {"口岸", "早市", "冰雪"}
    assert [each.revisions.first().by for each in two] == [people["编辑"]] * 2


def test_articles_changed_meanwhile_keep_those_changes_and_take_the_tags(as_person, two):
    page = file(as_person("编辑"), two, lambda: edit(two[0], title="他们的题"), tags=["早市"])

    first = Article.objects.get(pk=two[0].pk)
    assert (first.title, first.version, [tag.name for tag in first.tags.all()]) == ("他们的题", 3, ["早市"])
    assert "其中 1 篇在您选定之后有人改过" in told(page)


def test_what_stands_there_already_makes_no_revision(as_person, two):
    file(as_person("编辑"), two, tags=["早市"])

    page = file(as_person("编辑"), two, tags=["早市"])

    assert "已归类 0 篇；2 篇本来就是这样" in told(page)
    assert [each.revisions.count() for each in two] == [2, 2]


def test_what_was_typed_is_told_in_the_language_of_who_looks(as_person, people, two):
    topics = [make_topic(name=name) for name in ("早市经济", "冰雪经济")]
    file(as_person("编辑"), two, topics=[str(topic.pk) for topic in topics], section="Local")
    act = BulkAct.objects.get()
    old = BulkAct(kind="file", by=people["编辑"], asked={"栏目改为": "要闻"})

    assert act.asked == {"topics": ["冰雪经济", "早市经济"], "section": "Local"}
    with translation.override("zh-hans"):
        assert (act.said, old.said) == ("归入主题：冰雪经济、早市经济；栏目改为：Local", "栏目改为：要闻")
    with translation.override("en"):
        assert act.said == "Add topics: 冰雪经济, 早市经济; Set the section: Local"


def test_nothing_asked_for_is_told_and_does_nothing(as_person, two):
    page = file(as_person("编辑"), two)

    assert "没有选主题，也没有写标签" in page.content.decode()
    assert [each.revisions.count() for each in two] == [1, 1]


def test_who_may_not_make_tags_files_under_known_ones_only(as_person, people, two):
    people["编辑"].groups.get().permissions.remove(
        Permission.objects.get(codename="add_tag", content_type__app_label="articles")
    )

    page = file(as_person("编辑"), two, tags=["新标签"])

    assert "没有新建标签的权限" in told(page)
    assert not Tag.objects.exists()


def test_only_our_own_actions_are_offered_and_not_to_who_only_looks(as_person, two):
    looker = make_user("看稿")
    looker.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client = as_person("管理员")
    offered = client.get(LIST).content.decode()
    client.force_login(looker)

    client.post(LIST, {"action": "file_under_action", "_selected_action": [str(two[0].pk)], "_file": "1", "tags": "x"})

    assert ("归类（主题、标签、栏目、日期）" in offered, "delete_selected" in offered) == (True, False)
    assert not Tag.objects.exists()
