"""What helps an editor build a collection: warnings about its pieces, proposals by its topics, one button to place one."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.admin.record import headline_of
from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.models import Article, Attribution, Collection, Edition, Placement, Topic

#: Proposals shown at once.
PROPOSED = 20


@dataclass(frozen=True, slots=True)
class Warning:
    """A piece of the collection and what readers would miss or meet twice."""

    article: Article
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An article that could go in, by which topics, and whether readers may see it."""

    article: Article
    topics: str
    is_public: bool


def warnings(collection: Collection) -> list[Warning]:
    """Return what is amiss with the pieces, in their order. Three queries."""
    placements = collection.placements.select_related("article").defer("article__body", "article__standfirst")
    articles = [placement.article for placement in placements]
    keys = [article.pk for article in articles]
    public = _public(keys)
    sourced = set(
        Attribution.objects.filter(article__in=keys, role="published_by").values_list("article_id", flat=True)
    )
    alike = Counter(article.fingerprint for article in articles if article.fingerprint)
    found = []
    for article in articles:
        words = [
            *([] if article.pk in public else [_("尚未公开，读者看不到这一篇")]),
            *([] if article.pk in sourced else [_("没有首发来源")]),
            *([_("与本专题另一篇文字相同")] if alike[article.fingerprint] > 1 else []),
        ]
        found += [Warning(article, _("；").join(words))] if words else []
    return found


def proposals(collection: Collection) -> list[Proposal]:
    """Return articles of the collection's topics and the topics below them that are not in it yet, newest first."""
    topics = with_narrower(collection)
    rows = (
        Article.objects.filter(topics__in=topics)
        .exclude(placements__collection=collection)
        .exclude(state=Article.State.WITHDRAWN)
        .without_text()
        .prefetch_related("topics")
        .order_by("-dated_from", "-pk")
        .distinct()[:PROPOSED]
    )
    articles = list(rows)
    public = _public([article.pk for article in articles])
    return [
        Proposal(article, _("、").join(t.name for t in article.topics.all() if t.pk in topics), article.pk in public)
        for article in articles
    ]


def with_narrower(collection: Collection) -> set[int]:
    """Return the keys of the collection's topics and of all below them. One query a level."""
    found: set[int] = set()
    level = set(collection.topics.values_list("pk", flat=True))
    while level:
        found |= level
        level = set(Topic.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
    return found


def place(request: HttpRequest, collection: Any) -> str:
    """Put the proposed article at the end of the chosen section; one revision."""
    user: Any = request.user  # Any: signed in, or the site shows the login page
    if not user.has_perm("articles.add_placement"):
        raise Refused(_("您没有往专题里放文章的权限。"), code="forbidden")
    article = Article.objects.without_text().filter(pk=_number(request.POST["_place"])).first()
    section = collection.sections.filter(pk=_number(request.POST.get("place_section", ""))).first()
    if article is None or section is None:
        raise Refused(_("请先建一个部分，再选放进哪一部分。"))
    if collection.placements.filter(article=article).exists():
        raise Refused(_("这一篇已经在专题里了。"))
    last = collection.placements.aggregate(last=Max("order"))["last"] or 0
    Placement.objects.create(collection=collection, section=section, article=article, order=last + 1)
    workflow.record(collection, by=user, reason=_("收入《%(title)s》") % {"title": headline_of(article)})
    return _("已把《%(title)s》放进“%(section)s”。") % {"title": headline_of(article), "section": section.title}


def _public(keys: list[int]) -> set[int]:
    return set(Edition.objects.live().filter(article__in=keys).values_list("article_id", flat=True))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
