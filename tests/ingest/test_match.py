"""Matching names to authorities: one bearer is linked, none is made, a choice is left to an editor."""

from typing import Any

import pytest

from articles.ingest.match import Match, find_known, match
from articles.models import Author, AuthorForm, Source, SourceForm
from tests.factories import make_author, make_source
from tests.ingest.documents import make_document, make_outlet, make_person

pytestmark = pytest.mark.django_db


def matched(**fields: Any) -> Match:
    document = make_document(**fields)
    return match(document.fields, find_known([document]))


def codes(found: Match) -> list[str]:
    return [flag.code for flag in found.flags]


def test_outlet_with_one_bearer_is_linked() -> None:
    source = make_source(name="松川日报")

    found = matched(outlets=(make_outlet("松川日报"),))

    assert (found.sources, found.flags) == ((source,), ())


@pytest.mark.parametrize("spelling", ["松川日報", " 松川日报 ", "松川日报"])
def test_outlet_is_found_in_every_spelling(spelling: str) -> None:
    source = make_source(name="松川日报")

    assert matched(outlets=(make_outlet(spelling),)).sources == (source,)


def test_outlet_that_only_begins_alike_is_another() -> None:
    source = make_source(name="松川日报")

    found = matched(outlets=(make_outlet("松川日报社"),))

    assert found.sources != (source,)
    assert Source.objects.count() == 2


@pytest.mark.parametrize("role", ["published_by", "reprinted_by", "captured_from", "byline_outlet"])
def test_outlet_nobody_knows_becomes_a_source_of_unknown_kind(role: str) -> None:
    (source,) = matched(outlets=(make_outlet("北岸晨报", role),)).sources

    assert source is not None
    assert (source.name, source.kind) == ("北岸晨报", "unknown")
    assert [form.form for form in source.forms.all()] == ["北岸晨报"]


def test_outlet_named_twice_is_made_once() -> None:
    one, other = matched(outlets=(make_outlet("北岸晨报"), make_outlet("北岸晨報", "captured_from"))).sources

    assert one == other
    assert Source.objects.count() == 1


def test_outlet_with_two_bearers_is_left_to_an_editor() -> None:
    one, other = make_source(name="晨报", region="松川市"), make_source(name="晨报", region="界江市")

    found = matched(outlets=(make_outlet("晨报"),))

    assert (found.sources, codes(found)) == ((None,), ["source-to-choose"])
    assert [(p.field, p.value) for p in found.proposals] == [("source-record", one.slug), ("source-record", other.slug)]
    assert "松川市" in found.proposals[0].reason
    assert Source.objects.count() == 2


@pytest.mark.parametrize("name", ["长" * 121, "", "北岸\x1b[31m报"])
def test_name_no_source_can_bear_makes_none(name: str) -> None:
    found = matched(outlets=(make_outlet(name),))

    assert found.sources == (None,)
    assert not SourceForm.objects.exists()


def test_author_with_the_same_affiliation_is_linked() -> None:
    author = make_author(name="林远舟", affiliation="松川市委讲师团")

    assert matched(people=(make_person("林远舟", affiliation="松川市委講師團"),)).authors == (author,)


@pytest.mark.parametrize(("known", "stated"), [("", "松川大学"), ("松川大学", ""), ("", "")])
def test_author_is_linked_where_an_affiliation_is_unknown(known: str, stated: str) -> None:
    author = make_author(name="林远舟", affiliation=known)

    assert matched(people=(make_person("林远舟", affiliation=stated),)).authors == (author,)


def test_author_with_another_affiliation_is_left_to_an_editor() -> None:
    author = make_author(name="林远舟", affiliation="松川大学")

    found = matched(people=(make_person("林远舟", affiliation="界江海关"),))

    assert (found.authors, codes(found)) == ((None,), ["author-to-choose"])
    assert [(p.value, [fact.value for fact in p.evidence]) for p in found.proposals] == [
        (author.slug, ["林远舟", "界江海关"])
    ]
    assert Author.objects.count() == 1


def test_author_with_two_bearers_is_left_to_an_editor() -> None:
    make_author(name="林远舟", affiliation="松川大学")
    make_author(name="林远舟", affiliation="界江海关")

    found = matched(people=(make_person("林远舟", affiliation="界江海关"),))

    assert (found.authors, codes(found), len(found.proposals)) == ((None,), ["author-to-choose"], 2)


def test_author_nobody_knows_is_made_with_the_affiliation() -> None:
    (author,) = matched(people=(make_person("沈知秋", affiliation="松川大学"),)).authors

    assert author is not None
    assert (author.name, author.affiliation) == ("沈知秋", "松川大学")
    assert [form.form for form in author.forms.all()] == ["沈知秋"]


def test_name_to_confirm_is_neither_made_nor_linked() -> None:
    make_author(name="林远舟")

    found = matched(people=(make_person("林远舟", confirm=True), make_person("沈知秋", confirm=True)))

    assert found == Match((), (None, None))
    assert AuthorForm.objects.count() == 1


def test_nothing_is_made_when_told_not_to() -> None:
    document = make_document(outlets=(make_outlet("北岸晨报"),), people=(make_person("沈知秋"),))

    found = match(document.fields, find_known([document]), create=False)

    assert found == Match((None,), (None,))
    assert not Source.objects.exists()


def test_forms_of_a_capture_cost_two_queries(django_assert_num_queries: Any) -> None:
    make_source(name="松川日报")
    documents = [
        make_document(item=n, outlets=(make_outlet("松川日报"),), people=(make_person(f"林远舟{n}"),)) for n in range(9)
    ]

    with django_assert_num_queries(2):
        known = find_known(documents)
    with django_assert_num_queries(0):
        match(documents[0].fields, known, create=False)
