"""Part of an authority taken out of it: chosen rows of the desk, their listed editions and written forms, into another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from articles.editorial.merge.foresee import foresee_split
from articles.editorial.merge.kinds import Kind, hold, kind_of, refuse_unless_may
from articles.editorial.merge.names import carry_names
from articles.editorial.merge.record import write_move
from articles.editorial.merge.steps import Log
from articles.editorial.workflow import Refused
from articles.models import AuthorityMove, Tag, User
from articles.text.tags import SEPARATORS, tag_identity
from articles.told import told as _


@dataclass(frozen=True, slots=True)
class Choice:
    """What is taken out: rows of the desk and written forms by their keys; and where to: a record, or a new one's name."""

    rows: tuple[int, ...]
    forms: tuple[int, ...] = ()
    into: int = 0
    name: str = ""


def split(
    kind_name: str, pk: int, choice: Choice, *, by: User, reason: str = "", seen: str | None = None
) -> AuthorityMove:
    """Take what is chosen out of the record `pk`. Returns what was recorded.

    Raises Refused where `by` may not, nothing is chosen, a record is gone, the new name will not do, or (code `stale`) what
    would move is not what `seen` showed.
    """
    kind = kind_of(kind_name)
    refuse_unless_may(kind, by)
    if not choice.into and not by.has_perm(f"articles.add_{kind.name}"):
        raise Refused(_("您没有新建%(kind)s的权限。") % {"kind": kind.model._meta.verbose_name}, code="forbidden")
    try:
        with transaction.atomic():
            return _split(kind, pk, choice, by, reason, seen)
    except IntegrityError as error:
        raise Refused(_("正在拆分时有人用到了它，什么也没有动，请再试一次。"), code="stale") from error


def _split(kind: Kind, pk: int, choice: Choice, by: User, reason: str, seen: str | None) -> AuthorityMove:
    chosen = kind.desk.rows(pk).filter(pk__in=choice.rows)
    articles = set(chosen.values_list(kind.desk.article, flat=True))
    records = hold(kind, (pk, choice.into), articles)
    old = records.get(pk)
    if old is None or (choice.into and choice.into not in records) or choice.into == pk:
        raise Refused(_("这一项或要移到的那一项已不在了，或者是同一项。请重新选。"), code="stale")
    rows = sorted(chosen.values_list("pk", flat=True))
    if not rows:
        raise Refused(_("没有选中任何一处，或者选中的已不在这一项之下。"), code="stale")
    if seen is not None and foresee_split(kind, old, choice.rows, choice.forms).token != seen:
        raise Refused(_("您看过预览之后，这里又有变动。请再看一遍预览。"), code="stale")
    log = Log()
    new = records.get(choice.into) or _make(log, kind, old, choice)
    _move_forms(log, kind, old, new, choice)
    carry_names(log, kind, old, new, articles)
    printed = _printed(kind, old.pk, rows, articles)
    log.repoint(kind.desk, old.pk, new.pk, rows)
    log.repoint(kind.press, old.pk, new.pk, printed)
    return write_move(AuthorityMove.Verb.SPLIT, kind, old, new, log=log, by=by, reason=reason)


def refuse_name(kind: Kind, old: Any, choice: Choice) -> None:  # Any: a record of the kind
    """Refuse a name no new record can have. One query for a tag."""
    name = " ".join(choice.name.split())
    longest = kind.model._meta.get_field("name").max_length
    if not tag_identity(name) or len(name) > longest:
        raise Refused(_("请写新的一项叫什么，最多 %(count)d 个字。") % {"count": longest})
    if kind.model is not Tag:
        return
    if any(mark in name for mark in SEPARATORS):
        raise Refused(_("标签名里不能有顿号、逗号或分号：它们用来分开标签。"))
    taken = kind.forms.model.objects.filter(folded=tag_identity(name)).select_related("tag").first()
    mine = taken is not None and taken.tag_id == old.pk and taken.pk in choice.forms
    if taken is not None and (not mine or taken.folded == old.identity):
        raise Refused(_("这与标签“%(tag)s”是同一个，只是写法不同。") % {"tag": taken.tag.name})


def _make(log: Log, kind: Kind, old: Any, choice: Choice) -> Any:  # Any: a record of the kind
    """Make the new record, as bare as a new one is but for what says which kind of thing it is."""
    refuse_name(kind, old, choice)
    name = " ".join(choice.name.split())
    new = kind.model(name=name)
    for column in ("kind", "parent_id", "reprint"):
        if hasattr(old, column):
            setattr(new, column, getattr(old, column))
    if kind.model is Tag:
        new.identity = tag_identity(name)
    new.slug = new.free_slug()
    if hasattr(new, "key"):
        new.key = new.slug
    log.add(new)
    return new


def _move_forms(log: Log, kind: Kind, old: Any, new: Any, choice: Choice) -> None:
    """Give the chosen written forms along, never the tag's own; a record made just now is known by its name at least."""
    own = [old.identity] if kind.model is Tag else []
    forms = kind.forms.rows(old.pk).filter(pk__in=choice.forms).exclude(folded__in=own)
    log.repoint(kind.forms, old.pk, new.pk, set(forms.values_list("pk", flat=True)))
    folded = tag_identity(new.name)
    if not choice.into and not kind.forms.rows(new.pk).filter(folded=folded).exists():
        log.add(kind.forms.model(**{kind.forms.column: new.pk}, form=new.name, folded=folded))


def _printed(kind: Kind, pk: int, rows: Sequence[int], articles: set[int]) -> list[int]:
    """Return the rows by which editions of the articles are listed for what is taken out; those stay that another row
    of the article, not taken out, accounts for as well."""
    named = [name for name in (kind.desk.article, kind.desk.role) if name]
    staying = kind.desk.rows(pk).filter(**{f"{kind.desk.article}__in": articles}).exclude(pk__in=rows)
    stay = set(staying.values_list(*named))
    chosen = set(kind.desk.rows(pk).filter(pk__in=rows).values_list(*named))
    listed = kind.press.rows(pk).filter(edition__article__in=articles)
    shown = [name for name in ("edition__article", kind.press.role) if name]
    return [row for row, *key in listed.values_list("pk", *shown) if tuple(key) in chosen - stay]
