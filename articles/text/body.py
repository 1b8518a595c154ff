"""The body of an article as blocks: paragraphs and headings, their HTML, and an excerpt.

Body is plain text: a blank line ends a paragraph, a line starting `## ` is a heading, and nothing else is markup.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Literal

HEADING = "## "

_ESCAPED = re.compile(r"\\+#")
_LABEL = re.compile(r"([\u4e00-\u9fff·]{1,8})：(?=.)", re.DOTALL)
_ASKERS = frozenset({"记者", "本报记者", "主持人", "问", "記者", "本報記者", "問"})
_ANSWERS = frozenset({"答"})


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or heading; its text may hold line breaks, but no blank line and no blanks at its ends."""

    kind: Literal["p", "h2"]
    text: str


def blocks(body: str) -> tuple[Block, ...]:
    """Return the blocks of `body` in order; none when it is blank.

    >>> blocks("一。\\n\\n## 二\\n三。\\n\\n\\\\## 四")
    (Block(kind='p', text='一。'), Block(kind='h2', text='二'), Block(kind='p', text='三。'), Block(kind='p', text='## 四'))
    """
    found: list[Block] = []
    lines: list[str] = []
    for line in [*body.split("\n"), ""]:
        is_heading = line.startswith(HEADING)
        if lines and (is_heading or not line.strip()):
            found.append(Block("p", "\n".join(lines).strip()))
            lines = []
        if is_heading:
            found.append(Block("h2", line.removeprefix(HEADING).strip()))
        elif line.strip():
            lines.append(line[1:] if _ESCAPED.match(line) else line)
    return tuple(block for block in found if block.text)


def escape_line(line: str) -> str:
    """Return `line` so written that `blocks` gives it back as text, although it starts like a heading.

    >>> escape_line("## 不是标题"), escape_line("#1 机组"), escape_line("C# 语言")
    ('\\\\## 不是标题', '\\\\#1 机组', 'C# 语言')
    """
    return f"\\{line}" if re.match(r"\\*#", line) else line


def to_html(body: str) -> str:
    """Return `body` as escaped HTML; paragraphs carry the anchors p1, p2 … and headings s1, s2 …

    A turn of an interview gets a class, and its speaker an element.

    >>> to_html("甲 < 乙\\n\\n## 二")
    '<p id="p1">甲 &lt; 乙</p>\\n<h2 id="s1">二</h2>'
    """
    found = blocks(body)
    speakers = _speakers(found)
    count: Counter[str] = Counter()
    parts: list[str] = []
    for block in found:
        count[block.kind] += 1
        if block.kind == "h2":
            parts.append(f'<h2 id="s{count["h2"]}">{escape(block.text)}</h2>')
            continue
        anchor = f'id="p{count["p"]}"'
        label = _LABEL.match(block.text)
        if label and label[1] in speakers:
            rest = _lines(block.text[label.end() :])
            parts.append(f'<p {anchor} class="turn"><b class="speaker">{escape(label[0])}</b>{rest}</p>')
        else:
            parts.append(f"<p {anchor}>{_lines(block.text)}</p>")
    return "\n".join(parts)


def opening(body: str, limit: int = 300) -> str:
    """Return the first paragraphs of `body`, as a body, up to the one that passes `limit`; a first too long is cut.

    Headings are left out. For sources that let us print an excerpt and no more.

    >>> opening("一句。\\n\\n## 题\\n\\n两句。\\n\\n三句。", 7)
    '一句。\\n\\n两句。'
    """
    kept: list[str] = []
    for block in blocks(body):
        if block.kind == "p":
            if sum(map(len, kept)) + len(block.text) > limit:
                break
            kept.append(escape_line(block.text))
    return "\n\n".join(kept) or escape_line(excerpt(body, limit))


def excerpt(body: str, limit: int = 120) -> str:
    """Return the first paragraphs of `body` in at most `limit` characters, cut after a sentence where one ends.

    >>> excerpt("## 题\\n一句。二句很长很长。", 6), excerpt("一句。")
    ('一句。', '一句。')
    """
    text = "".join(" ".join(block.text.split()) for block in blocks(body) if block.kind == "p")
    if len(text) <= limit:
        return text
    ends = [m.end() for m in re.finditer(r"[。！？…][”’」』]?", text[:limit])]
    if ends and ends[-1] * 3 >= limit:
        return text[: ends[-1]]
    return text[: limit - 1].rstrip("，、；：“‘「『（《 ") + "…"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _speakers(found: tuple[Block, ...]) -> frozenset[str]:
    """Return the labels that open turns: none unless someone asks, and someone else's turn comes besides.

    A label that is no asker's must stand twice: `会议指出：` opens a paragraph, too.
    """
    labels = Counter(m[1] for block in found if block.kind == "p" and (m := _LABEL.match(block.text)))
    asked = labels.keys() & _ASKERS
    answered = {label for label, times in labels.items() if label in _ANSWERS or times > 1} - asked
    return frozenset(asked | answered) if asked and answered else frozenset()
