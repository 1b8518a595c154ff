"""What each field is for, in the words of a newsroom: over the forms as superusers and editors meet them."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from articles.admin import REGISTERED
from articles.models import SavedView, Tag
from tests.factories import make_author, make_collection, make_complete_article, make_topic, make_user
from tests.once import once

pytestmark = [pytest.mark.django_db, once]

EDITED = {"article", "collection", "source", "author", "topic", "tag", "savedview"}
MANAGED = {"stage", "user", "group"}


@pytest.fixture
def world() -> None:
    """Make a record of everything that has a form, with rows in its lists."""
    article, other = make_complete_article(), make_complete_article()
    article.links.create(to_article=other, kind="background")
    article.tags.add("冰雪")
    make_collection(article)
    make_author()
    make_topic(parent=make_topic()).terms.create(form="冰雪产业", kind="variant")
    Tag.objects.get().forms.create(form="冰与雪")
    SavedView.objects.create(owner=make_user(), model="article", name="在审", shared=True)


def asked(*, chief: bool, language: str = "zh-hans") -> dict[str, tuple[Any, Any]]:  # Any: a field of a form, a page
    """Return, by form and name, every field that one sees and may change, with its page."""
    client = Client()
    client.force_login(make_user("", () if chief else ("复审",), is_superuser=chief, language=language))
    pages = {f"{address}": client.get(address) for address in addresses()}
    shown = {address: page for address, page in pages.items() if page.context and "adminform" in page.context}
    return {f"{at} {name}": (field, page) for at, page in shown.items() for name, field in fields(page)}


def addresses() -> Iterator[str]:
    """Yield the add and the change form of each model."""
    for model, _admin in REGISTERED:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_add")
        yield from (reverse(f"{name}_change", args=[row.pk]) for row in model._default_manager.order_by("pk")[:1])


def fields(page: Any) -> Iterator[tuple[str, Any]]:  # Any: a page, a field of a form
    """Yield the fields of a page by name, those of its lists after a dot."""
    for field in (each for part in page.context["adminform"] for line in part for each in line):
        if not getattr(field, "is_readonly", False) and not field.field.is_hidden:
            yield field.field.name, field.field
    for inline in page.context["inline_admin_formsets"]:
        if inline.has_change_permission or inline.has_add_permission:
            seen = inline.formset.empty_form.visible_fields()
            yield from ((f"{inline.opts.model._meta.model_name}.{f.name}", f) for f in seen if f.name != "DELETE")


def said(language: str, *, chief: bool = True) -> dict[str, str]:
    """Return what each field says it is for, by form and name."""
    found = asked(chief=chief, language=language)
    with override(language):
        return {name: str(field.help_text) for name, (field, _page) in found.items()}


@pytest.mark.parametrize(("chief", "models"), [(True, EDITED | MANAGED), (False, EDITED)])
def test_every_field_says_what_it_is_for_and_more_than_its_label(world, chief, models):
    found = asked(chief=chief)

    assert {name.split("/")[3] for name in found} == models
    assert [name for name, (field, _page) in found.items() if not field.help_text] == []
    assert [name for name, (field, _) in found.items() if str(field.help_text).strip("。") in str(field.label)] == []


@pytest.mark.parametrize("chief", [True, False])
def test_what_a_field_is_for_stands_on_its_page(world, chief):
    found = {
        name: (str(field.help_text), unescape(page.content.decode()))
        for name, (field, page) in asked(chief=chief).items()
    }

    assert [name for name, (words, page) in found.items() if unescape(words) not in page] == []


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_what_a_field_is_for_is_said_in_the_language_of_the_desk(world, language):
    here, there = said("zh-hans"), said(language)

    missing = [name for name, words in here.items() if there.get(name) == words]

    assert there.keys() >= {name for name in here if "/user/" not in name}
    assert missing == []


def test_django_explains_no_field_of_the_people(world):
    """Its words are those of who runs a site, and not of a newsroom."""
    foreign = ("指明", "管理站点", "该用户", "特定权限")

    assert [words for words in said("zh-hans").values() if any(word in words for word in foreign)] == []
