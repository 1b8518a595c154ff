"""What was ticked in the list of articles: with the versions it was ticked on, as rows that say what would become of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.admin.record import headline_of
from articles.admin.words import printed_date
from articles.editorial.together import Moved
from articles.models import Article

#: The most that are looked at and done at once: twice what a list shows.
MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A ticked article and the version it was ticked on; `moved` is what would become of it, None while not looked."""

    article: Article
    version: int
    moved: Moved | None = None

    @property
    def name(self) -> str:
        return headline_of(self.article)

    @property
    def changes(self) -> list[str]:
        return said(self.moved.before, self.moved.after) if self.moved else []


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was ticked: versions by key, and whether the person has been asked already."""

    versions: Mapping[int, int] = field(default_factory=dict)

    def rows(self, results: Sequence[Moved] = ()) -> list[Row]:
        foreseen = {each.article.pk: each for each in results}
        articles = Article.objects.without_text().filter(pk__in=self.versions).order_by("pk")
        return [Row(each, self.versions[each.pk], foreseen.get(each.pk)) for each in articles]


def ticked(request: HttpRequest, chosen: QuerySet[Article], answered: bool, most: int) -> Ticked | None:
    """Return what was ticked: on the page that asked if that is `answered`, else as it stands. None, told, for too many."""
    if answered:
        posted = {key: request.POST.get(f"version-{key}", "") for key in request.POST.getlist(ACTION_CHECKBOX_NAME)}
        found = {int(key): int(each) for key, each in posted.items() if key.isdecimal() and each.isdecimal()}
    else:
        found = dict(chosen.order_by("pk").values_list("pk", "version"))
    if len(found) > most:
        told = {"most": most, "count": len(found)}
        messages.error(request, _("一次最多 %(most)d 篇，您选了 %(count)d 篇。") % told)
        return None
    return Ticked(found)


def said(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:  # Any: JSON, as `together` keeps it
    """Return in words what differs between two standings of an article."""
    found = []
    for name, label in _LABELS.items():
        if name not in after:
            continue
        if isinstance(after[name], dict):
            gained = [after[name][key] for key in after[name] if key not in before[name]]
            lost = [before[name][key] for key in before[name] if key not in after[name]]
            signs = [f"＋{each}" for each in gained] + [f"－{each}" for each in lost]
            found.append(f"{label} {' '.join(signs)}")
        else:
            found.append(f"{label} {_word(name, before[name])} → {_word(name, after[name])}")
    return found


#: What is told of a standing, in this order; its version and round say nothing to anybody.
_LABELS: dict[str, Any] = {  # Any: lazy translations
    "state": gettext_lazy("状态"),
    "signed": pgettext_lazy("plural", "审签"),
    "topics": gettext_lazy("主题"),
    "tags": gettext_lazy("标签"),
    "section": gettext_lazy("栏目"),
    "date": gettext_lazy("日期"),
    "assignee": gettext_lazy("经手人"),
    "due_on": gettext_lazy("限期"),
    "edition": gettext_lazy("版次"),
}


def _word(name: str, value: Any) -> str:
    if name == "state":
        return str(dict(Article.State.choices).get(value, value))
    if name == "date":
        return printed_date(str(value)) or "—"
    return str(value or "—")
