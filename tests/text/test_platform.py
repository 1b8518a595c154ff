"""What platforms, apps and accounts print around a piece."""

import pytest

from articles.text import line_kind, platform
from articles.text.lines import fold


@pytest.mark.parametrize(
    "line",
    [
        "1.2万文章 3.4亿总阅读",
        "阅读 (1326)",
        "0人参与，0条评论",
        "顶 23 踩 0",
        "1,203 人赞同了该文章",
        "+关注",
        "查看TA的文章>",
        "举报/反馈",
        "用微信扫码二维码",
        "分享至好友和朋友圈",
        "分享让更多人看到",
        "继续滑动看下一个",
        "回复 使用道具 举报",
        "松川新闻官方微信",
        "上一版 下一版",
        "下一版 放大 缩小 默认",
        "往期回顾",
        "校对 张某某",
        "编辑于 2024-03-30 21:15・甘肃",
        "著作权归作者所有",
        "- END -",
        "版面导航",
        "【保存】【打印】",
        "PDF版",
        "收藏本页",
        "轻点两下取消赞",
        "下载松川电视手机程式",
        "追踪松川新闻网",
        "#矿坑修复#植物园",
    ],
)
def test_buttons_and_counters_are_no_text(line):
    assert line_kind.classify(fold(line)) == "toolbar"


@pytest.mark.parametrize(
    "line",
    [
        "阅读改变乡村",
        "关注民生",
        "举报有奖",
        "分享发展成果",
        "扫码点餐扫走了烟火气",
        "校对技术的今天",
        "3万株苗木",
        "回复群众关切",
        "放大镜下的小城",
        "原创力从哪里来",
        "#1机组投产",
        "广告牌下的小店",
        "【保存】一粒种子",
        "追踪者",
    ],
)
def test_headings_with_the_same_words_are_none(line):
    assert line_kind.classify(fold(line)) == "short"


@pytest.mark.parametrize(
    "line",
    [
        "平台声明：该文观点仅代表作者本人，搜狐号系信息发布平台，仅提供信息存储空间服务。",
        "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。",
        "海量资讯、精准解读，尽在松川财经APP",
        "本文仅代表作者个人观点，与本网立场无关，不代表本网赞同。",
        "更多精彩资讯请在应用市场下载“松川之声”客户端。欢迎提供新闻线索，24小时报料热线400-000-0000。",
        "↑点击上方“松川发布”关注我们，设为星标",
        "分享、点赞、在看，一起转起来",
        "松川新闻报料：0000-1234567",
        "您收到此邮件是因为订阅了《松川周报》。",
        "退订 | 更改偏好 | Unsubscribe",
    ],
)
def test_what_a_platform_says_of_itself_is_no_text(line):
    assert line_kind.classify(fold(line)) == "footer"


@pytest.mark.parametrize(
    "line",
    [
        "声明说，双方将继续就转载规则对话。",
        "文章发表后，不代表就此结束。",
        "更多的年轻人关注这座小城，也下载了它的地图。",
        "欢迎大家回到家乡，看看河水、桥和新修的路。",
        "分享、协调、开放，是发展的题中之义。",
        "他在热线里说，投稿已经收到。",
        "请乡亲们关注天气，下载的图放在村部。",
    ],
)
def test_sentences_with_the_same_words_are_text(line):
    assert line_kind.classify(fold(line)) == "para"


@pytest.mark.parametrize(
    ("line", "name", "author"),
    [
        ("原创 苏某 松川农事 2024年10月11日 18:30 江西", "松川农事", "苏某"),
        ("松川发布 2024-04-02 07:50 发表于江苏", "松川发布", None),
        ("2024-08-09 12:30 发布于云南 松川发布官方账号", "松川发布", None),
        ("2024-09-12 10:20松川晚报官方账号", "松川晚报", None),
        ("松川财讯 2024-09-03 19:44", "松川财讯", None),
        ("2024-5-1 08:00 来自 微博网页版", None, None),
        ("原创 阿某 南巷生活", "南巷生活", "阿某"),
        ("松川发布 | 2024-08-30 19:20 | 阅读量：8.6万", "松川发布", None),
    ],
)
def test_line_of_an_account_names_it_beside_the_day(line, name, author):
    found = platform.read_account(line)

    assert found is not None
    assert (found.name and line[slice(*found.name)]) == name
    assert (found.author and line[slice(*found.author)]) == author


@pytest.mark.parametrize(
    "line",
    [
        "松川新貌 2024年10月11日",
        "2024年10月11日，松川大桥通车。",
        "发布时间 2024-10-11 08:00",
        "松川的春天",
        "原创力量",
        "2024年10月11日 08:00",
    ],
)
def test_other_lines_with_a_day_are_of_no_account(line):
    assert platform.read_account(line) is None


def test_region_is_the_whole_word():
    assert platform.is_region("江苏")
    assert not platform.is_region("江苏路的猫")
