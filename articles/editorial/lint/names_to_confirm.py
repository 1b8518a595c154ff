"""A name that was split from an unseparated byline and that nobody has confirmed (2017 rules: the true author)."""

from collections.abc import Iterable

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "names-to-confirm"


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding for each contribution still marked to be confirmed."""
    for person in article.contributions.all() if article.pk else ():
        if person.confirm:
            message = _(
                "署名“%(name)s”是从连写的名字里切分出来的。请对照原件核对，无误就去掉“待确认”，有误就改正。"
            ) % {"name": person.name}
            yield find(CODE, "block", "author", person.name, len(person.name), len(person.name), message)
