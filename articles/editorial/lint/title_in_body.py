"""The title once more as the first paragraph of the body: portal pages print it twice (seen in portal captures)."""

from collections.abc import Iterable

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "title-in-body"


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding when the first paragraph holds the letters of the title and no more."""
    head, gap, _rest = article.body.partition("\n")
    title = _letters(article.title)
    if title and len(head) < 2 * len(article.title) + 20 and _letters(head) == title:
        while article.body.startswith("\n", len(head) + len(gap)):
            gap += "\n"
        message = _("正文第一段重复了标题。可以删去这一段。")
        yield find(CODE, "reason", "body", article.body, 0, len(head) + len(gap), message, fix="")


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
