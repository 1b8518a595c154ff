"""What a rule proposes, with its reasons, and what it leaves alone; refusals stay until they are taken back."""

import pytest

from articles.editorial import arrange, workflow
from articles.editorial.propose import propose, refuse, take_back
from articles.editorial.restore import restore
from articles.editorial.rule import Rule, read_rule, rule_of, set_rule
from articles.editorial.workflow import Refused
from articles.models import Attribution, Event, RefusedProposal
from articles.search import index_article
from tests.factories import make_article, make_collection, make_source, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("编辑", ("编辑",))


@pytest.fixture
def collection():
    return make_collection(title="专题")


def written(title, body="正文。", **changes):
    article = make_article(title=title, body=body, **changes)
    index_article(article)
    return article


def proposed(collection, rule, **how):
    return {one.article.title: one.reasons for one in propose(collection, rule, **how)}


def test_an_empty_rule_and_one_that_only_excludes_propose_nothing(collection):
    written("甲")

    assert propose(collection, Rule()) == propose(collection, Rule(without=("x",))) == ()


def test_topics_narrower_topics_tags_and_words_each_are_a_reason(collection):
    broad = make_topic(name="新质生产力")
    narrow = make_topic(name="低空经济", parent=broad)
    below = make_topic(name="无人机", parent=narrow)
    written("甲").topics.add(narrow)
    written("乙").topics.add(below, broad)
    written("丙").tags.add("冰雪")
    written("丁", "产线换了新产线，老产线拆了。")
    written("戊").topics.add(make_topic(name="别的"))

    found = proposed(collection, Rule(topics=(broad.key,), tags=("冰雪",), query="产线"))

    assert found == {
        "甲": ("主题 低空经济",),
        "乙": ("主题 新质生产力、无人机",),
        "丙": ("标签 冰雪",),
        "丁": ("检索词 3 处",),
    }


def test_what_meets_more_of_the_rule_comes_first_and_a_title_before_a_text(collection):
    topic = make_topic(name="新质生产力")
    written("只有词", "产线。" * 9)
    written("题里有产线", "正文。")
    written("都有", "产线。").topics.add(topic)

    assert list(proposed(collection, Rule(topics=(topic.key,), query="产线"))) == ["都有", "题里有产线", "只有词"]


def test_the_newest_first_where_that_is_asked(collection):
    for title, date in (("旧", "2023-10"), ("新", "2024-05"), ("无日期", "")):
        written(title, "产线。", date=date)

    assert list(proposed(collection, Rule(query="产线"), newest=True)) == ["新", "旧", "无日期"]


@pytest.mark.parametrize(
    ("date", "inside"),
    [
        ("2024-03-15", True),
        ("2024-03", True),
        ("2024", False),
        ("2023-12-31", False),
        ("2024-07-01", False),
        ("", False),
    ],
)
def test_only_what_lies_within_the_dates_is_proposed_with_its_date(collection, date, inside):
    written("甲", "产线。", date=date)

    found = proposed(collection, Rule(query="产线", since="2024-01", until="2024-06"))

    assert bool(found) == inside
    assert not inside or "2024年3月" in found["甲"][0]


def test_only_what_the_sources_published_first_is_proposed(collection):
    daily, other = make_source(name="松川日报"), make_source(name="松川晚报")
    written("甲", "产线。", source=daily)
    written("乙", "产线。", source=other)
    reprinted = written("丙", "产线。", source=other)
    Attribution.objects.create(article=reprinted, source=daily, role="reprinted_by")

    assert proposed(collection, Rule(query="产线", sources=(daily.key,))) == {"甲": ("来源 松川日报", "检索词 1 处")}


def test_what_has_a_topic_to_leave_out_or_one_below_is_not_proposed(collection):
    out = make_topic()
    written("甲", "产线。").topics.add(make_topic(parent=out))
    written("乙", "产线。").topics.add(out)
    written("丙", "产线。")

    assert list(proposed(collection, Rule(query="产线", without=(out.key,)))) == ["丙"]


def test_what_is_in_or_withdrawn_is_not_proposed(editor, collection):
    inside = written("甲", "产线。")
    written("乙", "产线。", state="withdrawn")
    written("丙", "产线。")
    arrange.place(collection, inside.pk, collection.sections.get().pk, by=editor)

    assert list(proposed(collection, Rule(query="产线"))) == ["丙"]


def test_what_is_older_than_its_term_is_background_and_last(collection):
    topic = make_topic(name="新质生产力", since="2023-09")
    for title, date in (("更早", "2019-05"), ("当月", "2023-09-07"), ("年份不全", "2023")):
        written(title, "产线。" * (9 if title == "更早" else 1), date=date).topics.add(topic)

    found = propose(collection, Rule(topics=(topic.key,), query="产线"))

    assert [(one.article.title, one.background) for one in found][-1] == ("更早", True)
    assert [one.background for one in found] == [False, False, True]


def test_words_alone_older_than_every_term_of_the_rule_are_background_too(collection):
    old, always = make_topic(since="2023-09"), make_topic()
    written("甲", "产线。", date="2019")

    assert [one.background for one in propose(collection, Rule(topics=(old.key,), query="产线"))] == [True]
    assert [one.background for one in propose(collection, Rule(topics=(old.key, always.key), query="产线"))] == [False]


def test_refused_is_refused_until_it_is_taken_back(editor, collection):
    article, rule = written("甲", "产线。"), Rule(query="产线")

    refuse(collection, article.pk, by=editor, why="讲的是别的")
    refuse(collection, article.pk, by=editor, why="再点一次")
    row = RefusedProposal.objects.get()
    assert (row.why, row.by, propose(collection, rule)) == ("讲的是别的", editor, ())
    assert proposed(make_collection(), rule) == {"甲": ("检索词 1 处",)}

    take_back(collection, article.pk, by=editor)
    assert proposed(collection, rule) == {"甲": ("检索词 1 处",)}
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "proposal_refused",
        "proposal_returned",
    ]


def test_what_was_not_refused_cannot_be_taken_back(editor, collection):
    with pytest.raises(Refused):
        take_back(collection, make_article().pk, by=editor)


@pytest.mark.parametrize("group", ["只读"])
def test_who_may_not_change_collections_refuses_nothing(collection, group):
    with pytest.raises(Refused):
        refuse(collection, make_article().pk, by=make_user("某人", (group,)))

    assert not RefusedProposal.objects.exists()


def test_a_refusal_does_not_keep_an_editor_from_placing(editor, collection):
    article = written("甲", "产线。")
    refuse(collection, article.pk, by=editor)

    arrange.place(collection, article.pk, collection.sections.get().pk, by=editor)

    assert collection.placements.get().article == article


def test_proposals_ask_as_many_queries_of_three_hundred_as_of_three(collection, django_assert_max_num_queries):
    topic, source, out = make_topic(), make_source(), make_topic()
    for n in range(300):
        article = make_article(body=f"第{n}篇。", source=source)
        article.topics.add(topic)
    rule = Rule((topic.key,), ("冰雪",), "产线", (source.key,), "2020", "2030", (out.key,))

    with django_assert_max_num_queries(8) as asked:
        assert len(propose(collection, rule)) == 20
    assert not [each["sql"] for each in asked.captured_queries if '"articles_article"."body"' in each["sql"]]


# The rule itself


@pytest.mark.parametrize(
    "stored",
    [
        [], {"words": "x"}, {"query": 1}, {"query": "x" * 201}, {"since": "bald"}, {"since": "XXXX-06-28"},
        {"sources": "x"}, {"tags": [1]}, {"without": ["x"] * 101}, None,
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(stored):
    with pytest.raises(ValueError):
        read_rule(stored)


def test_a_rule_is_stored_and_read_as_it_was_said(editor, collection):
    topic = make_topic()
    rule = Rule((topic.key,), ("冰雪",), "产线", ("a",), "2023-09", "2024", ("b",))
    workflow.record(collection, by=None, reason="建专题")

    assert set_rule(collection, rule, by=editor, opened=Rule())

    collection.refresh_from_db()
    assert rule_of(collection) == rule
    assert collection.revisions.first().reason == "改荐稿规则"


def test_the_same_rule_again_writes_nothing(editor, collection):
    rule = Rule(query="产线")
    set_rule(collection, rule, by=editor, opened=Rule())

    assert not set_rule(collection, rule, by=editor, opened=Rule())
    assert collection.revisions.count() == 1


def test_a_rule_over_one_that_was_just_changed_is_refused(editor, collection):
    set_rule(collection, Rule(query="他们的词"), by=editor, opened=Rule())

    with pytest.raises(Refused, match="别人刚改过"):
        set_rule(collection, Rule(query="我的词"), by=editor, opened=Rule())


def test_a_rule_takes_no_signature_and_no_edition_away(editor, collection):
    type(collection).objects.filter(pk=collection.pk).update(state="published")
    workflow.record(collection, by=None, reason="建专题")

    set_rule(collection, Rule(query="产线"), by=editor, opened=Rule())

    collection.refresh_from_db()
    assert collection.state == "published"


def test_an_earlier_rule_comes_back_with_its_revision(editor, collection):
    set_rule(collection, Rule(query="先前"), by=editor, opened=Rule())
    set_rule(collection, Rule(query="后来"), by=editor, opened=Rule(query="先前"))

    restore(collection, 1, by=editor)

    collection.refresh_from_db()
    assert rule_of(collection).query == "先前"
