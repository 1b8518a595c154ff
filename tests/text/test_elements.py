"""The elements of an XML text: found with their offsets, whatever is wrong with it, in time linear in its length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.elements import Inside, attributes, root, scan
from articles.text.feed import is_feed, read_frame, usual_names, words
from articles.text.ledger import Edit, Layer, apply, problems
from articles.text.markup import read


def shape(text):
    return [(e.name, text[e.inner : e.close], e.parent) for e in scan(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<a>一<b>二</b></a>", [("a", "一<b>二</b>", -1), ("b", "二", 0)]),
        ("<a/><b x='1' />", [("a", "", -1), ("b", "", -1)]),
        ("<a><b>一</a>", [("a", "<b>一", -1), ("b", "一", 0)]),
        ("<a>一</b></a>", [("a", "一</b>", -1)]),
        ("<a>一", [("a", "一", -1)]),
        ("<a><![CDATA[<b>]]></a>", [("a", "<![CDATA[<b>]]>", -1)]),
        ("<a><!-- <b> --></a>", [("a", "<!-- <b> -->", -1)]),
        ('<!DOCTYPE a [<!ENTITY x "<b>">]><a>&x;</a>', [("a", "&x;", -1)]),
        ("<A:B c='d'>一</a:b>", [("a:b", "一", -1)]),
        ("<a><![CDATA[一<b></b></a>", [("a", "<![CDATA[一<b></b>", -1), ("b", "", 0)]),
        ("1 < 2 <3> <>", []),
    ],
)
def test_elements_are_found_with_what_is_inside(text, found):
    assert shape(text) == found


def test_values_of_attributes_have_their_spans():
    text = "<a href=\"x\" HREF='y' :b='' c = '二'>"

    assert {name: text[slice(*span)] for name, span in attributes(text, scan(text)[0]).items()} == {
        "href": "x",
        ":b": "",
        "c": "二",
    }


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("一&lt;p&gt;二&amp;nbsp;", "一<p>二&nbsp;"),
        ("<![CDATA[<p>一&lt;</p>]]> &lt;", "<p>一&lt;</p> <"),
        ("一<!-- 注 -->二<![CDATA[三]]><![CDATA[四]]>", "一二三四"),
        ("&#26032;&#x95fb;&#0;&lol9;", "新闻&#0;&lol9;"),
        ("一<![CDATA[二", "一<![CDATA[二"),
        ("", ""),
    ],
)
def test_what_is_inside_has_its_sections_opened_and_its_entities_undone_once(source, text):
    inside = Inside(source, 0, len(source))

    assert inside.text == text
    assert apply(source, inside.edits) == text


PARTS = st.sampled_from(
    [
        "一",
        "&lt;",
        "p",
        "&gt;",
        "&amp;",
        "nbsp;",
        "&#10;",
        "\n",
        "&quot;",
        "&#128512;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<br>",
        "&lt;br/&gt;",
        "题。",
        " ",
        "&lt;/p&gt;",
        "x",
        "&y;",
        "<p>",
    ]
)


@given(st.lists(PARTS, max_size=30).map("".join))
def test_edits_of_what_is_inside_lead_back_to_the_source(source):
    inside = Inside(source, 0, len(source))
    _lines, edits = read(inside.text, 0, len(inside.text), markdown=False)

    lifted = inside.lift(edits)

    assert apply(source, inside.edits) == inside.text
    assert problems(Layer("cut", tuple(sorted(inside.edits)))) == ()
    assert problems(Layer("cut", lifted)) == ()
    assert apply(source, lifted) == apply(inside.text, edits)
    assert [source[slice(*inside.span(n, n + 1))] != "" for n in range(len(inside.text))] == [True] * len(inside.text)


def test_an_edit_without_text_stays_where_it_is():
    inside = Inside("&lt;一&gt;", 0, 9)

    assert inside.lift([Edit(1, 2, "markup", "一", "")]) == (
        Edit(0, 4, "decoded:entity", "&lt;", "<"),
        Edit(4, 5, "markup", "一", ""),
        Edit(5, 9, "decoded:entity", "&gt;", ">"),
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\ufeff <?xml version='1.0'?>\n<!-- <x> -->\n<!DOCTYPE y [ <!ENTITY z ''> ]>\n<RSS>", "rss"),
        ("<?xml?><?xml-stylesheet?><feed/>", "feed"),
        ("他说<rss>", ""),
        ("</rss>", ""),
        ("<!-- 没有结尾", ""),
        ("", ""),
    ],
)
def test_root_is_the_first_element_if_nothing_is_said_before_it(text, name):
    assert root(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "<rss/>",
        '<rdf:RDF xmlns:rdf="x"/>',
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>',
        "<entry><title>题</title>",
        "<item><a:title>题",
    ],
)
def test_a_feed_is_known_by_its_root(text):
    assert is_feed(text)


@pytest.mark.parametrize(
    "text", ["<html><rss>", "<x:feed/>", "<entry>题", "<item>题", "<opml/>", "题<rss>", "<p>题</p>"]
)
def test_what_is_no_feed_is_not_taken_for_one(text):
    assert not is_feed(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<rss><channel><item/><item>题</item></channel></rss>", 2),
        ("<rdf:RDF><channel><items><rdf:li/></items></channel><item/></rdf:RDF>", 1),
        ("<feed><entry><source><title/></source><content><item/></content></entry></feed>", 1),
        ("<item><title/></item>\n<item><title/></item>", 2),
        ("<channel><item>题<item>又<item>再</channel>", 3),
        ("<rss><channel><description><item/></description></channel></rss>", 0),
    ],
)
def test_entries_are_counted_where_they_stand(text, count):
    assert len(read_frame(text).entries) == count


def test_prefixes_are_read_as_they_are_bound():
    text = '<q:feed xmlns:q="http://www.w3.org/2005/Atom" xmlns:z="http://purl.org/dc/elements/1.1/">'

    assert usual_names(text, ["q:entry", "z:creator", "media:title", "dc:date"]) == (
        "entry",
        "dc:creator",
        "media:title",
        "dc:date",
    )


def test_words_of_a_feed_are_what_it_says():
    assert words("<a href='http://x.example/long'>题&lt;b&gt;https://y.example/ 二</a>").split() == ["题", "二"]


@pytest.mark.parametrize(
    "bait",
    [
        "<a",
        "<a>",
        "<![CDATA[",
        "<!--",
        "<!DOCTYPE [",
        "<?",
        "</a>",
        "<a b='",
        "&lt;",
        "<a x=",
        "<item>",
        "]]>",
        "<a:b:",
    ],
)
def test_time_is_linear_in_length(bait):
    text = "<rss>" + bait * (400_000 // len(bait))

    began = time.process_time()
    read_frame(text)
    Inside(text, 0, len(text))
    is_feed(text)

    assert time.process_time() - began < 5
