"""The table of keys: each does something in its script, none means two things on a page, and the docs name all of them."""

import re

import pytest
from django.conf import settings

from articles.admin.keymap import PLACES, SHOWN, keys_of

STATIC = settings.BASE_DIR / "articles/static/articles"
TEMPLATES = settings.BASE_DIR / "templates/admin"
#: How a key is called in a script, where that is not the sign on its cap.
CALLED = {
    "↓": "ArrowDown",
    "↑": "ArrowUp",
    "Alt+S": "KeyS",
    "Alt+↑": "ArrowUp",
    "Alt+↓": "ArrowDown",
    "Ctrl+K": '"k"',
    "Alt+C": "KeyC",
    "Ctrl+Enter": '"Enter"',
    "Ctrl+F": '"f"',
    "Shift+Enter": "shiftKey",
    "Esc": "Escape",
    "1…9": "[1-9]",
}
ALL = [(name, pressed) for name, place in PLACES.items() for key in place.keys for pressed in key.pressed]
#: What the browser does of itself: it closes a dialog, and takes back what was typed.
OF_THE_BROWSER = {("find", "Esc"), ("body", "Ctrl+Z")}


def scripts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))


def templates() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))


def is_answered(place: str, pressed: str) -> bool:
    """Return whether the script of a place answers a key, or a page marks what it presses or leads to."""
    script = (STATIC / PLACES[place].script).read_text(encoding="utf-8")
    if pressed.startswith("g "):
        return f'data-go="{pressed[2:]}"' in templates() and "data-go" in script
    sign = CALLED.get(pressed, pressed)
    if sign in CALLED.values():
        return sign in scripts()
    return bool(re.search(rf'(?m)^  "?{re.escape(sign)}"?(?:: |,$)|"{re.escape(sign)}"', script)) or (
        f'data-key="{sign}"' in templates() and "data-key" in script
    )


@pytest.mark.parametrize(("place", "pressed"), ALL)
def test_a_key_that_is_named_is_answered(place, pressed):
    assert (place, pressed) in OF_THE_BROWSER or is_answered(place, pressed)


@pytest.mark.parametrize(("place", "pressed"), [("article", "z"), ("everywhere", "g z"), ("list", "w")])
def test_a_key_that_is_not_named_is_not(place, pressed):
    assert not is_answered(place, pressed)


@pytest.mark.parametrize("page", SHOWN)
def test_no_key_means_two_things_on_a_page(page):
    pressed = [each for place in keys_of(page) for key in place.keys for each in key.pressed]

    assert sorted(set(pressed)) == sorted(pressed)
    assert not {each[0] for each in pressed if each.startswith("g ")} & set(pressed)


def test_every_link_that_a_letter_leads_to_is_in_the_table():
    marked = {f"g {letter}" for letter in re.findall(r'data-go="(\w)"', templates())}

    assert marked == {pressed for _place, pressed in ALL if pressed.startswith("g ")}


def test_every_single_key_of_the_scripts_is_in_the_table():
    table = re.search(r"(?s)const KEYS = \{(.*?)\n\};", (STATIC / "keys.js").read_text(encoding="utf-8"))
    assert table
    answered = set(re.findall(r'(?m)^  "?(\w|\?)"?(?:: |,)', table[1]))
    marked = set(re.findall(r'data-key="(\w)"', templates()))

    assert answered | marked <= {pressed for _place, pressed in ALL}


def test_every_place_is_shown_on_a_page_or_acts_in_a_box_of_its_own():
    assert {name for names in SHOWN.values() for name in names} | {"find", "body"} == set(PLACES)


@pytest.mark.parametrize("part", [0, 1], ids=["Chinese", "English"])
def test_the_guide_names_every_key(part):
    text = (settings.BASE_DIR / "docs/editors.md").read_text(encoding="utf-8").split("\n---\n")[part]
    caps = {pressed for _place, pressed in ALL} - {"1…9"}

    assert sorted(pressed for pressed in caps if f"`{pressed}`" not in text) == []


@pytest.mark.django_db
def test_the_page_lists_every_key_and_every_page_its_own(as_person):
    client = as_person("编辑")
    page = client.get("/admin/keys/").content.decode()
    popover = client.get("/admin/queue/").content.decode().partition('id="keys"')[2]

    does = [str(key.does) for place in PLACES.values() for key in place.keys]
    assert [each for each in does if each not in page] == []
    assert all(str(key.does) in popover for place in keys_of("list") for key in place.keys)
    assert str(PLACES["article"].name) not in popover
