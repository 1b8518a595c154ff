"""The front page: each box holds its pieces and no others, each count leads to a list that holds as many."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.editorial import workflow
from articles.models import Article, Batch, Capture, Reading, Receipt
from tests.admin.places import a_day, in_hands, in_review, sent_back, to_come
from tests.factories import make_article, make_collection, make_user

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def shown(client):
    return client.get(HOME).context["home"]


def pieces(box):
    return {card.piece for card in box.cards}


def flagged_draft(flags, batch=None, **changes):
    number = Capture.objects.count()
    capture = Capture.objects.create(sha256=f"{number:064x}", size=1, packed=Capture.pack(b"x"))
    Receipt.objects.create(capture=capture, batch=batch or Batch.objects.create(how="test"), name=b"x.txt")
    reading = Reading.objects.create(
        capture=capture, reader="1", outcome="flagged" if flags else "imported", shape="plain", encoding="utf-8",
        encoding_found_by="strict", flags=flags, packed=Capture.pack(b"{}"),
    )  # fmt: skip
    return make_article(reading=reading, **changes)


def test_each_piece_stands_in_the_box_it_belongs_to(people, as_person):
    made = a_day(people)

    to_do, mine, others = shown(as_person("编辑")).boxes
    review = shown(as_person("编辑")).others

    assert pieces(to_do) == {made["held"], made["late"]}
    assert (pieces(mine), pieces(others)) == ({made["returned"]}, set())
    assert pieces(review) == {made[name] for name in ("first", "second", "third", "ready", "collection")}


def test_what_others_are_to_mend_stands_apart(people, as_person):
    article = sent_back(people)

    home = shown(as_person("初审"))

    assert [pieces(box) for box in home.boxes] == [set(), set(), {article}]


@pytest.mark.parametrize("name", ["编辑", "初审", "复审", "终审", "只读", "管理员"])
def test_every_count_leads_to_a_list_of_as_many(people, as_person, name):
    a_day(people)
    for flags in (["no-date"], ["no-date", "no-source"], []):
        flagged_draft(flags)
    client = as_person(name)
    home = shown(client)

    counts = [*home.soon, *home.open_collections, *home.flags]
    counts += [each for box in (*home.boxes, home.others) for each in box.counts]

    listed = {each.address: client.get(each.address).context["cl"].result_count for each in counts}
    assert counts
    assert listed == {each.address: each.count for each in counts}


def test_the_counts_of_a_batch_lead_to_its_articles_its_queue_and_its_record(people, as_person):
    batch = Batch.objects.create(how="ingest", totals={"imported": 1, "flagged": 2, "rejected": 4, "unchanged": 3})
    for flags in ([], ["no-date"], ["no-source"]):
        flagged_draft(flags, batch)
    client = as_person("编辑")

    (arrived,) = shown(client).batches
    fine, doubtful, failed = arrived.counts

    assert [each.count for each in arrived.counts] == [1, 2, 4]
    assert [client.get(each.address).context["cl"].result_count for each in (fine, doubtful)] == [1, 2]
    assert "读不了 4" in client.get(failed.address).content.decode()
    assert "未变 3" in arrived.rest


def test_flags_are_counted_by_draft_whatever_else_a_draft_bears(people, as_person):
    for flags in (["no-date"], ["no-date", "no-source"], ["no-date", "no-source"]):
        flagged_draft(flags)
    flagged_draft(["no-date"], state="published")

    found = {str(flag.label): flag.count for flag in shown(as_person("编辑")).flags}

    assert found == {"缺日期": 3, "缺来源": 2}


def test_what_comes_and_what_ends_within_seven_days_is_shown(people, as_person):
    near, ending = to_come(people, 2, title="快了"), to_come(people, 1, until=3, title="快完了")
    ending.editions.update(live_from=timezone.now() - timedelta(hours=1))
    to_come(people, 9, title="还早")

    found = [(planned.title, planned.comes) for planned in shown(as_person("编辑")).scheduled]

    assert found == [(near.title, True), (ending.title, False)]


def test_a_collection_tells_how_far_it_is(people, as_person):
    made = a_day(people)

    rows = {row.card.piece: row for row in shown(as_person("编辑")).collections}

    row, idle = rows[made["collection"]], rows[made["idle collection"]]
    assert (row.public, row.pieces, row.signed, row.stages) == (1, 2, 1, 3)
    assert (idle.public, idle.pieces, idle.signed) == (0, 1, 0)


def test_signatures_on_other_words_count_no_more(people, as_person):
    collection = a_day(people)["collection"]
    collection.title = "另题"
    collection.save()
    workflow.record(collection, by=people["编辑"], reason="改题")

    rows = {row.card.piece: row for row in shown(as_person("编辑")).collections}

    assert rows[collection].signed == 0


def test_rows_are_places_to_stop_at(people, as_person):
    a_day(people)
    flagged_draft(["no-date"])

    page = as_person("终审").get(HOME).content.decode()

    stops = re.findall(r"data-stop>([^<]+)</a>", page)
    assert {"退回", "待终审的", "将上线的", "待初审的"} <= set(stops)
    assert "keys.js" in page


def test_as_many_queries_for_many_as_for_few_and_no_text(people, as_person):
    client = as_person("终审")
    a_day(people)
    flagged_draft(["no-date"])
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    for n in range(20):
        in_hands(people, "编辑", n - 10)
        make_collection(make_article())
        flagged_draft(["no-date", f"x{n}"])
    in_review(people)

    with CaptureQueriesContext(connection) as many:
        home = client.get(HOME).context["home"]

    assert len(many) == len(few) <= 13
    assert not [q["sql"] for q in many if re.search(r'"(body|standfirst|packed|payload|introduction)"', q["sql"])]
    assert max(len(box.cards) for box in (*home.boxes, home.others)) <= 12


def test_a_member_of_staff_without_rights_is_shown_no_title(people):
    a_day(people)
    flagged_draft(["no-date"], title="密稿")
    stranger = Client()
    stranger.force_login(make_user("外人"))

    page = stranger.get(HOME)

    assert page.status_code == 200
    assert not re.search("密稿|待初审的|将上线的", page.content.decode())
    assert stranger.get("/admin/board/").status_code == 403


def test_the_neighbours_of_an_article_are_those_of_ones_own_queue(people, as_person):
    first, second, third = (in_review(people, title=f"第{n}") for n in range(3))
    in_review(people, 1)

    page = as_person("初审").get(reverse("admin:articles_article_change", args=[second.pk]))

    assert (page.context["before"], page.context["after"]) == (first.pk, third.pk)
    assert Article.objects.count() == 4
