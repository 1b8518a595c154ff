"""Lines of page furniture, and lines of text that only look like it."""

import pytest

from articles.text import furniture
from articles.text.lines import fold


@pytest.mark.parametrize(
    ("test", "line"),
    [
        ("is_breadcrumb", "您当前的位置 : 某网 > 某新闻网 > 理论"),
        ("is_breadcrumb", "当前位置 /首页/某文/列表"),
        ("is_breadcrumb", "首页 > 新闻 > 正文"),
        ("is_menu", "首 页 国内要闻 某河时政 社会新闻 民生新闻 行业动态"),
        ("is_menu", "首页 新闻 客户端"),
        ("is_toolbar", "【字号 大 中 小】 打印 关闭"),
        ("is_toolbar", "加大"),
        ("is_related", "相关新闻 更多>>"),
        ("is_related", "点击排行"),
        ("is_related", "某河时政 更多>>"),
        ("is_related", "【延伸阅读】"),
        ("is_footer", "Copyright©2002-2006 某网"),
        ("is_footer", "某河新闻网联系方式:0000-5550123 QQ:100000001"),
        ("is_footer", "未经授权禁止复制或建立镜像"),
        ("is_footer", "读者监督电话:0000-5550124"),
        ("is_navigation", "上一篇：某某"),
        ("is_navigation", "返回首页"),
        ("is_navigation", "[返回某报新闻]|[返回首页]"),
    ],
)
def test_furniture_is_known(test, line):
    assert getattr(furniture, test)(line)


@pytest.mark.parametrize(
    ("test", "line"),
    [
        ("is_breadcrumb", "区位优势明显，位置重要。"),
        ("is_breadcrumb", "把创新摆在突出位置"),
        ("is_menu", "稳增长 促改革 调结构"),
        ("is_menu", "张某某 孙 某"),
        ("is_menu", "一是创新，二是协调，三是绿色，四是开放，五是共享，六是落实"),
        ("is_toolbar", "打印技术的发展"),
        ("is_toolbar", "大中小企业"),
        ("is_related", "相关新闻报道了此事。"),
        ("is_related", "最新动态显示市场回暖"),
        ("is_footer", "（三）推进许可证管理改革"),
        ("is_footer", "活动在学术报告厅举行,地址:松川路36号,欢迎参加。"),
        ("is_footer", "各地公布举报电话,畅通渠道,鼓励职工参与。"),
        ("is_footer", "他联系我们时说，项目已经开工。"),
        ("is_footer", "全国处置不良信息千余万条"),
        ("is_navigation", "返回舱着陆后，他说"),
        ("is_navigation", "目录管理"),
    ],
)
def test_text_is_no_furniture(test, line):
    assert not getattr(furniture, test)(line)


def test_steps_of_a_breadcrumb_leave_the_general_out():
    line = "您当前的位置 : 首页 > 某新闻网 > 理论 > 正文"

    assert [line[start:end] for start, end in furniture.read_breadcrumb(line)] == ["某新闻网", "理论"]


def test_outlets_by_their_last_word():
    assert furniture.is_outlet("某河新闻网")
    assert not furniture.is_outlet("理论")


def test_hostile_toolbar_ends_soon():
    assert not furniture.is_toolbar("打印" + "大 中 小 " * 12 + "甲")


@pytest.mark.parametrize(
    "line",
    [
        "点击上方“松川发布”关注我们",
        "点个“在看”，为家乡点赞！",
        "长按二维码识别关注",
        "点击下方卡片关注松川日报",
        "喜欢这篇文章请分享到朋友圈",
    ],
)
def test_invitation_of_an_account_is_furniture(line):
    assert furniture.is_footer(fold(line))


@pytest.mark.parametrize(
    "line", ["点赞新时代 奋进新征程", "点个菜要等半小时", "点击率为何上升", "给孩子一个家", "长按不放的手"]
)
def test_title_with_the_same_words_is_none(line):
    assert not furniture.is_footer(fold(line))
