"""Tags: one identity in every spelling, by every path taggit offers."""

import pytest

from articles.models import Tag
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spelling", ["新質生產力", " 新质生产力 ", "新质生产力", "新质生产力 "])
def test_every_spelling_is_one_tag(spelling):
    article = make_article()
    article.tags.add("新质生产力")

    article.tags.add(spelling)

    assert [tag.name for tag in article.tags.all()] == ["新质生产力"]


@pytest.mark.parametrize(("first", "second"), [("ＡＩ", "ai"), ("AI", "Ai")])
def test_width_and_case_do_not_make_a_second_tag(first, second):
    article = make_article()

    article.tags.add(first, second)

    assert Tag.objects.count() == 1


def test_tags_that_only_look_alike_stay_two():
    article = make_article()

    article.tags.add("新质生产力", "新质生产", "科技 创新", "科技创新")

    assert Tag.objects.count() == 4


def test_setting_tags_from_a_line_splits_on_chinese_marks():
    article = make_article()

    article.tags.set(["冰雪经济", "冰雪經濟", "寒地测试"])

    assert sorted(tag.name for tag in article.tags.all()) == ["冰雪经济", "寒地测试"]


def test_slugs_are_pinyin_and_never_shared():
    first, second = Tag.objects.create(name="重庆诗"), Tag.objects.create(name="重庆狮")

    assert (first.slug, second.slug) == ("chong-qing-shi", "chong-qing-shi-2")
