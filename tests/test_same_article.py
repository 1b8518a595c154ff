"""The same article, however its text is encoded and whatever it is wrapped in: the five real captures (read in place) and the samples of ours."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import fields as attributes
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest import reader
from articles.ingest.decode import MAX_BYTES, decode
from articles.ingest.records import Document, Fact, NotACapture, NotReadable
from tests import wraps
from tests.once import once

pytestmark = once
ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
NAMES = (
    "000_418d5a339a09f186.txt",
    "001_41a7319db6d8dc8c.txt",
    "002_58d41d821893c613.txt",
    "003_e66abb5cadeda4b5.txt",
    "004_36a701c65de62d57.txt",
)
#: The samples of ours that hold one article.
SINGLE = ("aggregator", "frontmatter", "plain", "portal")
OURS = tuple(sorted(path for shape in SINGLE for path in (ROOT / "seeds" / shape).iterdir()))

real = pytest.mark.skipif(
    not SEEDS.is_dir() and not os.environ.get("CI"), reason="the real captures are not beside the project"
)


def _mixed(text: str) -> str:
    ends = ("\r\n", "\n", "\r", "\u2028")
    return "".join(line + ends[n % len(ends)] for n, line in enumerate(text.split("\n")))


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8 with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16 le": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16 be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16 le, no mark": lambda text: text.encode("utf-16-le"),
    "utf-16 be, no mark": lambda text: text.encode("utf-16-be"),
    "utf-32 with a mark": lambda text: text.encode("utf-32"),
    "utf-32 le, no mark": lambda text: text.encode("utf-32-le"),
    "utf-32 be, no mark": lambda text: text.encode("utf-32-be"),
    "gb18030": lambda text: text.encode("gb18030"),
    "gb18030 with a mark": lambda text: ("\ufeff" + text).encode("gb18030"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "line separators": lambda text: text.replace("\n", "\u2028").encode(),
    "mixed line ends": lambda text: _mixed(text).encode(),
    "crlf in utf-16": lambda text: b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "decomposed in gb18030": lambda text: unicodedata.normalize("NFD", text).encode("gb18030"),
    "a mark in the middle": lambda text: (text[: len(text) // 2] + "\ufeff" + text[len(text) // 2 :]).encode(),
    "filled up with nulls": lambda text: text.encode() + bytes(512),
    "utf-16 filled up with nulls": lambda text: b"\xff\xfe" + text.encode("utf-16-le") + bytes(512),
}  # fmt: skip


WRAPS: dict[str, Callable[[list[str], str | None], bytes]] = {
    "page of paragraphs": wraps.in_paragraphs,
    "page of lines": wraps.in_breaks,
    "page of text as it is": wraps.in_pre,
    "page of a site in gb18030": wraps.in_site,
    "docx": lambda lines, _: wraps.docx(lines, header="松川日报 内部资料"),
    "pdf": lambda lines, _: wraps.pdf(lines),
    "pdf, narrow and indented": lambda lines, _: wraps.pdf(lines, paper=400, indent=24),
    "pdf with spaces between": lambda lines, _: wraps.pdf(lines, paper=500, gap=9),
    "pdf with heads and numbers": lambda lines, _: wraps.pdf(lines, indent=24, head="松川日报 2024年"),
}  # fmt: skip


def values(value: Any) -> Any:  # Any: whatever the records hold
    """Return what a reading says without where it stands: facts as their values, findings and flags without spans."""
    if isinstance(value, Fact):
        return value.value, value.rule, value.certainty
    if isinstance(value, tuple):
        return [values(item) for item in value]
    if is_dataclass(value):
        spans = ("start", "end", "proof")
        return {one.name: values(getattr(value, one.name)) for one in attributes(value) if one.name not in spans}
    return value


def article(document: Document) -> dict[str, Any]:
    """Return everything of an article that its encoding must not change."""
    return {
        "shape": document.shape,
        "script": document.script,
        "headings": document.headings,
        "fields": values(document.fields),
        "body": document.body,
    }


@cache
def text_of(path: Path) -> str:
    return decode(path.read_bytes()).text.replace("\r\n", "\n")


@cache
def as_received(path: Path) -> dict[str, Any]:
    (document,) = reader.read(path.read_bytes())
    return article(document)


def check(path: Path, encoding: str) -> None:
    content = ENCODINGS[encoding](text_of(path))

    (document,) = reader.read(content)

    assert article(document) == as_received(path)
    assert reader.check(decode(content).text, document) == ()


@real
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", NAMES)
def test_real_capture_in_any_encoding_is_the_same_article(name: str, encoding: str) -> None:
    check(SEEDS / name, encoding)


@pytest.mark.parametrize("encoding", ["utf-16 be, no mark", "gb18030", "mixed line ends", "decomposed"])
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_sample_in_any_encoding_is_the_same_article(path: Path, encoding: str) -> None:
    check(path, encoding)


def shown(document: Document) -> dict[str, Any]:
    """Return what of an article its container must not change."""
    fields = document.fields
    return {
        "title": fields.title and fields.title.value,
        "date": (fields.date and fields.date.value, fields.precision),
        "people": [(person.name.value, person.role) for person in fields.people],
        "body": document.body,
    }


def check_wrapped(path: Path, wrap: str) -> None:
    (received,) = reader.read(path.read_bytes())
    title = received.fields.title and received.fields.title.value
    content = WRAPS[wrap](wraps.printed(text_of(path)), title)

    (document,) = reader.read(content)

    assert shown(document) == shown(received)
    assert reader.check(decode(content).text, document) == ()


@real
@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("name", NAMES)
def test_real_capture_in_any_wrap_is_the_same_article(name: str, wrap: str) -> None:
    check_wrapped(SEEDS / name, wrap)


@pytest.mark.parametrize(
    "wrap", ["page of a site in gb18030", "docx", "pdf, narrow and indented", "pdf with heads and numbers"]
)
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_sample_in_any_wrap_is_the_same_article(path: Path, wrap: str) -> None:
    check_wrapped(path, wrap)


#: Reads a file in an interpreter of its own; prints seconds of the processor, mebibytes at most, characters of text.
READING = """
import json, re, sys, time
from pathlib import Path
from articles.ingest.reader import read
content = Path(sys.argv[1]).read_bytes()
began = time.process_time()
(document,) = read(content)
took = time.process_time() - began
held = int(re.findall(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[0]) / 1024
print(json.dumps([took, held, len(document.body)]))
"""


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_document_of_five_megabytes_is_read_within_bounds(kind: str, tmp_path: Path) -> None:
    paragraphs = [block for path in OURS[8:12] for block in text_of(path).split("\n") if len(block) > 40]
    lines = ["松川的春天", *(paragraphs * 40)[:900]]
    content = wraps.docx(lines, filled=4_500_000) if kind == "docx" else wraps.pdf(lines, indent=24, filled=3_900_000)
    (tmp_path / "capture").write_bytes(content)

    done = subprocess.run(
        [sys.executable, "-c", READING, tmp_path / "capture"], cwd=ROOT, capture_output=True, check=True, timeout=120
    )

    seconds, mebibytes, characters = json.loads(done.stdout)
    assert 4_000_000 < len(content) <= MAX_BYTES
    assert characters > 60_000
    assert seconds < 5
    assert mebibytes < 512


def plain(text: str) -> str:
    """Return `text` without what the encodings here change on purpose."""
    text = unicodedata.normalize("NFC", text.replace("\ufeff", ""))
    return "\n".join(text.splitlines())


@given(st.data())
def test_text_in_any_encoding_is_decoded_as_it_is_or_refused(data: st.DataObject) -> None:
    whole = text_of(data.draw(st.sampled_from(OURS)))
    start = data.draw(st.integers(0, len(whole) - 1))
    text = whole[start : start + data.draw(st.integers(1, 400))]
    name = data.draw(st.sampled_from([*ENCODINGS, "big5hkscs", "shift_jis", "euc_kr", "hz"]))
    try:
        content = ENCODINGS[name](text) if name in ENCODINGS else text.encode(name)
        found = decode(content).text
    except (NotReadable, NotACapture, UnicodeEncodeError):
        return

    assert plain(found) == plain(text)
