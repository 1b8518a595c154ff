import pytest

from articles.editorial.lint.furniture_left import check
from articles.models import Article


@pytest.mark.parametrize(
    "line",
    [
        "返回首页",
        "上一篇：春耕见闻",
        "分享到：微信 微博",
        "点击排行",
        "【字号：大 中 小】 打印 关闭",
        "Copyright © 2024 某网",
        "当前位置：首页 > 理论 > 正文",
    ],
)
def test_a_line_of_the_page_is_found_whole(line):
    (finding,) = check(Article(body=f"正文一段。\n\n{line}\n\n正文二段。"))

    assert (finding.quote, finding.start, finding.fix, finding.level) == (line, 7, "", "reason")


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("到此结束。（责任编辑：某某）", "（责任编辑：某某）"),
        ("到此结束。【打印】【关闭】", "【打印】"),
        ("结束。©2024", "©2024"),
    ],
)
def test_a_button_behind_the_last_sentence_is_found_alone(body, quote):
    finding = next(iter(check(Article(body=body))))

    assert (finding.quote, finding.start) == (quote, body.index(quote))


@pytest.mark.parametrize(
    "body",
    [
        "返回舱着陆后，他说一切正常。",
        "上一篇文章中，我们谈过此事。",
        "打印技术的发展很快。",
        "扫一扫二维码，就能付款。",
        "责任编辑制度要落实。",
        "他联系我们时说，项目已经开工。",
        "## 相关阅读怎么做",
        "to be or not to be",
    ],
)
def test_prose_with_the_same_words_is_left_alone(body):
    assert list(check(Article(body=body))) == []
