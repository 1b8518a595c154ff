"""Families among real and sample texts: the five real captures, made variants of the samples, and news items."""

import gzip
import json
import os
import random
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from articles.editorial.kinship import suggest_links
from articles.ingest import reader
from articles.models import Article
from articles.search import index_article
from articles.text.passages import shared_passages
from articles.text.script import to_simplified, to_traditional
from tests.factories import make_article

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
NEWS = SHARED / "corpus" / "cctv_items.jsonl.gz"
real = pytest.mark.skipif(
    not SEEDS.is_dir() and not os.environ.get("CI"), reason="the real captures are not beside the project"
)
news = pytest.mark.skipif(not NEWS.is_file(), reason="the news corpus is not beside the project")


def body_of(path: Path) -> str:
    return reader.read(path.read_bytes())[0].body


@pytest.fixture(scope="module")
def captures() -> dict[str, str]:
    return {path.name[:3]: body_of(path) for path in sorted(SEEDS.glob("0*.txt"))}


@pytest.fixture(scope="module")
def samples() -> list[str]:
    """The bodies of the project's own samples that are long enough for a tenth of their sentences to be one."""
    paths = [
        path
        for shape in ("aggregator", "frontmatter", "plain", "portal")
        for path in (ROOT / "seeds" / shape).iterdir()
    ]
    found = [body for path in sorted(paths) if len(body := body_of(path)) >= 300]
    assert len(found) >= 6
    return found


@real
def test_the_expected_passages_of_the_real_captures_are_found(captures: dict[str, str]) -> None:
    wanted = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))["shared_passages"]
    for *names, text in wanted:
        for one, other in combinations(names, 2):
            found = shared_passages(captures[one], captures[other])
            assert any(text in captures[one][at.start : at.end] for at in found), (one, other, text)


@real
@pytest.mark.django_db
def test_the_real_captures_are_of_one_theme_and_nothing_is_proposed(captures: dict[str, str]) -> None:
    articles = [make_article(body=body) for body in captures.values()]

    assert [suggest_links(article) for article in articles] == [()] * 5


def changed(body: str) -> str:
    """Return `body` with every tenth sentence another, none of them ever written anywhere."""
    sentences = body.split("。")
    said = iter(random.Random(5).sample(range(100_000, 999_999), len(sentences)))
    return "。".join(f"此处另有一句{next(said)}换过的话" if n % 10 == 4 else one for n, one in enumerate(sentences))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "variant",
    [to_traditional, to_simplified, changed, lambda body: body[: len(body) // 2]],
    ids=["traditional", "simplified", "changed", "half"],
)
def test_every_variant_of_every_sample_is_its_own_text_and_nobody_elses(samples: list[str], variant: Any) -> None:
    originals = [make_article(body=body) for body in samples]
    variants = [make_article(body=variant(body)) for body in samples]

    for original, copy in zip(originals, variants, strict=True):
        assert [(one.other_id, one.kind) for one in suggest_links(copy)] == [(original.pk, "same_text")]


@pytest.mark.django_db
def test_a_quotation_of_three_hundred_characters_is_found_in_every_sample(samples: list[str]) -> None:
    originals = [make_article(body=body) for body in samples]
    for n, original in enumerate(originals):
        host = samples[(n + 1) % len(samples)]
        start = min(40, len(original.body) - 300)
        quoting = make_article(body=f"{host}\n\n{original.body[start : start + 300]}")

        found = {one.other_id: one.kind for one in suggest_links(quoting)}

        assert original.pk in found
        quoting.delete()


@news
@pytest.mark.django_db
def test_among_three_hundred_news_items_hardly_a_pair_is_proposed() -> None:
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        items = random.Random(6).sample([json.loads(line) for line in lines], 300)
    articles = Article.objects.bulk_create(
        [Article(title=item["title"], body=item["body"], date=item["date"]) for item in items]
    )
    for article in articles:
        index_article(article)

    pairs = {frozenset((article.pk, one.other_id)): one for article in articles for one in suggest_links(article)}

    assert len(pairs) <= 3, [one.reason for one in pairs.values()]
    assert not [one for one in pairs.values() if one.kind == "same_text"]
