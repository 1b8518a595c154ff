"""The import page: choose or paste, see what would become of each, then import what is ticked.

Looking stores nothing in the database; `staging` keeps the bytes meanwhile.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from itertools import groupby
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from articles.admin import staging
from articles.admin.capture import FLAGS, OUTCOMES
from articles.admin.queue import Queue
from articles.admin.words import worded
from articles.editorial import workflow
from articles.ingest import pipeline
from articles.ingest.decode import MAX_BYTES
from articles.ingest.pipeline import Outcome, Result, Run
from articles.ingest.records import Document
from articles.ingest.walk import Found
from articles.models import Batch, Contribution, Event, Receipt, User
from articles.text.ledger import RULES
from articles.wording import in_words

FORESEEN: dict[str, Any] = {  # Any: lazy translations
    "imported": gettext_lazy("会导入"),
    "flagged": gettext_lazy("会导入，存疑"),
    "updated": gettext_lazy("会更新"),
    "unchanged": gettext_lazy("未变"),
    "rejected": gettext_lazy("拒收"),
    "ignored": gettext_lazy("不是采集件"),
}
BECAME: dict[str, Any] = {**OUTCOMES, "rejected": FORESEEN["rejected"], "ignored": FORESEEN["ignored"]}
TICKED = ("imported", "flagged", "updated")
FIRST_WORDS = 60

View = Callable[[HttpRequest, dict[str, Any]], HttpResponse]  # Any: a template context

#: How a batch of this page came, as its record says.
HOW = "desk"


@dataclass(frozen=True, slots=True)
class Row:
    """One result as the pages show it. `number` is what its box sends; None where there is nothing to import.

    Of a capture that holds several items the first one's box stands for all.
    """

    name: str
    outcome: str
    label: str
    message: str
    number: int | None = None
    ticked: bool = False
    article_id: int | None = None
    facts: tuple[tuple[str, str], ...] = ()


#: The rows and totals of a run, and what stopped it.
Became = tuple[list[Row], dict[Outcome, int], str]


def _for_importers(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
        if not request.user.has_perm("articles.add_article"):
            raise PermissionDenied
        staging.sweep()
        return view(request, context)

    return guarded


def guarded_import(request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Call `view` with a form that was sent from here; say in words where a text is too long to be taken as a form.

    For a view that is exempt from the check of forms by the middleware, which would read the form first and answer a
    bare 400.
    """
    try:
        request.POST  # noqa: B018  # reading it is what may fail
    except RequestDataTooBig:
        most = {"most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // staging.MB}
        messages.error(request, _("贴进来的文字超过 %(most)d MB，没有读取。请存成文件，再选文件上传。") % most)
        _drain(request)
        return HttpResponseRedirect(reverse("admin:import"))
    protected: HttpResponse = csrf_protect(view)(request)
    return protected


def _drain(request: HttpRequest) -> None:
    """Take the rest of what is being sent, within the bound of an upload, so that the browser hears the answer."""
    left = staging.MAX_TOTAL
    while left > 0 and (some := request.read(staging.MB)):
        left -= len(some)


@_for_importers
def import_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show the form; given files or text, what would become of them; given a token, import what is ticked."""
    try:
        if "token" in request.POST:
            return _imported(request, context)
        if request.method == "POST":
            return _foreseen(request, context)
    except staging.Unusable as error:
        messages.error(request, str(error))
    bounds = {
        "most_files": staging.MAX_FILES,
        "most_each": MAX_BYTES // staging.MB,
        "most_in_all": staging.MAX_TOTAL // staging.MB,
    }
    typed = {"text": request.POST.get("text", ""), "name": request.POST.get("name", ""), "run": secrets.token_hex(8)}
    return TemplateResponse(request, "admin/articles/import.html", {**context, **bounds, **typed, "title": _("导入")})


def _foreseen(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    user: Any = request.user  # Any: signed in, by `_for_importers`
    items = staging.collect(request.FILES.getlist("files"), request.POST.get("text", ""), request.POST.get("name", ""))
    token = staging.keep(items, user)
    rows, totals, trouble = _followed(request, staging.kept(token, user), Run(Batch(), dry_run=True), FORESEEN)
    _tell(request, trouble)
    more = {"rows": rows, "token": token, "summary": _summary(totals, FORESEEN), "title": _("导入预览")}
    more["run"] = secrets.token_hex(8)
    return TemplateResponse(request, "admin/articles/import_preview.html", {**context, **more})


def _imported(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    user: Any = request.user  # Any: signed in, by `_for_importers`
    ticked = set(request.POST.getlist("item"))
    found = [each for number, each in enumerate(staging.kept(request.POST["token"], user)) if str(number) in ticked]
    if not found:
        raise staging.Unusable(_("一件也没有选，什么也没导入。"))
    batch = Batch(by=user, how=HOW)
    rows, totals, trouble = _followed(request, found, Run(batch, on_stored=workflow.record_import), BECAME)
    if batch.pk:
        Batch.objects.filter(pk=batch.pk).update(totals=totals)
        Event.note("imported", by=user, about=batch, totals={name: count for name, count in totals.items() if count})
    _tell(request, trouble)
    more = {"rows": rows, "batch": batch, "queue": Queue(batch.pk), "summary": _summary(totals, BECAME)}
    return TemplateResponse(request, "admin/articles/import_report.html", {**context, **more, "title": _("导入结果")})


@require_safe
def progress_view(request: HttpRequest) -> HttpResponse:
    """Tell the page that waits how far its run has come: `[done, of all]`, `null` where nothing is known. No query."""
    user: Any = request.user  # Any: signed in, or the site shows the login page
    return JsonResponse(staging.progress_of(request.GET.get("run", ""), user), safe=False)


def _followed(request: HttpRequest, found: list[Found], run: Run, labels: dict[str, Any]) -> Became:
    """Do as `_run` does, and keep how far it has come for the page that waits."""
    name, user = request.POST.get("run", ""), cast(User, request.user)
    try:
        return _run(found, run, labels, lambda done: staging.note_progress(name, user, done, len(found)))
    finally:
        staging.end_progress(name, user)


def _run(found: list[Found], run: Run, labels: dict[str, Any], tell: Callable[[int], None]) -> Became:
    """Return the rows and totals of a run, and what stopped it where the database did; `tell` how many are done."""
    totals = dict.fromkeys(pipeline.OUTCOMES, 0)
    numbers = {each.path: number for number, each in enumerate(found)}
    rows: list[Row] = []
    tell(0)
    try:
        for path, results in groupby(pipeline.ingest(found, run), lambda result: result.path):
            items = list(results)
            tell(numbers[path] + 1)
            for one in items:
                totals[one.outcome] += 1
            rows += _rows(items, found[numbers[path]], numbers[path], labels)
    except (OperationalError, InterfaceError):
        return rows, totals, _("数据库出错，导入停下；已存的都完整，过一会儿再导入其余的。")
    return rows, totals, ""


def _rows(
    items: list[Result], found: Found, number: int, labels: dict[str, Any]
) -> list[Row]:  # Any: lazy translations
    """Return the rows of one capture: one, or one for each item."""
    name = Receipt(name=found.name).printable_name
    several = len(items) > 1
    return [
        Row(
            name=_("%(name)s 第 %(item)d 条") % {"name": name, "item": n + 1} if several else name,
            outcome=result.outcome,
            label=str(labels[result.outcome]),
            message="" if result.outcome == "imported" else in_words(result.message),
            number=number if result.document and n == 0 else None,
            ticked=any(one.outcome in TICKED for one in items),
            article_id=result.article_id,
            facts=tuple(_facts(result.document)) if result.document else (),
        )
        for n, result in enumerate(items)
    ]


def _facts(document: Document) -> Iterable[tuple[str, str]]:
    """Yield what was read, each under its heading; what the capture does not say is left out."""
    fields = document.fields
    comma = str(_("、"))
    edits = Counter(edit.rule for layer in document.layers for edit in layer.edits)
    yield from (
        (heading, value)
        for heading, value in (
            (_("标题"), fields.title.value if fields.title else ""),
            (_("日期"), fields.date.value if fields.date else ""),
            (_("来源"), comma.join(dict.fromkeys(outlet.name.value for outlet in fields.outlets))),
            (_("署名"), comma.join(f"{Contribution.Role(one.role).label} {one.name.value}" for one in fields.people)),
            (_("形态"), f"{worded('shape', document.shape)} · {worded('encoding', document.encoding)}"),
            (_("疑点"), comma.join(str(FLAGS.get(flag.code, flag.code)) for flag in document.flags)),
            (_("开头"), " ".join(document.body[: FIRST_WORDS * 2].split())[:FIRST_WORDS]),
            (_("改动"), comma.join(f"{_(RULES[rule])} {count}" for rule, count in edits.most_common())),
        )
        if value
    )


def _summary(totals: dict[Outcome, int], labels: dict[str, Any]) -> str:  # Any: lazy translations
    return " · ".join(f"{labels[outcome]} {count}" for outcome, count in totals.items() if count)


def _tell(request: HttpRequest, trouble: str) -> None:
    if trouble:
        messages.error(request, trouble)
