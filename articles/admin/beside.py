"""Two articles of one family side by side: how the one differs from the other, and the buttons to answer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.editorial.kinship import LinkSuggestion, suggest_links
from articles.models import Article, LinkDecision
from articles.text.likeness import Likeness, likeness

#: Of a run that both share, so many characters are shown at its ends.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Beside:
    """The other article, how this one differs from it, and what is proposed, if it still is."""

    other: Article
    likeness: Likeness
    proposed: LinkSuggestion | None

    @property
    def summary(self) -> str:
        """Return the difference in words."""
        found = self.likeness
        if found.is_same:
            return _("正文一字不差。")
        if found.only_script_differs:
            return _("只有字体不同：一篇简体，一篇繁体。")
        counts = _("本篇多 %(added)d 字，另一篇多 %(missing)d 字。") % {"added": found.added, "missing": found.missing}
        return _("字体不同，下面都按简体比。") + counts if found.scripts_differ else counts

    @property
    def kind(self) -> str:
        return str(LinkDecision.Kind(self.proposed.kind).label) if self.proposed else ""

    @property
    def runs(self) -> list[tuple[str, str]]:
        """Return kind and text of the runs; of a long one that both share only the ends."""
        return [(run.kind, _shortened(run.text) if run.kind == "same" else run.text) for run in self.likeness.runs]


def beside(article: Article, other: Article) -> Beside:
    """Return the two side by side. As many queries as `suggest_links`."""
    proposed = next((one for one in suggest_links(article) if one.other_id == other.pk), None)
    return Beside(other, likeness(article.body, other.body), proposed)


def _shortened(text: str) -> str:
    return text if len(text) <= 3 * SHOWN else f"{text[:SHOWN]} …… {text[-SHOWN:]}"
