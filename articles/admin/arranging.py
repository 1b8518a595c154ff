"""The small acts on a collection as the buttons of its pages say them: sent by themselves, or along with the whole form.

A button's value holds all of an act, as `move:12:3:7` (placement 12 into section 3 behind placement 7), so that it means
the same whatever others did meanwhile. What is done is `editorial.arrange`'s.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.forms import OneLine, PlainText
from articles.admin.reviewed import ReviewedAdmin
from articles.editorial import arrange
from articles.editorial.workflow import Refused
from articles.models import Collection

#: What a button that states an act posts it as.
ACT = "_arrange"
#: The acts, with how many numbers each takes.
NUMBERS = {
    "place": (2, 3), "move": (3, 3), "out": (1, 1), "note": (1, 1),
    "section-add": (0, 0), "section-name": (1, 1), "section-move": (2, 2), "section-drop": (1, 1),
}  # fmt: skip


class WordsForm(forms.Form):
    """The words of one row, sent by themselves: as typed, and as they were when the page showed them."""

    title = OneLine(required=False, max_length=300)
    words = PlainText(required=False)
    was_title = OneLine(required=False)
    was_words = PlainText(required=False)


def do(request: HttpRequest, collection: Any) -> str:
    """Do the act that the pressed button states; return what to tell the person. Raises Refused."""
    name, numbers = _stated(request.POST.get(ACT, ""))
    by: Any = request.user  # Any: signed in, or the site shows the login page
    match name:
        case "place":
            return arrange.place(collection, *numbers, by=by)
        case "move":
            return arrange.move(collection, *numbers, by=by)
        case "out":
            return arrange.take_out(collection, *numbers, by=by)
        case "note":
            return arrange.describe(collection, numbers[0], *_words(request), by=by)
        case "section-add":
            return arrange.add_section(collection, request.POST.get("new_section", "")[:200], by=by)
        case "section-name":
            return arrange.name_section(collection, numbers[0], *_words(request), by=by)
        case "section-move":
            return arrange.move_section(collection, *numbers, by=by)
    return arrange.drop_section(collection, *numbers, by=by)


def _stated(value: str) -> tuple[str, list[int]]:
    """Return the name and the numbers of an act. Raises Refused for what states none."""
    name, *parts = value.split(":")
    least, most = NUMBERS.get(name, (1, 0))
    if not (least <= len(parts) <= most and all(part.isdecimal() and len(part) < 19 for part in parts)):
        raise Refused(_("没有这样的操作。"))
    return name, [int(part) for part in parts]


def _words(request: HttpRequest) -> tuple[tuple[str, str], tuple[str, str]]:
    form = WordsForm(request.POST)
    if not form.is_valid():
        raise Refused(*(str(error) for errors in form.errors.values() for error in errors))
    told = form.cleaned_data
    return (told["title"], told["words"]), (told["was_title"], told["was_words"])


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an act: what to tell the person, why it was refused, and on which version of the collection it led to which."""

    said: str
    refused: tuple[str, ...]
    before: int
    version: int

    def as_json(self) -> dict[str, Any]:
        said = self.said or _("；").join(self.refused)
        return {"said": said, "done": not self.refused, "before": self.before, "version": self.version}


def done(target: Collection, act: Callable[[], str]) -> Done:
    """Do an act under the collection's lock, so that nobody else's lies between the two versions it tells of. Two queries more."""
    rows = Collection.objects.filter(pk=target.pk).values_list("version", flat=True)
    said = ""
    refused: tuple[str, ...] = ()
    with transaction.atomic():
        before = rows.select_for_update().get()
        try:
            said = act()
        except Refused as found:
            refused = found.reasons
        return Done(said, refused, before, rows.get())


class ArrangePages(ReviewedAdmin):
    @method_decorator(require_POST)
    def arrange_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Do one act. Answers the page's script with the pieces as they stand, everybody else with the page they came from."""
        target = self.seen(request, object_id)
        if not self.has_change_permission(request, target):
            raise PermissionDenied
        told = done(target, lambda: do(request, target))
        if request.headers.get("X-Part") == "pane":
            now = self.model._default_manager.get(pk=target.pk)
            return JsonResponse({**told.as_json(), "pane": self.pane(request, now)})
        for reason in told.refused:
            messages.error(request, reason)
        if told.said:
            messages.success(request, told.said)
        return HttpResponseRedirect(self._back(request, target))

    def pane(self, request: HttpRequest, collection: Collection) -> str:
        """Return the sections and pieces of the page, drawn."""
        raise NotImplementedError

    def _back(self, request: HttpRequest, target: Any) -> str:
        """Return the page of the desk that the act was sent from, else that of the collection."""
        asked = request.POST.get("back", "")
        home = self.address(target)
        safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, {request.get_host()})
        return asked if safe and asked.startswith(reverse("admin:index")) else home

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_arrange"
        own = path("<path:object_id>/arrange/", self.admin_site.admin_view(self.arrange_view), name=name)
        return [own, *super().get_urls()]
