"""A page that is one frame: a capture in `<pre>` is read as itself, a text that only a script states by the span of its token."""

import html
import json

import pytest

from articles.ingest.reader import check, read
from articles.ingest.records import NotACapture, NotReadable
from articles.text import framed
from tests.ingest.reading import document, flags, outlets, people
from tests.text.shared import captures, needs_shared

TEXT = (
    "松川县城西的老厂房里，三十台新机器上个月转了起来。工人们说，订单已经排到了明年春天。",
    "三年前，这家厂停过四个月的工。厂里欠着水电费，老师傅们到外地打零工，仓库里堆着卖不掉的坯布。",
    "“机器是新的，手艺还是老的。”何远山说，他打算把师傅们的经验写成一本册子。",
)
MARKED = "".join(f"<p>{line}</p>" for line in TEXT)
NAMED = {
    "title": "老厂房里装上新机器",
    "publishTime": "2024-06-28 09:53:21",
    "source": "松川日报",
    "authorName": "何小满",
}
#: As JSON-LD, in escapes, with tags in escapes, in single quotes with tags as entities.
SCRIPTS = {
    "JSON-LD": '<script type="application/ld+json">'
    + json.dumps(
        {
            "headline": NAMED["title"], "datePublished": NAMED["publishTime"], "author": {"name": NAMED["authorName"]},
            "publisher": {"name": NAMED["source"]}, "articleBody": "\n".join(TEXT),
        },
        ensure_ascii=False,
    ),
    "data of a framework": f'<script id="__NEXT_DATA__">{json.dumps({"props": {**NAMED, "content": MARKED}})}',
    "state of an app": "<script>window.__INITIAL_STATE__="
    + json.dumps({**NAMED, "content": MARKED}, ensure_ascii=False).replace("<", "\\u003C"),
    "variables": "<script>var BASE_DATA = {info: {title: '老厂房里装上新机器', content: '"
    + html.escape(MARKED).replace("/", "\\u002F")
    + "', source: '松川日报', authorName: '何小满', time: '2024-06-28 09:53:21'}};",
}  # fmt: skip


def page(script, body="", title="老厂房里装上新机器_松川网"):
    return f'<!DOCTYPE html><html><head><title>{title}</title></head><body><div id="app">{body}</div>{script}</script></body></html>'


def in_pre(text, head=""):
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><pre>{text}</pre></body></html>'


@pytest.mark.parametrize("kind", SCRIPTS)
def test_text_in_a_script_is_read_with_its_facts(kind):
    text = page(SCRIPTS[kind])

    read_as = document(text)

    assert read_as.body.split("\n\n") == list(TEXT)
    assert read_as.fields.title.value == "老厂房里装上新机器"
    assert read_as.fields.date.value == "2024-06-28T09:53:21+08:00"
    assert (outlets(read_as)[0], people(read_as)) == (("松川日报", "published_by"), [("何小满", "author")])
    assert "scripted-text" in flags(read_as)
    assert check(text, read_as) == ()


def test_text_that_the_page_shows_is_taken_from_the_page():
    read_as = document(page(SCRIPTS["JSON-LD"].replace("坯布", "旧布"), MARKED))

    assert "坯布" in read_as.body and "旧布" not in read_as.body
    assert "scripted-text" not in flags(read_as)


def test_page_that_is_empty_before_its_scripts_have_run_says_so():
    with pytest.raises(NotReadable, match="正文要等脚本取来"):
        read(page('<script src="a.js">').encode())


def test_error_on_such_a_page_is_an_error():
    with pytest.raises(NotACapture, match="错误页"):
        read(page('<script src="a.js">', "<p>抱歉，您访问的页面不存在。</p>", "404").encode())


@pytest.mark.parametrize("text", ["", '<script>var content = "短";</script>', '<script>a({"content": "没有句号"'])
def test_no_text_in_scripts(text):
    assert framed.find_scripted(text) == (None, ())


def test_page_with_words_beside_the_frame_is_no_frame():
    text = f"<html><body><p>{TEXT[1]}</p><pre>int main()</pre></body></html>"

    assert framed.find_pre(text) is None
    assert framed.find_pre("<html><body><pre>甲</pre><pre>乙</pre></body></html>") is None


@needs_shared
@pytest.mark.parametrize("form", [html.escape, str], ids=["escaped", "as it is"])
@pytest.mark.parametrize("head", ["", "<title>a.txt</title>"])
def test_real_capture_in_pre_is_read_as_itself(form, head):
    for text in captures().values():
        (own,) = read(text.encode())
        wrapped = in_pre(form(text), head)

        (read_as,) = read(wrapped.encode())

        assert (read_as.body, read_as.headings) == (own.body, own.headings)
        assert _facts(read_as) == _facts(own)
        assert check(wrapped, read_as) == ()


def _facts(one):
    fields = one.fields
    return (
        fields.title and fields.title.value, fields.date and fields.date.value, people(one), outlets(one),
        [tag.value for tag in fields.tags], fields.url and fields.url.value,
    )  # fmt: skip
