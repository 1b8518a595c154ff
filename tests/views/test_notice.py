"""What readers are told: corrections and withdrawals on every page that speaks of the piece, in every language."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from articles.models import Article, Notice
from tests.factories import make_article, make_collection, make_source, make_topic
from tests.press import moment, publish, publish_collection, publisher, withdraw

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "zzsealed"


def linked_data(page: str) -> dict[str, Any]:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return dict(json.loads(block))


def corrected(**changes: Any) -> Article:
    """An article whose second edition corrects its first."""
    article = make_article(**{"title": "口岸账本", "body": "产量是三成。", "source": make_source(), **changes})
    publish(article, hours=-5)
    article.body = "产量是两成。"
    article.save()
    second = publish(article, hours=-2)
    Notice.objects.create(
        kind="correction", reason="figure", article=article, text="产量是两成，原误作三成。", at=second.live_from,
        edition_number=2, by=publisher(),
    )  # fmt: skip
    return article


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_corrected_article_says_so_before_its_text_and_leads_to_the_edition_before(client: Client):
    article = corrected()

    page = text_of(client, article.get_absolute_url())

    assert page.index("产量是两成，原误作三成。") < page.index('class="prose"')
    assert "数字、日期或单位有误" in page
    assert f"{article.get_absolute_url()}editions/1/" in page
    assert "更正前的第 1 版" in page


def test_the_edition_before_tells_of_the_correction_too_and_is_still_as_it_was(client: Client):
    article = corrected()

    page = text_of(client, f"{article.get_absolute_url()}editions/1/")

    assert "产量是三成。" in page
    assert "产量是两成，原误作三成。" in page
    assert "更正前的第 1 版" not in page
    assert "读现行的第 2 版" in page


def test_an_article_without_a_correction_tells_of_none(client: Client):
    article = make_article()
    publish(article)

    page = text_of(client, article.get_absolute_url())

    assert 'class="notice told' not in page
    assert "correction" not in linked_data(page)
    assert linked_data(page)["creativeWorkStatus"] == "Published"


def test_the_data_for_machines_hold_the_correction_and_where_all_are_listed(client: Client, settings):
    settings.SITE_URL = "https://news.example.org"

    data = linked_data(text_of(client, corrected().get_absolute_url()))

    (comment,) = data["correction"]
    assert (comment["@type"], comment["text"]) == ("CorrectionComment", "产量是两成，原误作三成。")
    assert data["publisher"]["correctionsPolicy"] == "https://news.example.org/corrections/"


def test_the_citation_says_when_it_was_corrected(client: Client):
    article = corrected(date="2024-06-28")

    page = text_of(client, article.get_absolute_url())

    assert re.search(r"2024-06-28\(\d{4}-\d\d-\d\d更正\)\. ", page)


def test_a_collection_tells_of_a_correction_beside_the_piece(client: Client):
    article = corrected()
    collection = make_collection(article, slug="bundle")
    publish_collection(collection)

    assert "产量是两成，原误作三成。" in text_of(client, "/collections/bundle/")


def entry(client: Client, path: str = "/feed/") -> ElementTree.Element:
    return next(ElementTree.fromstring(client.get(path).content).iter(f"{ATOM}entry"))


def test_the_feed_tells_of_a_correction_before_the_summary(client: Client):
    corrected(standfirst="先看账。")

    told = entry(client)

    assert re.fullmatch(
        r"更正（\d+年\d+月\d+日）：产量是两成，原误作三成。 先看账。", told.findtext(f"{ATOM}summary") or ""
    )
    assert told.find(f"{ATOM}category").attrib["term"] == "correction"  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["/feed/", "/topics/account/feed/", "/collections/bundle/feed/"])
def test_in_a_feed_the_notice_takes_the_place_of_what_was_withdrawn(client: Client, path):
    article, other = make_article(title="口岸账本", standfirst="先看账。"), make_article()
    topic = make_topic(name="账", slug="account")
    for each in (article, other):
        each.topics.add(topic)
        publish(each, hours=-5)
    publish_collection(make_collection(article, other, slug="bundle"))
    before = {e.findtext(f"{ATOM}id") for e in ElementTree.fromstring(client.get(path).content).iter(f"{ATOM}entry")}
    withdraw(article, "查无此事。", "fact")

    told = entry(client, path)

    assert told.findtext(f"{ATOM}title") == "撤稿：口岸账本"
    assert told.findtext(f"{ATOM}id") in before
    assert "查无此事。" in (told.findtext(f"{ATOM}summary") or "")
    assert "先看账" not in (told.findtext(f"{ATOM}summary") or "")


def test_a_withdrawn_article_keeps_title_notice_reason_citation_and_its_editions(client: Client):
    article = make_article(
        title="口岸账本", body="产量是三成。", date="2024-06-28", source=make_source(kind="newspaper")
    )
    edition = publish(article)
    withdraw(article, "查无此事。", "fact")

    page = client.get(edition.get_absolute_url())
    shown = page.content.decode()

    assert page.status_code == 410
    assert "产量是三成" not in shown
    assert re.search(r"口岸账本\[N/OL\]\. .*, 2024-06-28\(\d{4}-\d\d-\d\d撤稿\)\. ", shown)
    assert "事实有误" in shown
    assert edition.get_edition_url() in shown
    assert linked_data(shown)["creativeWorkStatus"] == "Withdrawn"
    assert linked_data(shown)["correction"][0]["text"] == "查无此事。"


@pytest.mark.parametrize("reason", ["fact", "legal"])
def test_a_notice_is_asked_for_anew_each_time_as_a_browser_may_keep_a_410_for_ever(client: Client, reason):
    article = make_article()
    publish(article)
    publish_collection(make_collection(article, slug="bundle"))
    for piece in (article, article.placements.get().collection):
        withdraw(piece, "撤。", reason)

    answers = [client.get(path) for path in (f"/articles/{article.pk}/", "/collections/bundle/")]

    assert [(page.status_code, page.headers["Cache-Control"]) for page in answers] == [(410, "no-cache")] * 2


def test_the_old_edition_stands_behind_the_notice_and_is_not_for_search_engines(client: Client):
    article = make_article(body="产量是三成。")
    edition = publish(article)
    withdraw(article, "查无此事。", "fact")

    page = client.get(edition.get_edition_url())
    shown = page.content.decode()
    main = shown.partition("<main")[2]

    assert page.status_code == 200
    assert main.index("这是撤下之前的第 1 版") < main.index("查无此事。") < main.index("产量是三成。")
    assert '<meta name="robots" content="noindex">' in shown
    assert linked_data(shown)["creativeWorkStatus"] == "Withdrawn"


def test_a_collection_shows_the_notice_where_the_withdrawn_piece_stood(client: Client):
    article, other = make_article(title="口岸账本"), make_article()
    collection = make_collection(article, other, slug="bundle")
    collection.placements.filter(article=article).update(title="另一个题目", note="为什么收它。")
    for each in (article, other):
        publish(each)
    publish_collection(collection)
    withdraw(article, "查无此事。", "fact")

    page = text_of(client, "/collections/bundle/")

    assert "口岸账本" in page
    assert "查无此事。" in page
    assert "为什么收它。" not in page
    assert "另一个题目" not in page
    assert "<b>1</b> 篇" in page


@pytest.mark.parametrize("reason", ["legal", "rights"])
def test_of_a_sealed_article_nothing_but_the_notice_is_within_reach(client: Client, reason):
    article, other = (
        make_article(title=f"{SECRET} 题", body=f"{SECRET} 文", original_url=f"https://{SECRET}.org/"),
        make_article(),
    )
    article.tags.add(f"{SECRET} 签")
    edition = publish(article, hours=-5)
    publish(other)
    publish_collection(make_collection(article, other, slug="bundle"))
    Notice.objects.create(
        kind="correction", article=article, text=f"{SECRET} 改", at=moment(-3), edition_number=1, by=publisher()
    )
    article.notices.update(hidden=True)
    withdraw(article, "依法撤下。", reason)
    paths = [
        f"/articles/{article.pk}/", f"/articles/{article.pk}-x/", f"/articles/{article.pk}-x/editions/1/", "/corrections/",
        "/feed/", "/collections/bundle/", "/collections/bundle/feed/", "/", "/articles/", f"/search/?q={SECRET}",
        "/sitemap-articles.xml", "/archive/",
    ]  # fmt: skip

    pages = {path: text_of(client, path).replace(f"q={SECRET}", "").replace(f'value="{SECRET}"', "") for path in paths}

    leaks = [path for path, page in pages.items() if SECRET in page and "search" not in path]
    assert leaks == []
    assert client.get("/search/", {"q": SECRET}).context["hits"] == []
    assert client.get(edition.get_edition_url()).status_code == 410
    assert sum("依法撤下。" in page for page in pages.values()) == 7


@pytest.mark.parametrize(
    ("prefix", "kind", "reason", "text"),
    [
        ("", "更正", "数字、日期或单位有误", "产量是两成，原误作三成。"),
        ("/zh-hant", "更正", "數字、日期或單位有誤", "產量是兩成，原誤作三成。"),
        ("/en", "Correction", "Wrong figure, date or unit", "产量是两成，原误作三成。"),
    ],
)
def test_notices_are_told_in_both_scripts_and_under_an_english_interface(client: Client, prefix, kind, reason, text):
    article = corrected()

    for path in (article.get_absolute_url(), "/corrections/"):
        page = text_of(client, f"{prefix}{path}")

        assert f"<b>{kind}</b>" in page
        assert reason in page
        assert text in page


@pytest.mark.parametrize(("prefix", "words"), [("", "已撤下"), ("/zh-hant", "已撤下"), ("/en", "Withdrawn")])
def test_withdrawals_too(client: Client, prefix, words):
    article = make_article(title="口岸账本")
    edition = publish(article)
    withdraw(article, "查无此事。", "fact")

    assert words in text_of(client, f"{prefix}{edition.get_absolute_url()}")
    assert words in text_of(client, f"{prefix}{edition.get_edition_url()}")
    assert "查" in text_of(client, f"{prefix}/corrections/")


def test_the_list_has_what_was_withdrawn_and_what_was_corrected_the_last_first(client: Client):
    article, gone = corrected(), make_article(title="查无此事的一篇")
    publish(gone)
    withdraw(gone, "查无此事。", "fact")

    page = text_of(client, "/corrections/")

    assert page.index("查无此事。") < page.index("产量是两成，原误作三成。")
    assert f'href="{article.get_absolute_url()}"' in page


def test_the_list_tells_nothing_of_what_never_came_out_or_has_expired(client: Client):
    scheduled, expired = make_article(title="未出的"), make_article(title="到期的")
    publish(scheduled, hours=5)
    publish(expired, hours=-5, until=-1)
    withdraw(scheduled, "没出就撤。")
    Notice.objects.create(
        kind="correction", article=expired, text="到期前的更正。", at=moment(-3), edition_number=1, by=publisher()
    )

    page = text_of(client, "/corrections/")

    assert "没出就撤。" not in page
    assert "到期前的更正。" not in page


def test_an_expired_edition_is_not_read_again_because_the_article_was_withdrawn(client: Client):
    article = make_article()
    expired = publish(article, hours=-5, until=-1)
    withdraw(article)

    assert client.get(expired.get_edition_url()).status_code == 410
    assert client.get(expired.get_absolute_url()).status_code == 410
