"""The page for when a piece is public: its editions on the clock, the scheduled one moved or taken back, an embargo."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.models import Article, Collection, User

Target = Article | Collection
MOVES = ("reschedule", "cancel", "embargo")
_FORMAT = "%Y-%m-%dT%H:%M:%S"


def _moment(label: Any) -> forms.DateTimeField:  # Any: a lazy translation
    widget = forms.DateTimeInput({"type": "datetime-local", "step": "1"}, _FORMAT)
    return forms.DateTimeField(label=label, required=False, widget=widget)


class TimingForm(forms.Form):
    """When, and why; each of the page's forms shows the fields its move takes."""

    at = _moment(gettext_lazy("发布时间（空着就是现在）"))
    until = _moment(gettext_lazy("截止时间（空着就是一直在线）"))
    embargo = _moment(gettext_lazy("禁发至（空着就是解除）"))
    reason = forms.CharField(label=gettext_lazy("缘由（留档，读者看不到）"), required=False, max_length=300)


def change_time(target: Target, move: str, by: User, form: TimingForm, version: int) -> str:
    """Make a move of the page and return what to say of it. Raises Refused."""
    if not form.is_valid():
        raise Refused(*(str(error) for errors in form.errors.values() for error in errors))
    asked = form.cleaned_data
    shared: dict[str, Any] = {"by": by, "reason": asked["reason"], "version": version}
    match move:
        case "reschedule":
            edition = workflow.reschedule(target, at=asked["at"], until=asked["until"], **shared)
            return _("第 %(number)d 版：%(when)s。") % {"number": edition.number, "when": when_of(edition)}
        case "cancel":
            return _("第 %(number)d 版的定时已取消。") % {"number": workflow.cancel(target, **shared)}
        case "embargo":
            workflow.embargo(target, until=asked["embargo"], **shared)
            held = asked["embargo"]
            return _("禁发至 %(until)s。") % {"until": shown(held)} if held else _("已解除禁发。")
    raise Refused(_("没有“%(move)s”这一步。") % {"move": move})


def initial_of(target: Target) -> dict[str, Any]:
    """Return what the page's forms hold before anything is typed. Two queries at most."""
    edition = workflow.open_edition(target)
    return {
        "at": edition.live_from if edition else None,
        "until": edition.expires_at if edition else None,
        "embargo": target.embargo_until,
    }


def standing_of(target: Target, edition: Any) -> str:
    """Return in words when the piece is, was or will be public; empty where it never was published.

    `edition` is the last to come, else the live one, or None. Any: of either kind.
    """
    held = target.embargo_until
    words = [_("禁发至 %(until)s") % {"until": shown(held)}] if held and held > timezone.now() else []
    if edition is not None:
        words.append(when_of(edition))
    elif target.state == "published":
        words.append(_("已到期，不在线"))
    return " · ".join(words)


def when_of(edition: Any) -> str:  # Any: an edition of either kind
    """Return from when to when an edition is live, in words."""
    coming = edition.live_from > timezone.now()
    begins = _("定于 %(at)s 发布") % {"at": shown(edition.live_from)} if coming else _("在线")
    if edition.expires_at is None:
        return begins
    return _("%(begins)s，到 %(until)s 为止") % {"begins": begins, "until": shown(edition.expires_at)}


def shown(moment: Any) -> str:  # Any: an aware datetime
    """Return a moment as the desk writes it, to the minute, or to the second where it has seconds."""
    here = timezone.localtime(moment)
    return f"{here:%Y-%m-%d %H:%M:%S}" if here.second else f"{here:%Y-%m-%d %H:%M}"
