"""The year a piece does not print but betrays, by events of known date: for proposals only.

Not for dates that are printed (`dates`); what is worked out here is never a fact.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "events.tsv"
_SENTENCE = re.compile(r"[^。！？\n]+")
_AHEAD = re.compile(r"即将召开|将于|筹备|迎接")
_RELATIVE = {"去年": 1, "今年": 0, "前年": 2}


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event and the pattern by which a text speaks of it."""

    use: str
    pattern: re.Pattern[str]
    year: int
    month: int
    name: str


@dataclass(frozen=True, slots=True)
class Clue:
    """What `[start, end)` of the text says about its year."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Inference:
    """A year with the clues it rests on, and the argument in one sentence."""

    year: int
    clues: tuple[Clue, ...]
    reason: str


@cache
def events() -> tuple[Event, ...]:
    """Return the events of the table."""
    rows = (row for row in _TABLE.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#"))
    return tuple(
        Event(use, re.compile(pattern), int(when[:4]), int(when[5:]), name)
        for use, pattern, when, name in (row.split("\t") for row in rows)
    )


def infer_year(text: str) -> Inference | None:
    """Return the only year that fits what Simplified `text` says of known events; None where none or several do.

    >>> infer_year("全面落实党的二十届三中全会部署。去年9月，总书记再次视察，寄望黑龙江。").year
    2024
    """
    past = _past(text)
    found: dict[int, list[Clue]] = {}
    for sentence in _SENTENCE.finditer(text):
        for event in events():
            for year, clue in _dated(text, sentence, event):
                found.setdefault(year, []).append(clue)
    earliest = max((event.year for event, _ in past), default=0)
    fitting = {year: clues for year, clues in found.items() if year >= earliest}
    if len(fitting) != 1:
        return None
    (year, clues), latest = fitting.popitem(), [clue for event, clue in past if event.year == earliest]
    told = "；".join(f"“{text[c.start : c.end]}”指{c.name}" for c in clues)
    bound = f"文中已提到{latest[0].name}（{earliest}年）；" if latest else ""
    return Inference(year, (*latest[:1], *clues), f"{bound}{told}，由此推断为{year}年。")


def _past(text: str) -> list[tuple[Event, Clue]]:
    """Return the events that the text speaks of as past, each where it is first named."""
    found: list[tuple[Event, Clue]] = []
    for event in events():
        match = event.pattern.search(text) if event.use == "after" else None
        if match and not _AHEAD.search(text, max(0, match.start() - 8), match.end() + 8):
            found.append((event, Clue(match.start(), match.end(), event.name)))
    return found


def _dated(text: str, sentence: re.Match[str], event: Event) -> list[tuple[int, Clue]]:
    """Return the years in which this sentence could stand if it speaks of `event`."""
    low, high = sentence.span()
    if event.use == "after" or not (match := event.pattern.search(text, low, high)):
        return []
    if event.use == "this":
        return [(event.year, Clue(*match.span(), event.name))]
    found: list[tuple[int, Clue]] = []
    for word in re.finditer(r"(去年|今年|前年)(?:(\d{1,2})月)?", text[low:high]):
        if word[2] in (None, str(event.month)):
            clue = Clue(low + word.start(), low + word.end(), event.name)
            found.append((event.year + _RELATIVE[word[1]], clue))
    return found
