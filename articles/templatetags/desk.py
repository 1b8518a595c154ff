"""What the desk prints run by run: a text of the size of a report has thousands of runs, too many for a template's loops.

Everything captured is escaped, as a template would (`press.assembled`).
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from articles.templatetags.press import assembled

register = template.Library()

Piece = tuple[str, str]


@register.simple_tag
def capture_runs(runs: Iterable[Any]) -> SafeString:  # Any: the runs of a capture's line
    """Return a line of a capture: what was dropped, changed or moved, and which facts rest on it."""
    return assembled(piece for run in runs for piece in _capture_run(run))


def _capture_run(run: Any) -> tuple[Piece, ...]:
    if run.kind == "kept":
        return (
            (('<span data-facts="', run.facts), ('">', run.text), ("</span>", "")) if run.facts else (("", run.text),)
        )
    facts = (('" data-facts="', run.facts),) if run.facts else ()
    if run.kind == "del":
        return (('<del title="', run.why), *facts, ('">', run.text), ("</del>", ""))
    return ((f'<span class="{run.kind}" title="', run.why), *facts, ('">', run.text), ("</span>", ""))


@register.simple_tag
def clean_runs(runs: Iterable[Any]) -> SafeString:  # Any: the runs of a paragraph
    """Return a paragraph of the clean text: what the reading changed, what is in doubt, and what somebody commented on."""
    return assembled(piece for run in runs for piece in _clean_run(run))


def _clean_run(run: Any) -> tuple[Piece, ...]:
    if run.finding:
        name = f'" id="finding-{run.finding}-text' if run.first else ""
        look = "doubt noted" if run.comment else "doubt"
        begins = f'<span id="comment-{run.comment}-text"></span>' if run.opens else ""
        return ((f'{begins}<a class="{look}" href="#finding-{run.finding}{name}">', run.text), ("</a>", ""))
    if run.comment:
        name = f'" id="comment-{run.comment}-text' if run.opens else ""
        return ((f'<a class="noted" href="#comment-{run.comment}{name}">', run.text), ("</a>", ""))
    if run.why:
        return (('<span class="chg" title="', run.why), ('">', run.text), ("</span>", ""))
    return (("", run.text),)
