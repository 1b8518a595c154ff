"""A piece that calls its own outlet 本报 and does not name it: the source must be traceable (2017 rules, article 15)."""

from collections.abc import Iterable

from articles.models import Article, Attribution
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "unresolved-benbao"
#: What an outlet calls itself.
OWN_NAMES = frozenset({"本报", "本報", "本刊", "本网", "本網", "本社", "本台", "本站"})


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding while 本报 stands for a publisher that nobody has named."""
    chain = article.attributions.all() if article.pk else ()
    publisher = next((link for link in chain if link.role == Attribution.Role.PUBLISHED_BY), None)
    name = publisher.name.strip() if publisher else ""
    flags = article.reading.flags if article.reading else ()
    open_name = name in OWN_NAMES or (not name and "unresolved-benbao" in flags)
    if open_name and not (publisher and publisher.source_id):
        message = _("“本报”指哪家报纸还没有定。请查明后在“来源链”的“首发”里选定来源档案；不要按地名猜。")
        yield find(CODE, "block", "source", name, len(name), len(name), message)
