"""The values in a block of metadata, each with its keys and its place: YAML, TOML and JSON as blog engines write them.

Bounded in size, depth and number; a block that is none of them as a whole is read line by line. Not for what a key means.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

#: Bounds of a block: real ones have some hundred characters and two levels.
MAX_BLOCK = 65_536
MAX_DEPTH = 8
MAX_VALUES = 2_000

_PAIR = re.compile(r"(?P<key>[\w-]{1,40})[ \t]*:[ \t]*(?P<value>[^\r\n]{0,1000}?)[ \t]*\r?$", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\r\n]{1,1000}?)[ \t]*\r?$", re.MULTILINE)
_TABLE = re.compile(
    r"[ \t]*\[{1,2}[ \t]*(?P<path>[^\[\]\r\n\u2028]{1,120}?)[ \t]*\]{1,2}[ \t]*(?:#[^\r\n\u2028]*)?(?:\r\n|[\r\n\u2028]|$)"
)
_KEY = re.compile(r"[ \t]*(?P<key>\"[^\"\r\n]{1,60}\"|'[^'\r\n]{1,60}'|[\w.-]{1,60})[ \t]*=[ \t]*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' r"'''(?:[^']|'(?!''))*'''|" r'"(?:[^"\\\r\n]|\\.)*"|' r"'[^'\r\n]*'", re.DOTALL
)
_BARE = re.compile(r"[^,#\[\]{}\r\n\u2028]+")
_GAP = re.compile(r"(?:[\s,]|#[^\r\n\u2028]*)+")
_LINE = re.compile(r"[^\r\n\u2028]*(?:\r\n|[\r\n\u2028]|\Z)")


class BadMetadata(ValueError):
    """A block that is not read because it would cost too much. The message is one line and says what to mend."""


@dataclass(frozen=True, slots=True)
class Value:
    """One scalar: the keys that lead to it from outside in, its token `[start, end)` in the block, and what it says."""

    path: tuple[str, ...]
    start: int
    end: int
    value: str


def read_block(block: str, style: str) -> tuple[Value, ...]:
    """Return the scalars of a block of `style` yaml, toml or json, in order. Raises BadMetadata.

    >>> [(v.path, v.value) for v in read_block('title = "春天"\\ntags = ["甲", "乙"]', "toml")]
    [(('title',), '春天'), (('tags',), '甲'), (('tags',), '乙')]
    """
    if len(block) > MAX_BLOCK:
        raise BadMetadata(f"元数据超过 {MAX_BLOCK} 个字符，不像文章的元数据。")
    if style == "toml":
        return tuple(_within(_toml(block)))
    try:
        return tuple(_within(_yaml(block.replace("\t", " ") if style == "json" else block)))
    except yaml.YAMLError:
        return tuple(_within(_lines(block)))


def _within(values: Iterator[Value]) -> Iterator[Value]:
    """Yield the first values: hostile blocks have more."""
    yield from (value for value, _ in zip(values, range(MAX_VALUES), strict=False))


def _yaml(block: str) -> Iterator[Value]:
    """Yield the scalars of YAML, and so of JSON. Raises BadMetadata or YAMLError."""
    _check_bounds(block)
    root = yaml.compose(block, Loader=yaml.SafeLoader)
    if isinstance(root, yaml.MappingNode):
        yield from _walk(block, root, ())


def _walk(block: str, node: yaml.Node, path: tuple[str, ...]) -> Iterator[Value]:
    """Yield the scalars under `node`; a list within a list says nothing that is known."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _walk(block, value, (*path, str(key.value).strip()))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if not isinstance(item, yaml.SequenceNode):
                yield from _walk(block, item, path)
    elif path and node.tag != "tag:yaml.org,2002:null":
        low, high = node.start_mark.index, node.end_mark.index
        yield Value(path, low, low + len(block[low:high].rstrip()), str(node.value))


def _check_bounds(block: str) -> None:
    """Raise BadMetadata where the block uses references or is nested too deep."""
    depth = 0
    for event in yaml.parse(block, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadMetadata("元数据中使用了 YAML 的锚点或引用（& 或 *），为安全起见不予读取。请改写成普通的值。")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise BadMetadata(f"元数据嵌套超过 {MAX_DEPTH} 层，不像文章的元数据。")


def _lines(block: str) -> Iterator[Value]:
    """Yield the values of lines that are a key and a value, where the block as a whole is no YAML.

    Seen in posts whose title holds a colon and a blank, unquoted.
    """
    for match in _PAIR.finditer(block):
        if match.start() > 0 and block[match.start() - 1] not in "\r\n":
            continue
        path = (match["key"],)
        if match["value"]:
            yield Value(path, *match.span("value"), match["value"].strip("\"'"))
            continue
        item = _ITEM.match(block, match.end() + 1)
        while item:
            yield Value(path, *item.span("value"), item["value"].strip("\"'"))
            item = _ITEM.match(block, item.end() + 1)


def _toml(block: str) -> Iterator[Value]:
    """Yield the scalars of TOML, lines that are none left out: a scanner of our own, as tomllib tells no places."""
    at = 0
    table: tuple[str, ...] = ()
    while at < len(block):
        header = _TABLE.match(block, at)
        key = None if header else _KEY.match(block, at)
        if header:
            table, at = _path(header["path"]), header.end()
        elif key:
            path = (*table, *_path(key["key"]))
            found, at = _toml_value(block, key.end(), path, 0)
            yield from found
        if not header:
            at = _after_line(block, at)


def _toml_value(block: str, at: int, path: tuple[str, ...], depth: int) -> tuple[list[Value], int]:
    """Return the scalars of the value that begins at `at`, and the place behind it."""
    if depth > MAX_DEPTH:
        raise BadMetadata(f"元数据嵌套超过 {MAX_DEPTH} 层，不像文章的元数据。")
    if block[at : at + 1] in ("[", "{"):
        return _toml_list(block, at, path, depth)
    string = _STRING.match(block, at)
    match = string or _BARE.match(block, at)
    if not match:
        return [], at + 1
    token = match.group().rstrip()
    return [Value(path, at, at + len(token), _unquoted(token) if string else token)], match.end()


def _toml_list(block: str, at: int, path: tuple[str, ...], depth: int) -> tuple[list[Value], int]:
    """Return the scalars of a list or a table in braces; a list within a list says nothing that is known."""
    closing = "]" if block[at] == "[" else "}"
    in_list = closing == "]"
    out: list[Value] = []
    at += 1
    while at < len(block):
        gap = _GAP.match(block, at)
        at = gap.end() if gap else at
        if block[at : at + 1] == closing:
            return out, at + 1
        key = None if in_list else _KEY.match(block, at)
        inner = (*path, *_path(key["key"])) if key else path
        start = key.end() if key else at
        found, at = _toml_value(block, start, inner, depth + 1)
        if not (in_list and block[start : start + 1] == "["):
            out += found
    return out, at


def _path(dotted: str) -> tuple[str, ...]:
    """Return the keys of a dotted one."""
    if dotted[:1] in "\"'":
        return (dotted.strip("\"'"),)
    return tuple(part.strip(" \t\"'") for part in dotted.split("."))


def _unquoted(token: str) -> str:
    """Return what a string of TOML says; what stands between its quotes where it is no good TOML."""
    try:
        return str(tomllib.loads("v=" + token.replace("\r\n", "\n"))["v"])
    except tomllib.TOMLDecodeError:
        return token.strip("\"'")


def _after_line(block: str, at: int) -> int:
    match = _LINE.match(block, at)
    return max(match.end(), at + 1) if match else len(block)


def shifted(values: tuple[Value, ...], by: int) -> tuple[Value, ...]:
    """Return `values` with their places `by` further on."""
    return tuple(replace(one, start=one.start + by, end=one.end + by) for one in values)
