"""The registry against its folder, and what every check must bear."""

import time
from pathlib import Path

import pytest

from articles.editorial import lint
from articles.editorial.lint import CHECKS
from articles.models import Article

FILES = {path.stem for path in Path(lint.__file__).parent.glob("*.py")} - {"__init__"}
HOSTILE = [
    "(", "（", "”", "《“", " ", "　", "中 ", "1", "1-", "*", "×", "?a)", "?xùn)", "書(shū)", "@", "a@b.", "，", "QQ", "【",
    "\n", "a\n", "體体", "13月1日", "\ufffd", "责编：", "A’", "重复的一段话重复的一段话\n",
]  # fmt: skip
CLEAN = "松川新区的车间里，新设备刚刚调试完。\n\n## 先看一条产线\n\n工人说，“产量比去年多了三成”，次品少了一半。"


def test_every_file_is_registered_once():
    assert sorted(check.__name__.rpartition(".")[2] for check in CHECKS) == sorted(FILES)


def test_every_code_is_the_name_of_its_file():
    assert [check.CODE for check in CHECKS] == [check.__name__.rpartition(".")[2].replace("_", "-") for check in CHECKS]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.CODE)
def test_every_check_says_what_it_rests_on(check):
    assert check.__doc__ and check.check.__doc__


def test_clean_text_gives_only_what_an_unsaved_article_lacks():
    article = Article(title="一条产线", date="2024-06-28", body=CLEAN)

    found = {finding.code for check in CHECKS for finding in check.check(article)}

    assert found == {"no-source", "reprint-gate"}


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_a_hundred_thousand_of_anything_takes_linear_time(unit):
    article = Article(title="题", date="2024", body=unit * (100_000 // len(unit)))

    before = time.process_time()
    found = [finding for check in CHECKS for finding in check.check(article)]

    assert time.process_time() - before < 6
    assert len(found) < 100
