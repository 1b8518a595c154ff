"""A topic on an article that is older than the topic's term: background, not a member (`Topic.since`)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, Topic, TopicTerm
from articles.text.dates import read_date
from articles.text.finding import Finding, find

CODE = "term-before-since"
FIELDS = ("title", "subtitle", "standfirst", "body")


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding a topic that came after the article. One query, and only where there is such a topic.

    Where the text itself holds the term, one of the two dates is wrong: that needs a reason.
    """
    if not article.pk or not article.dated_until:
        return
    early = {topic.pk: topic for topic in article.topics.all() if _is_before(article.dated_until, topic.since)}
    if not early:
        return
    forms: dict[int, list[str]] = {pk: [topic.name] for pk, topic in early.items()}
    for term in TopicTerm.objects.filter(topic__in=early).exclude(kind=TopicTerm.Kind.AVOIDED):
        forms[term.topic_id].append(term.form)
    for pk, topic in early.items():
        yield _finding(article, topic, forms[pk])


def _finding(article: Article, topic: Topic, forms: list[str]) -> Finding:
    values = {"topic": topic.name, "since": topic.since, "date": article.date}
    for field in FIELDS:
        text: str = getattr(article, field)
        places = [(text.find(form), -len(form)) for form in forms if form in text]
        if places:
            start, size = min(places)
            message = _(
                "文章日期 %(date)s 早于“%(topic)s”这一提法的始见 %(since)s，文中却用了它。"
                "请核对文章日期和原文；都无误，改主题档案的“始见”。"
            )
            return find(CODE, "reason", field, text, start, start - size, message % values)
    message = _("文章日期 %(date)s 早于“%(topic)s”这一提法的始见 %(since)s，归入这个主题只宜作背景。")
    return find(CODE, "note", "topics", topic.name, len(topic.name), len(topic.name), message % values)


def _is_before(until: datetime, since: str) -> bool:
    first = read_date(since)
    bounds = first.bounds() if first else None
    return bool(bounds and until <= bounds[0])
