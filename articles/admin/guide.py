"""The editors' guide at the desk: docs/editors.md as a page, in the language of whoever reads it.

The text is Markdown of our own; all the same only the elements named here come out of it, everything else as its words.
Pictures stand in articles/static/articles/guide/; one that is not there is its description.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from articles.text.script import HAN, to_traditional

TEXT = Path("docs/editors.md")
#: How the text names the folder of its pictures, so that they show wherever the file itself is read.
PICTURES = "../articles/static/articles/guide/"
#: What divides the Chinese part from the English.
_DIVIDER = "\n---\n"
_ELEMENTS = {
    "paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "strong": "strong", "em": "em",
    "thead": "thead", "tbody": "tbody", "tr": "tr", "td": "td", "blockquote": "blockquote",
}  # fmt: skip
_WIDE = re.compile(f"[{HAN}，。；：、！？（）“”《》…]")


@dataclass(frozen=True, slots=True)
class Guide:
    """The text as a page, and its headings with the names of their places."""

    html: SafeString
    headings: tuple[tuple[str, str], ...]


@require_GET
def guide_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show the guide. No query beside the login's."""
    guide = read_guide(settings.BASE_DIR, get_language() or settings.LANGUAGE_CODE)
    more = {"title": _("编辑手册"), "guide": guide}
    return TemplateResponse(request, "admin/articles/guide.html", {**context, **more})


def read_guide(base: Path, language: str) -> Guide | None:
    """Return the guide in a language of the interface; None where the text is not installed."""
    path = base / TEXT
    if not path.is_file():
        return None
    return _made(path, path.stat().st_mtime_ns, language)


@lru_cache(maxsize=8)
def _made(path: Path, _changed: int, language: str) -> Guide:
    chinese, _divider, english = path.read_text(encoding="utf-8").partition(_DIVIDER)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tree = SyntaxTreeNode(markdown.parse(english if language == "en" else chinese))
    page = _Page(language == "zh-hant")
    return Guide(page.all_of(tree.children), tuple(page.headings))


class _Page:
    """The way from the text to the page; keeps the headings it meets."""

    def __init__(self, is_traditional: bool) -> None:
        self.is_traditional = is_traditional
        self.headings: list[tuple[str, str]] = []

    def all_of(self, nodes: Iterable[SyntaxTreeNode]) -> SafeString:
        return format_html_join("", "{}", ((self.html(node),) for node in nodes))

    def html(self, node: SyntaxTreeNode) -> SafeString:
        """Return one node as HTML. All its words are escaped, and its element is one of ours."""
        if element := _ELEMENTS.get(node.type):
            if node.type == "paragraph" and node.hidden:
                return self.all_of(node.children)
            return format_html("<{0}>{1}</{0}>", SafeString(element), self.all_of(node.children))
        match node.type:
            case "text":
                return format_html("{}", self.words(node.content))
            case "code_inline":
                return format_html("<code>{}</code>", node.content)
            case "fence" | "code_block":
                return format_html("<pre><code>{}</code></pre>", node.content)
            case "softbreak":
                return SafeString("" if _is_between_wide(node) else "\n")
            case "heading":
                return self.heading(node)
            case "th":
                return format_html('<th scope="col">{}</th>', self.all_of(node.children))
            case "table":
                return format_html(
                    '<div class="scroll" tabindex="0"><table>{}</table></div>', self.all_of(node.children)
                )
            case "image":
                return self.picture(node)
            case "link":
                return self.link(node)
            case _:
                return self.all_of(node.children)

    def words(self, text: str) -> str:
        return to_traditional(text) if self.is_traditional else text

    def heading(self, node: SyntaxTreeNode) -> SafeString:
        """Return a heading one step below the page's own; the guide's title is the page's."""
        words = self.all_of(node.children)
        if node.tag == "h1":
            return SafeString("")
        if node.tag != "h2":
            return format_html("<h3>{}</h3>", words)
        place = f"part-{len(self.headings) + 1}"
        self.headings.append((place, str(words)))
        return format_html('<h2 id="{}">{}</h2>', place, words)

    def picture(self, node: SyntaxTreeNode) -> SafeString:
        """Return a picture of the guide's folder; its description where it is not there, or elsewhere."""
        words, source = self.words(node.content), str(node.attrs.get("src", ""))
        name = source.removeprefix(PICTURES)
        there = settings.BASE_DIR / "articles/static/articles/guide" / name
        if name == source or "/" in name or not there.is_file():
            return format_html("<em>{}</em>", words)
        return format_html('<img src="{}" alt="{}" loading="lazy">', static(f"articles/guide/{name}"), words)

    def link(self, node: SyntaxTreeNode) -> SafeString:
        """Return a link to elsewhere; one between documents is its words."""
        address, words = str(node.attrs.get("href", "")), self.all_of(node.children)
        if not address.startswith(("https://", "http://")):
            return words
        return format_html('<a href="{}" rel="noreferrer">{}</a>', address, words)


def _is_between_wide(node: SyntaxTreeNode) -> bool:
    """Return whether a line ends between two signs of Chinese, where the page wants no blank."""
    before, after = node.previous_sibling, node.next_sibling
    return bool(_WIDE.match(_edge(before, -1)) and _WIDE.match(_edge(after, 0)))


def _edge(node: SyntaxTreeNode | None, at: int) -> str:
    text = (node.content or "".join(child.content for child in node.children)) if node else ""
    return text[at] if text else ""
