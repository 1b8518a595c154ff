"""The page of proposals: the rule in words, one button to take and one to refuse, and the refused listed."""

import pytest
from django.urls import reverse

from articles.editorial import workflow
from articles.editorial.rule import Rule, rule_of
from articles.models import Collection, RefusedProposal
from articles.search import index_article
from tests.admin.forms import told
from tests.factories import make_article, make_collection, make_source, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection():
    made = make_collection(title="专题")
    workflow.record(made, by=None, reason="建专题")
    return made


def page_of(collection):
    return reverse("admin:articles_collection_proposals", args=[collection.pk])


def save(client, collection, **words):
    """Save the rule as the form of the page has it, with `words` typed over."""
    page = client.get(page_of(collection))
    typed = {**page.context["form"].initial, "opened": page.context["opened"], **words, "_rule": "1"}
    return client.post(page_of(collection), typed, follow=True)


def stored(collection):
    return rule_of(Collection.objects.get(pk=collection.pk))


def test_a_rule_is_written_in_words_and_shown_in_words(collection, as_person):
    topic, out = make_topic(name="新质生产力"), make_topic(name="体育")
    source = make_source(name="松川日报")
    make_article().tags.add("冰雪")

    page = save(
        as_person("编辑"), collection,
        topics="新质生产力", without="体育", sources="松川日报", tags="冰雪", query="产线", since="2023-09", until="2024",
    )  # fmt: skip

    assert "荐稿规则已存" in told(page)
    assert stored(collection) == Rule((topic.key,), ("冰雪",), "产线", (source.key,), "2023-09", "2024", (out.key,))
    assert page.context["lines"] == [
        "主题 新质生产力", "检索词 产线", "从 2023-09 起", "到 2024 止", "来源 松川日报", "标签 冰雪", "不要主题 体育"
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["新質生產力", "xin-zhi", "新质生产力"])
def test_a_record_is_known_by_its_name_its_key_and_every_written_form(typed, collection, as_person):
    topic = make_topic(name="新质生产力", slug="xin-zhi")
    topic.terms.create(form="新質生產力二", kind="variant")

    save(as_person("编辑"), collection, topics=typed)

    assert stored(collection).topics == (topic.key,)


@pytest.mark.parametrize(
    ("field", "words", "complaint"),
    [
        ("topics", "没有的主题", "没有叫“没有的主题”的"),
        ("sources", "没有的报", "没有叫“没有的报”的"),
        ("tags", "没有的标签", "没有叫“没有的标签”的标签"),
        ("since", "去年", "不是日期"),
        ("since", "XXXX-06-28", "请写到年"),
        ("query", "长" * 201, "200"),
    ],
)
def test_what_nobody_has_is_refused_in_words_with_all_that_was_typed(field, words, complaint, collection, as_person):
    page = save(as_person("编辑"), collection, **{"query": "产线", field: words})

    assert complaint in page.content.decode()
    assert words in page.content.decode()
    assert stored(collection) == Rule()


def test_a_name_that_two_records_bear_asks_for_a_key(collection, as_person):
    one, other = make_topic(name="创新"), make_topic(name="创新")

    page = save(as_person("编辑"), collection, topics="创新")
    assert one.key in told(page) and other.key in told(page)

    save(as_person("编辑"), collection, topics=other.key)
    assert stored(collection).topics == (other.key,)


def test_a_rule_over_one_that_was_just_changed_is_refused(collection, as_person):
    mine = as_person("编辑")
    opened = mine.get(page_of(collection)).context["opened"]
    save(as_person("初审"), collection, query="他们的词")

    page = mine.post(page_of(collection), {"_rule": "1", "query": "我的词", "opened": opened}, follow=True)

    assert "别人刚改过" in told(page) and "我的词" in page.content.decode()
    assert stored(collection).query == "他们的词"


@pytest.fixture
def proposal(collection, as_person):
    article = make_article(title="甲", body="产线。产线。")
    index_article(article)
    save(as_person("编辑"), collection, query="产线")
    return article


def test_a_proposal_shows_its_reasons_and_a_button_for_each_section(proposal, collection, as_person):
    html = as_person("编辑").get(page_of(collection)).content.decode()

    assert "检索词 2 处" in html
    assert f'value="place:{proposal.pk}:{collection.sections.get().pk}"' in html


def test_a_refused_proposal_is_listed_with_who_and_why_and_comes_back(proposal, collection, as_person):
    client = as_person("编辑")

    page = client.post(page_of(collection), {"_refuse": str(proposal.pk), "why": "讲的是别的"}, follow=True)
    assert page.context["proposals"] == ()
    refused = f"{page_of(collection)}?refused=1"
    html = client.get(refused).content.decode()
    assert "讲的是别的" in html and "编辑" in html

    client.post(refused, {"_again": str(proposal.pk)})
    assert [one.article for one in client.get(page_of(collection)).context["proposals"]] == [proposal]
    assert not RefusedProposal.objects.exists()


def test_the_builder_is_told_what_was_done(proposal, collection, as_person):
    answer = as_person("编辑").post(page_of(collection), {"_refuse": str(proposal.pk)}, headers={"X-Part": "shelf"})

    assert answer.json() == {"said": "不再荐《甲》。", "done": True, "before": 2, "version": 2}


def test_a_piece_of_background_is_marked(collection, as_person):
    topic = make_topic(name="新质生产力", since="2023-09")
    make_article(title="甲", date="2019").topics.add(topic)
    save(as_person("编辑"), collection, topics="新质生产力")

    assert "只作背景" in as_person("编辑").get(page_of(collection)).content.decode()


def test_who_may_only_look_sees_the_proposals_and_no_button(proposal, collection, as_person):
    client = as_person("只读")
    html = client.get(page_of(collection)).content.decode()

    assert "检索词 2 处" in html and "_refuse" not in html and "_rule" not in html
    assert client.post(page_of(collection), {"_refuse": str(proposal.pk)}).status_code == 403


def test_proposals_ask_few_queries(proposal, collection, as_person, django_assert_max_num_queries):
    topic, source = make_topic(name="冰雪"), make_source(name="松川日报")
    for n in range(30):
        make_article(body=f"第{n}篇。", source=source).topics.add(topic)
    make_article().tags.add("冰")
    save(as_person("编辑"), collection, topics="冰雪", sources="松川日报", tags="冰", since="2020")
    client = as_person("编辑")

    with django_assert_max_num_queries(15):
        client.get(page_of(collection))
