"""Many articles put under topics and tags at once: each under its lock, with a revision of its own, nothing taken away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.editorial.decide import may_change
from articles.editorial.workflow import Refused, editing
from articles.models import Article, Topic, User, known_tags
from articles.text.tags import tag_identity


@dataclass(frozen=True, slots=True)
class Filed:
    """How many articles were changed, and how many of these others had changed since they were chosen."""

    count: int
    moved_on: int


def file_under(chosen: Iterable[tuple[int, int]], topics: Sequence[Topic], tags: Sequence[str], *, by: User) -> Filed:
    """Add topics and tags to the chosen articles, given by key and by the version they were chosen on.

    An article that others have changed since keeps their changes and takes the additions. Raises Refused, before
    anything is written, where `by` may not change articles or may not make a tag that is new.
    """
    may_change(by)
    _refuse_new(tags, by)
    count = moved_on = 0
    for pk, version in chosen:
        if not Article.objects.filter(pk=pk).exists():
            continue
        with editing(pk, by=by, reason=_("批量归类")) as article:
            before = article.version
            article.topics.add(*topics)
            article.tags.add(*tags)
        article.refresh_from_db(fields=["version"])
        count += article.version > before
        moved_on += article.version > before != version
    return Filed(count, moved_on)


def _refuse_new(tags: Sequence[str], by: User) -> None:
    if by.has_perm("articles.add_tag"):
        return
    known = known_tags(map(tag_identity, tags))
    if new := [name for name in tags if tag_identity(name) not in known]:
        raise Refused(_("您没有新建标签的权限：%(tags)s") % {"tags": "、".join(new)}, code="forbidden")
