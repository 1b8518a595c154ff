"""A post of a blog engine: facts in a block of YAML, TOML or JSON at its top, then HTML or Markdown.

Keys that are no source facts change nothing; those that would (`status`, `slug` …) are flagged.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.ingest import page
from articles.ingest.records import Draft, Flag, Kind, NotReadable, Piece
from articles.text import dates, markup, metadata
from articles.text.ledger import Edit, spell
from articles.text.lines import Line, fold
from articles.text.metadata import BadMetadata, Value

MAX_VALUE = 1_000
MAX_VALUES = 100


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Keys without their blanks, hyphens, underscores and capitals, by what they hold.
_KEYS_OF: dict[Kind, str] = {
    "title": "title headline posttitle 标题 文章标题 题目",
    "subtitle": "subtitle subheading subhead deck 副标题 副题",
    "date": "date pubdate pubtime published publishedat publishedon publishdate publishedtime publishtime publicationdate datepublished "
    "posted postdate postedat issued datetime time created createdat createdate datecreated creationdate createtime "
    "日期 时间 发布时间 发布日期 发表时间 发表日期 刊发日期 见报日期 创建时间 创建日期",
    "author": "author authors by byline writer writers creator 作者 文 撰文 撰稿 署名",
    "editor": "editor editors 编辑 责任编辑 责编",
    "reporter": "reporter reporters journalist interviewer interviewers 记者 采访 采写",
    "photographer": "photographer photographers photo photos 摄影 图片",
    "translator": "translator translators 译者 翻译 编译",
    "source": "source sources sourcename from origin originalsource publisher publication outlet media newspaper via "
    "来源 出处 媒体 稿源 文章来源 信息来源 来源媒体 转载自 原载",
    "account": "site sitename website account 网站 公众号 站点",
    "credit": "metaextra credit credits",
    "tags": "tags tag keywords 标签 关键词",
    "section": "categories category section column channel 栏目 分类 频道 版面",
    "link": "link originalurl originalurls originallink sourceurl sourcelink canonical canonicalurl originurl 原文链接 原文地址 链接 网址 来源链接",
}  # fmt: skip
_KEYS = {key: kind for kind, keys in _KEYS_OF.items() for key in keys.split()}
#: Of several dates the one of publishing counts, then that of making.
_CREATED = _words("created createdat createdate datecreated creationdate createtime 创建时间 创建日期")
#: Tables that hold more keys of the same kinds (Hugo, Zola, static site generators at large).
_HOLDERS = _words(
    "params param extra meta metadata article post front frontmatter taxonomies fields custom 元数据 信息"
)
#: What a table in the place of a name calls the name, and its address.
_NAMES = _words("name displayname fullname label value text 姓名 名称 名字")
_ADDRESSES = _words("url link href uri homepage 网址 链接")
_NAMED = frozenset({"author", "editor", "reporter", "photographer", "translator", "source", "section", "tags"})
#: Keys by which an engine is told what to do with a post, or a desk what state it is in: none of it is for a file to say.
INSTRUCTIONS = _words(
    "status state draft published publish permalink slug id uid postid pk permission permissions role roles visibility "
    "private public approved reviewed signed signoff signoffs password protected 状态 发布 已发布 草稿 权限 审核 已审核 签发"
)
_EOL = r"(?:\r\n|[\n\r\u2028])"
_BLANK = rf"(?:[ \t]*{_EOL})*"
_END = rf"[ \t]*{_EOL}"
_OPENS = (
    ("yaml", re.compile(rf"\ufeff?{_BLANK}---{_END}(?=[ \t]*(?:[\w\"'-][^\n:]{{0,60}}:|#|---|{_EOL}))")),
    ("toml", re.compile(rf"\ufeff?{_BLANK}\+\+\+{_END}(?=[ \t]*(?:[\w\"'.-]{{1,60}}[ \t]*=|#|\[|\+\+\+|{_EOL}))")),
    ("json", re.compile(rf"\ufeff?{_BLANK}(?=\{{\s{{0,20}}\"[^\"\n]{{1,60}}\"[ \t]*:)")),
    ("bare", re.compile(rf"\ufeff?{_BLANK}(?=(?:layout|title|date|标题|categories|author)[ \t]*:[ \t])")),
)  # fmt: skip
_CLOSES = {
    style: re.compile(rf"(?<![^\n\r\u2028])(?:{rule})[ \t]*(?![^\n\r\u2028])")
    for style, rule in (("yaml", r"---|\.\.\."), ("toml", r"\+\+\+"), ("json", r"\}"), ("bare", "---"))
}
_FENCE = {"yaml": "---", "toml": "+++"}
_BARE_LINE = re.compile(r"[ \t]*|[\w\u4e00-\u9fff-]{1,30}[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t].*|#.*")
#: A block without a rule above it is as short as people write them.
_LONGEST_BARE = 4_000
_BARE_KEYS = 2
_ESCAPED = re.compile(r"[\n\r\x85\u2028\u2029]")
# Clippers write people as links to notes: [[某某]], [[人物/某某|某某]].
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?(?P<name>[^\[\]|]{1,100})\]\]")
_ADDRESS = re.compile(r"https?://\S+")


def recognises(text: str) -> bool:
    """Return whether `text` begins with a block of metadata."""
    return _opening(text) is not None


def read(text: str) -> Draft:
    """Return the draft of a post. Raises NotReadable for a block that is not closed, too big or too deep."""
    style, start = _opening(text) or ("yaml", 0)
    closing = _CLOSES[style].search(text, start)
    if closing is None:
        rule = _FENCE.get(style, "}")
        raise NotReadable(f"元数据没有结束：开头的“{rule}”之后找不到单独一行的“{rule}”。请补上结束行后重新读入。")
    end = closing.end() if style == "json" else closing.start()
    try:
        values = metadata.shifted(metadata.read_block(text[start:end], "yaml" if style == "bare" else style), start)
    except BadMetadata as error:
        raise NotReadable(str(error)) from error
    pieces, edits = _read_values(text, values)
    title = next((text[p.start : p.end] for p in pieces if p.kind == "title"), "")
    lines, markings = markup.read(text, closing.end(), len(text))
    if not title and (named := _marked_title(text, lines)):
        pieces.append(Piece("title", named.start, named.end))
        title = named.folded
    draft = page.read("frontmatter", lines, pieces, title=fold(title.strip("\"'")))
    rules = ((0, closing.end(), "frontmatter"), *draft.rules, (closing.end(), len(text), "markup"))
    draft = replace(draft, edits=tuple(edits), rules=rules, flags=(*flag_instructions(values), *draft.flags))
    return page.with_edits(draft, markings)


def _marked_title(text: str, lines: Sequence[Line]) -> Line | None:
    """Return the first line of a post whose block has no title, if it is marked as the title of the text: # 题目."""
    first = next((line for line in lines if line.folded), None)
    marked = first and first.hint == "heading" and text[: first.start].rpartition("\n")[2].strip() == "#"
    return first if marked else None


def flag_instructions(values: tuple[Value, ...]) -> Iterator[Flag]:
    """Yield one flag for the keys that would change anything but source facts: they were ignored."""
    found = [(key, one) for one in values if (key := _instruction(one))]
    if found:
        keys = "、".join(dict.fromkeys(key[:40] for key, _ in found))
        message = f"元数据中的 {keys} 不是来源事实，已忽略：文件不能改动稿件的状态、编号或权限。"
        first = found[0][1]
        yield Flag("ignored-instruction", message, first.start, first.end)


def _instruction(one: Value) -> str | None:
    """Return the key of a value that would change anything but source facts; None for any other value."""
    keys = one.path[1:] if len(one.path) > 1 and _bare(one.path[0]) in _HOLDERS else one.path
    return keys[0] if _bare(keys[0]) in INSTRUCTIONS and not _is_date(one) else None


def _opening(text: str) -> tuple[str, int] | None:
    """Return the style of the block at the top of `text`, and where it begins; None where there is none."""
    for style, form in _OPENS:
        match = form.match(text)
        if match and (style in _FENCE or _is_closed(text, style, match.end())):
            return style, match.end()
    return None


def _is_closed(text: str, style: str, start: int) -> bool:
    """Return whether a block that no rule opens is one: closed, and nothing but keys and values."""
    closing = _CLOSES[style].search(text, start, start + metadata.MAX_BLOCK)
    if closing is None or not text[closing.end() :].strip():
        return False
    if style == "json":
        return True
    lines = text[start : closing.start()].splitlines()
    keys = sum(line[:1] not in (" ", "\t", "-", "#", "") for line in lines)
    return closing.start() - start <= _LONGEST_BARE and keys >= _BARE_KEYS and all(map(_BARE_LINE.fullmatch, lines))


def _read_values(text: str, values: tuple[Value, ...]) -> tuple[list[Piece], list[Edit]]:
    """Return the pieces of the keys we know, with the edits that make each token its value."""
    pieces: list[Piece] = []
    edits: list[Edit] = []
    known = [(kind, one) for one in values if (kind := _kind(one))]
    dated = [one for kind, one in known if kind == "date" and _is_date(one)]
    of_publishing = [one for one in dated if _bare(one.path[-1]) not in _CREATED]
    for kind, one in sorted(known, key=lambda pair: pair[1].start)[:MAX_VALUES]:
        if kind == "date" and dated and one not in (of_publishing or dated):
            continue
        value = _ESCAPED.sub(" ", one.value).strip()
        linked = _WIKI.fullmatch(value)
        value = linked["name"] if linked else value
        if not value or len(value) > MAX_VALUE or one.end - one.start > 2 * MAX_VALUE:
            continue
        if pieces and one.start < pieces[-1].end:
            continue
        pieces.append(Piece(kind, one.start, one.end))
        if text[one.start : one.end] != value:
            edits += _spell(text[one.start : one.end], value, one.start)
    return pieces, edits


def _kind(one: Value) -> Kind | None:
    """Return what a value is by the keys that lead to it; None for one that is no source fact."""
    path = [_bare(key) for key in one.path]
    if len(path) > 1 and path[0] in _HOLDERS:
        path = path[1:]
    kind = _KEYS.get(path[0])
    if kind is None or len(path) > 2:
        return None
    if len(path) == 2:
        if kind == "source" and path[1] in _ADDRESSES:
            return "link"
        return kind if kind in _NAMED and path[1] in _NAMES else None
    if kind == "source" and _ADDRESS.fullmatch(one.value.strip()):
        return "link"
    return kind if kind != "date" or path[0] != "published" or _is_date(one) else None


def _is_date(one: Value) -> bool:
    return _KEYS.get(_bare(one.path[-1])) == "date" and dates.read_date(one.value.strip()) is not None


def _bare(key: str) -> str:
    return re.sub(r"[\s_-]+", "", key).lower()


def _spell(raw: str, value: str, at: int) -> tuple[Edit, ...]:
    """Return the edits that make a token its value: quotes dropped, escapes undone."""
    inner = raw[1:-1]
    if len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'" and inner == value:
        last = at + len(raw) - 1
        return Edit(at, at + 1, "decoded:yaml", raw[0], ""), Edit(last, last + 1, "decoded:yaml", raw[-1], "")
    return spell(raw, value, at, "decoded:yaml")
