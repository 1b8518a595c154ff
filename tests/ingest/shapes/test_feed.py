"""Feeds: one article an entry, its facts where each kind of feed has them, and nothing of the frame in the text."""

import gzip
import html
import json
import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from articles.ingest.records import NotACapture, NotReadable
from articles.ingest.shapes import feed
from tests.ingest.reading import document, flags, outlets, people

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
BODY = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头。"
SECOND = "第二条产线六月投产，试验数据从两百多公里外的实验室传回来。"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- 由某系统生成 -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>要闻-松川日报</title><link>https://news.songchuan.example/</link><description>松川的新闻</description>
<language>zh-cn</language><pubDate>Sat, 29 Jun 2024 00:00:00 GMT</pubDate>
<image><title>台标</title><url>https://news.songchuan.example/logo.png</url></image>
%s
</channel></rss>
"""
ITEM = f"""<item><title>老厂房里的&quot;新机器&quot;</title>
<link>https://news.songchuan.example/a?id=1&amp;p=2</link>
<description><![CDATA[摘要在此，不是正文，也不该出现在正文之中。]]></description>
<content:encoded><![CDATA[<p>{BODY}</p><h3>第二条产线</h3><p>{SECOND}<br></p>]]></content:encoded>
<dc:creator>林远舟</dc:creator><category>工业</category><category><![CDATA[新质生产力]]></category>
<guid isPermaLink="false">tag:1</guid><source url="https://x.example/feed">青岭晚报</source>
<pubDate>Fri, 28 Jun 2024 09:53:21 +0800</pubDate></item>"""
BAIDU = f"""<?xml version="1.0" encoding="utf-8"?>
<document><webSite>www.songchuan.example</webSite><updatePeri>15</updatePeri>
<item><title>老厂房里的新机器</title><link>http://www.songchuan.example/1.html</link><description>摘要</description>
<text><![CDATA[<p>{BODY}</p><p>{SECOND}</p>]]></text><category>经济</category><author>记者 林远舟</author><editor>汤若川</editor>
<source>松川日报</source><pubDate>2009-03-12 09:30:00</pubDate></item></document>"""
PLAIN_ITEM = f"<item><title>第二件</title><description>{SECOND}</description></item>"

ATOM = f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh">
<title>松川在线</title><author><name>松川在线编辑部</name></author><updated>2024-06-29T00:00:00Z</updated>
<entry><id>urn:1</id><title type="html">老厂房里的&lt;b&gt;新机器&lt;/b&gt;</title>
<link rel="self" href="https://x.example/self"/><link href="https://news.songchuan.example/1"/>
<link rel="enclosure" href="https://x.example/a.mp3"/>
<updated>2024-06-29T10:00:00+08:00</updated><published>2024-06-28T09:53+08:00</published>
<author><name>林远舟</name><email>lin@x.example</email></author><category term="gy" label="工业"/>
<summary>摘要在此。</summary>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;
&lt;p&gt;{SECOND}&amp;nbsp;&lt;/p&gt;</content></entry>
<entry><title>第二件</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SECOND}</p><p>一 &lt; 二。</p></div></content>
<source><title>青岭晚报</title><id>x</id></source></entry>
</feed>
"""
RDF = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>松川在线</title><items><rdf:Seq><rdf:li rdf:resource="y"/></rdf:Seq></items></channel>
<item rdf:about="y"><title>老厂房里的新机器</title><link>https://x.example/1</link><description>{BODY}</description>
<d:date>2024-06-28</d:date><d:creator>林远舟</d:creator><d:subject>工业</d:subject></item></rdf:RDF>"""


def feed_of(*items: str) -> str:
    return RSS % "\n".join(items)


def documents(text: str):
    found = read(text.encode())
    decoded = decode(text.encode()).text
    assert [check(decoded, one) for one in found] == [()] * len(found)
    return found


def paragraphs(text: str) -> list[str]:
    return [one.body for one in documents(text)]


def test_an_entry_of_rss_gives_its_facts():
    fields = document(feed_of(ITEM)).fields

    assert fields.title.value == '老厂房里的"新机器"'
    assert (fields.date.value, fields.precision) == ("2024-06-28T09:53:21+08:00", "second")
    assert fields.url.value == "https://news.songchuan.example/a?id=1&p=2"
    assert [tag.value for tag in fields.tags] == ["工业", "新质生产力"]


def test_an_entry_of_rss_gives_people_chain_and_text():
    found = document(feed_of(ITEM))

    assert people(found) == [("林远舟", "author")]
    assert outlets(found) == [("青岭晚报", "published_by"), ("松川日报", "captured_from")]
    assert found.body == f"{BODY}\n\n## 第二条产线\n\n{SECOND}"
    assert found.headings == ("第二条产线",)
    assert flags(found) == []


def test_entries_of_atom_give_their_facts():
    first, second = documents(ATOM)

    assert (first.fields.title.value, first.fields.date.value) == ("老厂房里的新机器", "2024-06-28T09:53+08:00")
    assert first.fields.url.value == "https://news.songchuan.example/1"
    assert (people(first), outlets(first)) == ([("林远舟", "author")], [("松川在线", "captured_from")])
    assert [tag.value for tag in first.fields.tags] == ["工业"]
    assert first.body == f"{BODY}\n\n{SECOND}"
    assert outlets(second) == [("青岭晚报", "published_by"), ("松川在线", "captured_from")]
    assert second.body == f"{SECOND}\n\n一 < 二。"


def test_an_entry_of_rdf_gives_its_facts():
    found = document(RDF)

    assert (found.fields.title.value, found.fields.date.value) == ("老厂房里的新机器", "2024-06-28")
    assert (people(found), outlets(found)) == ([("林远舟", "author")], [("松川在线", "captured_from")])
    assert [tag.value for tag in found.fields.tags] == ["工业"]


def test_entries_share_the_opening_and_cover_the_feed():
    text = feed_of(ITEM, PLAIN_ITEM, ITEM.replace("老厂房", "新厂房"))

    parts = feed.split(text)

    assert text[slice(*parts[0].head)] + "".join(text[part.start : part.end] for part in parts) == text
    assert [text[part.start : part.start + 6] for part in parts] == ["<item>"] * 3
    assert [one.fields.title.value[:3] for one in documents(text)] == ["老厂房", "第二件", "新厂房"]


def test_an_entry_cut_out_of_a_feed_is_read():
    entry = ATOM[ATOM.index("<entry>") : ATOM.index("</entry>") + 8]
    found = document(entry)

    assert (found.fields.title.value, found.shape, outlets(found)) == ("老厂房里的新机器", "feed", [])
    assert [one.fields.title.value for one in documents(f"{ITEM}\n{PLAIN_ITEM}")][1] == "第二件"


def test_an_entry_that_is_not_closed_ends_where_the_next_begins():
    cut = feed_of(PLAIN_ITEM.replace("</item>", ""), PLAIN_ITEM)

    assert paragraphs(cut) == [SECOND, SECOND]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("<author>lin@x.example (林远舟)</author>", [("林远舟", "author")]),
        ("<author>林远舟 &lt;lin@x.example&gt;</author>", [("林远舟", "author")]),
        ("<author>lin@x.example</author>", []),
        ("<author>lin@x.example (??? ???)</author>", []),
        ("<author></author>", []),
        ("<dc:creator>林远舟、沈一禾</dc:creator>", [("林远舟", "author"), ("沈一禾", "author")]),
        ("<author>记者：林远舟</author>", [("林远舟", "reporter")]),
        ("<managingEditor>林远舟</managingEditor>", []),
    ],
)
def test_authors_are_named_and_addresses_of_mail_are_none(said, name):
    assert people(document(feed_of(PLAIN_ITEM.replace("<description>", f"{said}<description>")))) == name


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("<pubDate>2024-6-28 9:53:21</pubDate>", "2024-06-28T09:53:21+08:00"),
        ("<updated>2024-06-29T00:00:00Z</updated><published>2024-06-28</published>", "2024-06-28"),
        ("<pubDate>昨天</pubDate><dc:date>2024-06</dc:date>", "2024-06"),
        ("<pubDate><![CDATA[ Fri, 28 Jun 2024 09:53 GMT ]]></pubDate>", "2024-06-28T09:53Z"),
        ("<pubDate>2024年6月28日 星期五</pubDate>", "2024-06-28"),
        ("<pubDate>Fri, 31 Jun 2024</pubDate>", None),
        ("", None),
    ],
)
def test_date_is_that_of_the_entry_and_never_of_the_feed(said, date):
    found = document(feed_of(PLAIN_ITEM.replace("<description>", f"{said}<description>"))).fields.date

    assert (found and found.value) == date


@pytest.mark.parametrize(
    ("given", "body", "is_excerpt"),
    [
        (BODY, BODY, True),
        (f"&lt;p&gt;{BODY * 5}&lt;/p&gt;&lt;p&gt;{SECOND * 5}&lt;/p&gt;", f"{BODY * 5}\n\n{SECOND * 5}", False),
        (f"&lt;p&gt;{BODY * 5}&lt;/p&gt;&lt;p&gt;{SECOND * 5}……&lt;/p&gt;", f"{BODY * 5}\n\n{SECOND * 5}……", True),
        (f"{BODY} ... more ", f"{BODY} ...", True),
        (f"{BODY}&lt;a href='https://x.example/'&gt;阅读全文&lt;/a&gt; &amp;raquo;", BODY, True),
        (f"&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;&lt;a href='/'&gt;[查看原文]&lt;/a&gt;&lt;/p&gt;", BODY, True),
        (f"他说：{BODY}阅读全文的人不多。", f"他说：{BODY}阅读全文的人不多。", True),
        (f"3 * 4 * 5，{BODY}", f"3 * 4 * 5，{BODY}", True),
    ],
)
def test_summary_is_the_text_where_there_is_no_other_and_said_to_be_one(given, body, is_excerpt):
    found = document(feed_of(f"<item><title>题</title><description>{given}</description></item>"))

    assert found.body == body
    assert ("excerpt" in flags(found)) == is_excerpt


@pytest.mark.parametrize(
    "given",
    [
        f"<![CDATA[<p>{BODY}</p>]]>",
        f"<p>{BODY}</p>",
        f"&lt;p&gt;{BODY}&lt;/p&gt;",
        f"&lt;p&gt;{BODY}&lt;br /&gt;&lt;/p&gt;",
        f"<![CDATA[<div>]]><![CDATA[{BODY}</div>]]>",
        f"<![CDATA[<script>alert('藏')</script><p>{BODY}</p>]]>",
        f"<!-- 注 -->{BODY}",
        "".join(f"&#{ord(char)};" for char in BODY),
        f"\n\t\t{BODY}\n\t",
    ],
)
def test_text_is_freed_of_its_markup_however_it_is_escaped(given):
    assert paragraphs(feed_of(f"<item><title>松川的题目</title><description>{given}</description></item>")) == [BODY]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("\n  老厂房里的\n  新机器\n", "老厂房里的新机器"),
        ("新机器 Big\nMachine", "新机器 Big Machine"),
        ("新机器 Big \n Machine", "新机器 Big Machine"),
        ("<![CDATA[老厂房&hellip;&hellip;<b>新机器</b>]]>", "老厂房……新机器"),
        ("老厂房 &amp;lt;新&amp;gt; 机器", "老厂房 <新> 机器"),
    ],
)
def test_a_title_is_one_line_of_text(printed, title):
    (found,) = documents(feed_of(f"<item><title>{printed}</title><description>{BODY}</description></item>"))

    assert found.fields.title.value == title


def test_declared_entities_are_never_expanded():
    bomb = '<!DOCTYPE rss [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = feed_of(PLAIN_ITEM.replace("。", "。&b;&x;")).replace("<rss", f"{bomb}<rss", 1)

    (found,) = documents(text)

    assert found.body == SECOND + "&b;&x;"


def test_an_entry_with_only_a_title_is_an_article_without_text():
    first, second = documents(feed_of(PLAIN_ITEM, "<item><title>只有题目</title></item>"))

    assert (flags(first)[-1], flags(second)[-1]) == ("excerpt", "no-text")


def test_an_entry_in_another_language_is_told():
    _, second = documents(
        feed_of(PLAIN_ITEM * 3, "<item><title>News</title><description>All is well.</description></item>")
    )[-2:]

    assert "not-chinese" in flags(second)


@pytest.mark.parametrize(
    ("text", "error", "reason"),
    [
        (feed_of(), NotReadable, "没有一篇文章"),
        (feed_of(*["<item><title>题目</title></item>"] * (feed.MOST + 1)), NotReadable, "上限"),
        (feed_of("<item><title>News</title><description>All is well here, and nothing much has happened today. 新</description></item>" * 9), NotACapture, "中文"),
        (feed_of(PLAIN_ITEM, "<i>" * feed.MAX_TAGS), NotReadable, "个标记"),
        ("<opml><body><outline text='松川日报的订阅源列表'/></body></opml>", NotReadable, "XML"),
    ],
)  # fmt: skip
def test_what_is_no_feed_of_ours_is_refused_with_the_reason(text, error, reason):
    with pytest.raises(error, match=reason):
        read(text.encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5"])
def test_bytes_decide_the_encoding_whatever_is_declared(encoding, declared):
    text = feed_of(ITEM, PLAIN_ITEM).replace('encoding="utf-8"', f'encoding="{declared}"')

    assert [one.body.split("\n")[-1] for one in read(text.encode(encoding))] == [SECOND] * 2


def test_big5_is_read_and_stays_as_printed():
    body = "松川的老廠房裡，新機器轉了起來。工人們說，日子越過越有奔頭。"
    text = feed_of(f"<item><title>老廠房(一)</title><description>{body}</description></item>" * 2)

    found = read(text.replace("新闻", "新聞").replace("松川日报", "松川日報").replace("统", "統").replace("闻", "聞").replace("台标", "台標").encode("big5"))  # fmt: skip

    assert [(one.fields.title.value, one.body, one.encoding) for one in found] == [
        ("老廠房(一)", body, "big5hkscs")
    ] * 2


def test_a_long_opening_is_not_carried_along_with_every_entry():
    rows = "".join(f"<rdf:li rdf:resource='https://x.example/{n}'/>" for n in range(500))
    text = RDF.replace('<rdf:li rdf:resource="y"/>', rows).replace("</rdf:RDF>", f"{PLAIN_ITEM}</rdf:RDF>")

    parts = feed.split(text)

    assert all(part.head[1] <= feed.MAX_HEAD for part in parts)
    assert text[slice(*parts[0].head)] + "".join(text[part.start : part.end] for part in parts) == text
    assert [outlets(one) for one in documents(text)] == [[("松川在线", "captured_from")]] * 2


@pytest.mark.parametrize(
    "bait",
    [
        "<item>",
        "<item><title>",
        "<item><title>题</title></item>",
        "<item><description>&lt;p&gt;",
        "<item><description><![CDATA[",
        "<a>",
        "&lt;",
        "<item><description>" + "阅读全文 <" * 50,
    ],
)
def test_bait_costs_linear_time(bait):
    text = feed_of(f"<item><title>松川的题目在这里</title><description>{bait * (200_000 // len(bait))}")

    began = time.process_time()
    with suppress(NotReadable, NotACapture):
        read(text.encode())

    assert time.process_time() - began < 10


def entry(row: dict[str, str]) -> str:
    inner = "".join(f"<p>{html.escape(line, quote=False)}</p>\n" for line in row["body"].split("\n"))
    title, text, url = (html.escape(one, quote=False) for one in (row["title"], inner, row["url"]))
    return f"<entry><title>{title}</title><published>{row['date']}</published><content type='html'>{text}</content><link href='{url}'/></entry>\n"


def test_hong_kong_and_macau_items_are_left_as_printed():
    path = CORPUS / "traditional_hk_mo.jsonl.gz"
    if not path.exists():
        assert not os.environ.get("CI"), "the corpus may not be absent in CI"
        pytest.skip("the corpus of real captures is not beside the project")
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>某台</title>{''.join(map(entry, rows))}</feed>"

    found = read(atom.encode())

    printed = [[row["title"], *(line.strip(" \u3000") for line in row["body"].split("\n"))] for row in rows]
    assert len(found) == 631
    assert [
        row["id"]
        for row, lines, one in zip(rows, printed, found, strict=True)
        if [one.fields.title and one.fields.title.value, *one.body.split("\n\n")] != [line for line in lines if line]
    ] == []


MADE = (
    "松川县城西的老厂房里，三十台新机器上个月转了起来。工人们说，订单已经排到了明年春天。",
    "三年前，这家厂停过四个月的工。厂里欠着水电费，老师傅们到外地打零工。",
)


def in_sections(inner, title="老厂房里装上新机器"):
    return (
        f"<rss version='2.0'><channel><title><![CDATA[松川观察]]></title><item><title><![CDATA[{title}]]></title>"
        f"<pubDate>Fri, 28 Jun 2024 01:53:21 GMT</pubDate><description><![CDATA[{inner}]]></description></item></channel></rss>"
    )


def test_feed_with_every_word_in_sections_is_read():
    (read_as,) = read(in_sections("".join(f"<p>{line}</p>" for line in MADE)).encode())

    assert read_as.fields.title.value == "老厂房里装上新机器"
    assert read_as.body == "\n\n".join(MADE)


@pytest.mark.parametrize(
    "foot",
    [
        "The post 老厂房里装上新机器 appeared first on 松川观察.",
        "老厂房里装上新机器最先出现在松川观察。",
        "《老厂房里装上新机器》首先发布于《松川观察》。",
    ],
)
def test_what_an_engine_puts_under_an_entry_is_no_text(foot):
    (read_as,) = read(in_sections("".join(f"<p>{line}</p>" for line in (*MADE, foot))).encode())

    assert read_as.body == "\n\n".join(MADE)


@pytest.mark.parametrize("line", ["这种机器最先出现在松川。", "新机器首先发布于去年的展会，如今已经普及。"])
def test_sentence_that_says_where_something_appeared_is_text(line):
    (read_as,) = read(in_sections("".join(f"<p>{one}</p>" for one in (*MADE, line))).encode())

    assert read_as.body.endswith(line)


def test_news_protocol_of_baidu_is_read_like_a_feed():
    found = document(BAIDU)

    assert found.fields.title is not None and found.fields.title.value == "老厂房里的新机器"
    assert (found.fields.date and found.fields.date.value) == "2009-03-12T09:30:00+08:00"
    assert people(found) == [("林远舟", "reporter"), ("汤若川", "editor")]
    assert ("松川日报", "published_by") in outlets(found)
    assert found.body == f"{BODY}\n\n{SECOND}"


def test_other_document_is_no_feed():
    assert not feed.recognises("<document><p>松川日报</p></document>")
