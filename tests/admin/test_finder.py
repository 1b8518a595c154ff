"""Finding articles for a collection: words, facets, pages, and what a hit tells; whole as a page and as a part of the builder."""

import pytest
from django.urls import reverse

from articles.editorial import workflow
from articles.models import Section
from articles.search import index_article
from tests.admin.forms import told
from tests.factories import make_article, make_collection, make_source, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection():
    return make_collection(make_article(title="已在的", body="正文。"), title="专题")


def written(title, body="正文。", **changes):
    article = make_article(title=title, body=body, **changes)
    index_article(article)
    return article


def page_of(collection, asked=""):
    return reverse("admin:articles_collection_find", args=[collection.pk]) + asked


def hits(client, collection, asked=""):
    return [hit.article.title for hit in client.get(page_of(collection, asked)).context["found"].hits]


def test_words_are_found_in_either_script_the_best_first(collection, as_person):
    written("甲", "產線一條。")
    written("产线")
    written("别的")

    assert hits(as_person("编辑"), collection, "?q=产线") == ["产线", "甲"]


def test_without_words_the_newest_come_first(collection, as_person):
    written("旧", date="2020")
    written("新", date="2025-01-02")

    assert hits(as_person("编辑"), collection)[0] == "新"


def publish(article, people):
    workflow.record(article, by=None, reason="导入")
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name])
    workflow.publish(article, by=people["终审"])


@pytest.mark.parametrize("facet", ["topic", "source", "year", "public", "tag"])
def test_each_facet_narrows_and_can_be_dropped_again(facet, collection, as_person, people):
    topic, source = make_topic(name="冰雪"), make_source(name="松川日报")
    one = written("甲", "产线。", source=source, date="2021-03", people=(("林远舟", "reporter"), ("沈知秋", "editor")))
    one.topics.add(topic)
    one.tags.add("冰")
    publish(one, people)
    written("乙", "产线。", date="2022")
    values = {"topic": topic.slug, "source": source.slug, "year": "2021", "public": "yes", "tag": one.tags.get().slug}
    client = as_person("编辑")

    page = client.get(page_of(collection, f"?q=产线&{facet}={values[facet]}"))

    assert [hit.article.title for hit in page.context["found"].hits] == ["甲"]
    chosen = [choice for _label, choices in page.context["found"].facets for choice in choices if choice.chosen]
    assert [(choice.count, choice.query) for choice in chosen] == [(1, "?q=%E4%BA%A7%E7%BA%BF")]


def test_what_is_not_public_is_a_choice_too(collection, as_person):
    written("甲", "产线。")

    assert hits(as_person("编辑"), collection, "?q=产线&public=no") == ["甲"]
    assert hits(as_person("编辑"), collection, "?q=产线&public=yes") == []


def test_a_year_is_a_whole_year(collection, as_person):
    written("甲", "产线。", date="2021-03-04")
    written("乙", "产线。", date="2021")
    written("丙", "产线。", date="2022-02-02")

    assert sorted(hits(as_person("编辑"), collection, "?q=产线&year=2021")) == ["乙", "甲"]


@pytest.mark.parametrize("asked", ["?topic=nothing", "?source=nothing", "?tag=nothing", "?year=x", "?q=没有这样的词"])
def test_what_is_nowhere_finds_nothing(asked, collection, as_person):
    assert hits(as_person("编辑"), collection, asked) == []


@pytest.mark.parametrize("asked", ["?page=x", "?page=-1", "?page=99999", "?page=2&q=", "?q=%00", "?nosuch=1"])
def test_an_address_nobody_made_is_answered_all_the_same(asked, collection, as_person):
    assert as_person("编辑").get(page_of(collection, asked)).status_code == 200


def test_hits_come_in_pages(collection, as_person):
    for n in range(25):
        written(f"第{n:02}篇", "产线。")
    client = as_person("编辑")

    first = client.get(page_of(collection, "?q=产线")).context["found"]
    second = client.get(page_of(collection, first.after)).context["found"]

    assert (len(first.hits), len(second.hits), first.total) == (20, 5, "25 篇")
    assert (first.before, second.after) == ("", "")
    assert not {hit.article.pk for hit in first.hits} & {hit.article.pk for hit in second.hits}


def test_a_hit_tells_what_is_in_already_and_offers_the_sections_for_the_rest(collection, as_person):
    Section.objects.create(collection=collection, title="第二部分", order=2)
    inside = collection.placements.get().article
    index_article(inside)
    other = written("还没有")

    html = as_person("编辑").get(page_of(collection)).content.decode()

    assert "已在专题里" in html
    values = [f"place:{other.pk}:{section.pk}" for section in collection.sections.all()]
    assert all(f'value="{value}"' in html for value in values) and f"place:{inside.pk}:" not in html


def test_without_script_an_article_is_taken_and_the_search_goes_on(collection, as_person):
    article = written("甲", "产线。")
    client, here = as_person("编辑"), page_of(collection, "?q=产线")
    act = {"_arrange": f"place:{article.pk}:{collection.sections.get().pk}", "back": here}

    page = client.post(reverse("admin:articles_collection_arrange", args=[collection.pk]), act, follow=True)

    assert "已把《甲》放进“第一部分”。" in told(page)
    assert page.context["found"].asked == {"q": "产线"}
    assert collection.placements.count() == 2


def test_who_may_only_look_is_offered_no_button(collection, as_person):
    written("甲")

    html = as_person("只读").get(page_of(collection)).content.decode()

    assert "甲" in html and "_arrange" not in html


def test_the_builder_is_answered_with_the_part_alone(collection, as_person):
    html = as_person("编辑").get(page_of(collection), headers={"X-Part": "shelf"}).content.decode()

    assert "find-q" in html and "<html" not in html


def test_finding_asks_few_queries_and_no_body_among_many(collection, as_person, django_assert_max_num_queries):
    source, topic = make_source(), make_topic()
    for n in range(60):
        article = written(f"第{n}篇", f"产线{n}。", source=source)
        article.topics.add(topic)
        article.tags.add(f"标签{n}")
    client = as_person("编辑")

    with django_assert_max_num_queries(15) as asked:
        client.get(page_of(collection, f"?q=产线&topic={topic.slug}&source={source.slug}&year=2024&public=no"))
    assert not [each["sql"] for each in asked.captured_queries if '"articles_article"."body"' in each["sql"]]
