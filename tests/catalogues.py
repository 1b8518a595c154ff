"""Read interface strings without GNU gettext: from the code, from the templates, from .po and .mo files."""

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

#: What `make messages` collects, by the place of context, message and plural among the arguments.
CALLS = {
    "_": ("message",),
    "told": ("message",),
    "gettext": ("message",),
    "gettext_lazy": ("message",),
    "gettext_noop": ("message",),
    "ngettext": ("message", "plural"),
    "ngettext_lazy": ("message", "plural"),
    "pgettext": ("context", "message"),
    "pgettext_lazy": ("context", "message"),
    "npgettext": ("context", "message", "plural"),
    "npgettext_lazy": ("context", "message", "plural"),
}
_LITERAL = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_CALL = re.compile(rf"\b({'|'.join(CALLS)})\(\s*{_LITERAL}(?:,\s*{_LITERAL})?(?:,\s*{_LITERAL})?", re.DOTALL)
#: Chinese, or a mark that no other language sets so.
_CHINESE = re.compile(r"[㐀-鿿，。：；、（）《》！？]")
_TAGS = re.compile(
    r"{#.*?#}|{% blocktranslate.*?{% endblocktranslate %}|{% translate .*?%}|_\((?:\"[^\"]*\"|'[^']*')\)", re.DOTALL
)
_FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])? (".*")')


@dataclass(frozen=True, order=True)
class Key:
    """What names a string in a catalogue; `plural` is its second form, empty where it has one alone."""

    message: str
    context: str = ""
    plural: str = ""


@dataclass
class Entry:
    """A string of a .po file with its translations, one for each plural form."""

    key: Key
    translations: list[str]
    comments: list[str] = field(default_factory=list)

    @property
    def is_fuzzy(self) -> bool:
        return any(comment.startswith("#,") and "fuzzy" in comment for comment in self.comments)


def _imported(tree: ast.AST) -> dict[str, str]:
    """Return the functions that translate which a module imports: the name they have there, and their own."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("django.utils.translation", "articles.told")
        for alias in node.names
    }


def in_python(source: str) -> Iterator[Key]:
    """Yield the strings of a module, by whatever names it imports the functions."""
    tree = ast.parse(source)
    known = {name: called for name, called in _imported(tree).items() if called in CALLS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
            words = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            yield from _key(known[node.func.id], words)


def in_template(source: str) -> Iterator[Key]:
    """Yield the strings of a template, its tags and its `_("…")` alike."""
    for name, *literals in _CALL.findall(templatize(source)):
        yield from _key(name, [ast.literal_eval(literal) for literal in literals if literal])


def _key(name: str, words: list[object]) -> Iterator[Key]:
    named = dict(zip(CALLS[name], words, strict=False))
    if all(isinstance(named.get(part), str) for part in CALLS[name]):
        yield Key(**{part: str(word) for part, word in named.items()})


def bare_in_python(source: str) -> Iterator[str]:
    """Yield the Chinese of a module that no function of gettext is given, docstrings and patterns left out."""
    tree = ast.parse(source)
    known = set(_imported(tree))
    elsewhere: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {*known, "re.compile"}:
            elsewhere |= {id(part) for argument in node.args for part in ast.walk(argument)}
        if isinstance(node, ast.Expr):
            elsewhere.add(id(node.value))
    for node in ast.walk(tree):
        words = node.value if isinstance(node, ast.Constant) and id(node) not in elsewhere else None
        if isinstance(words, str) and _CHINESE.search(words):
            yield words


def bare_in_template(source: str) -> Iterator[str]:
    """Yield the lines of a template with Chinese that stands in no tag of translation."""
    yield from (line.strip() for line in _TAGS.sub("", source).split("\n") if _CHINESE.search(line))


def eager(source: str) -> Iterator[str]:
    """Yield what a module translates once for all, while it is imported."""
    tree = ast.parse(source)
    at_once = ("told", "gettext", "ngettext", "pgettext", "npgettext")
    known = {name for name, called in _imported(tree).items() if called in at_once}
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
            yield ast.unparse(node)
        later = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, later)]


def read_po(path: Path) -> tuple[dict[str, str], list[Entry]]:
    """Return the header and the entries of a .po file, obsolete ones as entries with `#~` comments."""
    entries = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        values: list[tuple[str, str]] = []
        comments = []
        for line in block.split("\n"):
            found = _FIELD.fullmatch(line)
            if line.startswith("#"):
                comments.append(line)
            elif found:
                values.append((found[1], ast.literal_eval(found[2])))
            else:
                name, value = values.pop()
                values.append((name, value + ast.literal_eval(line)))
        named = dict(values)
        key = Key(named.get("msgid", ""), named.get("msgctxt", ""), named.get("msgid_plural", ""))
        entries.append(Entry(key, [value for name, value in values if name == "msgstr"], comments))
    header = dict(line.split(": ", 1) for line in entries[0].translations[0].strip().split("\n"))
    return header, entries[1:]


def compiled(path: Path) -> dict[str, str]:
    """Return what a .mo file ought to hold, of a .po file."""
    blocks = [read_po_header(path), *read_po(path)[1]]
    return {_original(entry.key): "\0".join(entry.translations) for entry in blocks}


def read_po_header(path: Path) -> Entry:
    """Return the header as the entry that it is in a .mo file."""
    header, _ = read_po(path)
    return Entry(Key(""), ["".join(f"{name}: {value}\n" for name, value in header.items())])


def _original(key: Key) -> str:
    message = f"{key.context}\x04{key.message}" if key.context else key.message
    return f"{message}\0{key.plural}" if key.plural else message


def read_mo(path: Path) -> dict[str, str]:
    """Return the originals and translations of a .mo file, plural forms joined by NUL."""
    data = path.read_bytes()
    magic, _, count, originals, translations = struct.unpack_from("<5I", data)
    assert magic == 0x950412DE
    return {_text(data, originals, n): _text(data, translations, n) for n in range(count)}


def _text(data: bytes, table: int, n: int) -> str:
    size, start = struct.unpack_from("<2I", data, table + 8 * n)
    return data[start : start + size].decode()


def simplified_only(text: str) -> list[str]:
    """Return the characters that only Simplified has: in GB 2312 and not in Big5. Both scripts print 着."""
    return [char for char in text if _is_in(char, "gb2312") and not _is_in(char, "cp950") and char not in "着"]


def _is_in(char: str, encoding: str) -> bool:
    return ord(char) > 127 and bool(char.encode(encoding, "ignore"))
