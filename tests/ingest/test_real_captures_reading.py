import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read, seal
from articles.ingest.records import Document, NotACapture
from articles.text import segment
from articles.text.ledger import Edit

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PRESENT = SEEDS.is_dir()
EXPECTED = json.loads((SEEDS / "expected.json").read_text("utf-8"))["captures"] if PRESENT else {}
#: Keys of expected.json that a test below compares; `notes` is for people.
COMPARED = {
    "outcome", "shape", "script", "title", "date", "precision", "date_proposal", "source", "attributions", "contributions",
    "headings", "tags", "url_contains", "flags_include", "edits", "paragraphs", "characters", "first", "last", "in_body",
    "not_in_body", "after_fix", "notes",
}  # fmt: skip

pytestmark = [
    pytest.mark.skipif(not PRESENT and not os.environ.get("CI"), reason="the real captures are not beside the project"),
    pytest.mark.parametrize("name", sorted(EXPECTED) or ["absent"]),
]


def content(name: str) -> bytes:
    return (SEEDS / name).read_bytes()


def document(name: str) -> Document:
    (only,) = read(content(name))
    return only


def blocks(body: str) -> list[str]:
    return [block for block in body.split("\n\n") if not block.startswith("## ")]


def test_every_key_is_compared(name: str) -> None:
    assert set(EXPECTED[name]) <= COMPARED


def test_shape_script_and_outcome(name: str) -> None:
    read_as, expected = document(name), EXPECTED[name]

    assert (read_as.shape, read_as.script) == (expected["shape"], expected["script"])
    assert ("flagged" if read_as.flags else "imported") == expected["outcome"]


def test_title_date_and_address(name: str) -> None:
    fields, expected = document(name).fields, EXPECTED[name]

    assert (fields.title.value if fields.title else None) == expected["title"]
    assert (fields.date.value if fields.date else None, fields.precision) == (expected["date"], expected["precision"])
    assert (expected["url_contains"] or "") in (fields.url.value if fields.url else "")
    assert (fields.url is None) == (expected["url_contains"] is None)


def test_date_proposal(name: str) -> None:
    proposals = [p for p in document(name).fields.proposals if p.field == "date"]

    expected = EXPECTED[name].get("date_proposal")
    assert [p.value for p in proposals] == ([expected] if expected else [])
    assert all(p.evidence and p.reason for p in proposals)


def test_source_and_attributions(name: str) -> None:
    outlets, expected = document(name).fields.outlets, EXPECTED[name]

    listed = [{"name": o.name.value, "role": o.role} for o in outlets]
    assert listed == expected["attributions"]
    assert next((o["name"] for o in listed if o["role"] == "published_by"), None) == expected["source"]


def test_contributions_in_order(name: str) -> None:
    people = document(name).fields.people

    assert [
        {
            "name": p.name.value,
            "role": p.role,
            "affiliation": p.affiliation.value if p.affiliation else None,
            "outlet": p.outlet.value if p.outlet else None,
            "confirm": p.confirm,
        }
        for p in people
    ] == EXPECTED[name]["contributions"]
    assert all(p.alternatives for p in people if p.confirm)


def test_headings_tags_and_flags(name: str) -> None:
    read_as, expected = document(name), EXPECTED[name]

    assert list(read_as.headings) == expected["headings"]
    assert [block[3:] for block in read_as.body.split("\n\n") if block.startswith("## ")] == expected["headings"]
    assert [tag.value for tag in read_as.fields.tags] == expected["tags"]
    assert set(expected["flags_include"]) <= {flag.code for flag in read_as.flags}


def test_body_begins_ends_and_holds_what_it_should(name: str) -> None:
    body, expected = document(name).body, EXPECTED[name]

    assert blocks(body)[0].startswith(expected["first"])
    assert blocks(body)[-1].endswith(expected["last"])
    assert [words for words in expected["in_body"] if words not in body] == []
    assert [words for words in expected["not_in_body"] if words in body] == []


def test_paragraphs_and_characters(name: str) -> None:
    paragraphs, expected = blocks(document(name).body), EXPECTED[name]

    assert len(paragraphs) == expected["paragraphs"]
    assert len("".join("".join(paragraphs).split())) == pytest.approx(expected["characters"], rel=0.01)


def test_counted_edits(name: str) -> None:
    counts = Counter(edit.rule for layer in document(name).layers for edit in layer.edits)

    expected = EXPECTED[name].get("edits", {"pinyin": 0})
    assert {rule: counts[rule] for rule in expected} == expected


def test_fix_of_damage(name: str) -> None:
    read_as, expected = document(name), EXPECTED[name].get("after_fix", {"in_body": [], "not_in_body": []})
    body = read_as.body

    damages = [finding for finding in read_as.findings if finding.code == "damaged-bytes"]
    for damage in reversed(damages):
        assert body[damage.start : damage.end] == damage.quote
        body = body[: damage.start] + str(damage.fix) + body[damage.end :]

    assert len(damages) == ("after_fix" in EXPECTED[name])
    assert [words for words in expected["in_body"] if words not in body] == []
    assert [words for words in expected["not_in_body"] if words in body] == []


def test_ledger_proves_the_reading(name: str) -> None:
    read_as, source = document(name), decode(content(name)).text

    assert check(source, read_as) == ()
    account = segment.account(segment.trace(source, read_as.layers))
    assert account.kept + account.dropped + account.changed == len(source)


def test_reading_twice_gives_the_same(name: str) -> None:
    assert read(content(name)) == read(content(name))


def test_body_read_again_does_not_change(name: str) -> None:
    body = document(name).body

    (again,) = read(body.encode())

    assert again.body.replace("\\#", "#") == body or again.body in body


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("gb18030", b"")],
)
def test_encoding_does_not_matter(name: str, encoding: str, mark: bytes) -> None:
    source = content(name).decode()

    (read_as,) = read(mark + source.encode(encoding))

    assert read_as.encoding == encoding
    assert (read_as.body, read_as.fields) == (document(name).body, document(name).fields)


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: normalize("NFD", text)])
def test_line_ends_and_loose_tone_marks_do_not_matter(name: str, change: Callable[[str], str]) -> None:
    changed = change(content(name).decode()).encode()

    (read_as,) = read(changed)

    as_expected = document(name)
    assert read_as.body == as_expected.body
    assert [person.name.value for person in read_as.fields.people] == [p.name.value for p in as_expected.fields.people]
    assert check(decode(changed).text, read_as) == ()


def changed_edits(made: Document, step: int, change: Callable[[Edit], Edit]) -> Iterator[Document]:
    """Yield the reading with every `step`-th edit changed, one at a time."""
    for n, layer in enumerate(made.layers):
        for k in range(0, len(layer.edits), step):
            changed = replace(layer, edits=(*layer.edits[:k], change(layer.edits[k]), *layer.edits[k + 1 :]))
            yield replace(made, layers=(*made.layers[:n], changed, *made.layers[n + 1 :]))


def test_any_changed_edit_breaks_the_seal(name: str) -> None:
    made = document(name)

    for changed in changed_edits(
        made, 1, lambda edit: edit._replace(rule="width" if edit.rule != "width" else "space")
    ):
        assert seal(changed) != made.seal


def test_a_changed_edit_breaks_the_proof_even_under_a_new_seal(name: str) -> None:
    made = document(name)
    text = decode(content(name)).text

    for changed in changed_edits(made, 23, lambda edit: edit._replace(after=edit.after + "字")):
        assert check(text, replace(changed, seal=seal(changed)))


def test_documentation_beside_the_captures_is_no_capture(name: str) -> None:
    for other in ("README.md", "expected.json"):
        with pytest.raises(NotACapture, match=r"中文|说明文档|JSON"):
            read(content(other))
