"""The comments of a piece at the desk: a page of all of them, and the acts of its buttons and of those beside the text."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.revisions import HistoryPages
from articles.admin.thread import address_of, panel_of, rows_of, threads_of
from articles.editorial import comment as verbs
from articles.editorial.comment import Draft, Said
from articles.editorial.workflow import Refused

A_PAGE = 30


class CommentForm(forms.Form):
    """A comment as it is typed, or chosen in the text and typed."""

    prefix = "comment"

    text = forms.CharField(
        label=gettext_lazy("批注"), widget=forms.Textarea({"rows": 3, "data-calls": ""}), required=False
    )
    quote = forms.CharField(label=gettext_lazy("所引文字（可空）"), widget=forms.Textarea({"rows": 2}), required=False)
    must_fix = forms.BooleanField(label=gettext_lazy("须改：不解决，谁也签不了、发不了"), required=False)
    due_on = forms.DateField(
        label=gettext_lazy("限期（给 @ 的人）"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    field = forms.CharField(widget=forms.HiddenInput, required=False)
    start = forms.IntegerField(widget=forms.HiddenInput, required=False)
    end = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        """Every box belongs to a form of its own, wherever on the page it stands."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["form"] = "saying"

    @property
    def draft(self) -> Draft:
        """Return what is to be said. Raises Refused where a box holds what it cannot."""
        if not self.is_valid():
            raise Refused(*(str(error) for errors in self.errors.values() for error in errors))
        return Draft(**self.cleaned_data)


class CommentPages(HistoryPages):
    def comments_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show all comments on a piece; asked by a button, do what it says, and lead back to where it was pressed."""
        target = self.seen(request, object_id)
        by: Any = request.user  # Any: signed in, or the site shows the login page
        act = next((ACTS[name] for name in ACTS if name in request.POST), None)
        if request.method == "POST" and act is None:
            return HttpResponseRedirect(request.path)
        if request.method == "POST" and act is not None:
            try:
                number = act(request, target, by)
            except Refused as refused:
                for reason in refused.reasons:
                    messages.error(request, reason)
                return self._comments_page(request, target, by, status=422)
            here = address_of(target) if "all" in request.POST else self.address(target)
            return HttpResponseRedirect(f"{here}#comment-{number}")
        return self._comments_page(request, target, by)

    def _comments_page(self, request: HttpRequest, target: Any, by: Any, status: int = 200) -> HttpResponse:
        heads = Paginator(target.comments.heads().order_by("resolved_at", "-pk").values_list("pk", flat=True), A_PAGE)
        shown = heads.get_page(request.GET.get("p"))
        rows = (rows_of(target).filter(pk__in=list(shown)) | rows_of(target).filter(head__in=list(shown))).open_first()
        form = CommentForm(request.POST if request.method == "POST" else None)
        context = {
            "comments": panel_of(target, by),
            "threads": threads_of(rows, target, by, request.POST),
            "comment_form": CommentForm(initial={name: form[name].value() for name in form.fields}),
            "shown": shown,
            "on_page": True,
        }
        response = self.page(request, "admin/articles/comments.html", target, context)
        response.status_code = status
        return response

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        response = super().history_view(request, object_id, extra_context)
        response.context_data["said"] = verbs.history_of(response.context_data["original"])
        return response

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_comments"
        view = self.admin_site.admin_view(self.comments_view)
        return [path("<path:object_id>/comments/", view, name=name), *super().get_urls()]


def _add(request: HttpRequest, target: Any, by: Any) -> int:
    return _said(request, verbs.comment(target, CommentForm(request.POST).draft, by=by), _("批注已记下。"))


def _answer(request: HttpRequest, target: Any, by: Any) -> int:
    row = _named(request, target, "_answer")
    said = verbs.answer(row, request.POST.get(f"answer-{row.pk}", ""), by=by)
    _said(request, said, _("已答复。"))
    return int(row.pk)


def _edit(request: HttpRequest, target: Any, by: Any) -> int:
    row = _named(request, target, "_edit")
    return _said(request, verbs.edit(row, request.POST.get(f"words-{row.pk}", ""), by=by), _("批注已改。"))


def _strike(request: HttpRequest, target: Any, by: Any) -> int:
    row = verbs.strike(_named(request, target, "_strike"), by=by)
    messages.success(request, _("已划去，记录还在。"))
    return int(row.head_id or row.pk)


def _resolve(request: HttpRequest, target: Any, by: Any) -> int:
    row = verbs.resolve(_named(request, target, "_resolve"), by=by)
    messages.success(request, _("已解决。"))
    return int(row.pk)


def _take_up(request: HttpRequest, target: Any, by: Any) -> int:
    row = verbs.take_up(_named(request, target, "_take_up"), by=by)
    messages.success(request, _("已重开。"))
    return int(row.pk)


#: The buttons: the name each posts, and what does it, tells the person, and returns the number of the comment to show.
ACTS: dict[str, Callable[[HttpRequest, Any, Any], int]] = {
    "_add": _add,
    "_answer": _answer,
    "_edit": _edit,
    "_strike": _strike,
    "_resolve": _resolve,
    "_take_up": _take_up,
}


def _named(request: HttpRequest, target: Any, button: str) -> Any:
    """Return the comment on this piece that a button names."""
    number = request.POST[button]
    row = target.comments.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    if row is None:
        raise Refused(_("没有这一条批注。"))
    return row


def _said(request: HttpRequest, said: Said, done: str) -> int:
    """Tell what was done, who was told, and which names led to nobody."""
    people = _("、").join(str(person) for person in said.called.people)
    messages.success(request, done + (_("已提醒%(people)s。") % {"people": people} if people else ""))
    for name in said.called.unknown:
        messages.warning(request, _("没有叫“%(name)s”的在职同事能看这一件，没有提醒谁。") % {"name": name})
    for name in said.called.shared:
        messages.warning(request, _("叫“%(name)s”的不止一位，没有提醒；请用 @ 加用户名。") % {"name": name})
    return int(said.comment.pk)
