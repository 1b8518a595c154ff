"""The queue of imports at the desk: its list, the most doubtful first, and the way from one article of it to the next.

What is doubtful is `editorial.queue`'s; here addresses are read and made.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.capture import batch_name, flag_summary
from articles.admin.record import headline_of
from articles.admin.words import printed_date
from articles.editorial.queue import look_over_undoubted
from articles.editorial.workflow import Refused
from articles.models import Answer, Article, ArticleQuerySet, Batch, Question, ask, question

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Queue:
    """All imports nobody has looked over, or those of a batch; `whole` holds those without a doubt too."""

    batch: int | None = None
    whole: bool = False

    def rows(self) -> ArticleQuerySet:
        """Return its articles, the most doubtful first, without their texts."""
        rows = Article.objects.in_queue().without_text()
        rows = rows if self.batch is None else rows.of_batch(self.batch)
        return rows if self.whole else rows.filter(doubt__gt=0)

    @property
    def name(self) -> str:
        """Return what stands for this queue in an address."""
        return f"{'all' if self.batch is None else self.batch}{'-whole' if self.whole else ''}"

    @property
    def page(self) -> str:
        return f"{reverse('admin:queue')}?queue={self.name}"

    def address(self, article: Article) -> str:
        """Return the page of an article as one of this queue, at the place where it stands now."""
        return self.at(article.pk, article.doubt or 0)

    def at(self, article: int, doubt: int) -> str:
        page = reverse("admin:articles_article_change", args=[article])
        return f"{page}?queue={self.name}&at={doubt}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a queue an article is looked at: the addresses on either side, how many are before it and in all."""

    queue: Queue
    before: str
    after: str
    ahead: int
    count: int

    @property
    def number(self) -> int:
        return self.ahead + 1


def queue_named(values: QueryDict) -> Queue | None:
    """Return the queue that an address names, as `queue=12`, `queue=all` or `queue=all-whole`; None for no such name."""
    name, _dash, rest = values.get("queue", "").partition("-")
    if (name != "all" and not (name.isdecimal() and len(name) < 10)) or rest not in ("", "whole"):
        return None
    return Queue(None if name == "all" else int(name), rest == "whole")


def place_in(queue: Queue, article: Article, at: str) -> Place:
    """Return the place of `article` in the queue, as it was when its page was opened (`at`). One query."""
    return place_from(queue, ask(**place_questions(queue, article, at)))


def place_questions(queue: Queue, article: Article, at: str) -> dict[str, Question]:
    """Return what to ask for the place of `article`."""
    doubt = int(at) if at.isdecimal() and len(at) < 6 else article.doubt or 0
    rows = queue.rows()
    later = rows.filter(Q(doubt__lt=doubt) | Q(doubt=doubt, pk__gt=article.pk)).exclude(pk=article.pk)
    earlier = rows.filter(Q(doubt__gt=doubt) | Q(doubt=doubt, pk__lt=article.pk)).exclude(pk=article.pk)
    counts = Article.objects.filter(pk=article.pk)
    return {
        "place_after": _one(later),
        "place_before": _one(earlier.reverse()),
        "place_counts": question(counts, key=_count(earlier), number=_count(rows)),
    }


def place_from(queue: Queue, answers: dict[str, list[Answer]]) -> Place:
    """Return the place that the answers tell of."""
    before, after = (
        next((queue.at(one.key, one.number) for one in answers[f"place_{side}"]), "") for side in ("before", "after")
    )
    ahead, count = next(((one.key, one.number) for one in answers["place_counts"]), (0, 0))
    return Place(queue, before, after, ahead, count)


def _one(rows: ArticleQuerySet) -> Question:
    return question(Article.objects.filter(pk=Subquery(rows.values("pk")[:1])), key="pk", number="doubt")


def _count(rows: ArticleQuerySet) -> Any:  # Any: an expression
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def way_on(request: HttpRequest, queue: Queue, article: Article) -> HttpResponse:
    """Lead on from an article that has left the queue: to the next, to the first, or to the list where none is left."""
    place = place_in(queue, article, request.GET.get("at", ""))
    if not place.count:
        messages.success(request, _("这一篇看完了，队列已清空。"))
        return HttpResponseRedirect(queue.page)
    messages.success(request, _("上一篇看完了，还有 %(count)d 篇。") % {"count": place.count})
    first = queue.rows().only("doubt").first()
    return HttpResponseRedirect(place.after or (queue.address(first) if first else queue.page))


def queue_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show a queue; asked by its button, take out those without a doubt."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    queue = queue_named(request.GET) or Queue()
    if request.method == "POST":
        if not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        return _looked_over(request, queue)
    page = Paginator(queue.rows().select_related("reading").defer("body", "standfirst", "reading__packed"), A_PAGE)
    shown = page.get_page(request.GET.get("p"))
    whole = Queue(queue.batch, whole=True)
    more = {
        "title": _("待看的导入"),
        "queue": queue,
        "whole": whole,
        "doubtful": Queue(queue.batch),
        "rows": [_row(queue, article) for article in shown],
        "shown": shown,
        "undoubted": whole.rows().filter(doubt=0).count(),
        "batch": _batch(queue),
        "may_change": request.user.has_perm("articles.change_article"),
    }
    return TemplateResponse(request, "admin/articles/queue.html", {**context, **more})


def _looked_over(request: HttpRequest, queue: Queue) -> HttpResponse:
    user: Any = request.user  # Any: signed in, or the site shows the login page
    try:
        count = look_over_undoubted(Queue(queue.batch, whole=True).rows(), by=user)
        messages.success(request, _("%(count)d 篇没有疑点的已记作看过。") % {"count": count})
    except Refused as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(queue.page)


def _row(queue: Queue, article: Article) -> dict[str, Any]:  # Any: what the template prints
    return {
        "address": queue.address(article),
        "headline": headline_of(article),
        "date": printed_date(article.date),
        "doubt": article.doubt,
        "flags": flag_summary(article.reading.flags) if article.reading else "",
    }


def _batch(queue: Queue) -> str:
    batch = Batch.objects.filter(pk=queue.batch).first() if queue.batch is not None else None
    return batch_name(batch) if batch else ""
