"""The buttons of the article page beside the moves: take a fix, leave a finding, undo, take or refuse a topic or a link,
use what may stand in a fact's place, say that the reading has been looked over."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.editorial import byline, decide
from articles.editorial.findings import open_findings
from articles.editorial.queue import look_over
from articles.editorial.workflow import Refused
from articles.models import Article, Topic


def fix(request: HttpRequest, article: Any) -> str:
    """Put the chosen fix in place. The button posts the finding's key and the number of the choice."""
    key, _colon, number = request.POST["_fix"].partition(":")
    finding = next((finding for finding in open_findings(article) if finding.key == key), None)
    offered = choices_of(finding)
    choice = offered[int(number)] if number.isdecimal() and int(number) < len(offered) else None
    decision = decide.apply_fix(article, key, by=_person(request), choice=choice)
    return _("已改为“%(fix)s”，可以撤销。") % {"fix": decision.finding["fix"]}


def dismiss(request: HttpRequest, article: Any) -> str:
    """Leave a finding, with the reason typed beside the button."""
    key = request.POST["_dismiss"]
    decide.dismiss(article, key, by=_person(request), reason=request.POST.get(f"reason-{key}", ""))
    return _("已记下不改的理由。")


def undo(request: HttpRequest, article: Article) -> str:
    """Take a decision on this article back."""
    decision = article.decisions.filter(pk=_number(request.POST["_undo"])).first()
    if decision is None:
        raise Refused(_("没有这一条校对决定。"))
    decide.undo(decision, by=_person(request))
    return _("已撤销，恢复原样。")


def take_topic(request: HttpRequest, article: Any) -> str:
    """Put the article under a suggested topic."""
    topic = _topic(request.POST["_take"])
    decide.accept_topic(article, topic, by=_person(request))
    return _("已归入主题“%(topic)s”。") % {"topic": topic}


def refuse_topic(request: HttpRequest, article: Any) -> str:
    """Refuse a suggested topic for good."""
    topic = _topic(request.POST["_refuse"])
    decide.refuse_topic(article, topic, by=_person(request))
    return _("不再建议主题“%(topic)s”。") % {"topic": topic}


def take_link(request: HttpRequest, article: Any) -> str:
    """Link the article to a suggested one."""
    kind, other = _other(request.POST["_take_link"])
    decide.accept_link(article, other, kind, by=_person(request))
    return _("已关联“%(other)s”。") % {"other": other}


def refuse_link(request: HttpRequest, article: Any) -> str:
    """Refuse a suggested link for good."""
    kind, other = _other(request.POST["_refuse_link"])
    decide.refuse_link(article, other, kind, by=_person(request))
    return _("不再建议关联“%(other)s”。") % {"other": other}


def use(request: HttpRequest, article: Any) -> str:
    """Put what a fact's button names in its place, as `split:12:0`."""
    kind, _colon, rest = request.POST["_use"].partition(":")
    first, _colon, second = rest.partition(":")
    row, choice, by = _number(first), _number(second), _person(request)
    match kind:
        case "name":
            return _("已确认“%(name)s”。") % {"name": byline.confirm_name(article, row, by=by)}
        case "run":
            return _("已确认“%(name)s”。") % {"name": _("、").join(byline.confirm_run(article, row, by=by))}
        case "split":
            return _("已改作“%(names)s”。") % {"names": _("、").join(byline.take_split(article, row, choice, by=by))}
        case "author":
            return _("已选定作者“%(name)s”。") % {"name": byline.choose_author(article, row, choice, by=by)}
        case "source":
            return _("已选定来源“%(name)s”。") % {"name": byline.choose_source(article, row, choice, by=by)}
        case "add":
            return _("已补上作者“%(name)s”。") % {"name": byline.add_author(article, row, by=by).name}
        case "read":
            return _("已恢复为“%(value)s”。") % {"value": byline.put_back(article, first, by=by)}
    raise Refused(_("没有这样的候选。"))


def looked_over(request: HttpRequest, article: Any) -> str:
    """Take the article out of the queue of imports."""
    look_over(article, by=_person(request))
    return _("已记作看过。")


ACTS: dict[str, Any] = {  # Any: each takes its own kind of record
    "_fix": fix,
    "_dismiss": dismiss,
    "_undo": undo,
    "_take": take_topic,
    "_refuse": refuse_topic,
    "_take_link": take_link,
    "_refuse_link": refuse_link,
    "_use": use,
    "_look": looked_over,
}


def choices_of(finding: Any) -> tuple[str, ...]:  # Any: a Finding or None
    """Return the texts a finding offers, the first choice first; none where only a person can mend it."""
    if finding is None:
        return ()
    first = () if finding.fix is None else (finding.fix,)
    return (*first, *(choice for choice in finding.choices if choice != finding.fix))


def _topic(number: str) -> Topic:
    topic = Topic.objects.filter(pk=_number(number)).first()
    if topic is None:
        raise Refused(_("这个主题已不在了。"))
    return topic


def _other(value: str) -> tuple[str, Article]:
    """Return the kind and the article that a button names, as `same_text:12`."""
    kind, _colon, number = value.partition(":")
    other = Article.objects.filter(pk=_number(number)).first()
    if other is None:
        raise Refused(_("这篇文章已不在了。"))
    return kind, other


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _person(request: HttpRequest) -> Any:  # Any: signed in, or the site shows the login page
    return request.user
