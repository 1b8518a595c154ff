"""The docs are held to the code: whatever an operator, editor or developer can use is described."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import load_command_class

from articles.editorial.lint import CHECKS
from articles.ingest import reader
from articles.ingest.fields.remarks import MESSAGES
from articles.ingest.reader import NO_TEXT
from articles.ingest.shapes import SHAPES, feed
from articles.text.ledger import RULES

ROOT = Path(__file__).resolve().parent.parent
OPERATORS = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
EDITORS = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
EXTENDING = (ROOT / "docs/extending.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(path.stem for path in (ROOT / "articles/management/commands").glob("[a-z]*.py"))
SETTINGS = sorted(set(re.findall(r'"((?:NEWSROOM|DATABASE)_[A-Z_]+)"', (ROOT / "newsroom/settings.py").read_text())))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_with_its_options(name):
    parser = load_command_class("articles", name).create_parser("manage.py", name)
    own = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    stock = set(re.findall(r"--[a-z-]+", "--help --version --verbosity --settings --pythonpath --traceback --no-color"))
    row = next((line for line in OPERATORS.splitlines() if line.startswith(f"| `{name}")), "")

    assert row, f"{name} is not described in docs/operators.md"
    assert {option for option in own - stock if option not in row} <= {"--force-color", "--skip-checks"}


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_described(name):
    assert f"`{name}`" in OPERATORS


@pytest.mark.parametrize(
    "code",
    [
        *(*MESSAGES, "ignored-instruction", "source-to-choose", "author-to-choose", "too-long", "not-fillable"),
        *(NO_TEXT.code, feed.EXCERPT.code, feed.FOREIGN.code),
    ],
)
def test_every_flag_of_the_report_is_described(code):
    assert f"`{code}`" in OPERATORS


@pytest.mark.parametrize("name", [shape.__name__.rpartition(".")[2] for shape in SHAPES])
def test_every_shape_is_described(name):
    assert f"`{name}`" in EXTENDING


@pytest.mark.parametrize("code", [check.CODE for check in CHECKS])
def test_every_check_is_described_to_editors(code):
    assert f"`{code}`" in EDITORS


def test_every_rule_of_the_ledger_says_in_chinese_what_it_does():
    assert [rule for rule, said in RULES.items() if not re.search(r"[一-鿿]", said)] == []


@pytest.mark.parametrize("target", re.findall(r"(?:`|^ {4})make ([a-z]+)", README + OPERATORS + EXTENDING, re.M))
def test_every_make_target_named_in_the_docs_exists(target):
    makefile = (ROOT / "Makefile").read_text()

    assert re.search(rf"^{target}:", makefile, re.M)


@pytest.mark.parametrize("page", [*sorted(ROOT.glob("docs/*.md")), ROOT / "README.md"], ids=lambda page: page.name)
def test_every_link_between_documents_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_sample_in_the_readme_is_what_the_reader_says():
    given, shown = re.findall(r"```\n(.*?)```", README, re.S)
    (document,) = reader.read(given.encode())
    edits = Counter(edit.rule for layer in document.layers for edit in layer.edits)

    assert re.search(r"正文   (.*)", shown)[1] == document.body
    assert (document.fields.date.value, document.findings[0].fix) == ("XXXX-XX-23", "东")
    assert f"拼音 {edits['pinyin']} 处 · 繁转简 {edits['script']} 处 · 全角标点 {edits['width']} 处" in shown


def test_the_lock_file_pins_by_hash_and_names_no_index():
    lock = (ROOT / "requirements.lock").read_text()
    pinned = re.findall(r"^[a-z0-9-]+==\S+.*?(?=^[a-z]|\Z)", lock, re.M | re.S)

    assert len(pinned) > 20
    assert all("--hash=sha256:" in entry for entry in pinned)
    assert not re.search(r"https?://|index-url|find-links", lock)


def test_the_tree_holds_no_text_of_the_real_captures():
    captures = ROOT.parent / "shared" / "seeds"
    if not captures.is_dir():
        pytest.skip("the real captures are not beside the project")
    han = re.compile(r"[\u3400-\u9fff]")

    def runs(text: str) -> set[str]:
        letters = "".join(han.findall(text))
        return {letters[n : n + 20] for n in range(len(letters) - 19)}

    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in captures.glob("*.txt")))
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    ours = [ROOT / name.decode() for name in listed if name and (ROOT / name.decode()).is_file()]
    assert [p.name for p in ours if runs(p.read_bytes().decode("utf-8", "replace")) & theirs] == []
