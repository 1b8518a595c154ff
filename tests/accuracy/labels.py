"""The labels: what a person reads in a capture. Not for comparing them with what the reader reads.

A file of `../shared/corpus/raw` has `labels/<rNN>.json`, made by reading the file itself:

    {"file": "r06_report.txt",          the name in corpus/raw
     "notes": "…",                      for people, may be left out
     "articles": [                      in the order of the file; one for a file that holds one
      {"title": "…" | null,             whole, as an editor would print it (Simplified where the page was converted)
       "subtitle": "…",                 only where it is to be compared
       "date": "2023-07-31" | null,     EDTF with the precision that is stated: 2024, 2024-06, 2024-06-28, 2024-06-28T09:53,
                                        2024-06-28T09:53:21; with a zone only where one is stated that is not +08:00
       "source": "…" | null,            who published it: the name alone
       "people": [["author", "…"]],     role and name; a body that signs counts as author; [] where nobody is named
       "first": "…", "last": "…",       how the first paragraph begins and the last one ends: at most 15 characters
       "absent": ["…"],                 phrases of the page that are no text: at most 12 characters each
       "present": ["…"],                phrases of the text (middle, near chrome, in lists): at most 12 characters each
       "headings": ["…"]}]}             how each heading begins (12 characters), only where all are listed

Roles are those of `articles.ingest.records.Role`. null and [] say that the document does not tell; a key left out is not
compared. Blanks and line ends do not count in first, last, absent, present and headings.
A sample of ours in `tests/samples/<shape>/<name>/` is labelled by its `expected.json`.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT.parent / "shared" / "corpus" / "raw"
SAMPLES = ROOT / "tests" / "samples"
SEEDS = ROOT / "seeds"
LABELS = Path(__file__).resolve().parent / "labels"

Article = dict[str, Any]  # Any: the file decides; the keys are those above


@dataclass(frozen=True)
class Sample:
    """A capture and the articles that a person reads in it; `kind` is the row of the table by shape."""

    name: str
    kind: str
    path: Path
    articles: tuple[Article, ...]


def read_labels() -> tuple[Sample, ...]:
    """Return the labelled files of the corpus, by name."""
    found = (json.loads(path.read_text("utf-8")) for path in sorted(LABELS.glob("r*.json")))
    return tuple(
        Sample(one["file"], one["file"][4:].partition(".")[0], RAW / one["file"], tuple(one["articles"]))
        for one in found
    )


def read_samples() -> tuple[Sample, ...]:
    """Return the samples of our own, each beside its capture or named as its seed."""
    return tuple(_sample(path) for path in sorted(SAMPLES.glob("*/*/expected.json")))


def _sample(expected: Path) -> Sample:
    folder = expected.parent
    captures = [*folder.glob("capture.*"), *SEEDS.glob(f"{folder.parent.name}/{folder.name}.*")]
    said = json.loads(expected.read_text("utf-8"))
    articles = said.get("articles", [said])
    name = folder.relative_to(SAMPLES).as_posix()
    return Sample(name, folder.parent.name, captures[0], tuple(_as_article(one) for one in articles))


def _as_article(said: dict[str, Any]) -> Article:  # Any: as the file says
    """Return an entry of expected.json in the words of a label."""
    names = {"in_body": "present", "not_in_body": "absent"}
    article = {names.get(key, key): value for key, value in said.items()}
    if "contributions" in said:
        people = said["contributions"]
        article["people"] = [[one["role"], one["name"]] if isinstance(one, dict) else one for one in people]
    return article
