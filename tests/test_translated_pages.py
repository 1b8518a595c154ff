"""Pages in one language: no Chinese at all in English ones, nothing Simplified in Traditional ones.

What editors wrote stays as they wrote it; so the world of these tests is written in letters, and each Han character
on a page is the interface's.
"""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from articles.admin import REGISTERED
from articles.admin.evidence import evidence_of
from articles.editorial import decide, workflow
from articles.editorial.findings import open_findings
from articles.models import (
    Article,
    ArticleLink,
    Author,
    Batch,
    Capture,
    Collection,
    Notice,
    Reading,
    Receipt,
    RetiredSlug,
    Source,
    Stage,
    SuggestionDecision,
    Topic,
    User,
)
from tests.catalogues import simplified_only
from tests.crawl import linked
from tests.factories import make_article, make_author, make_collection, make_source, make_topic, make_user
from tests.once import once
from tests.press import moment, publish, publish_collection, publisher, withdraw

pytestmark = pytest.mark.django_db

MADE_BY_HAND = (Article, Collection, Source, Author, Topic, Stage, User, Group)
#: What readers of Simplified are to see, as the desk shows it whatever its own language.
_IN_ANOTHER = "/preview/page/?in=zh-hans"
HAN = re.compile(r"[㐀-鿿][^<>]{0,30}")
#: The names of the languages, and of rights, which the database holds in the language it was made in; examples of the guide.
_NAMED = re.compile(
    r'简体中文|繁體中文|简体|繁體|<select name="(?:user_)?permissions".*?</select>|<script[^>]*>.*?</script>|<code>.*?</code>',
    re.DOTALL,
)


_CITED = re.compile(r'<dd class="citation" lang="zh-Han[st]">.*?</dd>')


@pytest.fixture
def world(settings):
    """Make one of everything that pages print."""
    settings.SITE_NAME = "Newsroom"
    for number, stage in enumerate(Stage.objects.all(), 1):
        Group.objects.filter(pk=stage.group_id).update(name=f"Group {number}")
        Stage.objects.filter(pk=stage.pk).update(name=f"Stage {number}")
    Group.objects.exclude(name__startswith="Group").delete()
    broader = make_topic(name="Broader", since="2020")
    topic = make_topic(name="Topic", parent=broader, since="2023-09", scope="Scope.")
    topic.terms.create(form="Variant", kind="variant")
    first, second, third = (_article(number, topic) for number in range(3))
    ArticleLink.objects.create(from_article=first, to_article=second, kind="background", note="Note.")
    collection = make_collection(first, second, title="Collection", standfirst="Standfirst.", introduction="Intro.")
    collection.sections.update(title="Part", introduction="Words.")
    collection.placements.update(note="Why.")
    for article in (first, second, third):
        publish(article, hours=-9)
    publish(first, hours=-8)
    for hours in (-9, -8):
        publish_collection(collection, hours=hours)
    Notice.objects.create(kind="correction", article=first, text="Corrected.", at=moment(-7), by=publisher())
    withdraw(third, text="Withdrawn.")
    return first


def _article(number: int, topic: Topic) -> Article:
    article = make_article(
        title=f"Article {number}", subtitle="Subtitle", standfirst="Standfirst.", body="Text.\n\n## Heading\n\nMore.",
        date=("2024-06-28", "2024", "XXXX-06-28")[number], original_url="https://example.org/",
        source=make_source(name=f"Outlet {number}", region="North", homepage="https://example.org/"),
        people=(("Ann Lee", "reporter"), ("Eve Wu", "editor")),
    )  # fmt: skip
    author = make_author(name=f"Author {number}")
    article.contributions.create(name=author.name, author=author, role="author", order=2)
    article.topics.add(topic)
    article.tags.add("tag")
    return article


def public_addresses(article: Article) -> list[str]:
    edition = article.live_edition
    second, third = Article.objects.get(title="Article 1"), Article.objects.get(title="Article 2")
    records = [
        *Topic.objects.all(), article.tags.get(), Author.objects.get(name="Author 0"),
        Source.objects.get(name="Outlet 0"), Collection.objects.get(), edition, second.live_edition,
    ]  # fmt: skip
    return [
        "/", "/articles/", "/articles/?year=2024", "/collections/", "/topics/", "/sources/", "/authors/", "/archive/",
        "/archive/2024/", "/archive/2024/06/", "/archive/undated/", "/search/", "/search/?q=Text", "/search/?q=nowhere",
        "/corrections/", "/about/", "/feed/", "/no-such-page/", f"/articles/{third.pk}/", edition.get_edition_url(),
        f"{edition.get_absolute_url()}editions/1/", f"{Collection.objects.get().get_absolute_url()}editions/1/",
        *(record.get_absolute_url() for record in records),
    ]  # fmt: skip


def shown(response: HttpResponse) -> str:
    return _NAMED.sub("", response.content.decode())


def test_english_pages_hold_no_chinese(client: Client, world):
    """Citations aside, which are in the language of the text and say so."""
    pages = {address: client.get(f"/en{address}") for address in public_addresses(world)}
    found = {address: HAN.findall(_CITED.sub("", shown(page))) for address, page in pages.items()}

    assert {page.status_code for page in pages.values()} == {200, 404, 410}
    assert {address: words for address, words in found.items() if words} == {}


def test_traditional_pages_hold_nothing_simplified(client: Client, world):
    found = {address: simplified_only(shown(client.get(f"/zh-hant{address}"))) for address in public_addresses(world)}

    assert {address: words for address, words in found.items() if words} == {}


def test_a_count_of_one_has_no_plural(client: Client, world):
    page = client.get("/en/sources/").content.decode()

    assert "1 article<" in page
    assert "2 articles<" in client.get("/en/collections/").content.decode()


# The desk


@pytest.fixture
def desk(world):
    """Make what the desk alone shows, on top of the public world."""
    with translation.override("en"):
        maker = make_user("maker", display_name="Maker", is_superuser=True)
        drafted, waiting = make_article(title="", body="Text."), _article(1, Topic.objects.all()[0])
        workflow.record(drafted, by=maker, reason="Made")
        ending = next(finding for finding in open_findings(waiting) if finding.level != "block")
        decide.dismiss(waiting, ending.key, by=maker, reason="As printed")
        workflow.submit(waiting, by=maker)
        workflow.record(Collection.objects.get(), by=maker, reason="Made")
        signer = make_user("signer", (Stage.objects.all()[0].group.name,), display_name="Signer")
        workflow.sign(waiting, by=signer)
    capture = Capture.objects.create(sha256="a" * 64, size=1, packed=Capture.pack(b"x"))
    batch = Batch.objects.create(how="ingest", by=maker, totals={"imported": 1, "flagged": 2})
    Receipt.objects.create(capture=capture, batch=batch, name=b"x.txt")
    Reading.objects.create(
        capture=capture, reader="1", outcome="flagged", shape="plain", encoding="utf-8", encoding_found_by="strict",
        flags=["no-date", "no-source"], packed=Capture.pack(b"{}"),
    )  # fmt: skip
    SuggestionDecision.objects.create(article=drafted, topic=Topic.objects.all()[0], accepted=True, by=maker)
    RetiredSlug.objects.create(kind="topic", slug="old", target_id=1)
    publish(_article(0, Topic.objects.all()[0]), hours=9)
    return waiting


def desk_addresses(article: Article) -> Iterator[str]:
    """Yield the pages of the desk: the front page, and for every model its list, its form and one of its records."""
    yield from ("/admin/", reverse("admin:app_list", args=["articles"]), reverse("admin:password_change"))
    yield from (reverse(f"admin:{name}") for name in ("board", "month", "late", "figures"))
    for model, _admin in REGISTERED:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_changelist") + "?q=nowhere"
        yield from (reverse(f"{name}_change", args=[row.pk]) for row in model._default_manager.all()[:3])
        if model in MADE_BY_HAND:
            yield reverse(f"{name}_add")
    yield reverse("admin:articles_article_history", args=[article.pk])
    yield reverse("admin:articles_article_diff", args=[article.pk, 1])
    yield reverse("admin:articles_article_change", args=[article.pk])
    yield reverse("admin:articles_author_delete", args=[make_author(name="Spare").pk])


def desk_client(language: str) -> Client:
    client = Client()
    client.force_login(make_user("chief", is_superuser=True, display_name="Chief", language=language))
    return client


def desk_pages(client: Client, article: Article) -> dict[str, str]:
    """Return the pages of the desk that are named above, and those that links lead to, by address."""
    pages: dict[str, str] = {}

    def fetch(address: str) -> str | None:
        if address not in pages and _IN_ANOTHER not in address:
            page = client.get(address)
            if page.status_code == 200 and "html" in page.headers["Content-Type"]:
                pages[address] = shown(page)
        return pages.get(address)

    assert [address for address in desk_addresses(article) if fetch(address) is None] == []
    assert {name for name, _address, _text in linked(fetch, most=1)} > {"admin:inbox", "admin:guide", "admin:find"}
    return pages


@once
def test_the_desk_in_english_holds_no_chinese(desk):
    found = {address: HAN.findall(text) for address, text in desk_pages(desk_client("en"), desk).items()}

    assert "\n".join(f"{address}: {words}" for address, words in found.items() if words) == ""


@once
def test_the_desk_in_traditional_holds_nothing_simplified(desk):
    pages = desk_pages(desk_client("zh-hant"), desk)
    found = {address: "".join(simplified_only(text)) for address, text in pages.items()}

    assert "\n".join(f"{address}: {words}" for address, words in found.items() if words) == ""


@pytest.mark.parametrize("seed", ["frontmatter/2024-09-10-lao-che-jian.txt", "portal/hu-shi-mao-yi.txt"])
def test_the_evidence_is_explained_in_english(settings, seed):
    call_command("ingest", settings.BASE_DIR / "seeds" / seed, verbosity=0)
    with translation.override("en"):
        evidence = evidence_of(Article.objects.get())

    words = [word for fact in evidence.facts for word in (str(fact.label), fact.certainty)]
    words += [fact.found for fact in evidence.facts if fact.line]
    words += [run.why for line in evidence.lines for run in line if run.kind in ("del", "field")]

    assert words
    assert [word for word in words if HAN.search(word)] == []


def test_findings_of_the_reading_speak_the_language_of_the_desk(settings, tmp_path):
    text = "---\ntitle: 松川的一座桥\ndate: 2024-06-28\n---\n\n松川的桥修好了，负责人***说，通车以后进城只要十分钟。\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    call_command("ingest", tmp_path / "a.md", verbosity=0)

    with translation.override("en"):
        found = {finding.code: finding.message for finding in open_findings(Article.objects.get())}

    assert found["elided-name"] == "Asterisks stand for a name here; it is not filled in. Check the original."
