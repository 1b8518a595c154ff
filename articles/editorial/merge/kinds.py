"""What hangs on an author, a source, a topic or a tag: the table by which merges and splits move rows. Tested to be whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.editorial.workflow import Refused
from articles.models import (
    Article,
    ArticleTag,
    Attribution,
    Author,
    AuthorForm,
    Collection,
    Contribution,
    EditionPerson,
    EditionSource,
    EditionTag,
    EditionTopic,
    Source,
    SourceForm,
    SuggestionDecision,
    Tag,
    TagForm,
    Topic,
    TopicTerm,
    User,
)
from articles.told import told as _

Model = Any  # a model class: each reference has its own


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows that point to a record in `column`; with the columns `beside` it, if any, there is one row at most.

    `article` is the column of the article they belong to, `role` that of the part they say it had.
    """

    model: Model
    column: str
    label: Any  # Any: a lazy translation
    beside: tuple[str, ...] = ()
    article: str = ""
    role: str = ""

    def rows(self, pk: int) -> Any:  # Any: a queryset of the model
        """Return the rows that point to the record with the key `pk`."""
        return self.model._base_manager.filter(**{self.column: pk})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of authority: its written forms, what the desk and the press have under it, and what else points to it.

    `filed`: the name in `Article.filed` under which the digest reads its records; "" where it reads names as printed.
    """

    name: str
    model: Model
    forms: Reference
    desk: Reference
    press: Reference
    others: tuple[Reference, ...] = ()
    filed: str = ""

    @property
    def references(self) -> tuple[Reference, ...]:
        return (self.forms, self.desk, self.press, *self.others)

    def present(self, record: Any) -> str:  # Any: a record of the kind
        """Return the name by which the digest knows a record that no merge has touched."""
        return str(record.key if self.filed == "topics" else record.name)


_FORMS, _EDITIONS = gettext_lazy("写法"), gettext_lazy("已发布的版次（列表）")
KINDS: tuple[Kind, ...] = (
    Kind(
        "author",
        Author,
        Reference(AuthorForm, "author_id", _FORMS, ("folded",)),
        Reference(Contribution, "author_id", gettext_lazy("署名"), article="article_id", role="role"),
        Reference(EditionPerson, "author_id", _EDITIONS, ("edition_id", "role"), role="role"),
    ),
    Kind(
        "source",
        Source,
        Reference(SourceForm, "source_id", _FORMS, ("folded",)),
        Reference(Attribution, "source_id", gettext_lazy("来源链"), article="article_id", role="role"),
        Reference(EditionSource, "source_id", _EDITIONS, ("edition_id", "role"), role="role"),
    ),
    Kind(
        "topic",
        Topic,
        Reference(TopicTerm, "topic_id", gettext_lazy("提法"), ("folded",)),
        Reference(
            Article.topics.through, "topic_id", gettext_lazy("归入的文章"), ("article_id",), article="article_id"
        ),
        Reference(EditionTopic, "topic_id", _EDITIONS, ("edition_id",)),
        (
            Reference(Collection.topics.through, "topic_id", pgettext_lazy("plural", "专题"), ("collection_id",)),
            Reference(Topic, "parent_id", gettext_lazy("下位主题")),
            Reference(SuggestionDecision, "topic_id", gettext_lazy("答过的建议"), ("article_id",)),
        ),
        filed="topics",
    ),
    Kind(
        "tag",
        Tag,
        Reference(TagForm, "tag_id", _FORMS),
        Reference(
            ArticleTag, "tag_id", gettext_lazy("加了它的文章"), ("content_object_id",), article="content_object_id"
        ),
        Reference(EditionTag, "tag_id", _EDITIONS, ("edition_id",)),
        filed="tags",
    ),
)
#: Keys in one statement: SQLite takes no number of them, and a source may have any.
_BATCH = 5_000
_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(name: str) -> Kind:
    return _BY_NAME[name]


def may_merge(kind: Kind, by: User) -> bool:
    """Return whether `by` may merge and split records of the kind: the right to change them, and one of its own."""
    needed = (f"articles.change_{kind.name}", f"articles.merge_{kind.name}")
    return by.is_active and by.has_perms(needed)


def refuse_unless_may(kind: Kind, by: User) -> None:
    if not may_merge(kind, by):
        raise Refused(_("您没有合并、拆分%(kind)s的权限。") % {"kind": kind.model._meta.verbose_name}, code="forbidden")


def hold(kind: Kind, ids: Iterable[int], articles: Iterable[int]) -> dict[int, Any]:
    """Hold the articles, then the records, each in the order of their keys; return the records that are there.

    Whoever saves an article holds it before the records it names: in another order two would wait for each other.
    """
    for keys in batches(sorted(articles)):
        list(Article.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    records = kind.model._base_manager.select_for_update().filter(pk__in=list(ids)).order_by("pk")
    return {record.pk: record for record in records}


def batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the keys, in order, as many at a time as one statement takes."""
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]
