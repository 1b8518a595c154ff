"""Pages in Chinese: nothing of them is left in English, in neither script, at the desk and outside.

The world of these tests is the demo's, whose texts are Chinese: a word in letters is the interface's, a name, or a unit.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from articles.admin import REGISTERED
from articles.models import Article, Collection, Edition
from tests.factories import make_user
from tests.once import once
from tests.test_translated_pages import MADE_BY_HAND

pytestmark = [pytest.mark.django_db, once]

#: What a Chinese page may say in letters: keys, formats, names of things that have no other, and what the demo's texts hold.
KEPT = re.compile(
    r"https?://\S*|[\w.-]+@[\w.-]+|\b[\w-]+\.(?:txt|md|html?|csv|jsonl?|docx|pdf|xml|toml|gz|zip|org|com|cn)\b|/[\w/<>.#?=&-]+|"
    r"\b(?:Ctrl|Enter|Esc|Alt|Shift|Tab|Space|English|Newsroom|Word|CSV|JSON|JSONL|Lines|PDF|DOCX|EPUB|ZIP|zip|gzip|HTML|RSS|Atom|URL|UTF|EDTF|SHA|ISSN|ORCID|BOM|"
    r"QQ|TOTP|Mac|Command|Control|IP|MB|KB|ID|POST|GB|ASCII|XXXX|GB18030)\b|[0-9a-f]{8,}|\w*\d\w*|[a-z]+(?:[-_][a-z]+)+|\b[a-z]+/[\w.#-]+"
)
WORD = re.compile(r"[A-Za-z][A-Za-z'’]{2,}(?:[ ][A-Za-z'’]+)*")
_UNSEEN = re.compile(
    r"<(script|style|template|code|kbd|textarea)\b.*?</\1>|<!--.*?-->|<pre\b.*?</pre>|<[^<>]*\blang=\"en\"[^<>]*>[^<>]*",
    re.DOTALL,
)
_TOLD = re.compile(r'\s(?:title|alt|aria-label|placeholder)="([^"]*)"')
#: Pictures that a script names in the language of the page (a11y.js), and what is shown as it lies in the database.
_NAMED_LATER = re.compile(
    r'alt="(?:Search|True|False|None)"|<div class="form-row field-payload">.*?</fieldset>', re.DOTALL
)
#: Addresses, names of accounts and of files, and the codes of findings, are words in letters wherever they are shown.
_CODES = re.compile(
    r'<(td|th|div)\b[^<>]*class="[^"]*field-(?:slug|key|username|name_display|title_pinyin|code|received|english|path|address|row_name|model|kind)\b.*?</\1>',
    re.DOTALL,
)
_BUTTON = re.compile(r'<input\b[^<>]*type="(?:submit|button)"[^<>]*>')


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Fill the database once with the demo, and leave nothing."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], DEMO=True)
    with django_db_blocker.unblock(), quick, transaction.atomic():
        call_command("demo", "--no-serve", verbosity=0)
        yield
        transaction.set_rollback(True)


def english(page: str) -> list[str]:
    """Return the words in letters that a page shows or says, but for what is kept."""
    page = _CODES.sub("", _NAMED_LATER.sub("", _UNSEEN.sub("\n", page)))
    told = [*_TOLD.findall(page), *re.findall(r'value="([^"]*)"', " ".join(_BUTTON.findall(page)))]
    shown = re.sub(r"<[^<>]*>", "\n", page)
    return sorted({word for text in (shown, *told) for word in WORD.findall(KEPT.sub(" ", unescape(text)))})


def desk_addresses() -> Iterator[str]:
    """Yield the pages of the desk that stand by themselves, every list, form and a record of each model."""
    for name in ("index", "import", "queue", "find", "keys", "password_change", "second"):
        yield reverse(f"admin:{name}")
    for model, _admin in REGISTERED:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield from (reverse(f"{name}_change", args=[row.pk]) for row in model._default_manager.order_by("pk")[:2])
        yield from (reverse(f"{name}_history", args=[row.pk]) for row in model._default_manager.order_by("pk")[:1])
        if model in MADE_BY_HAND:
            yield reverse(f"{name}_add")
    published = Article.objects.filter(state="published").first()
    assert published
    for page in ("preview", "schedule"):
        yield reverse(f"admin:articles_article_{page}", args=[published.pk])
    yield reverse("admin:articles_article_notice", args=[published.pk, "withdraw"])


def public_addresses() -> Iterator[str]:
    yield from (
        "/",
        "/articles/",
        "/collections/",
        "/topics/",
        "/sources/",
        "/authors/",
        "/archive/",
        "/corrections/",
        "/about/",
    )
    yield from ("/search/", "/search/?q=新质", "/no-such-page/")
    yield Edition.objects.live().first().get_absolute_url()
    yield Collection.objects.get().get_absolute_url()


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_the_desk_in_chinese_holds_no_english(demo, settings, language):
    settings.DEMO = True
    client = Client()
    client.force_login(make_user("zhubian", is_superuser=True, display_name="主编", language=language))

    found = {address: english(client.get(address).content.decode()) for address in desk_addresses()}

    lines = [f"{address}: {words}" for address, words in found.items() if words]
    assert lines == []


@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
def test_public_pages_in_chinese_hold_no_english(demo, client, prefix):
    found = {address: english(client.get(prefix + address).content.decode()) for address in public_addresses()}

    assert {address: words for address, words in found.items() if words} == {}


def test_words_in_letters_are_found_where_a_page_shows_or_says_them():
    page = '<a href="/x/" title="View on site">看</a><input type="submit" value="Log in"><script>let name</script><p>Ctrl+K 导入 a.csv</p>'

    assert english(page) == ["Log in", "View on site"]
