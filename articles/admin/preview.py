"""Looking at a text as a reader would, before it is public: at the desk in either script and width, and from outside by link."""

from dataclasses import dataclass
from typing import Any

from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles.admin.reader import reader_page
from articles.admin.revisions import HistoryPages
from articles.editorial import workflow
from articles.models import Event, PreviewLink
from articles.templatetags.address import absolute_url
from articles.told import told as _

#: The widths a page is looked at in: a phone, a tablet, a desk.
WIDTHS = (390, 768, 1280)
_FRAMED = {"frame-ancestors": ["'self'"]}


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: of which revision (None: as it stands), in which language, how wide."""

    number: int | None
    language: str
    width: int

    def query(self, **changes: object) -> str:
        values = {"revision": self.number or "", "in": self.language, "width": self.width, **changes}
        return urlencode({name: str(value) for name, value in values.items() if value})


class PreviewPages(HistoryPages):
    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the page in a frame of the width asked for, with the links that were given out; by its buttons make one, take one back."""
        target = self.seen(request, object_id)
        if request.method == "POST":
            return self._share(request, target)
        view = _asked(request)
        links = self._links(target) if self.may_share(request) else PreviewLink.objects.none()
        frame = reverse(f"admin:{self._named('preview_page')}", args=[target.pk])
        shown = {
            "frame": f"{frame}?{view.query(width='')}",
            "view": view,
            "widths": [(width, f"?{view.query(width=width)}", width == view.width) for width in WIDTHS],
            "scripts": [
                (name, f"?{view.query(**{'in': code})}", code == view.language)
                for code, name in (("zh-hans", "简体"), ("zh-hant", "繁體"), ("en", "English"))
            ],
            "links": [(link, absolute_url(link.address(), request)) for link in links],
            "may_share": self.may_share(request),
        }
        return self.page(request, "admin/articles/preview.html", target, shown)

    def preview_page_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the page itself, for the frame."""
        target = self.seen(request, object_id)
        number = _asked(request).number
        if number is None:
            snapshot: Any = workflow.snapshot_of(target)
        else:
            revision = target.revisions.filter(number=number).first()
            if revision is None:
                raise Http404
            snapshot = revision.content
        return reader_page(request, target, snapshot, {"number": number})

    def may_share(self, request: HttpRequest) -> bool:
        """Return whether the person may show a text to somebody outside: whoever may send it to review."""
        user: Any = request.user  # Any: signed in, or the site shows the login page
        return bool(user.has_perm(f"articles.submit_{self.opts.model_name}"))

    def _share(self, request: HttpRequest, target: Any) -> HttpResponse:
        if not self.may_share(request):
            raise PermissionDenied
        if "_revoke" in request.POST:
            self._take_back(request, target)
        elif "_share" in request.POST:
            self._give_out(request, target)
        return HttpResponseRedirect(request.get_full_path())

    def _give_out(self, request: HttpRequest, target: Any) -> None:
        """Make a link to the revision that is looked at, of what stands where none is named."""
        number = _asked(request).number
        if number is None:
            workflow.record(target, by=self._person(request), reason=_("预览"))
        rows = target.revisions.order_by("-number")
        revision = rows.first() if number is None else rows.filter(number=number).first()
        if revision is None:
            raise Http404
        PreviewLink.make(revision, self._person(request))
        Event.note("preview_made", by=request.user, about=target, revision=revision.number)
        messages.success(
            request, _("链接已发出，七天有效，只能看到第 %(number)d 次修订。") % {"number": revision.number}
        )

    def _take_back(self, request: HttpRequest, target: Any) -> None:
        asked = request.POST["_revoke"]
        rows = self._links(target).filter(pk=int(asked) if asked.isdecimal() else 0, revoked_at__isnull=True)
        link = rows.first()
        if link is None:
            raise Http404
        PreviewLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
        Event.note("preview_revoked", by=request.user, about=target, revision=link.shown.number)
        messages.success(request, _("链接已收回，打不开了。"))

    def _links(self, target: Any) -> Any:  # Any: a queryset of links
        """Return the links to any revision of `target`, newest first."""
        kind = "revision" if self.opts.model_name == "article" else "collection_revision"
        rows = PreviewLink.objects.filter(**{f"{kind}__{self.opts.model_name}": target})
        return rows.select_related(kind, "made_by").defer(f"{kind}__packed")

    def _named(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def get_urls(self) -> list[URLPattern]:
        frame: Any = csp_update({"frame-src": ["'self'"]})
        framed: Any = csp_replace(_FRAMED)  # Any: typed for views without arguments
        pages = (
            ("preview", "preview/", frame(self.admin_site.admin_view(self.preview_view))),
            ("preview_page", "preview/page/", framed(xframe_options_sameorigin(self.admin_site.admin_view(
                require_safe(self.preview_page_view)
            )))),
        )  # fmt: skip
        own = [path(f"<path:object_id>/{end}", view, name=self._named(name)) for name, end, view in reversed(pages)]
        return [*own, *super().get_urls()]


def _asked(request: HttpRequest) -> View:
    number, width = request.GET.get("revision", ""), request.GET.get("width", "")
    return View(
        int(number) if number.isdecimal() and len(number) < 10 else None,
        request.GET.get("in", "zh-hans"),
        int(width) if width in map(str, WIDTHS) else WIDTHS[-1],
    )


@require_safe
def outside(request: HttpRequest, token: str) -> HttpResponse:
    """Show the one revision that a link names, to whoever has the link; 404 once it has ended, or the text was withdrawn."""
    link = PreviewLink.objects.signed(token)
    if link is None:
        raise Http404
    revision = link.shown
    target = revision.article if link.revision_id else revision.collection
    if target.state == "withdrawn":
        raise Http404
    if request.method == "GET":
        link.count()
    return reader_page(request, target, revision.content, {"number": revision.number, "link": link})
