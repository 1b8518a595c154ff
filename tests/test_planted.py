"""One error of each kind planted in every seed of ours and in the five real captures is found where it was put."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from articles.editorial.lint import CHECKS
from articles.models import Article, ArticleLink, Attribution, Contribution
from tests.factories import make_article, make_topic, make_user
from tests.once import once

pytestmark = once

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "seeds"
FOLDERS = (ROOT / "seeds", REAL)

#: Words of one kind of error, put before the end of the first long sentence, in Simplified and Traditional alike.
WORDS = {
    "damaged-bytes": "推动?xùn)|北",
    "undecodable": "\ufffd\ufffd",
    "elided-name": "据***介绍",
    "leftover-pinyin": "书(shū)记",
    "unpaired-marks": "《好",
    "half-width": "好,好",
    "doubled-mark": "好，，好",
    "inner-blank": "发 展",
    "number-range": "9～16亿",
    "doubled-unit": "3亿亿元",
    "unit-conversion": "1500亩（1000公顷）",
    "impossible-date": "2月30日",
    "furniture-left": "【打印】",
    "personal-data": "13800138000",
}
LAST = "这一段是为了校对而写的，它没有写完，后面还应当有别的话，可是到这里就断了"


def place_in(body: str) -> int:
    """Return a place behind a comma of a plain sentence: quotations and brackets keep what they quote."""
    for line in re.finditer(r"[^\n]+", body):
        after = body[line.end() :].lstrip()
        plain = not re.search("[“”‘’《》「」『』（）()]", line.group()) and not after.startswith(("“", "「"))
        if plain and "，" in line.group() and "。" in line.group():
            return line.start() + line.group().index("，") + 1
    return body.index("，") + 1


def plant_words(article: Article, words: str) -> tuple[str, int, int]:
    at = place_in(article.body)
    article.body = f"{article.body[:at]}{words}，{article.body[at:]}"
    article.save()
    return "body", at, at + len(words)


def other_script(article: Article) -> tuple[str, int, int]:
    return plant_words(article, "髮展" if article.script == "zh-Hans" else "发展经济")


def repeated(article: Article) -> tuple[str, int, int]:
    paragraph = max(article.body.split("\n"), key=len)
    start = len(article.body)
    article.body += f"\n\n{paragraph}"
    article.save()
    return "body", start, len(article.body)


def cut_short(article: Article) -> tuple[str, int, int]:
    article.body += f"\n\n{LAST}"
    article.save()
    return "body", len(article.body), len(article.body)


def title_again(article: Article) -> tuple[str, int, int]:
    article.title = article.title or "松川新区的一条产线"
    article.body = f"{article.title}\n\n{article.body}"
    article.save()
    return "body", 0, len(article.title) + 2


def title_of(title: str) -> Callable[[Article], tuple[str, int, int]]:
    def plant(article: Article) -> tuple[str, int, int]:
        article.title = title
        article.save()
        return "title", 0, len(title)

    return plant


def date_of(date: str) -> Callable[[Article], tuple[str, int, int]]:
    def plant(article: Article) -> tuple[str, int, int]:
        article.date = date
        article.save()
        return "date", 0, len(date)

    return plant


def no_source(article: Article) -> tuple[str, int, int]:
    article.reading = None
    article.save()
    article.attributions.all().delete()
    return "source", 0, 0


def own_outlet(article: Article) -> tuple[str, int, int]:
    article.attributions.all().delete()
    Attribution.objects.create(article=article, name="本报", role="published_by")
    return "source", 0, 2


def two_outlets(article: Article) -> tuple[str, int, int]:
    article.attributions.all().delete()
    Attribution.objects.create(article=article, name="松川日报", role="published_by")
    Attribution.objects.create(article=article, name="澜湾电台", role="byline_outlet")
    return "source", 0, 4


def nobody(article: Article) -> tuple[str, int, int]:
    article.contributions.all().delete()
    return "author", 0, 0


def doubtful_name(article: Article) -> tuple[str, int, int]:
    Contribution.objects.create(article=article, name="林远舟", role="reporter", confirm=True, order=90)
    return "author", 0, 3


def spread_name(article: Article) -> tuple[str, int, int]:
    Contribution.objects.create(article=article, name="林 舟", role="reporter", order=90)
    return "people", 1, 2


def early_term(article: Article) -> tuple[str, int, int]:
    topic = make_topic(name="星桥经济", since="2025-01")
    article.topics.add(topic)
    article.date = "2020-01-02"
    article.save()
    return plant_words(article, "星桥经济")


def link_to_gone(article: Article) -> tuple[str, int, int]:
    other = make_article(title="撤了的")
    Article.objects.filter(pk=other.pk).update(state="withdrawn")
    ArticleLink.objects.create(from_article=article, to_article=other, kind="background", by=make_user())
    return "links", 0, len(f"{other.pk} 撤了的")


def taiwan_words(article: Article) -> tuple[str, int, int]:
    article.body = "这份资讯说，网路专案的软体、硬体和程式由“松川”团队做成，品质很好。"
    article.script = "zh-Hans"
    article.save()
    return "body", 0, len(article.body)


def by_words(words: str) -> Callable[[Article], tuple[str, int, int]]:
    return lambda article: plant_words(article, words)


PLANTED: dict[str, Callable[[Article], tuple[str, int, int]]] = {
    **{code: by_words(words) for code, words in WORDS.items()},
    "mixed-scripts": other_script,
    "repeated-paragraph": repeated,
    "open-ending": cut_short,
    "title-in-body": title_again,
    "no-title": title_of(""),
    "long-title": title_of("松川新区的一条产线" * 8),
    "no-date": date_of(""),
    "partial-date": date_of("2024-06"),
    "no-source": no_source,
    "unresolved-benbao": own_outlet,
    "outlet-differs": two_outlets,
    "reprint-gate": nobody,
    "names-to-confirm": doubtful_name,
    "name-blank": spread_name,
    "term-before-since": early_term,
    "link-to-withdrawn": link_to_gone,
    "taiwan-word": taiwan_words,
}


@pytest.fixture(scope="module")
def pieces(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The articles of all seeds and captures, read once and taken away after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_seeds", stdout=StringIO())
        if REAL.is_dir():
            call_command("ingest", str(REAL), stdout=StringIO())
        yield [article for article in Article.objects.order_by("pk") if article.body]  # a headline alone has no text
        transaction.set_rollback(True)


def missed(article: Article, code: str) -> str:
    """Return what is wrong with the finding on an error of the kind `code` planted in `article`; "" where nothing is."""
    check = next(check for check in CHECKS if code == check.CODE)
    with transaction.atomic():
        fresh = Article.objects.get(pk=article.pk)
        field, start, end = PLANTED[code](fresh)
        planted = Article.objects.get(pk=article.pk)
        found = [(f.field, f.start, f.end) for f in check.check(planted)]
        transaction.set_rollback(True)
    hit = any(f == field and start <= a and b <= end for f, a, b in found)
    return "" if hit else f"{article}: {field} {start}-{end}, found {found[:4]}"


def test_every_kind_of_check_is_planted() -> None:
    assert set(PLANTED) == {check.CODE for check in CHECKS}


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_error_is_found_where_it_was_put(pieces: Any, db: None, code: str) -> None:
    assert len(pieces) > 20

    assert [why for why in (missed(article, code) for article in pieces) if why] == []
