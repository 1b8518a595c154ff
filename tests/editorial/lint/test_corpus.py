"""No check may cry wolf on clean text: broadcast items, and the five real captures with one error planted at a time."""

import gzip
import json
import os
from itertools import islice
from pathlib import Path

import pytest

from articles.editorial.lint import CHECKS
from articles.models import Article

SHARED = Path(__file__).resolve().parents[4] / "shared"
CORPUS = SHARED / "corpus" / "cctv_items.jsonl.gz"
#: Checks on facts that an article made up of a text alone cannot have.
FACTS = {
    "no-source",
    "unresolved-benbao",
    "reprint-gate",
    "names-to-confirm",
    "name-blank",
    "term-before-since",
    "link-to-withdrawn",
}
#: Items in a hundred on which a check may remark, above what was measured.
MOST = {"long-title": 2.0, "inner-blank": 1.5}

needs_corpus = pytest.mark.skipif(
    not CORPUS.exists() and not (os.environ.get("CI") and SHARED.exists()), reason="the shared corpus is not here"
)


@pytest.fixture(scope="module")
def articles():
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, 16_000, 8)]
    return [Article(title=row["title"], date=row["date"], body=row["body"].replace("\n", "\n\n")) for row in rows]


@needs_corpus
@pytest.mark.parametrize("check", [check for check in CHECKS if check.CODE not in FACTS], ids=lambda check: check.CODE)
def test_two_thousand_clean_items_are_not_blocked_and_seldom_remarked_on(articles, check):
    found = [list(check.check(article)) for article in articles]

    assert [finding for findings in found for finding in findings if finding.level == "block"] == []
    assert sum(map(bool, found)) * 100 / len(articles) <= MOST.get(check.CODE, 0.2)


PLANTED = [
    ("damaged-bytes", "推动?xùn)|北"),
    ("elided-name", "据***介绍"),
    ("leftover-pinyin", "书(shū)记"),
    ("mixed-scripts", "髮展"),
    ("half-width", "好,好"),
    ("unpaired-marks", "“好"),
    ("doubled-mark", "好，，好"),
    ("inner-blank", "发 展"),
    ("number-range", "9～16亿"),
    ("doubled-unit", "3亿亿元"),
    ("unit-conversion", "1500亩（1000公顷）"),
    ("impossible-date", "2月30日"),
    ("furniture-left", "【打印】"),
    ("personal-data", "13800138000"),
]


@needs_corpus
@pytest.mark.parametrize(("code", "error"), PLANTED, ids=[code for code, _error in PLANTED])
def test_an_error_planted_in_a_clean_item_is_found_where_it_was_put(articles, code, error):
    check = next(check for check in CHECKS if code == check.CODE)
    clean = [article for article in articles[:200] if not list(check.check(article)) and "，" in article.body]

    assert len(clean) > 100
    for article in clean:
        at = article.body.index("，") + 1
        planted = Article(body=f"{article.body[:at]}{error}，{article.body[at:]}")
        found = list(check.check(planted))
        assert found, article.body[:40]
        assert all(at <= finding.start and finding.end <= at + len(error) for finding in found)
