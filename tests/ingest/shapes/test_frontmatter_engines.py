"""Front matter as the engines and their users write it: YAML, TOML, JSON, many names for one fact, odd dates and names."""

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from articles.ingest.records import NotReadable
from articles.ingest.shapes import frontmatter
from tests.ingest.reading import document, flags, outlets, people

BODY = "入冬前的最后一场雨停了。机器赶着时间下地，订单排到了明年。\n\n人们说，日子越过越有奔头。\n"

STYLES = {
    "yaml": '---\ntitle: 松川的春天\ndate: 2024-03-18\nauthor: [何雨某, 沈某]\nsource: 松川日报\ntags:\n  - 粮食\n  - "黑土地"\n---\n',
    "toml": "+++\ntitle = \"松川的春天\"\ndate = 2024-03-18\nauthors = ['何雨某', \"沈某\"]\nsource = '松川日报'\n[taxonomies]\ntags = [\n  \"粮食\", # 一\n  \"黑土地\",\n]\n+++\n",
    "toml params": '+++\ntitle = """松川的春天"""\ndate = 2024-03-18\n[params]\nauthor = "何雨某、沈某"\nsource = {name = "松川日报", url = "https://p.example/"}\ntags = ["粮食", "黑土地"]\n+++\n',
    "json": '{\n\t"title": "松川的春天",\n\t"date": "2024-03-18",\n\t"author": ["何雨某", "沈某"],\n\t"source": "\\u677e\\u5ddd日报",\n\t"tags": ["粮食", "黑土地"]\n}\n\n',
    "no rule above": "title: 松川的春天\ndate: 2024-03-18\nauthor: 何雨某，沈某\nsource: 松川日报\ntags: [粮食, 黑土地]\n---\n",
    "nested": "---\ntitle: 松川的春天\nauthors:\n  - name: 何雨某\n    email: a@b.example\n  - {name: 沈某, title: 主任}\nextra:\n  source: 松川日报\ndate: 2024-03-18\ntags: 粮食，黑土地\ncomments:\n  - author: 网友某\n    date: 2025-01-01\n---\n",
    "Chinese keys": "---\n标题: 松川的春天\n日期: 2024年3月18日\n作者: 何雨某 沈某\n来源: 松川日报\n标签: 粮食 | 黑土地\n---\n",
    "comments": "---\n# 头注\ntitle: 松川的春天 # 尾注\ndate: 2024-03-18\nauthor: # 两人\n- 何雨某\n- 沈某\nsource: 松川日报\ntags: [粮食, 黑土地]\n...\n",
}  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["bare", "BOM"])
@pytest.mark.parametrize("style", STYLES)
def test_every_style_gives_the_same_facts(style, bom, ends):
    text = (bom + STYLES[style] + BODY).replace("\n", ends)
    found = document(text)

    fields = found.fields
    assert (found.shape, fields.title.value, fields.date.value) == ("frontmatter", "松川的春天", "2024-03-18")
    assert people(found) == [("何雨某", "author"), ("沈某", "author")]
    assert outlets(found) == [("松川日报", "published_by")]
    assert [tag.value for tag in fields.tags] == ["粮食", "黑土地"]
    assert found.body == BODY.strip()
    assert check(decode(text.encode()).text, found) == ()


@pytest.mark.parametrize(
    ("key", "role"),
    [
        *((key, "author") for key in ("author", "authors", "by", "byline", "writer", "作者", "撰文", "Author", "AUTHORS")),
        *((key, "editor") for key in ("editor", "editors", "编辑", "责任编辑")),
        *((key, "reporter") for key in ("reporter", "记者", "采访", "interviewers")),
        *((key, "translator") for key in ("translator", "译者")),
        *((key, "photographer") for key in ("photographer", "摄影")),
    ],
)  # fmt: skip
def test_names_for_people(key, role):
    assert people(document(f"---\ntitle: 松川的春天\n{key}: 何雨某\n---\n{BODY}")) == [("何雨某", role)]


@pytest.mark.parametrize(
    "key",
    ["source", "from", "origin", "来源", "出处", "media", "publisher", "source_name", "original-source", "sourceName"],
)
def test_names_for_the_source(key):
    assert outlets(document(f"---\ntitle: 松川的春天\n{key}: 松川日报\n---\n{BODY}")) == [("松川日报", "published_by")]


@pytest.mark.parametrize("key", ["source", "from", "link", "original_url", "canonicalURL", "原文链接"])
def test_names_for_the_original_address(key):
    fields = document(f"---\ntitle: 松川的春天\n{key}: https://p.example/a?b=1\n---\n{BODY}").fields

    assert (fields.url.value, fields.outlets) == ("https://p.example/a?b=1", ())


@pytest.mark.parametrize(
    "key",
    ["date", "pubDate", "publish_date", "publishDate", "published", "published_at", "created", "createdAt", "发布时间"],
)
def test_names_for_the_date(key):
    assert document(f"---\ntitle: 松川的春天\n{key}: 2024-03-18\n---\n{BODY}").fields.date.value == "2024-03-18"


@pytest.mark.parametrize(
    ("block", "date"),
    [
        ("created: 2024-03-01\ndate: 2024-03-18", "2024-03-18"),
        ("date: 2024-03-18\nupdated: 2025-01-01\nlastmod: 2025-01-01", "2024-03-18"),
        ("published: true\ncreated: 2024-03-18", "2024-03-18"),
        ("date: ' +0800'\ncreated: 2024-03-18", "2024-03-18"),
        ("date: 2024-03-18 08:15:40", "2024-03-18T08:15:40+08:00"),
        ("date: 2024-03-18T08:15:40Z", "2024-03-18T08:15:40Z"),
        ("date: 2024-03-18 08:15:40.123 -0500", "2024-03-18T08:15:40-05:00"),
        ("date: 2024-3-8 8:05", "2024-03-08T08:05"),
        ("date: 2024/03/18", "2024-03-18"),
        ("date: 2024.3.18", "2024-03-18"),
        ("date: 2024-03", "2024-03"),
        ("date: 2024", "2024"),
    ],
)
def test_dates_as_they_are_written(block, date):
    assert document(f"---\ntitle: 松川的春天\n{block}\n---\n{BODY}").fields.date.value == date


@pytest.mark.parametrize("value", [" +0800", "+0800", "''", "~", "即将发布", "[]", "0000-00-00", "{{ date }}"])
def test_a_date_that_is_none_is_not_invented(value):
    found = document(f"---\ntitle: 松川的春天\ndate: {value}\n---\n{BODY}")

    assert (found.fields.date, "no-date" in flags(found)) == (None, True)


@pytest.mark.parametrize("title", ["''", '""', "", "~", "null"])
def test_an_empty_title_is_none(title):
    assert document(f"---\ntitle: {title}\ndate: 2024-03-18\n---\n{BODY}").fields.title is None


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        ("author: 何雨某", [("何雨某", "author")]),
        ("author: 何 某", [("何某", "author")]),
        ("author: 何雨某、沈某", [("何雨某", "author"), ("沈某", "author")]),
        ("author: 本报记者 何雨某 通讯员 沈某", [("何雨某", "reporter"), ("沈某", "correspondent")]),
        ("author: 文/何雨某 图/沈某", [("何雨某", "author"), ("沈某", "photographer")]),
        ("author: Justin Wong", [("Justin Wong", "author")]),
        ("author: 艾山江·买某某提", [("艾山江·买某某提", "author")]),
        ("author: ''", []),
        ("author: []", []),
        ("author: admin", []),
        ("meta_extra: 采访：何雨某；编辑：沈某", [("何雨某", "reporter"), ("沈某", "editor")]),
        ("meta_extra: '作者简介：某大学博士'", []),
    ],
)
def test_people_as_they_are_written(block, wanted):
    assert people(document(f"---\ntitle: 松川的春天\n{block}\n---\n{BODY}")) == wanted


@pytest.mark.parametrize(
    ("block", "keys"),
    [
        ("status: published", "status"),
        ("draft: true", "draft"),
        ("published: true", "published"),
        ("permalink: /a/b/", "permalink"),
        ("slug: a\nid: 7", "slug、id"),
        ("permissions:\n  publish: all", "permissions"),
        ("params:\n  draft: false", "draft"),
    ],
)
def test_keys_that_would_change_more_than_source_facts_are_ignored_and_flagged(block, keys):
    bare, with_key = (document(f"---\ntitle: 松川的春天\n{more}---\n{BODY}") for more in ("", f"{block}\n"))

    (flag,) = [one for one in with_key.flags if one.code == "ignored-instruction"]
    assert keys in flag.message
    assert (with_key.body, with_key.fields.title.value) == (bare.body, bare.fields.title.value)
    assert [code for code in flags(with_key) if code != "ignored-instruction"] == flags(bare)


@pytest.mark.parametrize("block", ["layout: post", "toc: true", "forum_id: 1", "published: 2024-01-01", "weight: 2"])
def test_keys_that_change_nothing_are_not_flagged(block):
    assert "ignored-instruction" not in flags(document(f"---\ntitle: 松川的春天\n{block}\n---\n{BODY}"))


@pytest.mark.parametrize("mark", ["<!--more-->", "<!-- more -->", "<!--excerpt-->", "{{< more >}}", "{{% more %}}"])
def test_marks_of_an_excerpt_are_no_text(mark):
    text = BODY.replace("\n\n", f"\n\n{mark}\n\n")

    assert document(f"---\ntitle: 松川的春天\n---\n{text}").body == BODY.strip()


@pytest.mark.parametrize(
    "text",
    [
        "+++\ntitle = \"松川的春天\"\n\n" + BODY,
        "---\ntitle: 松川的春天\n\n" + BODY,
    ],
)  # fmt: skip
def test_a_block_that_is_not_closed_is_refused_in_words(text):
    with pytest.raises(NotReadable, match="元数据没有结束"):
        document(text)


@pytest.mark.parametrize(
    "text",
    [
        "+++\n入冬前的雨停了。\n+++\n" + BODY,
        "{入冬前的雨停了。}\n" + BODY,
        "标题：松川的春天\n日期：2024-03-18\n---\n" + BODY,
        "title: 松川的春天\n---\n" + BODY,
        "title: 松川的春天\n入冬前的雨停了。\n---\n" + BODY,
    ],
)
def test_what_only_looks_like_front_matter(text):
    assert not frontmatter.recognises(text)
    assert document(text).shape != "frontmatter"


@pytest.mark.parametrize(
    "block",
    ["a = " + "[" * 5000, "a = " + "{a=" * 3000, 'a = "' + "\\\\" * 30_000, "[" * 60_000, "a=\n" * 15_000],
    ids=["lists", "tables", "escapes", "header", "keys"],
)
def test_hostile_toml_is_refused_or_read_in_its_bounds(block):
    text = f"+++\ntitle = '松川的春天'\n{block}\n+++\n{BODY}"

    try:
        (found,) = read(text.encode())
    except NotReadable as refused:
        assert "元数据" in str(refused)
    else:
        assert found.fields.title.value == "松川的春天"


@pytest.mark.parametrize("label", ["本期投稿", "投稿人", "本文作者"])
def test_line_of_who_sent_it_in_is_a_credit(label):
    found = document(
        f"---\ntitle: 松川的春天\n---\n{label}：[何雨某](http://a.example/) [沈某](http://b.example/)\n\n{BODY}"
    )

    assert (people(found), found.body) == ([("何雨某", "author"), ("沈某", "author")], BODY.strip())


def test_notice_of_an_import_is_no_text():
    notice = (
        "**[温馨提示]：该文章由原博客园导入而来，如排版效果不佳，请移步：[http://a.example/1](http://a.example/1)**"
    )

    assert document(f"---\ntitle: 松川的春天\n---\n{BODY}\n\n{notice}\n").body == BODY.strip()


_POST = "松川县城西的老厂房里，三十台新机器上个月转了起来。工人们说，订单已经排到了明年春天。\n"


def test_first_heading_is_the_title_where_the_block_has_none():
    named, other = (
        document(f'---\ntitle: ""\ndate: 2024-06-28\n---\n{mark} 老厂房里装上新机器\n\n{_POST}') for mark in ("#", "##")
    )

    assert (named.fields.title.value, named.headings) == ("老厂房里装上新机器", ())
    assert (other.fields.title, other.headings) == (None, ("老厂房里装上新机器",))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("纺织 机器", ["纺织", "机器"]),
        ("纺织、新 机器", ["纺织", "新 机器"]),
        ("Big Data", ["Big Data"]),
        ("纺织", ["纺织"]),
    ],
)
def test_tags_of_one_line_are_parted_by_blanks_where_nothing_else_does(given, wanted):
    read_as = document(f"---\ntitle: 老厂房里装上新机器\ntags: {given}\n---\n{_POST}")

    assert [tag.value for tag in read_as.fields.tags] == wanted


def test_day_in_brackets_behind_the_source_is_the_date():
    read_as = document(f"---\ntitle: 老厂房里装上新机器\nsource: 松川日报（2024年6月28日）\n---\n{_POST}")

    assert outlets(read_as) == [("松川日报", "published_by")]
    assert read_as.fields.date.value == "2024-06-28"
