"""What later changes leave as they made it, and what makes an undo impossible, said in words."""

from copy import deepcopy

import pytest

from articles.editorial import merge, workflow
from articles.editorial.digest import digest, payload
from articles.editorial.workflow import Refused
from articles.models import (
    Article,
    AuthorityMove,
    Contribution,
    EditionTag,
    RetiredSlug,
    Tag,
    Topic,
    living,
    living_keys,
)
from tests.editorial.merge.world import KINDS, World, make_world
from tests.factories import make_author, make_source, make_topic, make_user
from tests.press import publish
from tests.tampering import change_move

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(rows_of_the_module: None) -> World:
    return make_world()


@pytest.fixture
def world(db: None, made: World) -> World:
    return deepcopy(made)


def join(world: World, kind: str) -> AuthorityMove:
    return merge.merge(kind, world.losing[kind].pk, world.staying[kind].pk, by=world.chief)


def refused(move: AuthorityMove, by) -> str:
    with pytest.raises(Refused) as caught:
        merge.undo(move.pk, by=by)
    return str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_twice_undone_is_refused(world, kind):
    move = join(world, kind)
    merge.undo(move.pk, by=world.chief)

    assert "已经撤销过" in refused(move, world.chief)


def test_an_undo_is_not_undone(world):
    back = merge.undo(join(world, "tag").pk, by=world.chief)

    assert "没有可以撤销的" in refused(back, world.chief)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_merged_further_is_undone_in_order(world, kind):
    made = {"author": make_author, "source": make_source, "topic": make_topic}
    third = Tag.objects.create(name="第三") if kind == "tag" else made[kind](name="第三")
    first = join(world, kind)
    second = merge.merge(kind, world.staying[kind].pk, third.pk, by=world.chief)
    model = type(third)

    said = refused(first, world.chief)
    ids = living(model, [world.losing[kind].pk, world.staying[kind].pk, third.pk, 999])
    merge.undo(second.pk, by=world.chief)
    merge.undo(first.pk, by=world.chief)

    assert "后来并入了“第三”。请先撤销那一次" in said
    assert ids == dict.fromkeys([world.losing[kind].pk, world.staying[kind].pk, third.pk], third.pk)
    assert set(living(model, ids).values()) == set(ids)


def test_the_record_that_stays_was_deleted(world):
    chief = world.chief
    one, two = Tag.objects.create(name="甲"), Tag.objects.create(name="乙")
    move = merge.merge("tag", one.pk, two.pk, by=chief)
    two.delete()

    assert "“乙”已经删去了" in refused(move, chief)


@pytest.mark.parametrize("kind", KINDS)
def test_the_old_address_has_another_owner_since(world, kind):
    slug = world.losing[kind].slug
    move = join(world, kind)
    staying = type(world.staying[kind]).objects.get(pk=world.staying[kind].pk)
    staying.slug = slug
    staying.save()

    assert f"“{slug}”后来给了“{staying.name}”" in refused(move, world.chief)
    assert not type(staying).objects.filter(pk=world.losing[kind].pk).exists()


def test_the_broader_topic_was_merged_away_since(world):
    move = join(world, "topic")
    merge.merge("topic", world.topics["above"].pk, make_topic(name="别的").pk, by=world.chief)

    assert "请先撤销那一次" in refused(move, world.chief)


def test_the_tree_would_close_in_a_circle(world):
    move = join(world, "topic")
    above, child = world.topics["above"], Topic.objects.get(pk=world.topics["child"].pk)
    above.parent = child
    above.save()

    assert "绕成圈" in refused(move, world.chief)
    assert not Topic.objects.filter(pk=world.losing["topic"].pk).exists()


def test_a_topic_merged_into_one_beneath_it_leaves_a_tree(world):
    child = world.topics["child"]

    move = merge.merge("topic", world.losing["topic"].pk, child.pk, by=world.chief)

    child.refresh_from_db()
    assert child.parent == world.topics["above"]
    merge.undo(move.pk, by=world.chief)
    child.refresh_from_db()
    assert child.parent_id == world.losing["topic"].pk


def test_rows_changed_since_stay_as_they_were_made(world):
    third = make_author(name="第三人")
    moved = Contribution.objects.filter(author=world.losing["author"]).order_by("pk")
    first, *rest = list(moved)
    move = join(world, "author")
    Contribution.objects.filter(pk=first.pk).update(author=third)
    Contribution.objects.filter(pk=rest[0].pk).delete()
    foreseen = merge.foresee_undo(merge.kind_of("author"), move)

    merge.undo(move.pk, by=world.chief)

    first.refresh_from_db()
    assert first.author == third
    assert Contribution.objects.filter(author=world.losing["author"]).count() == len(rest) - 1
    line = next(line for line in foreseen.lines if line.label == "署名")
    assert (line.count, line.doubled) == (len(rest) - 1, 2)


def test_a_tag_taken_off_since_does_not_come_back_as_either(world):
    both = world.articles[2]
    move = join(world, "tag")
    with workflow.editing(both.pk, by=world.chief, reason="去掉标签") as locked:
        locked.tags.clear()

    merge.undo(move.pk, by=world.chief)

    assert not both.tags.exists()


@pytest.mark.parametrize("kind", ["tag", "topic"])
def test_an_article_changed_since_keeps_the_digest_it_has_now(world, kind):
    move = join(world, kind)
    for article in world.articles:
        with workflow.editing(article.pk, by=world.chief, reason="改题") as locked:
            locked.title = "改过的题"
            locked.save()
    before = {article.pk: digest(payload(article)) for article in Article.objects.all()}

    merge.undo(move.pk, by=world.chief)

    assert {article.pk: digest(payload(article)) for article in Article.objects.all()} == before
    rows = merge.kind_of(kind).desk.rows(world.losing[kind].pk)
    assert rows.count() == 2


def test_an_edition_published_since_stays_listed_where_it_was_published(world):
    move = join(world, "tag")
    edition = publish(world.articles[0], hours=-1)

    merge.undo(move.pk, by=world.chief)

    assert EditionTag.objects.get(edition=edition).tag_id == world.staying["tag"].pk


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_without_the_right_merges_splits_or_undoes(world, kind):
    editor, move = make_user("某编辑", ("编辑",)), join(world, kind)
    acts = [
        lambda: merge.merge(kind, world.staying[kind].pk, world.losing[kind].pk, by=editor),
        lambda: merge.split(kind, world.staying[kind].pk, merge.Choice((1,), name="新"), by=editor),
        lambda: merge.undo(move.pk, by=editor),
    ]

    for act in acts:
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.code == "forbidden"


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_not_merged_into_itself_nor_into_nothing(world, kind):
    pk = world.losing[kind].pk
    for into in (pk, 99_999):
        with pytest.raises(Refused, match="请重新选"):
            merge.merge(kind, pk, into, by=world.chief)


def test_what_was_recorded_is_never_changed_nor_deleted(world):
    move = join(world, "tag")

    for change in (
        lambda: move.save(),
        lambda: move.delete(),
        lambda: AuthorityMove.objects.update(reason="x"),
        lambda: AuthorityMove.objects.all().delete(),
    ):
        with pytest.raises(TypeError):
            change()
    assert change_move(move, reason="x") == "refused"


def test_keys_of_merged_records_lead_on(world):
    key = world.losing["topic"].key
    move = join(world, "topic")

    assert living_keys(Topic, [key]) == {key: world.staying["topic"].pk}
    merge.undo(move.pk, by=world.chief)
    assert living_keys(Topic, [key]) == {key: world.losing["topic"].pk}


def test_addresses_lead_on_in_one_step_however_often_merged(world, client):
    third = Tag.objects.create(name="第三")
    join(world, "tag")
    merge.merge("tag", world.staying["tag"].pk, third.pk, by=world.chief)

    assert set(RetiredSlug.objects.filter(kind="tag").values_list("target_id", flat=True)) == {third.pk}
    assert client.get(f"/tags/{world.losing['tag'].slug}/").headers["Location"] == f"/tags/{third.slug}/"


def test_lists_narrowed_by_an_old_name_lead_on_too(world, client):
    for kind in ("tag", "topic", "source"):
        join(world, kind)
        answer = client.get("/zh-hant/articles/", {kind: world.losing[kind].slug, "year": "2024"})
        assert answer.status_code == 301, kind

    answer = client.get("/articles/", {"tag": world.losing["tag"].slug, "year": "2024"})
    assert answer.headers["Location"] == f"/articles/?tag={world.staying['tag'].slug}&year=2024"
    assert client.get("/articles/", {"tag": "nothing-of-the-kind"}).status_code == 200
