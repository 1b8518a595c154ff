"""What stands around the piece on pages of agencies, papers, accounts and blogs, and what only looks like it."""

import pytest

from tests.ingest.reading import document, outlets, people

TITLE = "老厂房装上新机器"
PARAGRAPH = "<p>松川的老厂房里，新机器转了起来。工人们说，订单排到了明年。</p>"
DAY = "<span>2024-04-22 09:18</span>"


def page(head="", *, title=f"{TITLE}_松川在线", meta="", over="", text=PARAGRAPH * 2, h1=TITLE):
    return document(
        f"<!doctype html><html><head><title>{title}</title>{meta}</head><body><ul><li><a href='/'>首页</a></li></ul>"
        f"{over}<h1>{h1}</h1><div>{head}</div><div class='text'>{text}</div></body></html>"
    )


SPLIT = (
    "<div><span class='year'><em> 2024</em></span><span class='day'><em>05</em>/<em>18</em></span>"
    "<span class='time'>10:22:07</span></div><div class='source'> 来源：松川社 </div>"
)


def test_day_in_parts_of_one_line_and_the_source_over_the_title():
    read_as = page(over=SPLIT, meta="<meta name='publishdate' content='2024-05-18'><meta name='source' content='sch'>")

    assert read_as.fields.date.value == "2024-05-18T10:22:07+08:00"
    assert outlets(read_as)[0] == ("松川社", "published_by")
    assert "source-differs" not in [flag.code for flag in read_as.flags]


def test_figures_like_a_day_in_parts_are_none():
    read_as = page(DAY, over="<div><b>2024</b><i>88</i>/<i>18</i><b>10:22:07</b></div>")

    assert read_as.fields.date.value == "2024-04-22T09:18"


@pytest.mark.parametrize(("line", "subtitle"), [("——一座城的账本", "一座城的账本"), ("一座城的账本", None)])
def test_line_behind_a_dash_under_the_title_is_a_subtitle(line, subtitle):
    read_as = page(f"<p>{line}</p><p>2024-04-22 09:18</p>")

    assert (read_as.fields.subtitle and read_as.fields.subtitle.value) == subtitle


def test_part_of_the_heading_that_the_head_declares_is_no_title_of_its_own():
    longer, marked = page(h1=f"松川全市{TITLE} 订单排到明年"), page(h1=f"[随笔] {TITLE}")

    assert longer.fields.title.value == f"松川全市{TITLE} 订单排到明年"
    assert marked.fields.title.value == TITLE


@pytest.mark.parametrize(("place", "author"), [("江苏", []), ("江闻声", [("江闻声", "author")])])
def test_region_that_an_account_writes_from_is_no_author(place, author):
    read_as = page(f"<span class='rich_media_meta rich_media_meta_text'>{place}</span>{DAY}")

    assert people(read_as) == author


@pytest.mark.parametrize(("words", "source"), [("cat-links", []), ("origin", [("松川新闻网", "published_by")])])
def test_category_beside_the_day_is_no_source(words, source):
    read_as = page(
        f"<span class='byline'>何小满</span> {DAY} <span class='{words}'>松川新闻网</span> <span>阅读 2.1k</span>"
    )

    assert [one for one in outlets(read_as) if one[1] == "published_by"] == source


@pytest.mark.parametrize(("name", "author"), [("松易", []), ("宋易", [("宋易", "author")])])
def test_site_that_a_head_calls_the_author_is_none(name, author):
    read_as = page(DAY, title=f"{TITLE}_松易订阅", meta=f"<meta name='author' content='{name}'>")

    assert people(read_as) == author


@pytest.mark.parametrize(
    ("title", "source"), [(f"松川日报数字报-{TITLE}", [("松川日报", "published_by")]), (f"松川日报-{TITLE}", [])]
)
def test_page_of_a_digital_paper_is_printed_by_the_paper(title, source):
    read_as = page(DAY, title=title)

    assert [one for one in outlets(read_as) if one[1] == "published_by"] == source


@pytest.mark.parametrize("words", ["picIntro", "img_descr", "photo-text"])
def test_box_made_for_a_caption_is_no_text(words):
    read_as = page(DAY, text=f"<div class='{words}'>孩子们在新跑道上。</div>{PARAGRAPH}{PARAGRAPH}")

    assert "新跑道" not in read_as.body


def test_box_called_text_is_text():
    assert "新跑道" in page(DAY, text=f"<div class='main-text'>孩子们在新跑道上。</div>{PARAGRAPH}{PARAGRAPH}").body


def test_title_of_an_official_paper_over_its_text_is_dropped_and_a_heading_stays():
    report = page(
        DAY,
        title="2025年松川市政府工作报告",
        h1="2025年松川市政府工作报告",
        text=f"<p><strong>政府工作报告</strong></p><p>市长&nbsp;&nbsp;何某</p><p>各位代表：</p>{PARAGRAPH}<p><strong>一、回顾</strong></p>{PARAGRAPH}",
    )
    other = page(
        DAY,
        text=f"<p><strong>新机器</strong></p>{PARAGRAPH}<p><strong>订单</strong></p>{PARAGRAPH}",
        h1="老厂房装上新机器",
    )

    assert (report.headings, people(report)) == (("一、回顾",), [("何某", "speaker")])
    assert other.headings == ("新机器", "订单")
