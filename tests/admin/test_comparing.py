"""Two editions of a collection side by side, or one with what stands: every kind of difference, and none where none is."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.editorial import workflow
from articles.editorial.freeze import make_edition
from articles.models import Article, Placement, Section
from tests.factories import make_article, make_collection, make_topic
from tests.press import moment, publish, publish_collection, publisher, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(db):
    """A collection of two sections, 甲 乙 丙 and 丁, whose first edition went up two hours ago; its articles three."""
    articles = [make_article(title=title, body=f"{title}篇的正文。") for title in "甲乙丙丁"]
    collection = make_collection(*articles[:3], title="专题", introduction="旧引言。")
    second = Section.objects.create(collection=collection, title="第二部分", order=2)
    Placement.objects.create(collection=collection, section=second, article=articles[3], order=4)
    for article in articles:
        publish(article, hours=-3)
    publish_collection(collection, hours=-2)
    return collection


def address(collection, asked=""):
    return reverse("admin:articles_collection_compare", args=[collection.pk]) + asked


def told(client, collection, asked=""):
    """What the page says below its form, without tags and with single blanks; what is marked stands in +…+ and -…-."""
    html = client.get(address(collection, asked)).content.decode()
    shown = (
        html[html.index('id="compare-to"') :]
        .partition("</form>")[2]
        .partition('<div id="footer"')[0]
        .partition("</main>")[0]
    )
    marked = re.sub(r"</?del>", "-", re.sub(r"</?ins>", "+", shown.partition("</p>")[2]))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", marked)).split())


def seat(collection, title):
    return collection.placements.get(article__title=title)


def put(collection, order, section=None):
    """Let the pieces of a collection stand in this order, the named ones in this section."""
    for number, title in enumerate(order, 1):
        collection.placements.filter(article__title=title).update(
            order=number, **({"section": section} if section else {})
        )


def test_nothing_different_is_said_so(published, as_person):
    publish_collection(published)

    assert told(as_person("编辑"), published, "?from=1&to=2") == "没有差别。"
    assert told(as_person("编辑"), published) == "没有差别。"


def test_texts_of_the_collection_are_told(published, as_person):
    published.title, published.introduction = "新专题", "新引言。"
    published.save()

    assert told(as_person("编辑"), published) == "专题的文字 标题 +新+专题 引言 -旧-+新+引言。"


def test_sections_added_removed_renamed_and_moved_are_told(published, as_person):
    first, second = published.sections.all()
    Section.objects.create(collection=published, title="第三部分", order=1)
    first.title, first.order, second.order = "上编", 3, 2
    first.save()
    second.save()
    publish_collection(published)
    published.sections.get(title="第三部分").delete()

    assert told(as_person("编辑"), published, "?from=1&to=2") == (
        "部分 3 加 “第三部分” 第 1 部分 移 “上编” 第 1 部分 → 第 3 部分 改 “上编” 标题 -第一部分-+上编+"
    )
    assert told(as_person("编辑"), published) == "部分 1 删 “第三部分” 第 1 部分"


def test_the_introduction_of_a_section_is_told(published, as_person):
    published.sections.filter(title="第二部分").update(introduction="先读这里。")

    assert told(as_person("编辑"), published) == "部分 1 改 “第二部分” 引言 +先读这里。+"


def test_pieces_added_and_removed_are_told(published, as_person):
    seat(published, "乙").delete()
    new = make_article(title="戊")
    Placement.objects.create(collection=published, section=published.sections.last(), article=new, order=9)

    assert told(as_person("编辑"), published) == ("篇目 2 收入 《戊》 “第二部分”第 2 篇 移出 《乙》 “第一部分”第 2 篇")


def test_a_piece_moved_past_others_is_the_only_one_told(published, as_person):
    put(published, "乙丙甲")

    assert told(as_person("编辑"), published) == "篇目 1 移 《甲》 “第一部分”第 1 篇 → 第 3 篇"


def test_a_piece_moved_into_another_section_is_told_from_place_to_place(published, as_person):
    put(published, "甲", published.sections.last())

    assert told(as_person("编辑"), published) == "篇目 1 移 《甲》 “第一部分”第 1 篇 → “第二部分”第 1 篇"


def test_own_titles_and_notes_are_told(published, as_person):
    Placement.objects.filter(pk=seat(published, "丙").pk).update(title="另题", note="值得读。")

    assert told(as_person("编辑"), published) == ("编者按与专题内标题 1 改 《丙》 专题内标题 +另题+ 编者按 +值得读。+")


def test_a_changed_text_is_told_from_edition_to_edition_and_leads_to_all_of_it(published, as_person):
    article = seat(published, "甲").article
    workflow.record(article, by=None, reason="导入")
    article.editions.update(revision_number=1)
    with workflow.editing(article.pk, by=None, reason="改") as mine:
        mine.body = "甲篇的新正文。"
        mine.save()
        mine.topics.add(make_topic(name="冰雪"))
    make_edition(Article.objects.get(pk=article.pk), by=publisher(), now=moment(-1), revision_number=2)
    publish_collection(published, hours=-0.5)

    said = "文章的文字 1 《甲》 第 1 版 → 第 2 版 看全部差别 ：《甲》 正文 甲篇的+新+正文。 主题 +冰雪+"
    assert told(as_person("编辑"), published, "?from=1&to=2") == said
    assert told(as_person("编辑"), published, "?from=2") == "没有差别。"
    whole = reverse("admin:articles_article_diff", args=[article.pk, 2]) + "?against=1"
    assert f'href="{whole}"' in as_person("编辑").get(address(published, "?from=1")).content.decode()


def test_what_was_not_public_or_is_no_more_is_told_of_pieces_that_stay(published, as_person):
    late = make_article(title="戊")
    Placement.objects.create(collection=published, section=published.sections.last(), article=late, order=9)
    publish_collection(published, hours=-1)
    publish(late, hours=-0.5)
    withdraw(seat(published, "乙").article)

    assert told(as_person("编辑"), published, "?from=2") == (
        "文章的文字 2 《乙》 第 1 版 → 未公开 《戊》 未公开 → 第 1 版"
    )


def test_a_draft_text_that_readers_do_not_see_is_no_difference(published, as_person):
    article = seat(published, "甲").article
    article.body = "还没有发布的改动。"
    article.save()

    assert told(as_person("编辑"), published) == "没有差别。"


def test_an_article_that_is_gone_is_named_by_its_number(published, as_person):
    gone = make_article(title="戊")
    key = gone.pk
    Placement.objects.create(collection=published, section=published.sections.last(), article=gone, order=9)
    publish_collection(published)
    published.placements.filter(article=gone).delete()
    gone.delete()

    assert told(as_person("编辑"), published, "?from=2") == f"篇目 1 移出 #{key} “第二部分”第 2 篇"


def test_a_text_of_no_known_revision_leads_to_no_page_of_them(published, as_person):
    article = seat(published, "甲").article
    article.body = "甲篇的新正文。"
    article.save()
    publish(article, hours=-1)

    assert told(as_person("编辑"), published).startswith("文章的文字 1 《甲》 第 1 版 → 第 2 版 正文")


@pytest.mark.parametrize("asked", ["?from=9", "?to=9", "?from=x", "?from=1&to=-1"])
def test_an_edition_that_is_not_there_is_not_found(published, asked, as_person):
    assert as_person("编辑").get(address(published, asked)).status_code == 404


def test_a_collection_never_published_says_so_and_shows_no_link(as_person):
    collection = make_collection()
    editor = as_person("编辑")

    assert "没有可比的版次" in editor.get(address(collection)).content.decode()
    assert (
        address(collection)
        not in editor.get(reverse("admin:articles_collection_change", args=[collection.pk])).content.decode()
    )


def test_the_page_of_the_collection_links_to_each_comparison(published, as_person):
    html = as_person("只读").get(reverse("admin:articles_collection_change", args=[published.pk])).content.decode()

    assert f'href="{address(published)}"' in html
    assert f'href="{address(published, "?from=1")}"' in html


def test_without_a_choice_what_readers_see_now_is_compared(published, as_person):
    publish_collection(published, hours=-1)
    publish_collection(published, hours=5)
    published.title = "新专题"
    published.save()

    page = as_person("编辑").get(address(published))

    assert page.context["chosen"] == ("2", "now")


def test_the_comparison_asks_few_queries_however_many_pieces(published, as_person, django_assert_num_queries):
    editor = as_person("编辑")
    grown = []
    for count in (2, 40):
        for _n in range(count):
            article = make_article()
            Placement.objects.create(collection=published, section=published.sections.first(), article=article, order=1)
            publish(article, hours=-1.5)
        publish_collection(published, hours=-1)
        for placement in published.placements.select_related("article"):
            placement.article.body += "又一句。"
            placement.article.save()
            placement.article.topics.add(make_topic())
            placement.article.links.get_or_create(to_article=make_article(), kind="background")
            publish(placement.article, hours=-0.5)
        with django_assert_num_queries(12) as asked:
            page = editor.get(address(published))
        grown.append(len(page.context["groups"][-1].rows))
        assert not [each for each in asked.captured_queries if '"articles_article"."body"' in each["sql"]]
    assert grown == [6, 46]
