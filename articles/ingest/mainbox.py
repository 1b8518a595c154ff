"""The box of a saved page that holds the piece: the one with the densest paragraphs, and the boxes set apart from it.

Not for the title (`headline`), nor for what the lines in the box are (`page`).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from articles.text import line_kind
from articles.text.script import HAN
from articles.text.webpage import Page, Run

_HAN = re.compile(f"[{HAN}]")
#: A run whose links are more than this share is a list of other pieces.
LINKED = 0.34
_MARK = re.compile(r"[，。！？；：、,;:!?]")
_LEAST = 12
#: Fewer characters of running text than these are no article.
_LEAST_TEXT = 40
_INNER = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
#: Words of class and id, and elements, that hold something else than the piece: talk about it, other pieces, the site itself.
_APART = frozenset({
    "comment", "comments", "commentlist", "cmt", "pinglun", "reply", "replies", "related", "relate", "relative",
    "recommend", "recommends", "recommendation", "tuijian", "xiangguan", "rank", "ranking", "paihang", "hot",
    "sidebar", "footer", "foot", "copyright", "share", "bdshare", "nav", "navbar", "menu", "breadcrumb", "pager",
    "pagination", "ad", "ads", "advert", "banner", "login", "dialog", "popup", "modal", "toolbar", "disclaimer",
    "qrcode",
})  # fmt: skip
_TALK = frozenset({"comment", "comments", "commentlist", "cmt", "pinglun", "reply", "replies"})
_ELEMENTS_APART = frozenset({"aside", "footer", "nav"})
#: A box of the text itself may bear such a word: one that holds this share of all running text is not set apart.
_WHOLE = 0.5


def apart_boxes(found: Page) -> list[bool]:
    """Return for each box whether it holds something else than the piece, by its words and those around it."""
    starts = [run.line.start for run in found.runs]
    sums = [0.0, *accumulate(weigh(run) for run in found.runs)]
    total = sums[-1]
    out: list[bool] = []
    for box in found.boxes:
        if box.parent >= 0 and out[box.parent]:
            out.append(True)
            continue
        words = set(re.split(r"[-_\s]+", box.words)) if box.words else set()
        named = box.name in _ELEMENTS_APART or bool(_APART & words)
        held = sums[bisect_left(starts, box.end)] - sums[bisect_left(starts, box.start)] if named else 0.0
        talk = bool(_TALK & words) and total - held >= _LEAST_TEXT
        out.append(named and (talk or held < _WHOLE * total or not total))
    return out


def weigh(run: Run) -> float:
    """Return how much of running text a run is."""
    folded = run.line.folded
    han = len(_HAN.findall(folded))
    if han < _LEAST or run.linked > LINKED or not _MARK.search(folded) or line_kind.classify(folded) != "para":
        return 0
    return han * (1 - run.linked)


def find_body(found: Page, apart: Sequence[bool]) -> tuple[int, int]:
    """Return the span of the box that holds most running text, near ones counting more than far ones."""
    scores: defaultdict[int, float] = defaultdict(float)
    for run in found.runs:
        weight, box = 0 if apart[run.box] else weigh(run), run.box
        while weight and found.boxes[box].name in _INNER and found.boxes[box].parent >= 0:
            box = found.boxes[box].parent
        for share in (1.0, 0.6, 0.3):
            if weight and box >= 0:
                scores[box] += weight * share
                box = found.boxes[box].parent
    best = max(scores, key=lambda box: (scores[box], box), default=0)
    return found.boxes[best].start, found.boxes[best].end
