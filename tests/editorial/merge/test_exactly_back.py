"""Merge and undo leave every table of the database as it was; meanwhile every old address leads on."""

from copy import deepcopy

import pytest
from django.test import Client

from articles.editorial import merge, workflow
from articles.editorial.digest import digest, payload
from articles.models import (
    Article,
    AuthorityMove,
    Edition,
    Event,
    SignOff,
    SiteVersion,
)
from articles.search.index import index_article, index_edition
from tests.editorial.merge.world import KINDS, World, addresses, make_world
from tests.factories import make_user
from tests.tables import COUNTER, differences, every_table

pytestmark = pytest.mark.django_db

#: What was done is itself on record and in the log, for good.
RECORD = (COUNTER, AuthorityMove._meta.db_table, Event._meta.db_table)


@pytest.fixture(scope="module")
def made(rows_of_the_module: None) -> World:
    return make_world()


@pytest.fixture
def world(db: None, made: World) -> World:
    return deepcopy(made)


def join(world: World, kind: str) -> AuthorityMove:
    return merge.merge(kind, world.losing[kind].pk, world.staying[kind].pk, by=world.chief, reason="同一个")


@pytest.mark.parametrize("kind", KINDS)
def test_merge_and_undo_leave_every_table_as_it_was(world, kind):
    before = every_table(without=RECORD)

    move = join(world, kind)
    between = every_table(without=RECORD)
    merge.undo(move.pk, by=world.chief)

    assert differences(before, between)
    assert differences(before, every_table(without=RECORD)) == {}


def test_all_four_merged_and_undone_in_another_order_leave_every_table_as_it_was(world):
    before = every_table(without=RECORD)

    moves = [join(world, kind) for kind in KINDS]
    for move in (moves[2], moves[0], moves[3], moves[1]):
        merge.undo(move.pk, by=world.chief)

    assert differences(before, every_table(without=RECORD)) == {}
    assert AuthorityMove.objects.count() == 8


@pytest.mark.parametrize("kind", KINDS)
def test_every_old_address_leads_to_the_right_place_and_comes_back(world, client: Client, kind):
    old, new = addresses(world.losing[kind]), addresses(world.staying[kind])
    before = {path: (client.get(path).status_code, client.get(path).headers.get("Location")) for path in [*old, *new]}

    move = join(world, kind)
    during = {path: client.get(path) for path in old}
    merge.undo(move.pk, by=world.chief)
    after = {path: (client.get(path).status_code, client.get(path).headers.get("Location")) for path in [*old, *new]}

    present = world.staying[kind].slug
    assert len(old) >= 9
    for path, answer in during.items():
        prefix, _slash, tail = path.partition(f"/{kind}s/")
        target = f"{prefix}/{kind}s/{present}/{'feed/' if tail.endswith('feed/') else ''}"
        assert (answer.status_code, answer.headers["Location"]) == (301, target), path
    assert client.get(f"/{kind}s/{present}/").status_code == 200
    assert before == after


@pytest.mark.parametrize("kind", KINDS)
def test_frozen_editions_and_the_index_stay_what_they_were(world, kind):
    frozen = list(Edition.objects.order_by("pk").values())

    join(world, kind)

    assert list(Edition.objects.order_by("pk").values()) == frozen
    assert not [article for article in Article.objects.all() if index_article(article, dry_run=True)]
    assert not [edition for edition in Edition.objects.all() if index_edition(edition, dry_run=True)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_merge_and_undo_tells_the_public_pages(world, kind):
    first = SiteVersion.objects.get().number

    move = join(world, kind)
    second = SiteVersion.objects.get().number
    merge.undo(move.pk, by=world.chief)

    assert first < second < SiteVersion.objects.get().number


@pytest.mark.parametrize("kind", KINDS)
def test_no_digest_changes_so_no_sign_off_is_voided(world, kind):
    before = {article.pk: digest(payload(article)) for article in Article.objects.all()}

    move = join(world, kind)
    during = {article.pk: digest(payload(article)) for article in Article.objects.all()}
    merge.undo(move.pk, by=world.chief)

    assert before == during
    assert before == {article.pk: digest(payload(article)) for article in Article.objects.all()}


def test_a_signed_article_stays_signed_and_goes_by_the_new_name_once_its_words_change(world):
    article = world.articles[2]
    workflow.submit(article, by=make_user("某编辑", ("编辑",)))
    workflow.sign(article, by=make_user("某初审", ("初审",)))
    for kind in KINDS:
        join(world, kind)

    signed = workflow.standing(Article.objects.get(pk=article.pk))[0].sign_off
    with workflow.editing(article.pk, by=world.chief, reason="改题") as locked:
        locked.title = "改过的题"
        locked.save()

    assert signed == SignOff.objects.get()
    changed = Article.objects.get(pk=article.pk)
    assert changed.filed == {}
    assert payload(changed)["tags"] == ["低空"]
    assert payload(changed)["topics"] == [world.staying["topic"].key]


def test_lists_count_each_edition_once_under_the_record_that_stays(world, client: Client):
    for kind in KINDS:
        join(world, kind)

    for kind in KINDS:
        page = client.get(f"/{kind}s/{world.staying[kind].slug}/")
        assert page.context["page"].paginator.count == 3, kind
