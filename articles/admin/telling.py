"""The pages for correcting and withdrawing: the words for readers, why, and a look at what they will see before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.admin.history import FieldChange, named_changes
from articles.editorial import workflow
from articles.editorial.digest import payload
from articles.models import SEALING, Article, Collection, CollectionEditionPlacement, EditionLink, Notice, User
from articles.templatetags.press import LANGUAGES

Target = Article | Collection
#: The moves that tell readers something, with the heading of their page and the words on their button.
HEADINGS: dict[str, tuple[Any, Any]] = {  # Any: lazy translations
    "correct": (gettext_lazy("作为更正发布"), gettext_lazy("确认，发布更正")),
    "withdraw": (pgettext_lazy("move", "撤稿"), gettext_lazy("确认，撤稿")),
    "seal": (gettext_lazy("封存"), gettext_lazy("确认，封存")),
}
_MOMENT = {"type": "datetime-local", "step": "1"}


def reasons_for(move: str) -> list[tuple[str, Any]]:
    """Return the reasons that fit a move, each with its words."""
    fitting = {"correct": workflow.CORRECTING, "withdraw": workflow.WITHDRAWING}.get(move, tuple(sorted(SEALING)))
    return [(reason, Notice.Reason(reason).label) for reason in fitting]


class NoticeForm(forms.Form):
    """What readers are told, and why; of a correction also when it comes."""

    reason = forms.ChoiceField(label=gettext_lazy("原因（读者会看到）"))
    text = forms.CharField(
        label=gettext_lazy("告读者（读者会看到）"), max_length=2000, strip=True, widget=forms.Textarea({"rows": 4})
    )
    at = forms.DateTimeField(
        label=gettext_lazy("发布时间（空着就是现在）"),
        required=False,
        widget=forms.DateTimeInput(_MOMENT, "%Y-%m-%dT%H:%M:%S"),
    )
    until = forms.DateTimeField(
        label=gettext_lazy("截止时间（空着就是一直在线）"),
        required=False,
        widget=forms.DateTimeInput(_MOMENT, "%Y-%m-%dT%H:%M:%S"),
    )

    def __init__(self, *args: Any, move: str, **kwargs: Any) -> None:  # Any: Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", _("请选原因")), *reasons_for(move)]  # type: ignore[attr-defined]
        if move != "correct":
            del self.fields["at"], self.fields["until"]


@dataclass(frozen=True, slots=True)
class Look:
    """The notice as readers of one language will see it."""

    tag: str
    name: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move would do: which words change, what stays to be read, and who else is touched."""

    changes: tuple[FieldChange, ...]
    sentences: tuple[str, ...]


def outcome_of(target: Target, move: str, reason: str) -> Outcome:
    """Return what readers will and will not find afterwards. Up to four queries, and the digest's for a correction."""
    if move == "correct":
        live = target.live_edition
        changes = named_changes(live.content, payload(target)) if live else ()
        number = live.number if live else 0
        return Outcome(
            changes,
            (
                _("发布为新的一版；告示放在正文前面，列在“更正与撤稿”，订阅、专题、引用和给机器读的数据里都注明。"),
                _("更正前的第 %(number)d 版仍可查阅，那一页上也有这则告示。") % {"number": number},
            ),
        )
    sealed = move == "seal" or reason in SEALING
    return Outcome((), (*_gone_from(target), _sealed() if sealed else _behind(target)))


def _gone_from(target: Target) -> tuple[str, ...]:
    rows = [_("所有版次都不再在线：列表、检索、网站地图、主题、标签、来源、作者、归档里都没有它，订阅里改成这则告示。")]
    if isinstance(target, Article):
        placed = CollectionEditionPlacement.objects.filter(article_id=target.pk, edition__live_until__isnull=True)
        linked = EditionLink.objects.filter(to_article_id=target.pk, edition__live_until__isnull=True)
        places, links = placed.count(), linked.count()
        if places:
            rows.append(_("收了它的 %(count)d 个专题在原处显示这则告示。") % {"count": places})
        if links:
            rows.append(_("%(count)d 篇在线文章关联到它，关联不再显示。") % {"count": links})
    return tuple(rows)


def _sealed() -> str:
    return _("原网址只剩这则告示：标题、旧版、引用都不再提供，从前的更正告示也不再显示。")


def _behind(target: Target) -> str:
    numbers = sorted({edition.number for edition in (*target.editions.live(), *target.editions.superseded())})
    named = _("、").join(str(number) for number in numbers) or "—"
    return _("原网址答 410，写着标题和这则告示；旧版（第 %(numbers)s 版）在告示之后仍可查阅，检索引擎不收。") % {
        "numbers": named
    }


def look_at(target: Target, move: str, reason: str, text: str) -> Sequence[Look]:
    """Return the notice as readers will see it, in every language of the site. One query."""
    kind = Notice.Kind.CORRECTION if move == "correct" else Notice.Kind.WITHDRAWAL
    notice = Notice(kind=kind, reason=reason, text=text.strip(), at=timezone.now())
    told = {"notice": notice, "before": target.live_edition if move == "correct" else None}
    looks = []
    for code, (tag, name) in LANGUAGES.items():
        with translation.override(code):
            shown = {"told": [{**told, "looked": f" · {name}"}]}  # one page holds all of them: each needs its own name
            looks.append(Look(tag, name, render_to_string("articles/_told.html", shown)))
    return looks


def tell(target: Target, move: str, by: User, asked: dict[str, Any], version: int) -> str:
    """Make the move and return what to say of it. Raises Refused."""
    shared: dict[str, Any] = {"by": by, "text": asked["text"], "reason": asked["reason"], "version": version}
    if move == "correct":
        notice = workflow.correct(target, at=asked["at"], until=asked["until"], **shared)
        if notice.at > timezone.now():
            moment = f"{timezone.localtime(notice.at):%Y-%m-%d %H:%M:%S}"
            return _("更正定于 %(at)s 公布，作为第 %(number)d 版。") % {"at": moment, "number": notice.edition_number}
        return _("更正已公布，作为第 %(number)d 版。") % {"number": notice.edition_number}
    if move == "seal":
        workflow.seal(target, **shared)
        return _("已封存，只剩告示。")
    workflow.withdraw(target, **shared)
    return _("已撤下，所有版次都不再在线。")
