"""An article filed anew among many: topics and tags added or taken off, a section or a date set, with a revision of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.editorial.decide import may_change
from articles.editorial.workflow import Refused, editing
from articles.models import Article, Topic, User, known_tags
from articles.text.tags import tag_identity
from articles.told import told as _


@dataclass(frozen=True, slots=True)
class Filing:
    """What is asked: what to add, what to take off, and the section and date to set; empty leaves things as they are."""

    topics: Sequence[Topic] = ()
    tags: Sequence[str] = ()
    topics_off: Sequence[Topic] = ()
    tags_off: Sequence[str] = ()
    section: str = ""
    date: str = ""


def filing_of(filing: Filing, *, by: User) -> Callable[[Article], None]:
    """Return what files an article so. Raises Refused, before anything is written, where `by` may not change articles or
    may not make a tag that is new.
    """
    may_change(by)
    _refuse_new(filing.tags, by)
    off = {tag_identity(name) for name in filing.tags_off}

    def file(article: Article) -> None:
        with editing(article.pk, by=by, reason=_("批量归类")) as mine:
            mine.topics.add(*filing.topics)
            mine.topics.remove(*filing.topics_off)
            mine.tags.add(*filing.tags)
            mine.tags.remove(*(tag for tag in mine.tags.all() if off and tag.identity in off))
            if (filing.section and mine.section != filing.section) or (filing.date and mine.date != filing.date):
                mine.section, mine.date = filing.section or mine.section, filing.date or mine.date
                mine.save()

    return file


def _refuse_new(tags: Sequence[str], by: User) -> None:
    if by.has_perm("articles.add_tag"):
        return
    known = known_tags(map(tag_identity, tags))
    if new := [name for name in tags if tag_identity(name) not in known]:
        raise Refused(_("您没有新建标签的权限：%(tags)s") % {"tags": _("、").join(new)}, code="forbidden")
