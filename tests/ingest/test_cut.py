"""A page that shows only the beginning of its piece is flagged, in every shape; what only speaks of walls is not."""

import json

import pytest

from articles.text import furniture
from articles.text.lines import fold
from tests.ingest.reading import document, flags

TEXT = (
    "松川县城西的老厂房里，三十台新机器上个月转了起来。工人们说，订单已经排到了明年春天。",
    "三年前，这家厂停过四个月的工。厂里欠着水电费，老师傅们到外地打零工，仓库里堆着卖不掉的坯布。",
)
PLAIN = "\n".join(TEXT)
HEAD = "老厂房里装上新机器\n2024-06-28 来源：松川日报\n"


def page(inside, under=""):
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    return (
        "<!DOCTYPE html><html><head><title>老厂房里装上新机器_松川网</title></head><body><h1>老厂房里装上新机器</h1>"
        f"<div>2024-06-28 来源：松川日报</div><div class=art>{paragraphs}{inside}</div>{under}</body></html>"
    )


def row(text):
    return json.dumps({"title": "老厂房里装上新机器", "date": "2024-06-28", "content": text}, ensure_ascii=False)


CUT = {
    "page, in the text": page("<p>剩余62%内容，订阅后可读</p>"),
    "page, under the text": page("", "<div class=wall><a href=/login>登录后阅读全文</a></div>"),
    "bare text": f"{HEAD}{PLAIN}\n试读结束，购买后阅读全文\n",
    "post": f"---\ntitle: 老厂房里装上新机器\ndate: 2024-06-28\n---\n{PLAIN}\n\n开通会员阅读全文\n",
    "record": row(f"{PLAIN}\n登录后阅读全文"),
}
WHOLE = {
    "page": page("", "<div><a href=/vip>会员专享频道的新栏目</a></div>"),
    "page of an app": page("", "<div><a href=/app>打开APP阅读全文</a></div>"),
    "bare text": f"{HEAD}{PLAIN}\n付费阅读正在改变这座县城的书店。\n",
    "record": row(f"{PLAIN}\n他说，登录后可以查看全部成绩。"),
}


@pytest.mark.parametrize("shape", CUT)
def test_what_was_cut_is_flagged_and_the_wall_is_no_text(shape):
    read_as = document(CUT[shape])

    assert "excerpt" in flags(read_as)
    assert read_as.body.endswith("坯布。")


def test_the_flag_stands_where_the_wall_does():
    text = CUT["record"]

    flag = next(one for one in document(text).flags if one.code == "excerpt")

    assert text[flag.start : flag.end] == "登录后阅读全文"


@pytest.mark.parametrize("shape", WHOLE)
def test_what_only_speaks_of_walls_is_whole(shape):
    assert "excerpt" not in flags(document(WHOLE[shape]))


@pytest.mark.parametrize(
    "line",
    [
        "请登录后查看全文",
        "本文剩余 78% 未读",
        "还有 1234 字，付费后可读",
        "本文为付费文章",
        "会员专享",
        "点击展开剩余50%",
    ],
)
def test_wall(line):
    assert furniture.is_cut(fold(line))


@pytest.mark.parametrize(
    "line",
    [
        "付费阅读兴起",
        "还有300字",
        "会员制商店开到县城",
        "剩余劳动力去哪儿了",
        "在阅读全文后写下感想",
        "展开全文",
        "阅读全文",
    ],
)
def test_no_wall(line):
    assert not furniture.is_cut(fold(line))
