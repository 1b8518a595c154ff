"""How the public pages look: at two widths, light and dark, nothing too wide, nothing cut off, nothing barred."""

from itertools import product
from typing import Any

import pytest

from tests.browser.conftest import COLLECTION
from tests.browser.watched import LOOKS, Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]

PAGES = {
    "home": "/",
    "article": "{article}",
    "edition": "{article}editions/1/",
    "collection": COLLECTION,
    "search": "/search/?q=新质生产力",
    "search that finds nothing": "/search/?q=没有这样的词",
    "articles": "/articles/",
    "archive": "/archive/",
    "nowhere": "/no-such-page/",
    "topic": "/topics/xin-zhi-sheng-chan-li/",
    "about": "/about/",
    "Traditional article": "/zh-hant{article}",
    "English collection": f"/en{COLLECTION}",
}
#: Seen once, on a phone, where room is shortest.
OTHERS = [
    "/archive/2024/",
    "/archive/2024/05/",
    "/topics/",
    "/sources/",
    "/sources/song-chuan-ri-bao/",
    "/authors/",
    "/tags/yin-di-zhi-yi/",
    "/collections/",
    "/corrections/",
    "/zh-hant/search/?q=新质生产力",
    "/en/",
]
VISITS = list(product(PAGES, LOOKS))


@pytest.fixture(scope="module", params=VISITS, ids=lambda seen: f"{seen[0]}-{seen[1][0]}-{seen[1][1]}")
def visit(request: pytest.FixtureRequest, reader: Watched, article: str) -> Any:
    name, (width, scheme, only) = request.param
    reader.look(width, scheme)
    response = reader.open(PAGES[name].format(article=article))
    return {
        "status": response.status,
        "name": name,
        "watched": reader,
        "troubles": reader.all_troubles(),
        "only": only,
    }


def test_nothing_is_wider_than_the_window(visit):
    assert visit["watched"].measured()["wide"] == []


def test_no_chinese_is_cut_off_or_lies_under_another(visit):
    found = visit["watched"].measured()

    assert found["clipped"] == []
    assert found["narrow"] == []
    assert found["overlapping"] == []


def test_no_policy_is_broken_and_nothing_fails_or_comes_from_elsewhere(visit):
    assert visit["status"] == (404 if visit["name"] == "nowhere" else 200)
    assert visit["troubles"] == []


def test_axe_finds_nothing_serious(visit):
    assert visit["watched"].barriers(visit["only"]) == []


@pytest.mark.parametrize("path", OTHERS)
def test_every_other_page_is_in_order_on_a_phone(reader, path):
    reader.look(390, "light")

    assert reader.open(path).status == 200
    assert reader.faults() == []


@pytest.mark.parametrize("prefix", ["/zh-hant", "/en"])
def test_nothing_is_cut_off_or_overlaps_in_another_language(reader, article, prefix):
    """Words are longer in one than in another; all else is the same, and is looked at above."""
    paths = [path.format(article=article) for path in (*PAGES.values(), *OTHERS)]
    found = {}

    for path in (prefix + path for path in paths if not path.startswith(("/zh-hant", "/en"))):
        reader.open(path)
        for width in (1280, 390):
            reader.look(width, "light")
            found |= {f"{path} at {width}: {kind}": names for kind, names in reader.measured().items() if names}

    assert found == {}
