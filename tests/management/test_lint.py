"""`manage.py lint`: what it prints and how it ends."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.factories import make_article, make_complete_article

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    try:
        call_command("lint", *args, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_an_article_in_order_ends_with_zero():
    status, lines = run(str(make_complete_article().pk))

    assert status == 0
    assert lines == ["共 1 篇：block 0，reason 0，note 0"]


def test_what_blocks_ends_with_one_and_is_named_in_one_line():
    article = make_complete_article(title="")

    status, lines = run(str(article.pk))

    assert status == 1
    assert lines[0].startswith(f"{article.pk} block no-title title:0-0 没有标题")


def test_a_reason_alone_ends_with_zero():
    status, lines = run(str(make_complete_article(date="").pk))

    assert status == 0
    assert "reason no-date" in lines[0]


def test_the_level_hides_what_weighs_less():
    article = make_complete_article(title="", date="", body="车间里,机器响。")

    assert [line.split()[1] for line in run(str(article.pk), "--level", "reason")[1][:-1]] == ["block", "reason"]
    assert [line.split()[1] for line in run(str(article.pk), "--level", "block")[1][:-1]] == ["block"]


def test_a_finding_over_two_lines_is_printed_in_one():
    text = "松川新区的车间里，新设备刚刚调试完。"

    _status, lines = run(str(make_complete_article(body=f"{text}\n\n{text}").pk))

    assert len(lines) == 2


def test_json_gives_one_object_a_line():
    article = make_complete_article(body="车间里,机器响。")

    status, lines = run(str(article.pk), "--json")

    (found,) = map(json.loads, lines)
    assert status == 0
    assert {key: found[key] for key in ("article", "code", "level", "field", "start", "end", "quote", "fix")} == {
        "article": article.pk, "code": "half-width", "level": "note", "field": "body",
        "start": 3, "end": 4, "quote": ",", "fix": "，",
    }  # fmt: skip
    assert len(found["key"]) == 64


def test_without_numbers_all_but_withdrawn_articles_are_looked_at():
    make_complete_article()
    make_complete_article()
    gone = make_article(title="")
    Article.objects.filter(pk=gone.pk).update(state="withdrawn")

    assert run() == (0, ["共 2 篇：block 0，reason 0，note 0"])


def test_a_number_that_is_none_s_is_wrong_use():
    with pytest.raises(CommandError, match="没有编号为 99 的文章") as caught:
        call_command("lint", "99")

    assert caught.value.returncode == 2


def test_nothing_is_written():
    article = make_complete_article(title="")
    before = Article.objects.values().get(pk=article.pk)

    run(str(article.pk))

    assert Article.objects.values().get(pk=article.pk) == before


def test_the_queries_of_one_more_article_do_not_depend_on_its_people(django_assert_max_num_queries):
    people = (*((f"林远{n}", "reporter") for n in "甲乙丙丁"), ("沈知秋", "editor"))
    for _ in range(4):
        make_complete_article(people=people)

    with django_assert_max_num_queries(7 + 2 * 4):
        run()
