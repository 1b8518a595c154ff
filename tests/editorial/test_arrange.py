"""Small acts on a collection: each does what it says to what stands, or says why it makes no sense any more."""

from contextlib import nullcontext

import pytest

from articles.editorial import arrange, workflow
from articles.editorial.workflow import Refused
from articles.models import Placement, Section
from tests.factories import make_article, make_collection, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("编辑", ("编辑",))


@pytest.fixture
def six():
    """Two sections of three pieces: 甲乙丙 and 丁戊己."""
    collection = make_collection(*(make_article(title=title) for title in "甲乙丙"))
    second = Section.objects.create(collection=collection, title="第二部分", order=2)
    for number, title in enumerate("丁戊己", 4):
        Placement.objects.create(collection=collection, section=second, article=make_article(title=title), order=number)
    workflow.record(collection, by=None, reason="建专题")
    return collection


def shown(collection):
    """The titles in the order in which they are read, sections parted by a stroke; the numbers must be 1 to n."""
    rows = list(collection.placements.select_related("article").order_by("section__order", "order"))
    assert [row.order for row in rows] == list(range(1, len(rows) + 1))
    parts = [section.pk for section in collection.sections.order_by("order")]
    return "｜".join("".join(row.article.title for row in rows if row.section_id == pk) for pk in parts)


def named(collection, title):
    return collection.placements.get(article__title=title).pk


def section(collection, number):
    return collection.sections.get(order=number).pk


@pytest.mark.parametrize(
    ("piece", "part", "after", "expected"),
    [
        ("丙", 1, None, "丙甲乙｜丁戊己"),
        ("甲", 1, "丙", "乙丙甲｜丁戊己"),
        ("甲", 2, "丁", "乙丙｜丁甲戊己"),
        ("己", 1, None, "己甲乙丙｜丁戊"),
        ("己", 1, "丙", "甲乙丙己｜丁戊"),
        ("乙", 1, "甲", "甲乙丙｜丁戊己"),
    ],
)
def test_a_piece_moves_behind_another(editor, six, piece, part, after, expected):
    behind = named(six, after) if after else arrange.FIRST

    arrange.move(six, named(six, piece), section(six, part), behind, by=editor)

    assert shown(six) == expected


def test_a_move_holds_whatever_others_did_meanwhile(editor, six):
    mine = (named(six, "丙"), section(six, 1), named(six, "甲"))
    arrange.move(six, named(six, "甲"), section(six, 1), named(six, "乙"), by=make_user("同事", ("编辑",)))

    arrange.move(six, *mine, by=editor)

    assert shown(six) == "乙甲丙｜丁戊己"


def test_every_move_is_recorded_with_who_made_it(editor, six):
    arrange.move(six, named(six, "丙"), section(six, 1), arrange.FIRST, by=editor)

    last = six.revisions.first()
    assert (last.reason, last.by, last.number) == ("移《丙》到第 1", editor, 2)


def test_a_move_to_where_it_stands_writes_nothing(editor, six):
    said = arrange.move(six, named(six, "乙"), section(six, 1), named(six, "甲"), by=editor)

    assert (said, six.revisions.count()) == ("次序没有变。", 1)


@pytest.mark.parametrize("gone", ["piece", "after", "section", "moved away"])
def test_a_move_that_makes_no_sense_any_more_is_told_and_moves_nothing(editor, six, gone):
    piece, part, after = named(six, "丙"), section(six, 2), named(six, "丁")
    if gone == "piece":
        arrange.take_out(six, piece, by=editor)
    elif gone == "after":
        arrange.take_out(six, after, by=editor)
    elif gone == "moved away":
        arrange.move(six, after, section(six, 1), arrange.FIRST, by=editor)
    else:
        part = 0
    before = shown(six)

    with pytest.raises(Refused) as refused:
        arrange.move(six, piece, part, after, by=editor)

    assert refused.value.code == "gone" and "别人刚" in str(refused.value)
    assert shown(six) == before


def test_a_piece_is_placed_last_in_its_section(editor, six):
    arrange.place(six, make_article(title="庚").pk, section(six, 1), by=editor)

    assert shown(six) == "甲乙丙庚｜丁戊己"


def test_a_piece_is_placed_into_an_empty_section(editor, six):
    arrange.add_section(six, "第三部分", by=editor)

    arrange.place(six, make_article(title="庚").pk, section(six, 3), by=editor)

    assert shown(six) == "甲乙丙｜丁戊己｜庚"


@pytest.mark.parametrize("state", ["withdrawn", "placed", "nowhere"])
def test_what_cannot_be_placed_is_refused(editor, six, state):
    article = make_article(state="withdrawn") if state == "withdrawn" else six.placements.first().article
    key = 0 if state == "nowhere" else article.pk

    with pytest.raises(Refused):
        arrange.place(six, key, section(six, 1), by=editor)

    assert shown(six) == "甲乙丙｜丁戊己"


def test_a_piece_taken_out_leaves_the_article_and_its_note_in_the_revisions(editor, six):
    piece = named(six, "乙")
    arrange.describe(six, piece, ("", "值得先读。"), ("", ""), by=editor)

    arrange.take_out(six, piece, by=editor)

    assert shown(six) == "甲丙｜丁戊己"
    assert "值得先读。" in str(six.revisions.get(number=2).content)


def test_a_note_and_a_title_of_its_own_are_written_and_recorded(editor, six):
    arrange.describe(six, named(six, "乙"), ("乙的另一题", "值得先读。"), ("", ""), by=editor)

    row = six.placements.get(article__title="乙")
    assert (row.title, row.note, six.revisions.count()) == ("乙的另一题", "值得先读。", 2)


def test_two_people_writing_a_title_and_a_note_lose_neither(editor, six):
    arrange.describe(six, named(six, "乙"), ("他们的题", ""), ("", ""), by=editor)

    arrange.describe(six, named(six, "乙"), ("", "我的编者按"), ("", ""), by=editor)

    row = six.placements.get(article__title="乙")
    assert (row.title, row.note) == ("他们的题", "我的编者按")


def test_a_note_over_one_just_written_is_refused_with_what_it_says(editor, six):
    arrange.describe(six, named(six, "乙"), ("", "他们的编者按"), ("", ""), by=editor)

    with pytest.raises(Refused) as refused:
        arrange.describe(six, named(six, "乙"), ("", "我的编者按"), ("", ""), by=editor)

    assert refused.value.code == "clash" and "“他们的编者按”" in str(refused.value)
    assert six.placements.get(article__title="乙").note == "他们的编者按"


def test_a_section_moves_with_its_pieces(editor, six):
    arrange.move_section(six, section(six, 2), arrange.FIRST, by=editor)

    assert shown(six) == "丁戊己｜甲乙丙"


def test_a_section_is_renamed_and_its_pieces_stay(editor, six):
    arrange.name_section(six, section(six, 1), ("上编", "从这里读起。"), ("第一部分", ""), by=editor)

    assert six.sections.values_list("title", "introduction")[0] == ("上编", "从这里读起。")
    assert shown(six) == "甲乙丙｜丁戊己"


def test_a_section_without_a_title_is_refused(editor, six):
    with pytest.raises(Refused):
        arrange.add_section(six, "　 ", by=editor)

    assert six.sections.count() == 2


def test_only_an_empty_section_is_dropped(editor, six):
    arrange.add_section(six, "第三部分", by=editor)
    arrange.drop_section(six, section(six, 3), by=editor)

    with pytest.raises(Refused, match="还有篇目"):
        arrange.drop_section(six, section(six, 2), by=editor)

    assert shown(six) == "甲乙丙｜丁戊己"


@pytest.mark.parametrize(
    ("state", "group", "may"),
    [
        ("draft", "编辑", True),
        ("draft", "见习", True),
        ("draft", "只读", False),
        ("review", "见习", False),
        ("withdrawn", "编辑", False),
    ],
)
def test_acts_are_open_to_who_may_change_the_words_in_that_state(six, state, group, may):
    type(six).objects.filter(pk=six.pk).update(state=state)
    act = (named(six, "丙"), section(six, 1), arrange.FIRST)
    person = make_user("某人", (group,))

    with nullcontext() if may else pytest.raises(Refused):
        arrange.move(six, *act, by=person)

    assert shown(six) == ("丙甲乙｜丁戊己" if may else "甲乙丙｜丁戊己")


def test_who_may_not_delete_takes_nothing_out(six):
    with pytest.raises(Refused):
        arrange.take_out(six, named(six, "乙"), by=make_user("见习", ("见习",)))

    assert shown(six) == "甲乙丙｜丁戊己"


def test_a_move_in_a_published_collection_takes_it_back_to_draft(editor, six):
    type(six).objects.filter(pk=six.pk).update(state="published")

    arrange.move(six, named(six, "丙"), section(six, 1), arrange.FIRST, by=editor)

    six.refresh_from_db()
    assert six.state == "draft"


def test_a_move_asks_as_many_queries_in_sixty_pieces_as_in_six(editor, six, django_assert_max_num_queries):
    part = six.sections.get(order=2)
    for number in range(54):
        Placement.objects.create(collection=six, section=part, article=make_article(body=f"第{number}篇。"), order=7)
    arrange.move(six, named(six, "甲"), section(six, 1), named(six, "乙"), by=editor)
    last = six.placements.order_by("-order").first()

    with django_assert_max_num_queries(17):
        arrange.move(six, last.pk, section(six, 1), arrange.FIRST, by=editor)
