"""Pages of many makes, written for the tests, are read as an editor reads them."""

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from tests.ingest.reading import people
from tests.ingest.shapes.made_pages import FIRST, LAST, PAGES, STORY, TITLE, Made
from tests.ingest.shapes.made_portals import PORTALS
from tests.ingest.shapes.made_sites import SITES


def role(read_as, wanted):
    return next((outlet.name.value for outlet in read_as.fields.outlets if outlet.role == wanted), None)


@pytest.mark.parametrize("made", PAGES + SITES + PORTALS, ids=lambda made: made.name)
def test_made_page_gives_its_facts_and_its_text(made: Made):
    content = made.page.encode(made.encoding)

    (read_as,) = read(content)
    fields, text = read_as.fields, read_as.body.replace("\n", "").removeprefix("## ")

    assert (read_as.shape, check(decode(content).text, read_as)) == ("webpage", ())
    assert (fields.title and fields.title.value) == (made.title or TITLE)
    assert (fields.date and fields.date.value) == made.date
    assert role(read_as, "published_by") == made.source
    assert sorted(people(read_as)) == sorted(made.people)
    assert text.startswith(made.first or FIRST)
    assert text.endswith(made.last or LAST)
    assert [words for words in made.absent if words in read_as.body] == []
    assert [words for words in made.present if words not in read_as.body] == []
    assert read_as.headings == made.headings
    assert role(read_as, "captured_from") == made.captured_from or made.captured_from is None
    assert made.first or [line for line in STORY if line not in read_as.body] == []


@pytest.mark.parametrize(
    ("name", "offered"),
    [("self-media page", ["松川慢慢说"]), ("date in three boxes", ["松川眼"]), ("account page", [])],
)
def test_an_account_is_offered_as_author_where_none_is_named(name, offered):
    made = next(one for one in PAGES if one.name == name)

    (read_as,) = read(made.page.encode())

    assert [one.value for one in read_as.fields.proposals if one.field == "author"] == offered


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_wrong_declaration_changes_nothing(declared, encoding):
    made = next(one for one in PAGES if one.name == "div portal")
    page = made.page.replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")

    (read_as,) = read(page.encode(encoding))

    assert read_as.body == read(made.page.encode())[0].body
