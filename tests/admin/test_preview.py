"""Looking at a text before it is public: as a reader at the desk, and from outside by a link that shows one revision alone."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from articles.editorial import workflow
from articles.models import Article, Event, PreviewLink, User
from newsroom.pagecache import PageCache
from tests.factories import make_article, make_collection, make_complete_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    article = make_complete_article(title="两个标题中的第一个", body="松川的车间里。")
    article.tags.add("冰雪")
    workflow.record(article, by=None, reason="导入")
    return article


def page_of(target, name="preview"):
    return reverse(f"admin:articles_{target._meta.model_name}_{name}", args=[target.pk])


def edit(article, **changes):
    with workflow.editing(article.pk, by=None, reason="改") as mine:
        for name, value in changes.items():
            setattr(mine, name, value)
        mine.save()


def link_to(target, by=None):
    return PreviewLink.make(target.revisions.order_by("-number").first(), by or User.objects.first() or make_user())


# At the desk


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_desk_shows_the_page_in_a_frame_of_the_width_and_script_asked_for(as_person, article, language, width):
    page = as_person("只读").get(page_of(article), {"in": language, "width": width})

    assert f'class="frame-{width}"' in page.content.decode()
    assert f"{page_of(article, 'preview_page')}?in={language}" in page.content.decode()


def test_the_page_in_the_frame_is_the_working_copy_in_the_script_asked_for(as_person, article):
    edit(article, title="车间里的新产线")
    client = as_person("只读")

    plain = client.get(page_of(article, "preview_page")).content.decode()
    turned = client.get(page_of(article, "preview_page"), {"in": "zh-hant"}).content.decode()

    assert "车间" in plain and '<html lang="zh-Hans">' in plain
    assert "車間" in turned and '<html lang="zh-Hant">' in turned


def test_an_earlier_revision_is_looked_at_by_its_number(as_person, article):
    edit(article, title="第二个标题")

    page = as_person("只读").get(page_of(article, "preview_page"), {"revision": "1"})

    assert "两个标题中的第一个" in page.content.decode().replace("<wbr>", "")
    assert as_person("只读").get(page_of(article, "preview_page"), {"revision": "9"}).status_code == 404


def test_the_frame_is_let_into_our_own_pages_alone_and_the_page_round_it_into_none(as_person, article):
    client = as_person("编辑")

    inner, outer = client.get(page_of(article, "preview_page")), client.get(page_of(article))

    assert "frame-ancestors 'self'" in inner.headers["Content-Security-Policy"]
    assert inner.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-src 'self'" in outer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in outer.headers["Content-Security-Policy"]


def test_a_source_that_permits_a_link_only_shows_no_text_in_the_preview_either(as_person, article):
    source = article.source
    source.reprint = "link"
    source.save()

    assert "松川的车间里" not in as_person("编辑").get(page_of(article, "preview_page")).content.decode()


def test_a_piece_without_facts_has_a_preview(as_person):
    bare = make_article(title="", body="", date="")

    assert as_person("编辑").get(page_of(bare, "preview_page")).status_code == 200


def test_a_collection_shows_its_sections_and_names_no_piece_that_is_not_public(as_person, article):
    collection = make_collection(article, title="新产线")
    collection.placements.update(note="编者的话")

    page = as_person("编辑").get(page_of(collection, "preview_page")).content.decode()

    assert "第一部分" in page and "编者的话" in page
    assert "两个标题" not in page and "尚未公开的一篇" in page


def test_looking_writes_nothing(as_person, article, django_assert_max_num_queries):
    client = as_person("编辑")
    before = Event.objects.count(), article.revisions.count(), PreviewLink.objects.count()

    client.get(page_of(article), {"_share": "1", "_revoke": "1"})
    client.get(page_of(article, "preview_page"))

    assert (Event.objects.count(), article.revisions.count(), PreviewLink.objects.count()) == before


# Links for outside


def test_an_editor_gives_a_link_out_and_a_stranger_sees_that_revision_alone(as_person, article):
    client = as_person("编辑")

    client.post(page_of(article), {"_share": "1"})
    shown = unescape(client.get(page_of(article)).content.decode())
    address = PreviewLink.objects.get().address()
    edit(article, title="后来改的标题", body="后来写的正文。")
    page = Client().get(address)

    assert address in shown
    assert "松川的车间里" in page.content.decode() and "后来" not in page.content.decode()
    assert Event.objects.get(kind="preview_made").detail == {"revision": 1}


def test_a_link_is_of_the_revision_that_is_looked_at(as_person, article):
    edit(article, title="第二个标题")

    as_person("编辑").post(f"{page_of(article)}?revision=1", {"_share": "1"})

    assert PreviewLink.objects.get().shown.number == 1


def test_the_page_from_outside_is_kept_by_nobody_and_sets_no_cookie(article):
    page = Client().get(link_to(article).address())

    assert page.headers["Cache-Control"] == "no-store, private"
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert not page.cookies
    assert "Cookie" not in page.headers.get("Vary", "")
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_the_page_from_outside_leads_nowhere_but_to_itself(article):
    html = Client().get(link_to(article).address()).content.decode()

    links = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert [link for link in links if not link.startswith(("/static/", "?in="))] == []
    assert "<script" not in html and "<form" not in html


def test_the_page_cache_keeps_no_preview(article):
    def site(environ, start_response):
        answer = Client().get(environ["PATH_INFO"])
        start_response(f"{answer.status_code} OK", list(answer.items()))
        return [answer.content]

    link, kept = link_to(article), PageCache(site)

    for _n in range(2):
        list(kept(RequestFactory().get(link.address()).environ, lambda *_said: None))

    link.refresh_from_db()
    assert (link.views, kept._pages) == (2, {})


def test_each_look_is_counted_and_a_head_is_none(article):
    link = link_to(article)

    Client().get(link.address())
    Client().get(link.address(), {"in": "en"})
    Client().head(link.address())

    link.refresh_from_db()
    assert (link.views, link.last_seen_at is not None) == (2, True)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en", "de"])
def test_the_page_from_outside_is_read_in_every_language(article, language):
    assert Client().get(link_to(article).address(), {"in": language}).status_code == 200


def test_a_link_ends_after_seven_days(article):
    link = link_to(article)
    assert timedelta(days=6, hours=23) < link.expires_at - timezone.now() <= timedelta(days=7)

    PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert Client().get(link.address()).status_code == 404


def test_a_link_taken_back_is_found_no_more(as_person, article):
    link = link_to(article)

    as_person("编辑").post(page_of(article), {"_revoke": str(link.pk)})

    assert Client().get(link.address()).status_code == 404
    assert Event.objects.get(kind="preview_revoked").row == article.pk


def test_withdrawing_ends_the_links(article, people):
    link = link_to(article)
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name])
    workflow.publish(article, by=people["终审"])
    assert Client().get(link.address()).status_code == 200

    workflow.withdraw(article, by=people["终审"], text="撤。")

    assert Client().get(link.address()).status_code == 404


def test_no_made_up_link_leads_anywhere(article):
    address = link_to(article).address()
    number, _colon, signature = address.removeprefix("/preview/").rstrip("/").partition(":")

    made_up = [f"/preview/{n}:{signature}/" for n in range(int(number) + 1, int(number) + 200)]
    made_up += [f"/preview/{number}/", f"/preview/{number}:/", f"/preview/{number}:{signature}x/", "/preview/x:y/"]

    assert {Client().get(page).status_code for page in made_up} == {404}


def test_a_link_of_another_piece_is_not_taken_back_on_this_page(as_person, article):
    other = make_complete_article()
    workflow.record(other, by=None, reason="导入")
    link = link_to(other)

    answer = as_person("编辑").post(page_of(article), {"_revoke": str(link.pk)})

    link.refresh_from_db()
    assert (answer.status_code, link.revoked_at) == (404, None)


@pytest.mark.parametrize("role", ["只读", "见习"])
def test_who_may_not_send_to_review_gives_out_no_link_and_sees_none(as_person, article, role):
    link = link_to(article)
    client = as_person(role)

    answers = [client.post(page_of(article), {act: str(link.pk)}).status_code for act in ("_share", "_revoke")]

    assert answers == [403, 403]
    assert link.address() not in unescape(client.get(page_of(article)).content.decode())
    assert PreviewLink.objects.open().count() == 1


def test_a_collection_has_a_link_too(as_person, article):
    collection = make_collection(article, title="新产线")

    as_person("编辑").post(page_of(collection), {"_share": "1"})
    page = Client().get(PreviewLink.objects.get().address())

    assert "第一部分" in page.content.decode()
    assert Article.objects.get().title not in page.content.decode()


def test_the_page_from_outside_asks_few_queries(article, django_assert_num_queries):
    address = link_to(article).address()
    client = Client()

    with django_assert_num_queries(3):  # the link with its revision, the count, the publisher's record
        client.get(address)
