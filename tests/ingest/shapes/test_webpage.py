import json
import time
from contextlib import suppress
from pathlib import Path

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from articles.ingest.records import NotACapture, NotReadable
from articles.ingest.shapes import webpage
from tests.ingest.reading import document, outlets, people

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "webpage").iterdir())
PARAGRAPH = "<p>松川的老厂房里，新机器转了起来。工人们说，订单排到了明年。</p>"
PAGE = f"""<!doctype html><html><head><title>老厂房新机器_松川在线</title></head><body>
<ul><li><a href="/">首页</a></li><li><a href="/a">要闻</a></li></ul>
<h1>老厂房新机器</h1><div>2024-04-22 09:18 来源：松川日报</div>
<div>{PARAGRAPH}{PARAGRAPH}</div><div>责任编辑：沈某</div>
<ul><li><a href="/1">别的一条新闻，也有逗号，还有句号。</a></li></ul></body></html>"""


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_sample_is_read_as_it_says(folder):
    content = (folder / "capture.html").read_bytes()
    expected = json.loads((folder / "expected.json").read_text("utf-8"))

    (read_as,) = read(content)
    fields, lines = read_as.fields, [line for line in read_as.body.splitlines() if line]
    outlet = next((outlet.name.value for outlet in fields.outlets if outlet.role == "published_by"), None)

    assert check(decode(content).text, read_as) == ()
    assert (read_as.shape, read_as.encoding, read_as.encoding_found_by) == tuple(
        expected[key] for key in ("shape", "encoding", "encoding_found_by")
    )
    for key, fact in (("title", fields.title), ("date", fields.date), ("section", fields.section), ("url", fields.url)):
        assert (fact and fact.value) == expected[key], key
    assert outlet == expected["source"]
    assert [[person.role, person.name.value] for person in fields.people] == expected["contributions"]
    assert list(read_as.headings) == expected["headings"]
    assert len([line for line in lines if not line.startswith("#")]) == expected["paragraphs"]
    assert lines[0].startswith(expected["first"])
    assert lines[-1].endswith(expected["last"])
    assert [words for words in expected["in_body"] if words not in read_as.body] == []
    assert [words for words in expected["not_in_body"] if words in read_as.body] == []


def test_page_gives_its_facts():
    read_as = document(PAGE)

    assert read_as.fields.title.value == "老厂房新机器"
    assert read_as.fields.date.value == "2024-04-22T09:18"
    assert outlets(read_as) == [("松川日报", "published_by"), ("松川在线", "captured_from")]
    assert people(read_as) == [("沈某", "editor")]
    assert read_as.body.count("新机器转了起来") == 2
    assert "别的一条" not in read_as.body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "big5"])
def test_bytes_and_not_the_declaration_decide_the_encoding(encoding, declared):
    page = PAGE.replace("<head>", f'<head><meta charset="{declared}">' if declared else "<head>")
    content = page.encode(encoding)

    (read_as,) = read(content)

    assert read_as.body == document(PAGE).body
    assert check(decode(content).text, read_as) == ()


def test_line_ends_of_the_source_are_no_paragraphs():
    for end in ("\n", "\r\n"):
        page = PAGE.replace("。工人们", f"。{end}            工人们").replace("订单", f"orders{end}   up订单")
        read_as = document(page)

        assert "。工人们说，orders up订单" in read_as.body
        assert check(page, read_as) == ()


def test_title_is_cut_at_the_name_of_the_site():
    for mark in ("_", " - ", "|", "——"):
        page = PAGE.replace("<h1>老厂房新机器</h1>", "").replace("_松川在线", f"{mark}松川在线")

        assert document(page).fields.title.value == "老厂房新机器"


def test_title_keeps_a_dash_that_parts_no_site():
    page = PAGE.replace("老厂房新机器_松川在线", "老厂房新机器 - 一座县城的十年转身与它的工人们的漫长的日子")

    assert document(page.replace("<h1>老厂房新机器</h1>", "")).fields.title.value.endswith("日子")


def test_declared_date_counts_where_the_page_shows_none():
    meta = '<meta property="article:published_time" content="2024-05-01">'
    shown = document(PAGE.replace("<head>", f"<head>{meta}"))
    unshown = document(PAGE.replace("<head>", f"<head>{meta}").replace("2024-04-22 09:18 ", ""))

    assert shown.fields.date.value == "2024-04-22T09:18"
    assert unshown.fields.date.value == "2024-05-01"


@pytest.mark.parametrize("start", ["", "\ufeff", "\n  ", "<!-- 存档 -->\n", "<?xml version='1.0'?>"])
def test_recognises_a_page(start):
    assert webpage.recognises(f"{start}<html><body>松川</body></html>")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 松川\n---\n<html><body><p>正文。</p></body></html>",
        "他在网页里写下<p>和</p>，又删去。",
        "教程说，<html>里面放<head>，再放正文。",
        "<p>一段话。</p>\n<p>又一段。</p>",
        "",
    ],
)
def test_leaves_alone_what_is_no_page(text):
    assert not webpage.recognises(text)


def test_page_without_text_is_refused():
    with pytest.raises((NotReadable, NotACapture)):
        document("<html><head><title>松川</title></head><body><a href='/'>首页</a></body></html>")


def _seconds(page: str) -> float:
    began = time.process_time()
    with suppress(NotReadable, NotACapture):
        document(page)
    return time.process_time() - began


HOSTILE = {
    "nested": lambda n: "<div>" * n,
    "unclosed comments": lambda n: "<!-- " * n,
    "unclosed scripts": lambda n: "<script>" * n,
    "unclosed tags": lambda n: "<a href=' " * n,
    "unmatched ends": lambda n: "<p></div></x>" * n,
    "angles": lambda n: "<" * n,
    "entities": lambda n: "&amp;" * n,
    "attributes": lambda n: "<meta " + "a" * n + "=" + '"' * n + ">",
    "quotes": lambda n: '<meta a="' * n,
    "blank": lambda n: " " * n,
    "hidden words": lambda n: "<p>甲，" + "<i style='font-size:0'>x</i>" * (n // 8) + "</p>",
    "named words": lambda n: "<div>来源：" + "<b class=source>甲</b>" * (n // 8) + "</div>",
    "data": lambda n: "<script type='application/ld+json'>" + '\\"' * n + "</script>",
}


@pytest.mark.parametrize("bait", HOSTILE)
def test_hostile_page_costs_linear_time(bait):
    small, large = (PAGE.replace("<h1>", HOSTILE[bait](n) + "<h1>") for n in (25_000, 100_000))

    assert _seconds(large) < max(5.0 * _seconds(small), 1.0) * 2


DATA = """<html><head><title>梯田上空的“天气保姆”</title><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "梯田上空的“天气保姆”", "author": [{"@type": "%s", "name": "普少某"}]}</script></head>
<body><main><h1>梯田上空的“天气保姆”</h1><p>凌晨四点，气象员白某打着手电上山，去看三号站的雨量筒。</p>
<p>梯田怕旱也怕涝。去年起，沿着沟谷建了二十三个自动站，雨还没到，短信先到了。</p></main></body></html>"""


def test_person_that_the_data_calls_one_is_the_author_whatever_the_surname():
    assert people(document(DATA % "Person")) == [("普少某", "author")]
    assert people(document(DATA % "Organization")) == []


PAPER = """<html><head><title>江城晚报数字报-旧船票里的江城</title></head><body><table><tr><td>2023年10月10日 星期二</td>
<td>%s</td></tr></table><div><h2>旧船票里的江城</h2><p>我家抽屉里有一沓旧船票，四分钱一张，纸薄得透光。</p>
<p>那时过江要坐轮渡，冬天甲板上结霜，大人把孩子裹在棉袄里。</p></div></body></html>"""


def test_day_over_the_title_counts_beside_the_page_of_a_paper():
    printed, visited = document(PAPER % "第B06版：副刊 上一版 下一版"), document(PAPER % "天气：晴")

    assert printed.fields.date is not None and printed.fields.date.value == "2023-10-10"
    assert visited.fields.date is None
