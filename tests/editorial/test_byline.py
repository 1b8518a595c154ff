"""Answers about names and facts: confirmed, split otherwise, linked to a record, put back. One revision each."""

import pytest

from articles.editorial import byline, workflow
from articles.editorial.workflow import Refused
from articles.models import Article, Author, Contribution, Revision
from tests.factories import make_article, make_author, make_source, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("editor", ("编辑",))


@pytest.fixture
def article():
    """One whose three reporters were printed without a break, with another split, and an editor after them."""
    made = make_article(people=(("林远舟", "reporter"), ("沈知秋", "reporter"), ("顾清和", "editor")))
    other = [["林远", "舟沈知秋"], ["林远舟沈", "知秋"]]
    made.contributions.filter(role="reporter").update(confirm=True, alternatives=other)
    workflow.record(made, by=None, reason="导入")
    return made


def names(article):
    return [(one.name, one.confirm) for one in Contribution.objects.filter(article=article)]


def test_a_name_is_confirmed_as_it_stands_with_its_author(article, editor):
    first = article.contributions.first()

    assert byline.confirm_name(article, first.pk, by=editor) == "林远舟"
    assert names(article) == [("林远舟", False), ("沈知秋", True), ("顾清和", False)]
    assert article.contributions.first().author.name == "林远舟"
    assert Revision.objects.filter(article=article).count() == 2


def test_a_whole_run_is_confirmed_at_once_and_nothing_else(article, editor):
    article.contributions.create(name="外人", role="reporter", confirm=True, alternatives=[["外", "人"]], order=9)

    assert byline.confirm_run(article, article.contributions.first().pk, by=editor) == ("林远舟", "沈知秋")
    assert [name for name, confirm in names(article) if confirm] == ["外人"]


def test_another_split_takes_the_place_of_the_run_and_what_follows_stays_behind_it(article, editor):
    second = article.contributions.all()[1]

    assert byline.take_split(article, second.pk, 0, by=editor) == ("林远", "舟沈知秋")
    assert names(article) == [("林远", False), ("舟沈知秋", False), ("顾清和", False)]


def test_a_longer_split_moves_what_follows(article, editor):
    article.contributions.filter(role="reporter").update(alternatives=[["林", "远舟", "沈知秋"]])

    byline.take_split(article, article.contributions.first().pk, 0, by=editor)

    assert [name for name, _confirm in names(article)] == ["林", "远舟", "沈知秋", "顾清和"]


def test_a_run_somebody_changed_is_left_alone(article, editor):
    article.contributions.filter(name="沈知秋").update(name="沈秋")

    with pytest.raises(Refused, match="已改过"):
        byline.take_split(article, article.contributions.first().pk, 0, by=editor)


@pytest.mark.parametrize("choice", [2, 99])
def test_a_split_that_is_not_there_is_refused(article, editor, choice):
    with pytest.raises(Refused):
        byline.take_split(article, article.contributions.first().pk, choice, by=editor)


def test_one_of_two_authors_of_a_name_is_chosen_or_a_new_one_made(article, editor):
    make_author(), make_author()
    known = Author.objects.last()
    first = article.contributions.first()

    assert byline.choose_author(article, first.pk, known.pk, by=editor) == known
    assert byline.choose_author(article, first.pk, 0, by=editor) not in (known, None)
    with pytest.raises(Refused, match="已不在"):
        byline.choose_author(article, first.pk, 99999, by=editor)


def test_a_source_is_chosen_for_a_name_of_the_chain(article, editor):
    source = make_source()
    link = article.attributions.create(name="松川日报", role="published_by")

    byline.choose_source(article, link.pk, source.pk, by=editor)

    assert article.attributions.get().source == source
    with pytest.raises(Refused):
        byline.choose_source(article, 0, source.pk, by=editor)


@pytest.mark.parametrize("field", ["title", "body", "state", ""])
def test_without_a_reading_or_for_another_field_nothing_is_put_back(article, editor, field):
    with pytest.raises(Refused):
        byline.put_back(article, field, by=editor)


def test_without_a_reading_no_author_is_added(article, editor):
    with pytest.raises(Refused):
        byline.add_author(article, 0, by=editor)


def test_a_name_of_another_article_is_out_of_reach(article, editor):
    other = make_article(people=(("外人", "author"),))

    with pytest.raises(Refused):
        byline.confirm_name(article, other.contributions.get().pk, by=editor)
    assert Article.objects.get(pk=article.pk).version == article.version
