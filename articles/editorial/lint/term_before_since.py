"""A term that is older than itself: a topic on an article from before its term (`Topic.since`), or any such term in the text."""

from collections.abc import Iterable
from datetime import datetime

from articles.models import Article, Topic, TopicTerm
from articles.text.dates import read_date
from articles.text.finding import Finding, find
from articles.text.script import to_simplified
from articles.told import told as _

CODE = "term-before-since"
FIELDS = ("title", "subtitle", "standfirst", "body")


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding a topic that came after the article and is on it, or whose terms its text holds. One query.

    Where the text itself holds the term, one of the two dates is wrong: that needs a reason. A topic that is only on the
    article is noted as background.
    """
    if not article.pk or not article.dated_until:
        return
    own = {topic.pk for topic in article.topics.all()}
    texts = {field: _folded(getattr(article, field)) for field in FIELDS}
    for pk, name, since, forms in _later(article.dated_until, article.known_topics()):
        values = {"topic": name, "since": since, "date": article.date}
        found = _standing(article, texts, forms, values)
        if found is None and pk in own:
            message = _("文章日期 %(date)s 早于“%(topic)s”这一提法的始见 %(since)s，归入这个主题只宜作背景。")
            found = find(CODE, "note", "topics", name, len(name), len(name), message % values)
        if found is not None:
            yield found


def _later(until: datetime, known: Iterable[Topic]) -> list[tuple[int, str, str, set[str]]]:
    """Return key, name, first date and folded forms of every topic whose term came up after `until`, by key."""
    later = [topic for topic in known if topic.since and _is_before(until, topic.since)]
    return [(topic.pk, topic.name, topic.since, _forms(topic)) for topic in sorted(later, key=lambda one: one.pk)]


def _forms(topic: Topic) -> set[str]:
    named = (term.form for term in topic.known_terms() if term.kind != TopicTerm.Kind.AVOIDED)
    return {to_simplified(form) for form in (topic.name, *named)}


def _standing(article: Article, texts: dict[str, str], forms: set[str], values: dict[str, str]) -> Finding | None:
    """Return the finding on the first of `forms` in the text, the longest where several begin there; None where none stands."""
    for field, text in texts.items():
        places = [(text.find(form), -len(form)) for form in forms if form in text]
        if places:
            start, size = min(places)
            message = _(
                "文章日期 %(date)s 早于“%(topic)s”这一提法的始见 %(since)s，文中却用了它。"
                "请核对文章日期和原文；都无误，改主题档案的“始见”。"
            )
            return find(CODE, "reason", field, getattr(article, field), start, start - size, message % values)
    return None


def _folded(text: str) -> str:
    """Return `text` in Simplified, as it is where that would move its characters."""
    folded = to_simplified(text)
    return folded if len(folded) == len(text) else text


def _is_before(until: datetime, since: str) -> bool:
    first = read_date(since)
    bounds = first.bounds() if first else None
    return bool(bounds and until <= bounds[0])
