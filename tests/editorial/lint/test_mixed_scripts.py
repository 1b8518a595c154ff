import pytest

from articles.editorial.lint.mixed_scripts import check
from articles.models import Article
from tests.factories import make_article

SIMPLE = "我们这里发展很快，车间里机器轰鸣。"
COMPLEX = "我們這裏發展很快，車間裏機器轟鳴。"


def test_a_traditional_character_in_a_simplified_text_is_found_with_its_fix():
    (finding,) = check(Article(body=SIMPLE + "推动髮展。"))

    assert (finding.quote, finding.start, finding.fix, finding.level) == ("髮", len(SIMPLE) + 2, "发", "reason")


def test_a_simplified_character_in_a_traditional_text_is_found_without_a_fix():
    (finding,) = check(Article(body=COMPLEX + "开門。", script="zh-Hant"))

    assert (finding.quote, finding.fix) == ("开", None)


def test_a_wrongly_stated_script_is_one_finding_on_its_field():
    (finding,) = check(Article(body=COMPLEX, script="zh-Hans"))

    assert (finding.field, finding.quote) == ("script", "")


@pytest.mark.parametrize(
    "body",
    [
        SIMPLE + "碑上刻着“風調雨順”四字。",
        SIMPLE + "见《說文解字》。",
        SIMPLE + "昇腾芯片。",
        SIMPLE + "乾隆著书于后。",
    ],
)
def test_quotations_titles_and_shared_forms_are_left_alone(body):
    assert list(check(Article(body=body))) == []


@pytest.mark.django_db
def test_the_printed_name_of_a_contributor_is_left_alone():
    article = make_article(body=SIMPLE + "林遠舟说。", people=(("林遠舟", "reporter"),))

    assert list(check(article)) == []


def test_two_runs_in_the_title_are_two_findings():
    assert [finding.quote for finding in check(Article(title="發展之路與远方", body=SIMPLE))] == ["發", "與"]


def test_a_text_that_no_character_places_says_nothing_of_its_title():
    assert list(check(Article(title="夜间值班电话", body="", script="und"))) == []
