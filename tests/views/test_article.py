"""The article's page: its addresses, its parts, and what the source lets us print."""

import json
import re

import pytest
from django.test import Client

from articles.models import ArticleLink, Attribution, Contribution, Notice
from tests.factories import make_article, make_author, make_collection, make_complete_article, make_source, make_topic
from tests.press import moment, publish, publish_collection, publisher, withdraw

pytestmark = pytest.mark.django_db


def page_of(client: Client, article, prefix: str = "") -> str:
    response = client.get(prefix + article.live_edition.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("slug", ["wrong", "新质", "a b"])
def test_a_wrong_slug_moves_to_the_right_one(client: Client, slug):
    edition = publish(make_article(title="松川新区"))

    response = client.get(f"/articles/{edition.article_id}-{slug}/")

    assert (response.status_code, response.headers["Location"]) == (301, edition.get_absolute_url())
    assert edition.slug == "song-chuan-xin-qu"


def test_no_slug_moves_to_the_right_one_in_the_same_language(client: Client):
    edition = publish(make_article(title="松川新区"))

    response = client.get(f"/zh-hant/articles/{edition.article_id}/")

    assert response.headers["Location"] == f"/zh-hant{edition.get_absolute_url()}"


@pytest.mark.parametrize("number", ["0", "01", "9" * 30, "-1"])
def test_a_number_that_is_no_record_is_not_found(client: Client, number):
    assert client.get(f"/articles/{number}/").status_code == 404
    assert client.get(f"/articles/{number}-x/editions/{number}/").status_code == 404


def test_page_shows_the_parts_of_a_piece(client: Client):
    article = make_complete_article(
        title="口岸账本",
        subtitle="三问加工率",
        standfirst="先看账。",
        date="2024-06-28",
        original_url="https://example.org/1",
    )
    article.tags.add("口岸")
    article.topics.add(make_topic(name="边境贸易"))
    publish(article)

    page = page_of(client, article)

    for part in (
        "三问加工率",
        "先看账。",
        "林远舟",
        "责任编辑",
        "沈知秋",
        "2024年6月28日",
        "第 1 版",
        "口岸",
        "边境贸易",
        "首发",
    ):
        assert part in page, part
    assert 'datetime="2024-06-28"' in page
    assert '<h2 id="s1">先看一条产线</h2>' in page


def test_a_partial_date_stays_partial(client: Client):
    article = make_article(date="XXXX-XX-23")
    publish(article)

    page = page_of(client, article)

    assert "23日（年月不详）" in page
    assert "datetime=" not in page.partition('<div class="byline">')[2].partition("</div>")[0]
    assert "datePublished" not in page


def test_an_inferred_date_says_so(client: Client):
    stated, inferred = make_article(), make_article(date_certainty="inferred")
    publish(stated)
    publish(inferred)

    assert "据文意推断" in page_of(client, inferred)
    assert "据文意推断" not in page_of(client, stated)


def test_a_missing_source_is_said_to_be_missing(client: Client):
    article = make_article()
    publish(article)

    assert "来源未注明" in page_of(client, article)


def test_names_lead_to_their_records_where_they_are_known(client: Client):
    article, author = make_article(), make_author(name="林远舟")
    Contribution.objects.create(article=article, name="林远舟", role="reporter", author=author, affiliation="松川站")
    Contribution.objects.create(article=article, name="陆青", role="reporter", order=1)
    publish(article)

    page = page_of(client, article)

    assert f'<a href="/authors/{author.slug}/">林远舟</a>（松川站）' in page
    assert "<b>陆青</b>" in page


def test_a_renamed_author_keeps_the_printed_name_and_the_link(client: Client):
    article, author = make_article(), make_author(name="林远舟")
    Contribution.objects.create(article=article, name="林远舟", role="reporter", author=author)
    publish(article)
    author.name = "林舟"
    author.save()

    assert f'<a href="/authors/{author.slug}/">林远舟</a>' in page_of(client, article)


def test_two_names_that_both_changed_are_not_matched_by_guess(client: Client):
    article = make_article()
    for order, name in enumerate(("林远舟", "陆青")):
        author = make_author(name=name)
        Contribution.objects.create(article=article, name=name, role="reporter", author=author, order=order)
    publish(article)
    for link in article.contributions.all():
        link.author.name = f"改{link.author.pk}"
        link.author.save()

    page = page_of(client, article)

    assert "<b>林远舟</b>" in page
    assert "<b>陆青</b>" in page


def test_links_are_shown_both_ways_with_their_reason(client: Client):
    quoting, quoted = make_article(title="引文"), make_article(title="原文")
    ArticleLink.objects.create(from_article=quoting, to_article=quoted, kind="quotes", note="引了第二段。")
    publish(quoting)
    publish(quoted)

    assert "引了第二段。" in page_of(client, quoting)
    assert "原文</a>" in page_of(client, quoting)
    assert "引用了本文" in page_of(client, quoted)


def test_a_link_of_one_text_both_ways_is_shown_once(client: Client):
    one, two = make_article(title="甲篇"), make_article(title="乙篇")
    for a, b in ((one, two), (two, one)):
        ArticleLink.objects.create(from_article=a, to_article=b, kind="same_text")
    publish(one)
    publish(two)

    assert page_of(client, one).count("乙篇") == 1


def test_collections_that_hold_the_piece_are_named(client: Client):
    article = make_article()
    publish(article)
    publish_collection(make_collection(article, title="收它的专题"))
    publish_collection(make_collection(article, title="还没到时候的专题"), hours=3)

    page = page_of(client, article)

    assert "收它的专题" in page
    assert "还没到时候" not in page


def test_chain_is_shown_in_order(client: Client):
    article = make_article(source=make_source(name="松川日报"))
    Attribution.objects.create(article=article, name="北岸网", role="captured_from", order=2)
    publish(article)

    chain = page_of(client, article).partition('class="chain"')[2]

    assert (
        chain.index("松川日报")
        < chain.index("首发")
        < chain.index("北岸网")
        < chain.index("采集自")
        < chain.index("发布")
    )


def test_a_newer_edition_stands_at_the_address_and_the_old_one_behind_a_notice(client: Client):
    article = make_article(title="旧题", body="旧文。")
    publish(article, hours=-5)
    article.title, article.body = "新题", "新文。"
    article.save()
    newer = publish(article)

    page, old = page_of(client, article), client.get(f"/articles/{article.pk}-jiu-ti/editions/1/").content.decode()

    assert "新文。" in page
    assert "旧文。" not in page
    assert "旧文。" in old
    assert "这是第 1 版" in old
    assert f'<a href="{newer.get_absolute_url()}">' in old
    assert '<meta name="robots" content="noindex">' in old
    assert f'<link rel="canonical" href="http://testserver{newer.get_absolute_url()}">' in old


def test_the_live_edition_at_its_own_address_has_no_notice(client: Client):
    edition = publish(make_article())

    page = client.get(edition.get_edition_url()).content.decode()

    assert "已换版" not in page


def test_an_expired_edition_is_not_readable_after_a_newer_one(client: Client):
    article = make_article()
    first = publish(article, hours=-5, until=-4)
    publish(article, hours=-2)

    assert client.get(first.get_edition_url()).status_code == 404


@pytest.mark.parametrize(("reason", "answer"), [("request", 200), ("legal", 410), ("rights", 410)])
def test_withdrawn_and_published_again_the_old_edition_is_read_behind_the_notice_or_not_at_all(
    client: Client, reason, answer
):
    article = make_article()
    first = publish(article, hours=-5)
    withdraw(article, "撤下再查。", reason)
    again = publish(article, hours=0)

    old = client.get(first.get_edition_url())

    assert client.get(again.get_absolute_url()).status_code == 200
    assert old.status_code == answer
    assert "撤下再查。" in old.content.decode()
    assert "noindex" in old.content.decode()


def test_corrections_stand_beside_the_piece_once_their_time_has_come(client: Client):
    article = make_article()
    publish(article)
    for text, hours in (("第二段改了一个数。", -1), ("还没有公布。", 2)):
        Notice.objects.create(kind="correction", article=article, text=text, at=moment(hours), by=publisher())

    page = page_of(client, article)

    assert "第二段改了一个数。" in page
    assert "还没有公布。" not in page


LONG = "\n\n".join(f"第{n}段说了很多话，说了一遍又一遍，直到说完为止。" for n in range(40))


@pytest.mark.parametrize(
    ("reprint", "shown", "hidden"),
    [("full", ["第0段", "第39段", "先看账。"], ["到来源读全文"]),
     ("excerpt", ["第0段", "先看账。", "到来源读全文"], ["第39段", "第30段"]),
     ("link", ["到来源读全文"], ["第0段", "先看账。"])],
)  # fmt: skip
def test_page_prints_what_the_source_allows(client: Client, reprint, shown, hidden):
    article = make_article(
        source=make_source(reprint=reprint), body=LONG, standfirst="先看账。", original_url="https://example.org/1"
    )
    publish(article)

    for path in (article.live_edition.get_absolute_url(), "/", "/articles/", "/feed/"):
        page = client.get(path).content.decode()
        assert [word for word in hidden if word in page] == [], path
    page = page_of(client, article)
    assert [word for word in shown if word not in page] == []


def test_an_excerpt_of_a_short_piece_is_not_the_whole(client: Client):
    article = make_article(
        source=make_source(reprint="excerpt"), body="一句话在先。又一句话在后。\n\n第二段话。\n\n第三段话。"
    )
    publish(article)

    page = page_of(client, article)

    assert "一句话在先。" in page
    assert "第二段话" not in page.partition('class="prose"')[2]


def test_turns_of_an_interview_have_their_class(client: Client):
    article = make_article(body="记者：怎么看？\n\n周念一：先看账。\n\n记者：再问。\n\n周念一：再看人。")
    publish(article)

    assert page_of(client, article).count('class="turn"') == 4


def test_captured_markup_is_text(client: Client):
    nasty = "<script>alert(1)</script>"
    article = make_article(title=nasty, subtitle=nasty, standfirst=nasty, body=nasty, people=((nasty, "reporter"),))
    article.tags.add(nasty)
    publish(article)

    for prefix in ("", "/zh-hant", "/en"):
        assert "<script>" not in page_of(client, article, prefix)


def test_an_address_that_names_a_script_is_no_link(client: Client):
    article = make_article(original_url="javascript:alert(1)", source=make_source(reprint="excerpt"))
    publish(article)

    assert 'href="javascript' not in page_of(client, article)


def test_linked_data_cannot_end_its_element(client: Client):
    article = make_article(title="</script><b>", people=(("a</script>", "reporter"),))
    publish(article)

    page = page_of(client, article)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)

    assert block
    assert json.loads(block[1])["headline"] == "</script><b>"


@pytest.mark.parametrize(
    ("date", "stated"),
    [("2024", "2024"), ("2024-06", "2024-06"), ("2024-06-28T09:53:21+08:00", "2024-06-28T09:53:21+08:00"),
     ("2024-XX-23", None), ("XXXX-06-28", None), ("", None)],
)  # fmt: skip
def test_linked_data_keeps_the_precision_of_the_date(client: Client, date, stated):
    article = make_complete_article(date=date)
    publish(article)

    block = re.search(r'ld\+json">(.*?)</script>', page_of(client, article), re.DOTALL)

    assert block
    data = json.loads(block[1])
    assert data.get("datePublished") == stated
    assert data["@type"] == "NewsArticle"
    assert data["author"] == [{"@type": "Person", "name": "林远舟"}]
    assert data["editor"] == [{"@type": "Person", "name": "沈知秋"}]
