"""The saved pages of the corpus are read as their labels say, field by field; the floors may only rise."""

from pathlib import Path

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from articles.ingest.records import Document
from tests.ingest.labels_webpages import LABELS, Label

RAW = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "raw"
#: Right pages of the fourteen.
FLOORS = {"title": 14, "day": 14, "source": 10, "first": 13, "last": 14, "outside": 14}

needs_pages = pytest.mark.skipif(not RAW.is_dir(), reason="the corpus of saved pages is not beside the project")


def right(label: Label, read_as: Document) -> dict[str, bool]:
    fields, body = read_as.fields, read_as.body
    text = "".join(line for line in body.splitlines() if line)
    names = [outlet.name.value for outlet in fields.outlets if outlet.role != "captured_from"]
    return {
        "title": fields.title is not None and fields.title.value.startswith(label.title),
        "day": fields.date is not None and fields.date.value.startswith(label.day),
        "source": label.source in names if label.source else not names,
        "first": text.removeprefix("## ").startswith(label.first),
        "last": text.endswith(label.last),
        "outside": label.outside not in body,
    }


@needs_pages
def test_each_field_is_right_on_at_least_as_many_pages_as_before():
    found = {label.name: right(label, read((RAW / label.name).read_bytes())[0]) for label in LABELS}

    wrong = {field: [name for name, fields in found.items() if not fields[field]] for field in FLOORS}

    assert {f: len(LABELS) - len(names) >= FLOORS[f] for f, names in wrong.items()} == dict.fromkeys(FLOORS, True), (
        wrong
    )


@needs_pages
@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_every_character_of_a_page_is_accounted_for(label):
    content = (RAW / label.name).read_bytes()

    read_as = read(content)[0]

    assert read_as.shape == "webpage"
    assert check(decode(content).text, read_as) == ()
