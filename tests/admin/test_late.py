"""The late list: what is past its day, by who has it, with the days and the way to assign it anew."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin.late import MOST_EACH
from articles.editorial import workflow
from tests.admin.places import in_hands, in_review
from tests.factories import make_collection

pytestmark = pytest.mark.django_db
LATE = "/admin/late/"


def people_of(client):
    return {each.name: each for each in client.get(LATE).context["people"]}


def test_it_is_listed_by_person_the_longest_late_first(people, as_person):
    for name, days in (("编辑", -1), ("编辑", -5), ("见习", -2), ("编辑", 0), ("编辑", None)):
        in_hands(people, name, days)

    found = {name: [card.late_days for card in each.cards] for name, each in people_of(as_person("编辑")).items()}

    assert found == {"编辑": [5, 1], "见习": [2]}


def test_what_left_the_hands_late_is_nobodys_and_comes_first(people, as_person):
    in_hands(people, "编辑", -2)
    article = in_review(people, title="放下的")
    workflow.assign(article, by=people["终审"], to=None, due_on=in_hands(people, "见习", -4).due_on)

    assert list(people_of(as_person("编辑"))) == ["没有人经手", "见习", "编辑"]


def test_a_collection_is_late_too(people, as_person):
    collection = make_collection()
    workflow.record(collection, by=None, reason="新建")
    workflow.assign(collection, by=people["终审"], to=people["编辑"], due_on=in_hands(people, "编辑", -4).due_on)

    assert [card.piece for card in people_of(as_person("编辑"))["编辑"].cards][-1] == collection


def test_every_count_leads_to_a_list_of_as_many(people, as_person):
    for name, days in (("编辑", -1), ("编辑", -5), ("见习", -2)):
        in_hands(people, name, days)
    client = as_person("终审")

    counts = [each for person in people_of(client).values() for each in person.counts]

    assert [client.get(each.address).context["cl"].result_count for each in counts] == [each.count for each in counts]


@pytest.mark.parametrize(("name", "shown"), [("终审", True), ("编辑", False), ("只读", False)])
def test_those_who_give_pieces_out_are_led_to_assign_anew(people, as_person, name, shown):
    in_hands(people, "编辑", -1)
    client = as_person(name)

    links = re.findall(r'href="([^"]+#assign)"', client.get(LATE).content.decode())

    assert bool(links) is shown
    assert all('id="assign"' in client.get(link).content.decode() for link in links)


def test_many_of_a_person_are_bounded_and_counted(people, as_person):
    for _ in range(MOST_EACH + 2):
        in_hands(people, "编辑", -1)
    client = as_person("编辑")

    with CaptureQueriesContext(connection) as queries:
        (person,) = client.get(LATE).context["people"]

    assert (len(person.cards), person.count, person.more) == (MOST_EACH, MOST_EACH + 2, 2)
    assert len(queries) <= 8
    assert not [q["sql"] for q in queries if re.search(r'"(body|standfirst|packed)"', q["sql"])]


def test_where_nothing_is_late_it_says_so(people, as_person):
    in_hands(people, "编辑", 1)

    assert "没有过了限期的稿件" in as_person("编辑").get(LATE).content.decode()
