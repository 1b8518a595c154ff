"""Small acts on a collection: a piece placed, moved, noted, taken out; a section added, named, moved, dropped.

Each is said in words that hold whatever others did meanwhile (this piece behind that one in this section), is applied to
what stands under the collection's lock, and writes one revision. Not for the form that saves all of a collection at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles.editorial.workflow import Refused, closed, record
from articles.models import Article, Collection, Placement, Section, User
from articles.told import told as _

#: In place of the row to stand behind: before all others.
FIRST = 0
#: How much of a text a refusal quotes.
SHOWN = 60


@dataclass(slots=True)
class _Held:
    """A collection under its lock, with its sections and placements in the order in which they are read."""

    collection: Collection
    sections: list[Section]
    placements: list[Placement]

    def section(self, pk: int) -> Section:
        found = next((section for section in self.sections if section.pk == pk), None)
        if found is None:
            raise Refused(_("这一部分已不在本专题里，可能别人刚删去。什么也没有改。"), code="gone")
        return found

    def placement(self, pk: int) -> Placement:
        found = next((placement for placement in self.placements if placement.pk == pk), None)
        if found is None:
            raise Refused(_("这一篇已不在本专题里，可能别人刚移出。什么也没有改。"), code="gone")
        return found

    def behind(self, section: Section, pk: int, but: Placement | None = None) -> Placement | None:
        """Return the piece to stand behind, None for `FIRST`. Raises Refused where it is not, or no longer, in the section."""
        found = next((each for each in self.of(section) if each.pk == pk and each is not but), None)
        if found is None and pk != FIRST:
            raise Refused(
                _("“%(section)s”里已没有要排在它后面的那一篇，可能别人刚移走；次序没有动。请看现在的次序再移。")
                % {"section": section.title},
                code="gone",
            )
        return found

    def of(self, section: Section) -> list[Placement]:
        return [placement for placement in self.placements if placement.section_id == section.pk]


def place(collection: Collection, article_pk: int, section_pk: int, after_pk: int | None = None, *, by: User) -> str:
    """Put an article behind another in a section, at its end where none is named; return what was done in words.

    Raises Refused where that cannot be, or makes no sense any more.
    """
    with transaction.atomic():
        held = _hold(collection, by, "add_placement")
        section = held.section(section_pk)
        article = Article.objects.without_text().filter(pk=article_pk).first()
        if article is None:
            raise Refused(_("没有这篇文章。"), code="gone")
        if article.state == Article.State.WITHDRAWN:
            raise Refused(_("这一篇已撤稿，不能收入。"), code="withdrawn")
        if any(placement.article_id == article.pk for placement in held.placements):
            raise Refused(_("这一篇已经在专题里了。"), code="twice")
        after = _last(held.of(section)) if after_pk is None else held.behind(section, after_pk)
        new = Placement.objects.create(collection=held.collection, section=section, article=article)
        _put(held, new, section, after)
        said = {"title": title_of(article), "section": section.title}
        _record(held, by, _("收入《%(title)s》") % said)
    return _("已把《%(title)s》放进“%(section)s”。") % said


def move(collection: Collection, placement_pk: int, section_pk: int, after_pk: int, *, by: User) -> str:
    """Put a piece behind another one in a section, `FIRST` before all. Raises Refused where that makes no sense any more."""
    with transaction.atomic():
        held = _hold(collection, by, "change_placement")
        placement, section = held.placement(placement_pk), held.section(section_pk)
        after = held.behind(section, after_pk, but=placement)
        before = [each.pk for each in held.placements], placement.section_id
        _put(held, placement, section, after)
        said: dict[str, Any] = {"title": title_of(placement.article), "section": section.title}
        if ([each.pk for each in held.placements], placement.section_id) == before:
            return _("次序没有变。")
        said["number"] = held.placements.index(placement) + 1
        _record(held, by, _("移《%(title)s》到第 %(number)d") % said)
    return _("《%(title)s》移到第 %(number)d，在“%(section)s”里。") % said


def describe(
    collection: Collection, placement_pk: int, words: tuple[str, str], opened: tuple[str, str], *, by: User
) -> str:
    """Write a piece's own title and note; `opened` is what both were when they were shown.

    Raises Refused (code `clash`) where another has written meanwhile into what changes here; nothing is written then.
    """
    with transaction.atomic():
        held = _hold(collection, by, "change_placement")
        placement = held.placement(placement_pk)
        title = title_of(placement.article)
        piece = _("《%(title)s》") % {"title": title}
        placement.title = _newer((_("专题内标题"), piece), opened[0], words[0], placement.title)
        placement.note = _newer((_("编者按"), piece), opened[1], words[1], placement.note)
        placement.save(update_fields=["title", "note"])
        changed = _record(held, by, _("写《%(title)s》的编者按") % {"title": title})
    return _("《%(title)s》的编者按已存。") % {"title": title} if changed else _("没有改动，未作保存。")


def take_out(collection: Collection, placement_pk: int, *, by: User) -> str:
    """Take a piece out of the collection; the article stays. Its note stays in the revisions."""
    with transaction.atomic():
        held = _hold(collection, by, "delete_placement")
        placement = held.placement(placement_pk)
        held.placements.remove(placement)
        placement.delete()
        _number(held)
        said = {"title": title_of(placement.article)}
        _record(held, by, _("移出《%(title)s》") % said)
    return _("已移出《%(title)s》。文章还在，编者按在修订里。") % said


def add_section(collection: Collection, title: str, *, by: User) -> str:
    """Add a section behind the others. Raises Refused without a title."""
    with transaction.atomic():
        held = _hold(collection, by, "add_section")
        named = _title(title)
        held.sections.append(Section.objects.create(collection=held.collection, title=named))
        _number(held)
        _record(held, by, _("加“%(section)s”") % {"section": named})
    return _("已加“%(section)s”。") % {"section": named}


def name_section(
    collection: Collection, section_pk: int, words: tuple[str, str], opened: tuple[str, str], *, by: User
) -> str:
    """Write a section's title and introduction; `opened` is what both were when they were shown. Raises Refused as `describe`."""
    with transaction.atomic():
        held = _hold(collection, by, "change_section")
        section = held.section(section_pk)
        was = section.title
        section.title = _title(_newer((_("标题"), f"“{was}”"), opened[0], words[0], section.title))
        section.introduction = _newer((_("引言"), f"“{was}”"), opened[1], words[1], section.introduction)
        section.save(update_fields=["title", "introduction"])
        changed = _record(held, by, _("改“%(section)s”") % {"section": section.title})
    return _("“%(section)s”已存。") % {"section": section.title} if changed else _("没有改动，未作保存。")


def move_section(collection: Collection, section_pk: int, after_pk: int, *, by: User) -> str:
    """Put a section with its pieces behind another one, `FIRST` before all."""
    with transaction.atomic():
        held = _hold(collection, by, "change_section")
        section = held.section(section_pk)
        after = None if after_pk == FIRST else held.section(after_pk)
        if after is section:
            raise Refused(_("一个部分不能排在自己后面。"))
        before = list(held.sections)
        held.sections.remove(section)
        held.sections.insert(0 if after is None else held.sections.index(after) + 1, section)
        _number(held)
        said = {"section": section.title, "number": held.sections.index(section) + 1}
        _record(held, by, _("移“%(section)s”到第 %(number)d 部分") % said)
    return _("次序没有变。") if held.sections == before else _("“%(section)s”现在是第 %(number)d 部分。") % said


def drop_section(collection: Collection, section_pk: int, *, by: User) -> str:
    """Drop an empty section. Raises Refused where there are pieces in it."""
    with transaction.atomic():
        held = _hold(collection, by, "delete_section")
        section = held.section(section_pk)
        if held.of(section):
            raise Refused(
                _("“%(section)s”里还有篇目，请先移到别的部分，再删这一部分。") % {"section": section.title}, code="full"
            )
        held.sections.remove(section)
        section.delete()
        _number(held)
        _record(held, by, _("删“%(section)s”") % {"section": section.title})
    return _("已删“%(section)s”。") % {"section": section.title}


def title_of(article: Article) -> str:
    """Return the title of an article, or its number where it has none. Never fetches the body."""
    return article.title or f"#{article.pk}"


def _hold(collection: Collection, by: User, right: str) -> _Held:
    """Return the collection under its lock. Raises Refused where `by` may not do this, or not in its state. Three queries."""
    if not (by.has_perm("articles.change_collection") and by.has_perm(f"articles.{right}")):
        raise Refused(_("您没有这样改专题的权限。"), code="forbidden")
    fresh = Collection.objects.select_for_update().filter(pk=collection.pk).first()
    if fresh is None:
        raise Refused(_("这个专题已不在了。"), code="gone")
    if why := closed(fresh, by):
        raise Refused(why, code="closed")
    rows = fresh.placements.select_related("article").defer("article__body", "article__standfirst")
    return _Held(fresh, list(fresh.sections.all()), list(rows.order_by("section__order", "section", "order", "pk")))


def _put(held: _Held, placement: Placement, section: Section, after: Placement | None) -> None:
    """Put a placement behind `after` in `section`, before all its others where that is None, and number all anew."""
    if placement in held.placements:
        held.placements.remove(placement)
    if placement.section_id != section.pk:
        placement.section = section
        placement.save(update_fields=["section"])
    if after is not None:
        at = held.placements.index(after) + 1
    else:
        at = next((n for n, each in enumerate(held.placements) if each.section_id == section.pk), len(held.placements))
    held.placements.insert(at, placement)
    _number(held)


def _number(held: _Held) -> None:
    """Number sections, and pieces through all of them, from 1; write the numbers that change. Two queries at most."""
    place_of = {section.pk: number for number, section in enumerate(held.sections)}
    held.placements.sort(key=lambda placement: place_of[placement.section_id])
    renumber(held.sections)
    renumber(held.placements)


def renumber(rows: Sequence[Any]) -> None:  # Any: sections, or placements
    """Number rows of one model from 1, as they come; write the numbers that change. One query at most."""
    moved = [(number, row) for number, row in enumerate(rows, 1) if row.order != number]
    for number, row in moved:
        row.order = number
    if moved:
        type(moved[0][1])._default_manager.bulk_update([row for _n, row in moved], ["order"])


def _record(held: _Held, by: User, reason: str) -> bool:
    """Write a revision; return whether anything had changed."""
    return record(held.collection, by=by, reason=reason) is not None


def _last(placements: Sequence[Placement]) -> Placement | None:
    return placements[-1] if placements else None


def _newer(named: tuple[str, str], opened: str, mine: str, now: str) -> str:
    """Return what to write of what was shown, what was typed and what stands. Raises Refused where two have written."""
    if mine in (opened, now) or now == opened:
        return now if mine == opened else mine
    more = "……" if len(now) > SHOWN else ""
    raise Refused(
        _("%(thing)s的%(field)s别人刚改为“%(now)s”，您写的没有存，还在框里。")
        % {"field": named[0], "thing": named[1], "now": now[:SHOWN] + more},
        code="clash",
    )


def _title(typed: str) -> str:
    title = " ".join(typed.split())
    if not title:
        raise Refused(_("请先写这一部分的标题。"))
    return title
