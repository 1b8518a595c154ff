"""Two people, one version: what they did not both touch is brought together, what they did is shown to the later one."""

import pytest
from django.urls import reverse

from articles.editorial import byline, workflow
from articles.models import Article, Collection, Contribution, Topic
from tests.admin.forms import read_form, send, told
from tests.factories import make_article, make_author, make_collection, make_complete_article, make_topic

pytestmark = pytest.mark.django_db


def page_of(row):
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def recorded(**changes):
    article = make_complete_article(**changes)
    workflow.record(article, by=None, reason="导入")
    return article


@pytest.fixture
def meet(as_person):
    """Let 初审 save `theirs` after 编辑 opened the page; return the answer to 编辑 saving `mine`, and the form opened."""

    def run(row, theirs, mine):
        client = as_person("编辑")
        form = read_form(client.get(page_of(row)))
        send(as_person("初审"), page_of(row), **theirs)
        return client.post(page_of(row), {**form, **mine}, follow=True)

    return run


def names(article):
    return list(article.contributions.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ({"title": "他们的题"}, {"body": "我的正文。"}),
        ({"title": "他们的题"}, {"contributions-0-name": "林远洲"}),
        ({"contributions-0-name": "林远洲"}, {"title": "我的题"}),
        ({"attributions-0-name": "松川晚报"}, {"contributions-0-name": "林远洲"}),
        ({"date": "2024-07"}, {"section": "要闻", "subtitle": "副题"}),
        ({"contributions-0-DELETE": "on"}, {"title": "我的题"}),
        ({"date_certainty": "inferred"}, {"script": "zh-Hant"}),
    ],
)
def test_what_they_did_not_both_touch_is_saved_together(meet, theirs, mine):
    article = recorded()

    page = meet(article, theirs, mine)

    one, two, three = (article.revisions.get(number=n).content for n in (1, 2, 3))
    assert "合在一起了" in told(page) and "已保存，现为第 3 稿" in told(page)
    assert changed(one, two) and changed(two, three)
    assert changed(one, two) | changed(two, three) == changed(one, three)
    assert three == workflow.snapshot_of(Article.objects.get())


def changed(before, after):
    """Return the parts in which two snapshots differ."""
    flat = [{**each["payload"], **{f"more-{k}": v for k, v in each["more"].items()}} for each in (before, after)]
    return {name for name in flat[0] if flat[0][name] != flat[1][name]}


def test_a_merged_save_has_both_words(meet):
    article = recorded(title="题", body="文。")

    meet(article, {"title": "他们的题", "contributions-0-name": "林远洲"}, {"body": "我的正文。", "subtitle": "副题"})

    latest = Article.objects.get()
    assert (latest.title, latest.body, latest.subtitle) == ("他们的题", "我的正文。", "副题")
    assert names(latest) == ["林远洲", "沈知秋"]


def test_it_says_who_changed_what(meet):
    page = meet(recorded(), {"title": "他们的题"}, {"body": "我的正文。"})

    assert "初审改过：标题" in told(page)


def test_tags_and_topics_take_what_each_added_and_lose_what_each_removed(meet):
    one, two, three = make_topic(), make_topic(), make_topic()
    article = make_complete_article()
    article.tags.add("口岸", "冰雪")
    article.topics.add(one)
    workflow.record(article, by=None, reason="导入")

    meet(
        article,
        {"tags": ["口岸", "冰雪", "早市"], "topics": [str(one.pk), str(two.pk)]},
        {"tags": ["冰雪", "AI"], "topics": [str(three.pk)]},
    )

    latest = Article.objects.get()
    assert {tag.name for tag in latest.tags.all()} == {"冰雪", "早市", "AI"}
    assert set(latest.topics.all()) == {two, three}


def test_a_row_that_both_changed_clashes_and_shows_all_three(meet):
    article = recorded()

    page = meet(article, {"contributions-0-name": "林远洲"}, {"contributions-0-name": "林远周"})

    html = page.content.decode()
    assert names(article) == ["林远洲", "沈知秋"]
    assert Article.objects.get().version == 2
    assert "<del>舟</del><ins>周</ins>" in html and "<del>舟</del><ins>洲</ins>" in html
    assert read_form(page)["contributions-0-name"] == ["林远周"]


def test_a_clash_saves_nothing_but_keeps_what_does_not_clash_in_the_form(meet):
    article = recorded(title="题")

    page = meet(article, {"title": "他们的题", "section": "要闻"}, {"title": "我的题", "subtitle": "副题"})

    form = read_form(page)
    assert Article.objects.get().version == 2
    assert [form[name] for name in ("title", "section", "subtitle")] == [["我的题"], ["要闻"], ["副题"]]


def test_the_same_change_by_both_is_no_clash(meet):
    article = recorded()

    meet(article, {"title": "同一个题"}, {"title": "同一个题", "subtitle": "副题"})

    latest = Article.objects.get()
    assert (latest.title, latest.subtitle, latest.version) == ("同一个题", "副题", 3)


def test_a_clash_is_settled_by_taking_theirs(meet, as_person):
    article = recorded(title="题")
    page = meet(article, {"title": "他们的题"}, {"title": "我的题", "body": "我的正文。"})

    as_person("编辑").post(page_of(article), {**read_form(page), "take_theirs": "title"})

    latest = Article.objects.get()
    assert (latest.title, latest.body) == ("他们的题", "我的正文。")


def test_taking_theirs_of_rows_leaves_the_rows_as_they_are(meet, as_person):
    article = recorded()
    page = meet(article, {"contributions-0-name": "林远洲"}, {"contributions-0-name": "林远周", "title": "我的题"})

    as_person("编辑").post(page_of(article), {**read_form(page), "take_theirs": "contributions"})

    assert names(article) == ["林远洲", "沈知秋"]
    assert Article.objects.get().title == "我的题"


def test_mine_is_saved_after_seeing_though_their_rows_are_others(as_person, people):
    article = recorded()
    Contribution.objects.filter(name="林远舟").update(confirm=True, alternatives=[["林", "远舟"]])
    workflow.record(article, by=None, reason="读取")
    client = as_person("编辑")
    form = read_form(client.get(page_of(article)))
    first = article.contributions.get(name="林远舟")
    byline.take_split(article, first.pk, 0, by=people["初审"])
    refused = client.post(page_of(article), {**form, "contributions-0-name": "林远周"})

    client.post(page_of(article), {**read_form(refused), "seen_version": str(article.revisions.count())})

    assert names(article) == ["林远周", "沈知秋"]


def test_mine_after_seeing_takes_the_place_of_a_publisher_they_added(as_person, meet):
    article = make_complete_article(source=None)
    workflow.record(article, by=None, reason="导入")
    row = {"attributions-TOTAL_FORMS": "1", "attributions-0-role": "published_by", "attributions-0-order": "0"}
    page = meet(article, {**row, "attributions-0-name": "松川晚报"}, {**row, "attributions-0-name": "松川网"})

    as_person("编辑").post(page_of(article), {**read_form(page), "seen_version": "2"})

    assert [str(one) for one in article.attributions.all()] == ["首发 松川网"]


def test_the_same_new_row_by_both_is_one_row(meet):
    article = recorded()
    row = {
        "contributions-TOTAL_FORMS": "3",
        "contributions-2-name": "沈禾",
        "contributions-2-role": "author",
        "contributions-2-order": "2",
    }

    meet(article, row, {**row, "title": "我的题"})

    assert names(article).count("沈禾") == 1
    assert Article.objects.get().title == "我的题"


def test_rows_written_anew_without_a_change_are_no_obstacle(as_person):
    article = recorded()
    client = as_person("编辑")
    form = read_form(client.get(page_of(article)))
    rows = list(article.contributions.all())
    for one in rows:
        one.delete()
        one.pk = None
        one._state.adding = True
        one.save()

    client.post(page_of(article), {**form, "contributions-0-name": "林远洲"})

    assert names(article) == ["林远洲", "沈知秋"]


def test_nothing_is_brought_in_where_nobody_saved(as_person):
    article = recorded()

    page = send(as_person("编辑"), page_of(article), title="我的题")

    assert "合在一起" not in told(page)


def test_a_button_on_words_others_have_changed_does_nothing_the_first_time(meet, as_person):
    article = recorded(title="")

    page = meet(article, {"title": "他们的题"}, {"_move": "submit"})
    between = Article.objects.get().state
    as_person("编辑").post(page_of(article), {**read_form(page), "_move": "submit"})

    assert (between, Article.objects.get().state) == ("draft", "review")
    assert "<ins>他们的题</ins>" in page.content.decode()


def test_a_version_that_never_was_is_refused(as_person):
    article = recorded()
    client = as_person("编辑")
    form = read_form(client.get(page_of(article)))

    client.post(page_of(article), {**form, "opened_version": "9", "title": "我的题"})

    assert Article.objects.get().title == article.title


def test_a_collection_is_brought_together_too(meet):
    collection = make_collection(make_article(), make_article())
    workflow.record(collection, by=None, reason="建专题")

    meet(collection, {"placements-0-note": "他们的编者按"}, {"standfirst": "我的导语", "sections-0-title": "上编"})

    latest = Collection.objects.get()
    assert latest.placements.get(order=1).note == "他们的编者按"
    assert (latest.standfirst, latest.sections.get().title) == ("我的导语", "上编")


def test_another_order_of_the_pieces_and_a_changed_note_are_both_kept(meet):
    collection = make_collection(make_article(title="甲"), make_article(title="乙"))
    workflow.record(collection, by=None, reason="建专题")

    meet(collection, {"placements-0-note": "他们的编者按"}, {"placements-0-order": "2", "placements-1-order": "1"})

    rows = Collection.objects.get().placements.order_by("order")
    assert [(row.article.title, row.note) for row in rows] == [("乙", ""), ("甲", "他们的编者按")]


def test_a_record_chosen_for_a_name_is_a_change_of_the_row(meet):
    article, author = recorded(), make_author(name="林远舟")

    meet(article, {"contributions-0-author": str(author.pk)}, {"title": "我的题"})

    assert article.contributions.first().author == author
    assert Topic.objects.count() == 0
