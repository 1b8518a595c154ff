"""Words of Taiwan left in a mainland text by a converter (资讯, 网路, 专案), from `text/data/taiwan.tsv`."""

from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text import glossary
from articles.text.finding import Finding, find
from articles.text.script import detect
from articles.told import told as _

CODE = "taiwan-word"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every such word of a Simplified text that shows enough of them not to be a quotation."""
    if detect(article.body) != "zh-Hans" or not glossary.is_marked(article.body):
        return
    for field in FIELDS:
        yield from islice(_words(field, getattr(article, field)), MOST)


def _words(field: str, text: str) -> Iterable[Finding]:
    for edit in glossary.find_edits(text):
        message = _("“%(word)s”是台湾用语，大陆写作“%(mainland)s”。请核对后更正。") % {
            "word": edit.before,
            "mainland": edit.after,
        }
        yield find(CODE, "reason", field, text, edit.start, edit.end, message, fix=edit.after)
