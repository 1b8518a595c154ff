"""Finding by name or number: every spelling, pinyin, the nearest first, in three queries."""

import pytest

from articles.editorial import workflow
from articles.models import Article
from articles.search.named import OF_A_KIND, find_articles, find_named, last_worked_on, number_in
from tests.factories import make_article, make_author, make_collection, make_source, make_topic, make_user

pytestmark = pytest.mark.django_db
ALL = frozenset({"collection", "author", "user", "source", "topic", "tag"})


def names(found):
    return [(named.kind, named.name) for named in found]


@pytest.mark.parametrize("asked", ["雪道", "雪道帶熱", "xuedao", "xue dao", "XD", "ytxd", "yitiaoxue"])
def test_an_article_is_found_by_its_title_in_any_script_and_by_pinyin(asked):
    make_article(title="一条雪道带热小城")
    make_article(title="早市搬进新棚")

    assert [named.name for named in find_articles(asked)] == ["一条雪道带热小城"]


@pytest.mark.parametrize("asked", ["ue", "iao", "zzz", "x.*d", "(", "' '", ""])
def test_the_middle_of_a_syllable_a_pattern_or_a_blank_finds_no_title(asked):
    make_article(title="一条雪道带热小城", body="正文。")

    assert find_articles(asked) == []


def test_the_number_comes_first_then_titles_then_texts():
    text, title = make_article(title="早市", body="雪道开了 7 天。"), make_article(title="雪道", body="正文。")

    assert [named.pk for named in find_articles("雪道")] == [title.pk, text.pk]
    assert find_articles(str(text.pk))[0].pk == text.pk


@pytest.mark.parametrize("asked", ["9" * 19, "-1", "1e3", "١x"])
def test_what_is_no_number_of_a_row_is_none(asked):
    assert number_in(asked) == 0


def test_an_article_without_a_title_is_called_by_its_opening():
    make_article(title="", body="天亮以后，雪道上已经有人。" * 5)

    assert find_articles("雪道")[0].name == "天亮以后，雪道上已经有人。天亮以后，雪道……"


def test_no_more_of_a_kind_than_an_answer_holds():
    for _n in range(OF_A_KIND + 2):
        make_article(title="雪道")
        make_author(name="林远舟")

    assert len(find_articles("雪道")) == len(find_named("林远舟", ALL)) == OF_A_KIND


def test_records_are_found_by_written_forms_in_any_script_and_by_pinyin():
    make_source(name="松川日报").forms.create(form="松日")
    make_source(name="北岸早报")

    for asked in ("松川", "松川日報", "松日", "songchuan", "scrb"):
        assert names(find_named(asked, ALL)) == [("source", "松川日报")], asked


def test_every_kind_answers_in_one_query_the_same_name_before_a_longer_one(django_assert_num_queries):
    make_topic(name="冰雪经济学")
    make_topic(name="冰雪经济")
    make_author(name="冰雪经济研究所")
    make_source(name="冰雪经济报")
    make_collection(title="冰雪经济")
    make_user("ice", display_name="冰雪经济")
    make_article().tags.add("冰雪经济")

    with django_assert_num_queries(1):
        found = find_named("冰雪經濟", ALL)

    assert names(found) == [
        ("collection", "冰雪经济"), ("author", "冰雪经济研究所"), ("user", "冰雪经济"), ("source", "冰雪经济报"),
        ("topic", "冰雪经济"), ("topic", "冰雪经济学"), ("tag", "冰雪经济"),
    ]  # fmt: skip


def test_only_the_kinds_that_were_named_are_looked_among(django_assert_num_queries):
    make_user("ice", display_name="冰雪")
    make_topic(name="冰雪")

    assert names(find_named("冰雪", {"topic"})) == [("topic", "冰雪")]
    with django_assert_num_queries(0):
        assert find_named("冰雪", frozenset()) == []


@pytest.mark.parametrize("asked", ["%", "_", "\\", "'", '"', "[", "'; --"])
def test_signs_of_the_database_are_signs(asked):
    make_topic(name="冰雪")
    make_source(name="松川日报")

    assert find_named(asked, ALL) == []


def test_articles_take_two_queries_and_one_where_titles_suffice(django_assert_num_queries):
    for _n in range(OF_A_KIND):
        make_article(title="雪道")

    with django_assert_num_queries(1):
        find_articles("雪道")
    with django_assert_num_queries(2):
        find_articles("雪道上的")


def test_what_a_person_worked_on_last_comes_first_each_once_and_nobody_elses(django_assert_num_queries):
    me, other = make_user("me"), make_user("other")
    first, second, third = make_article(title="甲"), make_article(title="乙"), make_article(title="丙")
    collection = make_collection(first, title="丁")
    for piece, by in ((first, me), (second, me), (collection, me), (third, other)):
        workflow.record(piece, by=by, reason="改")
    Article.objects.filter(pk=first.pk).update(section="栏目")
    workflow.record(Article.objects.get(pk=first.pk), by=me, reason="改")

    with django_assert_num_queries(2):
        found = last_worked_on(me)

    assert names(found) == [("article", "甲"), ("collection", "丁"), ("article", "乙")]


def test_the_pinyin_follows_the_title():
    article = make_article(title="早市")
    article.title = "重庆的雪道"
    article.save()

    assert Article.objects.get(pk=article.pk).title_pinyin == "chong-qing-de-xue-dao"
    assert find_articles("zaoshi") == []
