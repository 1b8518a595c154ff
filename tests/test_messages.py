"""The interface in three languages: catalogues whole and compiled, and pages that show no other language.

`make messages` needs GNU gettext; these tests do not, so a string left out is found on any machine.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings

from articles.admin import vocabulary
from articles.text.ledger import RULES
from tests.catalogues import (
    Entry,
    Key,
    bare_in_python,
    bare_in_template,
    compiled,
    eager,
    in_python,
    in_template,
    read_mo,
    read_po,
    simplified_only,
)

LOCALES = ("en", "zh_Hant")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[\d.]*[a-z]|%[a-z%]|</?\w+>|`[^`]*`|https?://|--[a-z-]+|XXXX|\[\[|\]\]")


def po(locale: str) -> Path:
    return Path(settings.BASE_DIR) / f"articles/locale/{locale}/LC_MESSAGES/django.po"


def strings() -> set[Key]:
    """Return every string of the code and of the templates."""
    base = Path(settings.BASE_DIR)
    modules = [*base.glob("articles/**/*.py"), *base.glob("newsroom/*.py")]
    templates = [*base.glob("templates/**/*.html"), *base.glob("templates/**/*.txt"), *base.glob("templates/**/*.xml")]
    found = {key for path in modules for key in in_python(path.read_text(encoding="utf-8"))}
    return found | {key for path in templates for key in in_template(path.read_text(encoding="utf-8"))}


def merged(keys: set[Key]) -> set[Key]:
    """Return `keys` as a catalogue holds them: a string used with and without a plural is one."""
    counted = {(key.message, key.context) for key in keys if key.plural}
    return {key for key in keys if key.plural or (key.message, key.context) not in counted}


def translations(entry: Entry) -> list[tuple[Key, str]]:
    return [(entry.key, text) for text in entry.translations]


# The collector


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('from django.utils.translation import gettext as _\n_("专" "题")', [Key("专题")]),
        ('from articles.told import told as _\n_("专题")', [Key("专题")]),
        ('from django.utils.translation import ngettext\nngettext("篇", "多篇", 2)', [Key("篇", "", "多篇")]),
        ('from django.utils.translation import pgettext_lazy as p\np("plural", "专题")', [Key("专题", "plural")]),
        ("from django.utils.translation import gettext as _\n_(word)", []),
        ('def _(x): ...\n_("专题")', []),
    ],
)
def test_strings_of_code_are_found(source, expected):
    assert list(in_python(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% load i18n %}{% translate "专题" %}', [Key("专题")]),
        ('{% load i18n %}{% translate "引用" context "colophon" as x %}', [Key("引用", "colophon")]),
        ('{% load i18n %}{% firstof title _("（无标题）") %}', [Key("（无标题）")]),
        ("{% load i18n %}{% blocktranslate with n=a %}第 {{ n }} 版{% endblocktranslate %}", [Key("第 %(n)s 版")]),
        (
            "{% load i18n %}{% blocktranslate count n=a %}{{ n }} 篇{% plural %}{{ n }} 多篇{% endblocktranslate %}",
            [Key("%(n)s 篇", "", "%(n)s 多篇")],
        ),
        ("<p>专题</p>", []),
    ],
)
def test_strings_of_templates_are_found(source, expected):
    assert list(in_template(source)) == expected


# Words that no catalogue has

#: Modules whose Chinese is no word of the interface, and what it is. `text` and `ingest` know no gettext (see below).
NO_WORDS = {
    "articles/apps.py": "names that a house gives its groups and stages, and changes",
    "articles/admin/forms.py": "how tags are set apart when a form is read",
    "articles/admin/merging.py": "how tags are set apart when a form is read",
    "articles/admin/preview.py": "scripts, each named in itself",
    "articles/admin/proposing.py": "what an editor may type",
    "articles/admin/ranges.py": "what an editor may type",
    "articles/editorial/freeze.py": "how an edition lists its people",
    "articles/editorial/lint/mixed_scripts.py": "what a check looks for",
    "articles/editorial/lint/unit_conversion.py": "what a check looks for",
    "articles/editorial/lint/unresolved_benbao.py": "what a check looks for",
    "articles/management/commands/demo.py": "the people and the work of the demo",
    "articles/templatetags/press.py": "scripts, each named in itself; marks of a text",
    "articles/views/citation.py": "a citation, in the language of what it cites",
    "newsroom/settings.py": "languages, each named in itself; the name of the house",
}
#: Lines of templates with marks that stand in a text, or that a button puts there.
IN_A_TEXT = ("text_lang", 'data-pair="')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('x = "专题"', ["专题"]),
        ('x = f"{name}：{value}"', ["："]),
        ('from django.utils.translation import gettext as _\nx = _("专题")', []),
        ('"""专题。"""\nimport re\nX = re.compile("[年月]")', []),
    ],
)
def test_words_that_no_catalogue_can_have_are_found_in_code(source, expected):
    assert list(bare_in_python(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>专题</p>", ["<p>专题</p>"]),
        ("{{ label }}：{{ value }}", ["{{ label }}：{{ value }}"]),
        ('{{ names|join:"、" }}', ['{{ names|join:"、" }}']),
        ('{% translate "专题" %}{# 专题 #}{% firstof x _("无题") %}', []),
        ("{% blocktranslate with n=x %}第 {{ n }} 版{% endblocktranslate %}", []),
    ],
)
def test_words_that_no_catalogue_can_have_are_found_in_templates(source, expected):
    assert list(bare_in_template(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('from django.utils.translation import gettext as _\nX = {"a": _("专题")}', ["_('专题')"]),
        ('from articles.told import told as _\nX = _("专题")', ["_('专题')"]),
        ('from django.utils.translation import gettext_lazy as _\nX = _("专题")', []),
        ('from django.utils.translation import gettext as _\ndef f():\n    return _("专题")', []),
        ('from django.utils.translation import gettext as _\nF = lambda: _("专题")', []),
    ],
)
def test_what_is_translated_too_early_is_found(source, expected):
    assert list(eager(source)) == expected


def modules() -> Iterator[tuple[str, str]]:
    """Yield the modules that may speak to people, by path: those beneath know no gettext, migrations speak to nobody."""
    base = Path(settings.BASE_DIR)
    for path in sorted([*base.glob("articles/**/*.py"), *base.glob("newsroom/*.py")]):
        name = path.relative_to(base).as_posix()
        if not name.startswith(("articles/text/", "articles/ingest/", "articles/migrations/")):
            yield name, path.read_text(encoding="utf-8")


def test_code_says_nothing_that_no_catalogue_can_have():
    """A check of a text may name the single marks that it looks for."""
    found = {
        name: [words for words in bare_in_python(source) if len(words) > 1 or "/lint/" not in name]
        for name, source in modules()
    }
    said = {name: words for name, words in found.items() if words}

    assert {name: words for name, words in said.items() if name not in NO_WORDS} == {}
    assert sorted(NO_WORDS.keys() - said.keys()) == []


def test_code_translates_nothing_while_it_is_imported():
    found = {name: list(eager(source)) for name, source in modules()}

    assert {name: words for name, words in found.items() if words} == {}


def test_templates_say_nothing_that_no_catalogue_can_have():
    base = Path(settings.BASE_DIR) / "templates"
    texts = {path.relative_to(base).as_posix(): path.read_text(encoding="utf-8") for path in base.glob("**/*.*")}
    found = {name: list(bare_in_template(text)) for name, text in texts.items()}
    said = {
        name: [line for line in lines if not any(kept in line for kept in IN_A_TEXT)] for name, lines in found.items()
    }

    assert {name: lines for name, lines in said.items() if lines} == {}


# The catalogues


@pytest.mark.parametrize("locale", LOCALES)
def test_no_string_is_missing_and_none_is_left_over(locale):
    known = {entry.key for entry in read_po(po(locale))[1]}

    assert sorted(merged(strings()) - known) == []
    assert sorted(known - merged(strings())) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_string_is_translated_and_none_is_in_doubt(locale):
    header, entries = read_po(po(locale))
    forms = int(re.search(r"nplurals=(\d)", header["Plural-Forms"])[1])

    wanting = [
        e.key for e in entries if not all(e.translations) or len(e.translations) != (forms if e.key.plural else 1)
    ]
    doubtful = [e.key for e in entries if e.is_fuzzy or any(comment.startswith("#~") for comment in e.comments)]

    assert (wanting, doubtful) == ([], [])


@pytest.mark.parametrize("locale", LOCALES)
def test_compiled_catalogue_equals_its_source(locale):
    path = po(locale)

    assert read_mo(path.with_suffix(".mo")) == compiled(path)


@pytest.mark.parametrize("locale", LOCALES)
def test_header_holds_no_time_and_no_name(locale):
    assert set(read_po(po(locale))[0]) == {
        "Project-Id-Version", "Report-Msgid-Bugs-To", "Language", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding", "Plural-Forms",
    }  # fmt: skip
    assert not re.search(r"^#: ", po(locale).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_keep_values_and_markup(locale):
    pairs = [pair for entry in read_po(po(locale))[1] for pair in translations(entry)]

    changed = [
        (key.message, text)
        for key, text in pairs
        if sorted(_PLACEHOLDER.findall(key.message)) != sorted(_PLACEHOLDER.findall(text))
    ]

    assert changed == []


def test_english_holds_no_han():
    pairs = [pair for entry in read_po(po("en"))[1] for pair in translations(entry)]

    assert [text for _, text in pairs if re.search(r"[㐀-鿿，。；：、《》（）]", text)] == []


def test_traditional_holds_nothing_simplified():
    pairs = [pair for entry in read_po(po("zh_Hant"))[1] for pair in translations(entry)]

    assert [text for _, text in pairs if simplified_only(text)] == []


# The words of scripts


def test_scripts_hold_no_words_of_their_own():
    """What a script says stands in its page, translated."""
    found = {}
    for path in (Path(settings.BASE_DIR) / "articles/static/articles").glob("*.js"):
        code = re.sub(r"(?m)(?:^|\s)//.*$", "", path.read_text(encoding="utf-8"))
        found[path.name] = re.findall(r'[㐀-鿿]{2,}|"[A-Z][a-z]+ [a-z]+[^"]*"', code)

    assert {name: words for name, words in found.items() if words} == {}


# The words of the pure code


def test_rules_of_the_ledger_are_in_the_vocabulary():
    assert set(vocabulary.RULES) == set(RULES.values())


def test_what_django_has_in_simplified_is_put_right():
    places = [Path(django.__file__).parent / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    theirs = [path for place in places if place.name != "articles" for path in place.glob("locale/zh_Hant/*/*.mo")]
    told = {key: text for path in theirs for key, text in read_mo(path).items() if key}

    assert {key for key, text in told.items() if simplified_only(text)} == set(vocabulary.DJANGO)
