"""The guide at the desk: one text, in the reader's language, and nothing but the elements of a text."""

import re

import pytest
from django.conf import settings
from django.test import Client

from articles.admin.guide import read_guide
from tests.catalogues import simplified_only
from tests.factories import make_user

TEXT = """# 给编辑

第一行，
第二行 **重** `code`。

## 一、首页

1. 甲
2. 乙

| 键 | 做什么 |
|---|---|
| `j` | 下一处 |

![首页的样子](../articles/static/articles/guide/nowhere.png)

---

# For editors

## Home

Words.
"""


@pytest.fixture
def base(tmp_path):
    (tmp_path / "docs").mkdir()
    return tmp_path


def made(base, text, language="zh-hans"):
    (base / "docs/editors.md").write_text(text, encoding="utf-8")
    guide = read_guide(base, language)
    assert guide
    return guide


def test_lines_of_chinese_join_without_a_blank_and_headings_are_places(base):
    guide = made(base, TEXT)

    assert "<p>第一行，第二行 <strong>重</strong> <code>code</code>。</p>" in guide.html
    assert guide.headings == (("part-1", "一、首页"),)
    assert '<h2 id="part-1">一、首页</h2>' in guide.html
    assert "<ol><li>甲</li><li>乙</li></ol>" in guide.html
    assert '<th scope="col">键</th>' in guide.html


def test_lines_of_english_join_with_a_blank(base):
    assert "one\ntwo" in made(base, "甲\n\n---\n\none\ntwo", "en").html


def test_each_reader_meets_their_part_and_script(base):
    assert made(base, TEXT, "en").headings == (("part-1", "Home"),)
    assert "首頁的樣子" in made(base, TEXT, "zh-hant").html
    assert "For editors" not in made(base, TEXT, "zh-hant").html


def test_a_picture_that_is_not_there_is_its_description(base):
    assert "<em>首页的样子</em>" in made(base, TEXT).html


def test_a_picture_of_the_folder_is_shown(base, settings):
    settings.BASE_DIR = base
    folder = base / "articles/static/articles/guide"
    folder.mkdir(parents=True)
    (folder / "home.png").write_bytes(b"x")

    html = made(base, "![首页“样子”](../articles/static/articles/guide/home.png)").html

    assert '<img src="/static/articles/guide/home.png" alt="首页“样子”" loading="lazy">' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onclick=x>甲</b>",
        "[甲](javascript:alert(1))",
        "![甲](https://example.org/x.png)",
        "![甲](../articles/static/articles/guide/../site.css)",
        "[甲](operators.md)",
        '`"><img src=x>`',
    ],
)
def test_nothing_comes_out_but_text(base, text):
    html = made(base, text).html

    assert set(re.findall(r"<(\w+)", html)) <= {"p", "em", "code"}
    assert "<script" not in html and "href" not in html


def test_a_link_elsewhere_is_a_link(base):
    assert (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">甲</a>'
        in made(base, "[甲](https://example.org/?a=1&b=2)").html
    )


def test_a_text_that_is_not_installed_is_none(tmp_path):
    assert read_guide(tmp_path, "en") is None


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_guide_of_the_house_reads_whole_in_every_language(language):
    guide = read_guide(settings.BASE_DIR, language)

    assert guide and len(guide.headings) > 3
    words = re.sub(r"<code>.*?</code>", "", guide.html)
    assert (language != "zh-hant" or simplified_only(words) == []) and (
        language != "en" or not re.search("[㐀-鿿]", words)
    )


@pytest.mark.django_db
def test_the_page_is_linked_from_every_page_and_says_where_the_text_is_missing(tmp_path, settings):
    client = Client()
    client.force_login(make_user("reader", is_superuser=True))

    assert 'href="/admin/guide/"' in client.get("/admin/").content.decode()
    assert "三审" in client.get("/admin/guide/").content.decode()
    settings.BASE_DIR = tmp_path
    assert "手册没有随程序装上" in client.get("/admin/guide/").content.decode()


def test_every_picture_of_the_guide_is_there_and_shown_and_none_is_left_over():
    folder = settings.BASE_DIR / "articles/static/articles/guide"
    there = {path.name for path in folder.iterdir()}

    for language in ("zh-hans", "zh-hant", "en"):
        guide = read_guide(settings.BASE_DIR, language)
        assert guide
        shown = re.findall(r'<img src="[^"]*?guide/([a-z-]+)[^"]*" alt="([^"]+)"', guide.html)
        assert {f"{name}.png" for name, _words in shown} == there
