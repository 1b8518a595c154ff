"""Saved views of a list: what it asks, under a name; one's own, or shared with the house by those who may share."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR
from django.core.exceptions import SuspiciousOperation, TooManyFieldsSent
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.admin.listing import BY_VAR, COLUMNS_VAR, DeskList
from articles.editorial.workflow import Refused
from articles.models import Event, SavedView, User

#: Beside the lookups of its list, all that a view may hold.
HELD = (SEARCH_VAR, COLUMNS_VAR, BY_VAR)
#: In the address of a list and no part of what it asks: the page, the counts, how it is shown.
PASSING = ("p", "e", "all", "_facets", "in_place", ORDER_VAR)
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Offered:
    """A view above its list: where it leads, whether it is what is shown, and whether the list still answers it."""

    view: SavedView
    address: str
    current: bool
    stale: bool


def keep(model_admin: Any, request: HttpRequest, name: str, query: str, *, shared: bool) -> SavedView:
    """Keep what the address `query` asks of a list under a name; the same name again is the same view, asking anew.

    Raises Refused for no name, for a lookup that the list does not answer, and where the person may not share.
    """
    user: Any = request.user  # Any: signed in, or the site shows the login page
    name = " ".join(name.split())
    if not name:
        raise Refused(_("请给视图起个名称。"))
    if len(name) > 60:
        raise Refused(_("名称最多 60 个字。"))
    if shared and not user.has_perm("articles.share_savedview"):
        raise Refused(_("您没有让全社共用视图的权限。"), code="forbidden")
    asked = read_query(model_admin, request, query)
    model = model_admin.model._meta.model_name
    with transaction.atomic():
        own = SavedView.objects.select_for_update().filter(owner=user, model=model, name=name).first()
        refuse_taken(model, name, shared, own)
        if own is None:
            own = SavedView(owner=user, model=model, name=name)
        own.query, own.shared = asked, shared
        own.save()
        if shared:
            Event.note("changed", by=user, about=own, fields=[gettext_noop("筛选、查找、列和次序")])
    return own


def refuse_taken(model: str, name: str, shared: bool, own: SavedView | None) -> None:
    """Raise Refused where the house has another view of the list by that name."""
    others = SavedView.objects.filter(model=model, name=name, shared=True).exclude(pk=own.pk if own and own.pk else 0)
    if shared and others.exists():
        raise Refused(_("全社已有叫“%(name)s”的视图，请换个名称。") % {"name": name}, code="taken")


def read_query(model_admin: Any, request: HttpRequest, query: str) -> str:
    """Return what `query` asks of the list as a view holds it: sorted, its columns and its order by name.

    Raises Refused for what the list does not answer. The queries of the list.
    """
    try:
        asked = QueryDict(query[: LONGEST + 1], mutable=True)
    except TooManyFieldsSent as error:
        raise Refused(_("这个列表问的太多，存不下。")) from error
    tried = copy(request)
    tried.method, tried.GET = "GET", asked.copy()  # type: ignore[assignment]  # a copy is as good
    try:
        shown: Any = model_admin.get_changelist_instance(tried)
    except (SuspiciousOperation, IncorrectLookupParameters) as error:
        raise Refused(_("这个列表不能这样筛选，没有存。"), code="lookup") from error
    if shown.troubles:
        raise Refused(*shown.troubles, code="lookup")
    by = shown.order_by_name()
    for name in PASSING:
        asked.pop(name, None)
    asked[COLUMNS_VAR] = ",".join(model_admin.shown_columns(tried))
    if by:
        asked[BY_VAR] = by
    rows = sorted((name, each) for name, values in asked.lists() for each in values if each)
    written = _written(rows)
    if len(written) > LONGEST:
        raise Refused(_("这个列表问的太多，存不下。"))
    return written


def offered(model_admin: Any, request: HttpRequest, shown: DeskList) -> list[Offered]:
    """Return the views of the list that its reader sees, their own first. One query."""
    user: Any = request.user  # Any: signed in, or the site shows the login page
    views = SavedView.objects.seen_by(user.pk).of_list(str(model_admin.model._meta.model_name))
    here = _core(request.GET)
    own_first = sorted(views, key=lambda view: (view.owner_id != user.pk, view.name, view.pk))
    return [
        Offered(view, f"?{view.query}", _core(view.asked) == here, _is_stale(model_admin, request, view))
        for view in own_first
    ]


def address_of(view: SavedView) -> str:
    """Return where a view leads."""
    return f"{reverse(f'admin:articles_{view.model}_changelist')}?{view.query}"


def may_change_view(user: User, view: SavedView) -> bool:
    """Return whether `user` may rename or delete a view: their own, or one of the house if they may share."""
    return view.owner_id == user.pk or (view.shared and user.has_perm("articles.share_savedview"))


def _is_stale(model_admin: Any, request: HttpRequest, view: SavedView) -> bool:
    """Return whether the list no longer answers all that the view asks. No query."""
    return not all(
        name in HELD or model_admin.lookup_allowed(name, value, request) for name, value in view.asked.items()
    )


def _core(asked: QueryDict) -> list[tuple[str, str]]:
    """Return what is asked, without what says only how it is shown."""
    return sorted((name, each) for name, values in asked.lists() if name not in PASSING for each in values if each)


def _written(rows: list[tuple[str, str]]) -> str:
    made = QueryDict(mutable=True)
    for name, value in rows:
        made.appendlist(name, value)
    return made.urlencode()
