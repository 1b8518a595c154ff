"""A post of a blog engine: facts in a block of YAML between two rules, then HTML or Markdown.

The block is read with bounds on size, depth and references; keys that are no source facts change nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from articles.ingest import page
from articles.ingest.records import Draft, Kind, NotReadable, Piece
from articles.text import markup
from articles.text.ledger import Edit, spell
from articles.text.lines import fold

#: Bounds of the block: real ones have some hundred characters and two levels.
MAX_BLOCK = 65_536
MAX_DEPTH = 8
MAX_VALUE = 1_000
MAX_VALUES = 100

_KEYS: dict[str, Kind] = {
    "title": "title", "标题": "title",
    "subtitle": "subtitle", "副标题": "subtitle", "副题": "subtitle",
    "date": "date", "pubdate": "date", "published": "date", "publish_date": "date", "publishdate": "date", "日期": "date", "发布时间": "date", "时间": "date",
    "author": "author", "authors": "author", "作者": "author",
    "editor": "editor", "editors": "editor", "编辑": "editor", "责任编辑": "editor",
    "source": "source", "来源": "source",
    "meta_extra": "credit", "credit": "credit", "credits": "credit",
    "tags": "tags", "tag": "tags", "标签": "tags",
    "categories": "section", "category": "section", "section": "section", "栏目": "section", "分类": "section",
    "link": "link", "original_url": "link", "source_url": "link", "canonical": "link", "canonical_url": "link", "原文链接": "link",
}  # fmt: skip
_OPENS = re.compile(
    r"\ufeff?(?:[ \t]*(?:\r\n|[\n\r\u2028]))*---[ \t]*(?:\r\n|[\n\r\u2028])(?=[ \t]*(?:[\w\"'-][^\n:]{0,60}:|#|---|[\r\n\u2028]))"
)
_CLOSES = re.compile(r"(?<![^\n\r\u2028])(?:---|\.\.\.)[ \t]*(?![^\n\r\u2028])")
_PAIR = re.compile(r"(?P<key>[\w-]{1,40})[ \t]*:[ \t]*(?P<value>[^\r\n]{0,1000}?)[ \t]*\r?$", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\r\n]{1,1000}?)[ \t]*\r?$", re.MULTILINE)
_ESCAPED = re.compile(r"[\n\r\x85\u2028\u2029]")


def recognises(text: str) -> bool:
    """Return whether `text` begins with a rule and a line that is no prose."""
    return _OPENS.match(text) is not None


def read(text: str) -> Draft:
    """Return the draft of a post. Raises NotReadable for a block that is not closed, too big or too deep."""
    opening = _OPENS.match(text)
    start = opening.end() if opening else 0
    closing = _CLOSES.search(text, start)
    if closing is None:
        raise NotReadable("元数据没有结束：开头的“---”之后找不到单独一行的“---”。请补上结束行后重新读入。")
    if closing.start() - start > MAX_BLOCK:
        raise NotReadable(f"元数据超过 {MAX_BLOCK} 个字符，不像文章的元数据。")
    pieces, edits = _read_block(text, start, closing.start())
    title = next((text[p.start : p.end] for p in pieces if p.kind == "title"), "")
    lines, markings = markup.read(text, closing.end(), len(text))
    draft = page.read("frontmatter", lines, pieces, title=fold(title.strip("\"'")))
    rules = ((0, closing.end(), "frontmatter"), *draft.rules, (closing.end(), len(text), "markup"))
    return page.with_edits(replace(draft, edits=tuple(edits), rules=rules), markings)


def _read_block(text: str, start: int, end: int) -> tuple[list[Piece], list[Edit]]:
    """Return the pieces of the keys we know, with the edits that make each token its value."""
    pieces: list[Piece] = []
    edits: list[Edit] = []
    try:
        found = list(_values(text[start:end]))
    except yaml.YAMLError:
        found = list(_plain_values(text[start:end]))
    for kind, low, high, value in sorted(found, key=lambda one: one[1])[:MAX_VALUES]:
        low, high, value = low + start, high + start, _ESCAPED.sub(" ", value).strip()
        if not value or len(value) > MAX_VALUE or high - low > 2 * MAX_VALUE or (pieces and low < pieces[-1].end):
            continue
        pieces.append(Piece(kind, low, high))
        if text[low:high] != value:
            edits += _spell(text[low:high], value, low)
    return pieces, edits


def _spell(raw: str, value: str, at: int) -> tuple[Edit, ...]:
    """Return the edits that make a YAML token its value: quotes dropped, escapes undone."""
    inner = raw[1:-1]
    if len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'" and inner == value:
        last = at + len(raw) - 1
        return Edit(at, at + 1, "decoded:yaml", raw[0], ""), Edit(last, last + 1, "decoded:yaml", raw[-1], "")
    return spell(raw, value, at, "decoded:yaml")


def _values(block: str) -> Iterator[tuple[Kind, int, int, str]]:
    """Yield (kind, start, end, value) for the scalars of the keys we know. Raises NotReadable or YAMLError."""
    _check_bounds(block)
    root = yaml.compose(block, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return
    for key, node in root.value:
        kind = _KEYS.get(str(key.value).strip().lower()) if isinstance(key, yaml.ScalarNode) else None
        for scalar in _scalars(node) if kind else ():
            if kind and scalar.tag != "tag:yaml.org,2002:null":
                yield kind, *_token(block, scalar), str(scalar.value)


def _token(block: str, scalar: yaml.ScalarNode) -> tuple[int, int]:
    """Return the span of a scalar's token, the blank lines behind a block scalar left out."""
    low, high = scalar.start_mark.index, scalar.end_mark.index
    return low, low + len(block[low:high].rstrip())


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield a scalar, or the scalars of a list of them."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        yield from (item for item in node.value if isinstance(item, yaml.ScalarNode))


def _check_bounds(block: str) -> None:
    """Raise NotReadable where the block uses references or is nested too deep."""
    depth = 0
    for event in yaml.parse(block, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotReadable("元数据中使用了 YAML 的锚点或引用（& 或 *），为安全起见不予读取。请改写成普通的值。")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise NotReadable(f"元数据嵌套超过 {MAX_DEPTH} 层，不像文章的元数据。")


def _plain_values(block: str) -> Iterator[tuple[Kind, int, int, str]]:
    """Yield the values of lines that are a key and a value, where the block as a whole is no YAML.

    Seen in posts whose title holds a colon and a blank, unquoted.
    """
    for match in _PAIR.finditer(block):
        kind = _KEYS.get(match["key"].lower())
        at_line_start = match.start() == 0 or block[match.start() - 1] in "\r\n"
        if not kind or not at_line_start:
            continue
        if match["value"]:
            yield kind, *match.span("value"), match["value"].strip("\"'")
            continue
        item = _ITEM.match(block, match.end() + 1)
        while item:
            yield kind, *item.span("value"), item["value"].strip("\"'")
            item = _ITEM.match(block, item.end() + 1)
