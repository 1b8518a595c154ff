"""What the columns of a records file mean: by their names, or as the operator says (`--map title=headline,body=content`).

Not for reading a row: `shapes.records`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from articles.ingest.records import Kind
from articles.text.row import Cell, read_object, read_table

#: What the operator says, as (kind, name of the column) in order; it stands beside what the names say.
Columns = tuple[tuple[Kind, str], ...]

#: The names of columns by what they hold, folded (`fold`), the best first.
NAMES: dict[Kind, tuple[str, ...]] = {
    "body": (
        *("body", "content", "text", "fulltext", "articlebody", "bodytext", "articletext", "maintext", "contenthtml", "contenttext", "bodyhtml", "html", "rawtext", "raw"),
        *("正文", "内容", "全文", "文本", "正文内容", "文章内容", "內容"),
    ),
    "title": ("title", "headline", "标题", "題目", "题目", "標題", "name"),
    "subtitle": ("subtitle", "subheadline", "副标题", "副题", "副標題"),
    "date": (
        *("date", "publishdate", "publisheddate", "pubdate", "published", "publishedat", "datepublished", "publishtime"),
        *("pubtime", "releasedate", "time", "datetime", "日期", "发表日期", "刊发日期", "刊发时间", "见报日期", "发布时间", "发布日期", "发表时间", "時間", "时间", "發佈時間"),
    ),
    "source": ("source", "sourcename", "publisher", "publication", "publicationname", "publishername", "outlet", "media", "newspaper", "来源", "來源", "来源媒体", "文章来源", "媒体名称", "来源名称", "媒体", "媒體", "报纸", "出处"),
    "author": ("author", "authors", "author.name", "authors.name", "writer", "creator", "作者"),
    "byline": ("byline", "署名"),
    "reporter": ("reporter", "reporters", "journalist", "journalists", "记者", "記者", "采访", "采写"),
    "photographer": ("photographer", "photographers", "摄影", "攝影", "摄影记者"),
    "translator": ("translator", "translators", "翻译", "译者", "編譯"),
    "editor": ("editor", "editors", "编辑", "責任編輯", "责任编辑"),
    "link": ("url", "link", "sourceurl", "originalurl", "canonical", "canonicalurl", "href", "网址", "链接", "原文链接", "原文网址", "原文地址", "来源链接", "網址", "連結"),
    "section": ("column", "section", "category", "categories", "channel", "栏目", "欄目", "版面", "频道", "分类"),
    "tags": ("tags", "tag", "keywords", "keyword", "标签", "關鍵詞", "关键词", "標籤"),
}  # fmt: skip
#: The kinds that `--map` knows, by the words an operator writes.
KINDS: tuple[Kind, ...] = tuple(NAMES)
#: Columns that say what is to be done with a piece: they change nothing, and that is said.
_INSTRUCTIONS = frozenset(
    ["status", "state", "draft", "published", "publish", "ispublished", "approved", "reviewed", "featured", "pinned",
     "visibility", "状态", "是否发布", "审核", "审核状态", "发布状态"]
)  # fmt: skip
_LANGUAGES = frozenset(["lang", "language", "locale", "语言", "語言"])
_LOCAL = re.compile(r"zh[-_](?:hant[-_])?(?:hk|mo|tw)", re.IGNORECASE)
#: What programs put before the name of a column: news_title, article_content, page_url.
_OF_ARTICLE = re.compile(
    "^(?:news|article|post|page|doc|content|item|新闻|文章|稿件|资讯)(?=.)|(?<=..)(?:姓名|名称|内容)$"
)
_BY_NAME: dict[str, tuple[Kind, int]] = {
    name: (kind, rank) for kind, names in NAMES.items() for rank, name in enumerate(names)
}


def parse(words: str) -> Columns:
    """Return what `title=headline,body=content` says. Raises ValueError, with the word, where it says nothing.

    >>> parse("title=headline, body=content")
    (('title', 'headline'), ('body', 'content'))
    """
    found: list[tuple[Kind, str]] = []
    for word in words.split(","):
        name, _equals, column = word.partition("=")
        kind = next((kind for kind in KINDS if kind == name.strip()), None)
        if kind is None or not column.strip():
            raise ValueError(word.strip())
        found.append((kind, column.strip()))
    return tuple(found)


def write(columns: Columns) -> str:
    """Return the words that `parse` reads."""
    return ",".join(f"{kind}={column}" for kind, column in columns)


def fold(name: str) -> str:
    """Return the name of a column as it is compared: `Publish_Date` and `publish date` are one.

    >>> fold("Publish_Date"), fold(" 正文 ")
    ('publishdate', '正文')
    """
    return _fold_short(name) if len(name) <= _LONGEST_KEPT else _fold(name)


def _fold(name: str) -> str:
    return "".join(char for char in name.lower() if char not in " _-\t\u3000\ufeff")


_LONGEST_KEPT = 100
#: Every row of a file has the same columns.
_fold_short = lru_cache(maxsize=256)(_fold)


def rank(name: str, columns: Columns) -> tuple[Kind, int] | None:
    """Return what a column holds, and how good a name it has (0: the best); None for a column of no use.

    What the operator says of a kind replaces what the names say of it.
    """
    for kind, column in columns:
        if column == name or fold(column) == fold(name):
            return kind, 0
    folded = fold(name)
    known = _BY_NAME.get(folded)
    if known is None and len(folded) <= _LONGEST_KEPT:
        known = _known_within(folded)
    if known is None or any(kind == known[0] for kind, _column in columns):
        return None
    return known


@lru_cache(maxsize=256)
def _known_within(folded: str) -> tuple[Kind, int] | None:
    """Return what a folded name says without what programs put around it, as in news_title."""
    return _BY_NAME.get(_OF_ARTICLE.sub("", folded))


def is_local(cells: Iterable[Cell], text: str) -> bool:
    """Return whether a column of a row says that the piece is of Hong Kong, Macau or Taiwan.

    >>> [is_local(read_cells(text), text) for text in ('{"lang": "zh-Hant-HK"}', '{"lang": "zh-Hant"}', '{"a": "zh-TW"}')]
    [True, False, False]
    """
    said = (cell.value(text) for cell in cells if fold(cell.name) in _LANGUAGES)
    return any(_LOCAL.fullmatch(value.strip()) for value in said)


def is_instruction(name: str) -> bool:
    """Return whether a column says what is to be done with a piece."""
    return fold(name) in _INSTRUCTIONS


def has_body(names: Iterable[str], columns: Columns) -> bool:
    """Return whether one of the columns holds the text of an article."""
    return any(found is not None and found[0] == "body" for found in (rank(name, columns) for name in names))


def arrange(cells: Sequence[Cell], text: str, columns: Columns) -> dict[Kind, list[Cell]]:
    """Return the cells of a row by what they hold: those of the best named column that says anything.

    A list in that column gives several cells.
    """
    best: dict[Kind, tuple[int, str]] = {}
    for cell in cells:
        found = rank(cell.name, columns)
        if found and cell.start < cell.end and text[cell.start : cell.end].strip():
            kind, place = found
            best[kind] = min(best.get(kind, (place, cell.name)), (place, cell.name))
    return {kind: [cell for cell in cells if cell.name == name] for kind, (_place, name) in best.items()}


@lru_cache(maxsize=2)  # each step asks for the cells of the same text
def read_cells(text: str) -> tuple[Cell, ...]:
    """Return the cells of a text that is one row; none where it is anything else."""
    return read_object(text) or read_table(text) or ()


def read_body(text: str, columns: Columns = ()) -> str | None:
    """Return the text of the article in a row; None where `text` is no row or has none."""
    body = arrange(read_cells(text), text, columns).get("body")
    return body[0].value(text) if body else None
