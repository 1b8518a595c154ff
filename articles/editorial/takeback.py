"""Something done to many articles taken back as one: what each was filed under, or the move it made, by the inverse move.

What others have made of an article since stays, and is told. What readers, signatures or opinions have seen is never taken
back: `NOT_TAKEN_BACK` says why.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy

from articles.editorial import workflow
from articles.editorial.decide import may_change
from articles.editorial.together import Moved, Stand, Task, carry_out, filed_of
from articles.editorial.workflow import Refused
from articles.models import BULK_KINDS, Article, BulkAct, BulkItem, SignOff, Tag, Topic, User, living
from articles.told import told as _

#: The kinds that stay done, and why.
NOT_TAKEN_BACK: dict[str, Any] = {  # Any: lazy translations
    "recall": gettext_lazy("再送审是新的一轮，先前的签发不再算；要送审请照常送。"),
    "sign": gettext_lazy("签发记录不能收回；不同意的，请退回并写明意见。"),
    "send_back": gettext_lazy("退回的意见已经留档；要再审请重新送审。"),
    "publish": gettext_lazy("读者可能已经看到；在线的请更正或撤稿，定时的请在文章页取消。"),
    "undo": gettext_lazy("撤销本身不能再撤销；请照原样再做一次。"),
}
#: What is filed and may be several.
_SEVERAL: dict[str, Any] = {"topics": Topic, "tags": Tag}  # Any: models
#: By these, what the key of each record means now.
Known = Mapping[str, Mapping[int, int]]


def obstacles(act: BulkAct) -> dict[int, tuple[str, ...]]:
    """Return by article why nothing of it can be taken back now; nothing where it can. Writes nothing; ten queries at most.

    Rights are asked when it is done, article by article.
    """
    items = list(act.items.all())
    keys = [item.article for item in items]
    articles = Article.objects.without_text().select_related("assignee").in_bulk(keys)
    prefetch_related_objects(list(articles.values()), "topics", "tags")
    signed, known = set(_signed(articles.values())), _known(items)
    return {
        item.article: _against(act, item, articles.get(item.article), item.article in signed, known) for item in items
    }


def take_back(act: BulkAct, *, by: User) -> tuple[BulkAct, list[Moved]]:
    """Take back what can be, article by article. Returns the record of the undo and what became of each.

    Raises Refused where the act is of a kind that stays, or was taken back already.
    """
    may_change(by)
    if act.kind in NOT_TAKEN_BACK:
        raise Refused(_(NOT_TAKEN_BACK[act.kind]))
    items = {item.article: item for item in act.items.all()}
    chosen = [(item.article, 0) for item in items.values() if item.is_changed]
    if not chosen:
        raise Refused(_("这一次什么也没有改，没有可撤销的。"))
    task = Task("undo", _turner(act, items, by), strict=False)
    try:
        with transaction.atomic():
            BulkAct.objects.select_for_update().get(pk=act.pk)
            if BulkAct.objects.filter(undoes=act).exists():
                raise Refused(_("这一次已经撤销过了。"), code="stale")
            return carry_out(chosen, task, by=by, undoes=act)
    except IntegrityError as error:
        raise Refused(_("这一次已经撤销过了。"), code="stale") from error


def _turner(act: BulkAct, items: Mapping[int, BulkItem], by: User) -> Callable[[Article], None]:
    def turn(article: Article) -> None:
        item = items[article.pk]
        known = _known([item])
        if reasons := _against(act, item, article, bool(_signed([article])), known):
            raise Refused(*reasons, code="stale")
        if act.kind in ("file", "in_place"):
            _refile(item, article, by, known)
        else:
            _TURNS[act.kind](item, article, by)

    return turn


# What stands against it


def _against(act: BulkAct, item: BulkItem, article: Article | None, signed: bool, known: Known) -> tuple[str, ...]:
    if act.kind in NOT_TAKEN_BACK:
        return (_(NOT_TAKEN_BACK[act.kind]),)
    if not item.is_changed:
        return (_("这一次没有动它。"),)
    if article is None:
        return (_("稿件已经删去。"),)
    now = filed_of(article)
    if act.kind in ("file", "in_place"):
        return tuple(_refiled(item, now, known))
    reasons = [_moved_on(name, item.after[name], now[name]) for name in _HELD[act.kind] if name in item.after]
    if act.kind == "submit" and signed:
        reasons.append(_("已经有人签发，撤回会作废他们的签发。"))
    return tuple(reason for reason in reasons if reason)


#: By kind, what must still be as the act left it.
_HELD = {
    "claim": ("assignee",), "release": ("assignee",), "assign": ("assignee", "due_on"), "submit": ("state", "round"),
}  # fmt: skip


def _moved_on(name: str, then: Any, now: Any) -> str:
    if then == now:
        return ""
    if name in ("state", "round"):
        return _("后来又走了别的步，不在那一步上了。")
    if name == "assignee":
        who = _("、").join(now.values()) or _("没有人")
        return _("后来换了人经手，现在是：%(who)s。") % {"who": who}
    return _("限期后来又改过。")


def _refiled(item: BulkItem, now: Stand, known: Known) -> Iterable[str]:
    """Return what of a filing others have changed since."""
    for name in ("section", "date"):
        if name in item.after and item.after[name] != now[name]:
            field: Any = Article._meta.get_field(name)  # Any: a field of its own
            said = {"what": field.verbose_name, "value": now[name] or "—"}
            yield _("%(what)s后来改成了“%(value)s”。") % said
    for name in _SEVERAL:
        before, after = item.before.get(name, {}), item.after.get(name, {})
        means = known[name]
        gone = [after[key] for key in after.keys() - before.keys() if str(means.get(int(key))) not in now[name]]
        back = [before[key] for key in before.keys() - after.keys() if str(means.get(int(key))) in now[name]]
        if gone:
            yield _("“%(names)s”后来已经去掉了。") % {"names": _("、").join(sorted(gone))}
        if back:
            yield _("“%(names)s”后来又加上了。") % {"names": _("、").join(sorted(back))}


def _known(items: Iterable[BulkItem]) -> Known:
    """Return by kind what the topics and tags of the items mean now, those merged since led on. Two queries, a merge one more."""
    named: dict[str, set[int]] = {name: set() for name in _SEVERAL}
    for item in items:
        for name, keys in named.items():
            keys.update(map(int, {**item.before.get(name, {}), **item.after.get(name, {})}))
    return {name: living(_SEVERAL[name], keys) for name, keys in named.items()}


def _signed(articles: Iterable[Article]) -> list[int]:
    """Return those of the articles that somebody signed in their present round. One query."""
    rounds = {article.pk: article.round for article in articles}
    rows = SignOff.objects.filter(article__in=rounds, decision="signed").values_list("article", "round")
    return [pk for pk, number in rows if rounds[pk] == number]


# Turning it back


def _refile(item: BulkItem, article: Article, by: User, known: Known) -> None:
    with workflow.editing(
        article.pk,
        by=by,
        reason=_("撤销%(act)s #%(number)d") % {"act": BULK_KINDS[item.act.kind], "number": item.act.pk},
    ) as mine:
        for name, model in _SEVERAL.items():
            before, after = item.before.get(name, {}), item.after.get(name, {})
            means = known[name]
            rows: Any = getattr(mine, name)  # Any: the manager of topics, or of tags
            rows.remove(
                *model._default_manager.filter(pk__in=[means[int(key)] for key in after.keys() - before.keys()])
            )
            lost = [int(key) for key in before.keys() - after.keys()]
            rows.add(*model._default_manager.filter(pk__in=[means[key] for key in lost if key in means]))
        words = {name: item.before[name] for name in ("section", "date") if name in item.before}
        for name, value in words.items():
            setattr(mine, name, value)
        if words:
            mine.save()


def _unclaim(item: BulkItem, article: Article, by: User) -> None:
    workflow.release(article, by=by)


def _unrelease(item: BulkItem, article: Article, by: User) -> None:
    person = _person(item.before["assignee"])
    if person == by:
        workflow.claim(article, by=by)
    else:
        workflow.assign(article, by=by, to=person, due_on=article.due_on)


def _unassign(item: BulkItem, article: Article, by: User) -> None:
    to = _person(item.before["assignee"]) if "assignee" in item.before else article.assignee
    due = item.before.get("due_on", article.due_on.isoformat() if article.due_on else "")
    workflow.assign(article, by=by, to=to, due_on=date.fromisoformat(due) if due else None)


def _unsubmit(item: BulkItem, article: Article, by: User) -> None:
    workflow.recall(article, by=by)
    if _person(item.before.get("assignee", {})) == by:
        workflow.claim(article, by=by)


def _person(kept: Mapping[str, str]) -> User | None:
    return User.objects.filter(pk__in=kept).first()


_TURNS: dict[str, Callable[[BulkItem, Article, User], None]] = {
    "claim": _unclaim,
    "release": _unrelease,
    "assign": _unassign,
    "submit": _unsubmit,
}
