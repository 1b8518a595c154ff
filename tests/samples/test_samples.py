"""Every capture in seeds/ is read as its sample says, and the files beside them agree with one another."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from articles.ingest.container import entries
from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from articles.ingest.records import Document, NotACapture

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SAMPLES = Path(__file__).resolve().parent
CAPTURES = sorted(path.relative_to(SEEDS).as_posix() for path in SEEDS.glob("*/*") if path.suffix != ".toml")
#: Those that may hold several items or rows, whose samples list `articles`; the others hold one.
SEVERAL = [name for name in CAPTURES if name.startswith(("feed/", "digest/", "records/"))]
NAMES = [name for name in CAPTURES if name not in SEVERAL]
#: Keys of expected.json that a test below compares; `notes` is for people.
COMPARED = {
    *(
        "outcome",
        "shape",
        "script",
        "title",
        "date",
        "precision",
        "source",
        "attributions",
        "contributions",
        "headings",
    ),
    *("tags", "url_contains", "flags_include", "edits", "paragraphs", "characters", "first", "last", "in_body"),
    *("not_in_body", "after_fix", "notes"),
}

of_each_capture = pytest.mark.parametrize("name", NAMES)


def document(name: str) -> Document:
    (only,) = read((SEEDS / name).read_bytes())
    return only


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / name).with_suffix("").joinpath("expected.json").read_text("utf-8"))
    return found


def paragraphs(body: str) -> list[str]:
    return [block for block in body.split("\n\n") if not block.startswith("## ")]


def authority(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((SEEDS / f"authorities/{name}s.toml").read_text("utf-8"))[name]
    return rows


def plan() -> dict[str, Any]:
    return tomllib.loads((SEEDS / "collections/xin-zhi-sheng-chan-li.toml").read_text("utf-8"))


def test_every_seed_has_a_sample_and_every_sample_a_seed() -> None:
    samples = sorted(
        path.parent.relative_to(SAMPLES).as_posix()
        for path in SAMPLES.glob("*/*/expected.json")
        if not list(path.parent.glob("capture.*"))
    )

    assert samples == [name.rsplit(".", 1)[0] for name in CAPTURES]


@of_each_capture
def test_every_key_is_compared(name: str) -> None:
    assert set(expected(name)) <= COMPARED


@of_each_capture
def test_shape_script_and_outcome(name: str) -> None:
    found, sample = document(name), expected(name)

    assert (found.shape, found.script) == (sample["shape"], sample["script"])
    assert ("flagged" if found.flags else "imported") == sample["outcome"]
    assert {flag.code for flag in found.flags} >= set(sample["flags_include"])


@of_each_capture
def test_title_date_address_and_tags(name: str) -> None:
    fields, sample = document(name).fields, expected(name)

    assert (fields.title.value if fields.title else None) == sample["title"]
    assert (fields.date.value if fields.date else None, fields.precision) == (sample["date"], sample["precision"])
    assert (fields.url is None) == (sample["url_contains"] is None)
    assert (sample["url_contains"] or "") in (fields.url.value if fields.url else "")
    assert [tag.value for tag in fields.tags] == sample["tags"]


@of_each_capture
def test_source_and_attributions(name: str) -> None:
    outlets = [{"name": outlet.name.value, "role": outlet.role} for outlet in document(name).fields.outlets]

    assert outlets == expected(name)["attributions"]
    assert [o["name"] for o in outlets if o["role"] == "published_by"] == list(filter(None, [expected(name)["source"]]))


@of_each_capture
def test_contributions(name: str) -> None:
    people = [
        {
            "name": person.name.value,
            "role": person.role,
            "affiliation": person.affiliation.value if person.affiliation else None,
            "outlet": person.outlet.value if person.outlet else None,
            "confirm": person.confirm,
        }
        for person in document(name).fields.people
    ]

    assert people == expected(name)["contributions"]


@of_each_capture
def test_body(name: str) -> None:
    found, sample = document(name), expected(name)
    body = paragraphs(found.body)

    assert list(found.headings) == sample["headings"]
    assert len(body) == sample["paragraphs"]
    assert len(re.sub(r"\s", "", "".join(body))) == sample["characters"]
    assert (body[0].startswith(sample["first"]), body[-1].endswith(sample["last"])) == (True, True)
    assert [part for part in sample["in_body"] if part not in found.body] == []
    assert [part for part in sample["not_in_body"] if part in found.body] == []


@of_each_capture
def test_edits_are_as_many_as_were_made_and_prove_the_text(name: str) -> None:
    content = (SEEDS / name).read_bytes()
    found = document(name)
    rules = Counter(edit.rule for layer in found.layers for edit in layer.edits)

    assert rules["pinyin"] == expected(name).get("edits", {}).get("pinyin", 0)
    assert check(decode(content).text, found) == ()


@pytest.mark.parametrize("name", [name for name in NAMES if "after_fix" in expected(name)])
def test_the_fix_offered_mends_the_damage(name: str) -> None:
    found, wanted = document(name), expected(name)["after_fix"]
    (damage,) = [finding for finding in found.findings if finding.code == "damaged-bytes"]

    mended = found.body[: damage.start] + (damage.fix or "") + found.body[damage.end :]

    assert [part for part in wanted["in_body"] if part not in mended] == []
    assert [part for part in wanted["not_in_body"] if part in mended] == []


@pytest.mark.parametrize("name", SEVERAL)
def test_each_item_is_read_as_its_sample_says(name: str) -> None:
    with (SEEDS / name).open("rb") as file:
        captures = [entry.content for entry in entries(file)]  # the rows of a file of records, else the file itself
    read_in = [(decode(content).text, one) for content in captures for one in read(content)]
    found, wanted = [one for _text, one in read_in], expected(name)["articles"]

    assert [_as_sample(one) for one in found] == [{key: one[key] for key in _as_sample(found[0])} for one in wanted]
    assert [check(text, one) for text, one in read_in] == [()] * len(wanted)


def _as_sample(found: Document) -> dict[str, Any]:
    """The facts and counts of an item in the words of its sample; the text itself is measured by `tests.accuracy`."""
    fields = found.fields
    return {
        "shape": found.shape,
        "script": found.script,
        "title": fields.title.value if fields.title else None,
        "date": fields.date.value if fields.date else None,
        "precision": fields.precision,
        "attributions": [{"name": one.name.value, "role": one.role} for one in fields.outlets],
        "contributions": [[one.role, one.name.value] for one in fields.people],
        "headings": list(found.headings),
        "tags": [tag.value for tag in fields.tags],
        "url": fields.url.value if fields.url else None,
        "flags": [flag.code for flag in found.flags],
        "paragraphs": len([block for block in paragraphs(found.body) if block]),
    }


@pytest.mark.parametrize("path", [*sorted(SEEDS.glob("*/*.toml")), SEEDS / "README.md"], ids=lambda path: path.name)
def test_what_lies_beside_the_captures_is_no_capture(path: Path) -> None:
    with pytest.raises(NotACapture):
        read(path.read_bytes())


def test_every_outlet_named_is_in_the_authority_file() -> None:
    known = {form for source in authority("source") for form in source["forms"]}

    samples = [one for name in CAPTURES for one in expected(name).get("articles", [expected(name)])]
    assert {row["name"] for one in samples for row in one["attributions"]} <= known


def test_homepages_are_reserved_names() -> None:
    hosts = [re.sub(r"https?://|/.*", "", source["homepage"]) for source in authority("source")]

    assert [host for host in hosts if not re.search(r"\.example$|(?:^|\.)example\.(?:com|org|net)$", host)] == []


def test_every_parent_is_a_topic() -> None:
    keys = {topic["key"] for topic in authority("topic")}

    assert {topic["parent"] for topic in authority("topic") if "parent" in topic} <= keys


def test_the_collection_names_what_is_there() -> None:
    placed = [placement["capture"] for section in plan()["section"] for placement in section["placement"]]
    topics = {key for mend in plan()["mend"] for key in mend["topics"]}
    linked = {link[end] for link in plan()["link"] for end in ("from", "to")}

    assert set(placed) | {mend["capture"] for mend in plan()["mend"]} | linked <= set(NAMES)
    assert len(placed) == len(set(placed)) >= 6
    assert topics <= {topic["key"] for topic in authority("topic")}


def test_no_piece_placed_has_a_name_cut_out() -> None:
    placed = [placement["capture"] for section in plan()["section"] for placement in section["placement"]]

    assert [name for name in placed if "elided-name" in expected(name)["flags_include"]] == []


def test_the_bytes_have_the_faults_they_are_there_for() -> None:
    liang_tian = (SEEDS / "frontmatter/2023-11-06-liang-tian-zhang.md").read_bytes()

    assert liang_tian.startswith(b"\xef\xbb\xbf---\r\n")
    assert liang_tian.count(b"\n") == liang_tian.count(b"\r\n")
    with pytest.raises(UnicodeDecodeError):
        (SEEDS / "portal/hu-shi-mao-yi.txt").read_bytes().decode("utf-8")
