"""Building a collection: order by numbers, warnings, proposals, review and publishing as one unit."""

import re

import pytest
from django.urls import reverse

from articles.admin.collection import fetched
from articles.editorial import workflow
from articles.editorial.caution import cautions
from articles.editorial.propose import propose
from articles.editorial.rule import rule_of
from articles.models import Collection, CollectionEdition, Placement, Section
from tests.admin.forms import read_form, send, told
from tests.factories import make_article, make_collection, make_complete_article, make_topic

pytestmark = pytest.mark.django_db


def page_of(collection):
    return reverse("admin:articles_collection_change", args=[collection.pk])


def titles(collection):
    return [p.article.title for p in collection.placements.order_by("section__order", "order", "pk")]


def publish_article(article, people):
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name])
    return workflow.publish(article, by=people["终审"])


@pytest.fixture
def three():
    collection = make_collection(*(make_article(title=title) for title in "甲乙丙"))
    workflow.record(collection, by=None, reason="建专题")
    return collection


@pytest.mark.parametrize(
    ("label", "numbers", "order"),
    [
        ("last to the front", {2: "1"}, "丙甲乙"),
        ("first to the end", {0: "3"}, "乙丙甲"),
        ("past the end", {0: "99"}, "乙丙甲"),
        ("all, as dragging writes them", {0: "3", 1: "1", 2: "2"}, "乙丙甲"),
        ("wiped out", {1: ""}, "甲乙丙"),
        ("none", {}, "甲乙丙"),
    ],
)
def test_a_piece_moves_to_the_number_typed(label, numbers, order, three, as_person):
    changes = {f"placements-{row}-order": number for row, number in numbers.items()}

    send(as_person("编辑"), page_of(three), **changes)

    assert "".join(titles(three)) == order
    assert [p.order for p in three.placements.order_by("order")] == [1, 2, 3]


def test_a_piece_moves_to_another_section(three, as_person):
    second = Section.objects.create(collection=three, title="第二部分", order=2)

    send(as_person("编辑"), page_of(three), **{"placements-0-section": str(second.pk)})

    assert titles(three) == ["乙", "丙", "甲"]


def test_a_new_piece_goes_last(three, as_person):
    article = make_article(title="丁")
    row = {"placements-3-article": str(article.pk), "placements-3-section": str(three.sections.get().pk)}

    send(as_person("编辑"), page_of(three), **{"placements-TOTAL_FORMS": "4", "placements-3-order": "0", **row})

    assert titles(three) == ["甲", "乙", "丙", "丁"]


def test_a_section_of_another_collection_is_no_choice(three, as_person):
    foreign = make_collection().sections.get()

    page = send(as_person("编辑"), page_of(three), **{"placements-0-section": str(foreign.pk)})

    assert page.context["errors"]
    assert not Placement.objects.filter(section=foreign).exists()


def test_a_piece_cannot_be_swapped_for_another_in_its_row(three, as_person):
    other = make_article(title="丁")

    send(as_person("编辑"), page_of(three), **{"placements-0-article": str(other.pk), "title": "新题"})

    assert titles(three) == ["甲", "乙", "丙"]


def test_a_section_with_pieces_cannot_be_dropped(three, as_person):
    page = send(as_person("编辑"), page_of(three), **{"sections-0-DELETE": "on"})

    assert "还有篇目" in page.content.decode()
    assert three.placements.count() == 3


def test_an_empty_section_can_be_dropped(three, as_person):
    Section.objects.create(collection=three, title="第二部分", order=2)

    send(as_person("编辑"), page_of(three), **{"sections-1-DELETE": "on"})

    assert three.sections.get().title == "第一部分"


def test_saving_without_a_change_says_so_and_keeps_the_version(three, as_person):
    page = send(as_person("编辑"), page_of(three))

    assert "没有改动" in told(page)
    assert Collection.objects.get().version == 1


def test_a_stale_save_of_a_collection_shows_the_notes_that_differ(three, as_person):
    mine = as_person("编辑")
    form = read_form(mine.get(page_of(three)))
    send(as_person("初审"), page_of(three), **{"placements-0-note": "值得先读。"})

    page = mine.post(page_of(three), {**form, "placements-0-note": "值得细读。"})

    html = page.content.decode()
    assert "您打开的是第 1 稿" in html
    told = "".join(re.findall(r"<ins>(.*?)</ins>", html, re.S))
    assert "值得先读。" in told and "值得细读。" in told
    assert Collection.objects.get().placements.first().note == "值得先读。"


def test_pieces_are_warned_of_that_readers_cannot_see_have_no_source_or_stand_twice(people):
    public, draft = make_complete_article(), make_article(body="另一篇的正文。")
    twin = make_article(body=draft.body)
    publish_article(public, people)
    collection = make_collection(public, draft, twin)

    row = fetched(collection)
    rows = list(row.placements.all())
    told = cautions(row, list(row.sections.all()), rows).pieces
    found = {placement.article_id: told[placement.pk] for placement in rows if placement.pk in told}

    assert set(found) == {draft.pk, twin.pk}
    assert found[draft.pk] == ("尚未公开，读者看不到这一篇", "没有首发来源", "与第 3 篇文字相同")


def test_articles_of_narrower_topics_are_proposed_and_placed_ones_are_not():
    broad = make_topic(name="新质生产力")
    narrow = make_topic(name="低空经济", parent=broad)
    inside, proposed, other = make_article(), make_article(), make_article()
    inside.topics.add(broad)
    proposed.topics.add(narrow)
    other.topics.add(make_topic())
    collection = make_collection(inside)
    collection.topics.add(broad)

    found = propose(collection, rule_of(collection))

    assert [(one.article, one.reasons) for one in found] == [(proposed, ("主题 低空经济",))]


def test_a_proposed_article_is_placed_with_one_button(three, as_person):
    topic = make_topic()
    article = make_article(title="丁")
    article.topics.add(topic)
    three.topics.add(topic)

    page = send(as_person("编辑"), page_of(three), _place=str(article.pk))

    assert "已把《丁》放进“第一部分”" in told(page)
    assert titles(three) == ["甲", "乙", "丙", "丁"]
    assert three.revisions.first().reason == "收入《丁》"


def test_an_article_is_placed_once(three, as_person):
    article = three.placements.first().article
    section = str(three.sections.get().pk)

    page = send(as_person("编辑"), page_of(three), _place=str(article.pk), place_section=section)

    assert "已经在专题里" in told(page)


def test_a_collection_is_signed_three_times_and_published_as_one(people, as_person):
    article = make_complete_article()
    publish_article(article, people)
    collection = make_collection(article)
    workflow.record(collection, by=None, reason="建专题")
    send(as_person("编辑"), page_of(collection), _move="submit")
    send(as_person("初审"), page_of(collection), _move="sign")

    refused = send(as_person("终审"), page_of(collection), _move="publish")
    for name in ("复审", "终审"):
        send(as_person(name), page_of(collection), _move="sign")
    page = send(as_person("终审"), page_of(collection), _move="publish")

    assert "“复审”尚未签发" in told(refused)
    assert "已发布第 1 版" in told(page)
    assert CollectionEdition.objects.live().get().get_absolute_url() in page.content.decode()


def test_a_changed_note_voids_the_signatures_and_is_shown_marked(people, as_person):
    article = make_complete_article()
    publish_article(article, people)
    collection = make_collection(article)
    workflow.record(collection, by=None, reason="建专题")
    publish_article(collection, people)

    page = send(as_person("编辑"), page_of(collection), **{"placements-0-note": "值得先读。"})

    html = page.content.decode()
    review = html[html.index('id="review"') : html.index('id="history"')]
    assert "".join(re.findall(r"<ins>(.*?)</ins>", review)).strip() == "值得先读。"
    assert Collection.objects.get().state == "draft"
    assert CollectionEdition.objects.live().exists()


def test_a_new_collection_starts_with_its_sections(as_person):
    rows = {"sections-TOTAL_FORMS": "1", "sections-0-title": "第一部分", "sections-0-order": "1"}

    send(as_person("编辑"), reverse("admin:articles_collection_add"), title="新专题", **rows)

    collection = Collection.objects.get()
    assert (collection.slug, collection.sections.get().title) == ("xin-zhuan-ti", "第一部分")
    assert collection.revisions.get().content["payload"]["sections"][0]["title"] == "第一部分"


def test_the_page_of_sixty_pieces_asks_few_queries_and_loads_no_body(three, as_person, django_assert_max_num_queries):
    section = three.sections.get()
    for n in range(57):
        Placement.objects.create(
            collection=three, section=section, article=make_article(body=f"第{n}篇。"), order=4 + n
        )

    editor = as_person("编辑")

    with django_assert_max_num_queries(15) as asked:
        editor.get(page_of(three))
    assert not [each["sql"] for each in asked.captured_queries if '"articles_article"."body"' in each["sql"]]
