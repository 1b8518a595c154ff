from articles.editorial.lint.taiwan_word import check
from articles.models import Article


def test_the_words_of_a_converted_text_are_found_with_the_mainland_word():
    body = "资讯产业的专案与丛集，发展很快。"

    found = list(check(Article(body=body)))

    assert [(finding.quote, finding.fix) for finding in found][1:] == [("专案", "项目"), ("丛集", "集群")]
    assert all(body[finding.start : finding.end] == finding.quote for finding in found)


def test_one_such_word_may_be_a_name():
    assert list(check(Article(body="一家资讯公司发展很快。"))) == []


def test_words_in_quotation_marks_stay():
    found = check(Article(body="资讯产业的专案与丛集，发展很快，他说：“专案办得好。”"))

    assert [finding.quote for finding in found].count("专案") == 1


def test_genuine_traditional_text_stays():
    assert list(check(Article(body="資訊產業的專案與叢集，發展很快。", script="zh-Hant"))) == []
