"""Every capture is read or refused in bounded time: linear below the bounds, and at once beyond them.

Times are of the processor, the best of several, so that other work on the machine counts little.
"""

import time
from contextlib import suppress

import pytest

from articles.ingest import genre, reader
from articles.ingest.records import NotACapture, NotReadable

_SENTENCE = "改革开放以来某地各项事业不断发展"
_HEAD = f"某地举行会议\n\n2024-06-28 某河日报\n\n{_SENTENCE}，{_SENTENCE}。\n"
_PAGE = f"<html><body><p>{_SENTENCE}，{_SENTENCE}。</p>"
_NOTE = f"# 某地举行会议\n\n{_SENTENCE}。\n\n"
_POST = "---\ntitle: 某地举行会议\n---\n"

#: What stands before, and what is repeated behind it.
KINDS = {
    "one line": ("", _SENTENCE),
    "sentences": (_HEAD, f"{_SENTENCE}。"),
    "short lines": (_HEAD, "改革开\n"),
    "paragraphs of a post": (_POST, f"{_SENTENCE}。\n\n"),
    "a wrapped post": (_POST, f"{_SENTENCE}，\n"),
    "blank lines": (_HEAD, "\n"),
    "CRLF": (_HEAD, "\r\n"),
    "full-width blanks": (_HEAD, "\u3000"),
    "lines of blanks": (_HEAD, "\u3000\n"),
    "one character": ("", "改"),
    "latin letters": (_HEAD, "a"),
    "combining marks": (_HEAD, "a\u0301"),
    "private use": (_HEAD, "\ue000"),
    "rare characters": (_HEAD, "峾鼗龘"),
    "Traditional": (_HEAD, "發展經濟與實質產業。\n"),
    "Taiwan words": (_HEAD, "資訊網路專案“品質”軟體。\n"),
    "notes": (_HEAD, "省(shěng)委書(shū)記(jì)。\n"),
    "broken bytes": (_HEAD, "推動(dòng)?xùn)|北振興\n"),
    "question marks": (_HEAD, "?"),
    "lost full stops": (_HEAD, "好?！?"),
    "brackets": (_HEAD, "("),
    "bracketed": (_HEAD, "(改)"),
    "quotation marks": (_HEAD, "“"),
    "quotations": (_HEAD, "“改”"),
    "half-width marks": (_HEAD, "改,革;"),
    "stars": (_HEAD, "改**"),
    "figures": (_HEAD, "1"),
    "dates": (_HEAD, "2024年6月28日"),
    "lines of dates": (_HEAD, "2024年6月28日\n"),
    "bylines": (_HEAD, "本报记者 张伟 通讯员 李强\n"),
    "names run together": (_HEAD, "吴某强郝某灿张某开\n"),
    "credit lines": (_HEAD, "来源：某河日报 编辑：张伟\n"),
    "menus": (_HEAD, "首页 国内 国际 社会 民生 要闻 图片\n"),
    "breadcrumbs": (_HEAD, "当前位置：首页 > 新闻 > 正文\n"),
    "titles again": (_HEAD, "某地举行会议\n"),
    "addresses": (_HEAD, "http://www.example.org/a/b.html "),
    "buttons": (_HEAD, "举报\n查看更多\n下一版 放大 缩小\n"),
    "counters": (_HEAD, "阅读 1326 评论 12 点赞 3\n"),
    "accounts": (_HEAD, "原创 张伟 某河农事 2024年6月28日 09:53 江西\n"),
    "messages": (_HEAD, "【某地举行一次会议】改革开放。\n"),
    "bullets": (_HEAD, "● 某地举行会议\n改革开放以来发展。\n"),
    "keys of a journal": (_HEAD, "[关键词] 改革\n[基金项目] 某省\n"),
    "sections": (_HEAD, "港闻\n某河日报\n第03版：乡村\n"),
    "hashtags": (_HEAD, "#改革#开放"),
    "an interview": (_HEAD, "记者：怎么看？\n张伟：很好。\n"),
    "open boxes": (_PAGE, "<div>"),
    "paragraph elements": (_PAGE, f"<p>{_SENTENCE}。</p>"),
    "inline elements": (_PAGE, "改<b>革</b>"),
    "broken tags": (_PAGE, "<a "),
    "open comments": (_PAGE, "<!--"),
    "comments": (_PAGE, "<!-- -->"),
    "scripts": (_PAGE, "<script>"),
    "entities": (_PAGE, "&#25913;"),
    "links of a page": (_PAGE, '<a href="b">改革</a>'),
    "tags of a fragment": ("<p>改革</p><p>", "改<b>革</b>"),
    "comments of a fragment": (f"<p>改革</p><p>{_SENTENCE}", "<!--"),
    "open styles beside a frame": ("<html><body><pre>改革开放。</pre>", "<style>"),
    "frames": ("<html><body><pre>改革开放。", "&lt;p&gt;改革<b>开放</b>。"),
    "keys of a script": ("<html><body><script>", 'content:"改革。",'),
    "text of a script": (f'<html><body><script>a={{"content":"{_SENTENCE}。', "\\u003Cp\\u003E改革。"),
    "words of a path": ("首页\n", ">\n新闻\n"),
    "keys": ("---\n", "key: 1\n"),
    "Markdown links": (_NOTE, "[改](http://example.org/b)"),
    "Markdown brackets": (_NOTE, "["),
    "Markdown stars": (_NOTE, "*改"),
    "Markdown headings": (_NOTE, "## 改\n"),
    "Markdown fences": (_NOTE, "```\n"),
    "items": ("", "## 某地举行会议\n\n改革开放，不断发展。\n\n"),
    "settings": (_SENTENCE, "a = 1\n"),
}  # fmt: skip
#: Processor seconds for the largest captures; on an idle machine none takes two.
MOST = 10.0
#: Times below this are lost in the noise.
_LEAST = 0.04


def made(kind, size):
    head, unit = KINDS[kind]
    return (head + unit * ((size - len(head.encode())) // len(unit.encode()))).encode()


def seconds(content, times=1):
    """Return the least processor time of reading `content`, which may be refused."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        with suppress(NotReadable, NotACapture):
            reader.read(content)
        best = min(best, time.process_time() - start)
    return best


def growth(kind, times):
    small, large = (seconds(made(kind, size), times) for size in (20_000, 40_000))
    return max(large, _LEAST) / max(small, _LEAST)


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_size_takes_about_twice_the_time(kind):
    assert any(growth(kind, times) <= 2.5 for times in (2, 6, 12))


@pytest.mark.parametrize("kind", KINDS)
def test_five_megabytes_are_read_or_refused(kind):
    assert seconds(made(kind, 5 * 1024 * 1024)) < MOST


@pytest.mark.parametrize("kind", ["sentences", "broken bytes", "bracketed", "half-width marks", "paragraph elements"])
def test_the_longest_article_is_read_or_refused(kind):
    assert seconds(made(kind, 3 * genre.MAX_CHARACTERS)) < MOST


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_HEAD + "改\n" * (genre.MAX_LINES + 1), "超过上限 100000"),
        (_HEAD + "改革\n" * (genre.MAX_PARAGRAPHS + 1), "超过上限 20000"),
        (_HEAD + f"{_SENTENCE}。\n" * 10 + (_SENTENCE * 99 + "。\n") * 400, "超过上限 500000"),
        (_HEAD + "本报记者 张伟 通讯员 李强\n" * (genre.MAX_CREDITS + 1), "超过上限 2000"),
        (_HEAD + "改?革？" * genre.MAX_CHANGES + "?" * genre.MAX_CHANGES, "超过上限 50000"),
        (_HEAD + "改\ue000革" * (genre.MAX_FINDINGS + 1), "5000 处以上的字要核对"),
    ],
    ids=["lines", "paragraphs", "characters", "credits", "changes", "findings"],
)
def test_a_refusal_names_the_bound(content, said):
    with pytest.raises(NotReadable, match=said):
        reader.read(content.encode())


def test_lines_of_bylines_are_refused_in_less_than_five_seconds():
    given = "伟强芳娜敏静丽军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红鹅琳波"
    pairs = (
        f"张{given[n % 30]}{given[n // 30 % 30]} 通讯员 李{given[n // 900 % 30]}{given[n % 29]}" for n in range(10_800)
    )

    assert seconds((_HEAD + "".join(f"本报记者 {pair}\n" for pair in pairs)).encode(), 2) < 5


def test_a_page_of_some_hundred_captions_is_read():
    page = _HEAD + "".join(f"图为第{n}处新机器。张伟摄\n" for n in range(500)) + f"{_SENTENCE}，{_SENTENCE}。\n"

    assert "改革开放" in reader.read(page.encode())[0].body


def test_a_text_with_hundreds_of_unknown_characters_is_read():
    text = _HEAD + "".join(f"第{n}处改\ue000革。\n" for n in range(500))

    assert sum(one.code == "private-use" for one in reader.read(text.encode())[0].findings) == 500


def test_noise_is_refused_before_it_is_decoded():
    noise = bytes((n * n * 7919 >> 7) % 125 + 130 for n in range(1024 * 1024)) * 5

    assert seconds(noise) < MOST
