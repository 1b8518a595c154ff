"""Captures of several items: whatever the items say, they part the capture among them, and each is proved alone."""

import html
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest.decode import decode
from articles.ingest.reader import check, from_json, read, to_json
from articles.ingest.records import NotACapture, NotReadable, source_of
from articles.ingest.shapes import SEVERAL, digest, feed
from articles.text import segment

SAID = st.sampled_from(
    [
        "松川的老厂房里，新机器转了起来。",
        "推動(dòng)?xùn)|北振興，會(huì)議強(qiáng)調(diào)。",
        "增长3.5%,比上年快。",
        "# 捕获的井号",
        "一&二<三>「四」",
        "<p>一段。</p><p>二段。</p>",
        "<br/>",
        "&nbsp;&lt;&amp;lt;&#26032;",
        "e\u0301a\u0300 好。",
        "\u200b\ufeff零宽\x08。",
        "本报讯（记者 林某）会议召开。",
        "（责任编辑：林某）",
        "来源：某报 2024-06-28",
        "阅读全文>>",
        "[查看原文](https://x.example/1)",
        "---",
        "### 小标题",
        "1. 题目在此",
        "]]>",
        "<!--",
        "损坏\ufffd的字。",
        "𠀀𪚥字。",
        "\r",
        "\u2028",
        "\n",
    ]
)
TEXT = st.lists(SAID, max_size=6).map("\n".join)
DATES = st.sampled_from(["Fri, 28 Jun 2024 09:53:21 +0800", "2024-06-28", "昨天", "", "2024-06-28T09:53Z"])
NAMES = st.sampled_from(["description", "content:encoded", "summary", "content", "x"])
WRAPS = st.sampled_from(["escaped", "section", "plain", "open"])


def wrapped(text: str, wrap: str) -> str:
    if wrap == "escaped":
        return html.escape(text)
    return f"<![CDATA[{text}]]>" if wrap == "section" else f"{text}<b>" if wrap == "open" else text


ENTRIES = st.builds(
    lambda title, name, text, wrap, date: (
        f"<item><title>{wrapped(title, wrap)}</title><{name}>{wrapped(text, wrap)}</{name}><pubDate>{date}</pubDate></item>"
    ),
    TEXT,
    NAMES,
    TEXT,
    WRAPS,
    DATES,
)
FEEDS = st.builds(
    lambda opening, entries, end: (
        f"<?xml version='1.0'?>\n<rss><channel><title>松川在线新闻频道</title>{opening}{''.join(entries)}{end}"
    ),
    st.sampled_from(["", "<image><title>题</title></image>", "<!-- 注 -->", "<x>"]),
    st.lists(ENTRIES, min_size=1, max_size=5),
    st.sampled_from(["</channel></rss>", "", "\n"]),
)
MARKS = st.sampled_from(["# ", "## ", "### ", "#### "])
ITEMS = st.builds(lambda mark, title, text: f"{mark}{title}\n\n{text}\n\n", MARKS, SAID, TEXT)
DIGESTS = st.builds(
    lambda opening, items: opening + "".join(items),
    st.sampled_from(
        ["# 松川要闻早报 2024-06-28\n\n", "# 《松川新闻》 (20240628)\n\n## 目录\n\n1. 题\n\n", "", "导语。\n"]
    ),
    st.lists(ITEMS, min_size=2, max_size=6),
)
NUMBERED = st.lists(TEXT, min_size=2, max_size=5).map(
    lambda texts: (
        "每日要闻（2024年6月28日）\n" + "".join(f"{n}. 第{n}件事\n{text}\n" for n, text in enumerate(texts, 1))
    )
)


def judge(text: str) -> None:
    """Read `text` and check everything that must hold whatever it says."""
    try:
        found = read(text.encode("utf-8", "surrogatepass"))
    except (NotReadable, NotACapture):
        return
    text = decode(text.encode("utf-8", "surrogatepass")).text
    assert [check(text, one) for one in found] == [()] * len(found)
    assert [from_json(to_json(one)) for one in found] == list(found)
    if len(found) > 1:
        assert found[0].head[1] == found[0].start
        assert [one.end for one in found[:-1]] == [one.start for one in found[1:]]
        assert (found[0].head[0], found[-1].end) == (0, len(text))
    for one in found:
        source = source_of(text, one)
        segments = segment.trace(source, one.layers)
        assert "".join(source[s.start : s.end] for s in segments) == source


@settings(deadline=None, max_examples=150)
@given(FEEDS)
def test_entries_part_a_feed_among_them_and_each_is_proved(text):
    judge(text)


@settings(deadline=None, max_examples=150)
@given(st.one_of(DIGESTS, NUMBERED))
def test_items_part_a_digest_among_them_and_each_is_proved(text):
    judge(text)


@settings(deadline=None, max_examples=60)
@given(st.one_of(FEEDS, DIGESTS), st.integers(0, 2_000), st.integers(1, 200))
def test_a_torn_capture_is_read_or_refused(text, at, size):
    judge(text[:at] + text[at + size :])


@settings(deadline=None, max_examples=60)
@given(st.one_of(FEEDS, DIGESTS))
def test_parts_of_a_split_do_not_overlap_and_leave_nothing_out(text):
    for shape in (feed, digest):
        if shape.recognises(text) and (shape is digest or "<item" in text):
            parts = shape.split(text)

            assert text[slice(*parts[0].head)] + "".join(text[p.start : p.end] for p in parts) == text
            assert all(p.start <= p.begin < p.end or not p.begin for p in parts)
            assert all(a.end == b.start for a, b in pairwise(parts))


def test_every_shape_of_several_items_splits():
    assert all(callable(shape.split) for shape in SEVERAL)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_undecodable_bytes_are_marked_in_their_own_item(encoding):
    items = [
        "".join(
            f"<item><title>第{n}件</title><description>{'松川的新机器转了起来。' * 20}</description></item>"
            for n in (1, 2)
        )
    ]
    content = f"<rss><channel>{items[0]}</channel></rss>".encode(encoding)
    broken = {"gb18030": b"\xff", "utf-16": b"\x00\xd8", "utf-8-sig": b"\xe6"}[encoding]
    at = content.index("第2件".encode(encoding)[2 if encoding == "utf-16" else 3 if encoding == "utf-8-sig" else 0 :])

    first, second = read(content[:at] + broken + content[at:])

    assert ["undecodable" in [flag.code for flag in one.flags] for one in (first, second)] == [False, True]
