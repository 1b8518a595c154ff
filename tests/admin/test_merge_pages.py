"""The desk's pages for merging and splitting authorities: chosen, looked at, done, undone; and who may."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editorial import merge
from articles.editorial.merge import kind_of
from articles.models import Author, AuthorityMove, Contribution, Event, Source, Tag, Topic
from tests.admin.conftest import NAMES
from tests.admin.forms import read_form, told
from tests.editorial.merge.world import KINDS, World, make_world
from tests.factories import make_user
from tests.tables import COUNTER, differences, every_table

pytestmark = pytest.mark.django_db

#: What was done is itself on record and in the log, for good; a session is no part of the house.
RECORD = (COUNTER, AuthorityMove._meta.db_table, Event._meta.db_table, "django_session")
MODELS = {"author": Author, "source": Source, "topic": Topic, "tag": Tag}


@pytest.fixture(scope="module")
def made(rows_of_the_module: None) -> World:
    return make_world()


@pytest.fixture
def world(db: None, made: World) -> World:
    return deepcopy(made)


def page(kind, name, *args):
    return reverse(f"admin:articles_{kind}_{name}", args=args)


def preview(world, kind, client):
    return client.get(page(kind, "merge"), {"id": world.losing[kind].pk, "into": world.staying[kind].pk})


@pytest.mark.parametrize("kind", KINDS)
def test_merged_and_undone_by_its_buttons(world, as_person, kind):
    client, before = as_person("终审"), every_table(without=RECORD)

    done = client.post(
        page(kind, "merge"), {**read_form(preview(world, kind, client)), "reason": "同一个"}, follow=True
    )
    gone = not MODELS[kind].objects.filter(pk=world.losing[kind].pk).exists()
    move = AuthorityMove.objects.get()
    undo = page("authoritymove", "undo", move.pk)
    undone = client.post(undo, {**read_form(client.get(undo)), "reason": "弄错了"}, follow=True)

    assert gone and "可在“合并与拆分”里撤销" in told(done) and "已撤销" in told(undone)
    assert (move.reason, move.by.username) == ("同一个", "终审")
    after = every_table(without=RECORD)
    assert differences(before, after) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_preview_counts_what_then_moves(world, as_person, kind):
    client = as_person("终审")
    shown = preview(world, kind, client)
    lines = {line.label: (line.count, line.doubled) for one in shown.context["previews"] for line in one.foreseen.lines}

    client.post(page(kind, "merge"), read_form(shown))

    move = AuthorityMove.objects.get()
    live = lines.pop("其中现在公开的版次")
    articles = lines.pop("涉及的文章", None)
    assert sum(count for count, _doubled in lines.values()) == sum(move.counts.values())
    assert live == (2, 0)
    assert articles in (None, (2, 0))


@pytest.mark.parametrize(("kind", "queries"), [("author", 12), ("source", 12), ("topic", 16), ("tag", 12)])
def test_a_preview_costs_few_queries_whatever_hangs_on_the_record(
    world, as_person, kind, queries, django_assert_max_num_queries
):
    client = as_person("终审")
    preview(world, kind, client)

    with django_assert_max_num_queries(queries) as few:
        preview(world, kind, client)
    for article in world.articles:
        for other in range(4):
            Contribution.objects.create(
                article=article, author=world.losing["author"], name=f"某{other}", role="editor", order=20
            )
    with django_assert_max_num_queries(len(few)):
        preview(world, kind, client)


@pytest.mark.parametrize("kind", KINDS)
def test_looking_writes_nothing(world, as_person, kind):
    client = as_person("终审")
    pages = [
        f"{page(kind, 'merge')}?id={world.losing[kind].pk}&into={world.staying[kind].pk}",
        page(kind, "split", world.losing[kind].pk),
    ]

    with CaptureQueriesContext(connection) as queries:
        answers = [client.get(each).status_code for each in pages]

    assert answers == [200, 200]
    assert not [q["sql"] for q in queries.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.parametrize("kind", KINDS)
def test_what_changed_after_the_preview_is_shown_again_first(world, as_person, kind):
    client = as_person("终审")
    form = read_form(preview(world, kind, client))
    retired = world.losing[kind].slug
    world.losing[kind].slug = f"{retired}-x"
    world.losing[kind].save()

    answer = client.post(page(kind, "merge"), form, follow=True)

    assert "再看一遍预览" in told(answer)
    assert not AuthorityMove.objects.exists()


def test_several_ticked_records_become_one(world, as_person):
    third = Tag.objects.create(name="低空旅游")
    client = as_person("终审")
    ticked = {"action": "merge_action", "_selected_action": [world.losing["tag"].pk, third.pk, world.staying["tag"].pk]}

    asked = client.post(page("tag", "changelist"), ticked, follow=True)
    shown = client.get(asked.redirect_chain[-1][0], {**asked.context["request"].GET, "into": world.staying["tag"].pk})
    client.post(page("tag", "merge"), read_form(shown))

    assert [tag.name for tag in Tag.objects.all()] == ["低空"]
    assert {form.form for form in Tag.objects.get().forms.all()} == {"低空", "低空飞行", "低空旅游"}
    assert AuthorityMove.objects.count() == 2


def test_all_of_several_or_none(world, as_person):
    third = Tag.objects.create(name="低空旅游")
    client = as_person("终审")
    ids = [world.losing["tag"].pk, third.pk]
    form = read_form(client.get(page("tag", "merge"), {"id": ids, "into": world.staying["tag"].pk}))
    third.name = "低空观光"
    third.save()
    third.slug = "another"
    third.save()

    client.post(page("tag", "merge"), form)

    assert Tag.objects.count() == 3
    assert not AuthorityMove.objects.exists()


#: Who may open the pages of merging, and press their buttons.
MAY = {"复审", "终审", "管理员"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*NAMES, "超级用户", "无权", "停用", "读者", "陌生人"])
def test_rights_of_the_pages_of_merging(world, as_person, kind, name):
    client = Client()
    if name in NAMES:
        client = as_person(name)
    elif name != "陌生人":
        changes = {"超级用户": {"is_superuser": True}, "停用": {"is_active": False}, "读者": {"is_staff": False}}
        client.force_login(make_user(name, **changes.get(name, {})))
    by, losing, staying = world.chief, world.losing[kind].pk, world.staying[kind].pk
    other = "tag" if kind != "tag" else "author"
    undo = page("authoritymove", "undo", merge.merge(other, world.losing[other].pk, world.staying[other].pk, by=by).pk)
    may = name in MAY or name == "超级用户"
    refused = 403 if name in (*NAMES, "无权") else 302

    looked = [
        client.get(f"{page(kind, 'merge')}?id={losing}&into={staying}").status_code,
        client.get(page(kind, "split", losing)).status_code,
        client.get(undo).status_code,
    ]
    pressed = [
        client.post(page(kind, "split", losing), {"_split": "1", "row": "1", "name": "新的"}).status_code,
        client.post(page(kind, "merge"), {"id": losing, "into": staying, "reason": "x"}).status_code,
        client.post(undo).status_code,
    ]

    assert looked == ([200] * 3 if may else [refused] * 3)
    assert pressed == ([200, 302, 302] if may else [refused if refused == 403 else status for status in pressed])
    assert MODELS[kind].objects.filter(pk=losing).exists()  # not even theirs, without what the preview showed
    assert AuthorityMove.objects.filter(verb="undo").exists() == may


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_to_change_alone_is_no_right_to_merge_nor_the_other_way_round(world, kind):
    for codename in (f"change_{kind}", f"merge_{kind}"):
        person = make_user(f"只{codename}")
        person.user_permissions.set(Permission.objects.filter(codename__in=[codename, f"view_{kind}"]))
        client = Client()
        client.force_login(person)
        assert client.get(page(kind, "split", world.losing[kind].pk)).status_code == 403


def test_the_buttons_are_shown_to_those_who_may(world, as_person):
    address = page("tag", "change", world.losing["tag"].pk)

    seen = {name: "拆出一部分" in as_person(name).get(address).content.decode() for name in ("编辑", "终审")}

    assert seen == {"编辑": False, "终审": True}


# Splitting


@pytest.mark.parametrize("kind", KINDS)
def test_split_and_undone_by_its_buttons(world, as_person, kind):
    desk = kind_of(kind).desk
    client, before = as_person("终审"), every_table(without=RECORD)
    address, row = page(kind, "split", world.losing[kind].pk), desk.rows(world.losing[kind].pk).order_by("pk").first()

    shown = client.post(address, {**read_form(client.get(address)), "row": row.pk, "name": "另一个"})
    done = client.post(address, {**read_form(shown), "_split": "1"}, follow=True)
    made = MODELS[kind].objects.get(name="另一个")
    row.refresh_from_db()
    client.post(page("authoritymove", "undo", AuthorityMove.objects.get().pk))

    assert "可在“合并与拆分”里撤销" in told(done)
    assert getattr(row, desk.column) == made.pk
    after = every_table(without=RECORD)
    assert differences(before, after) == {}


def test_nothing_ticked_is_said_and_nothing_typed_is_lost(world, as_person):
    address = page("author", "split", world.losing["author"].pk)
    client = as_person("终审")

    answer = client.post(address, {"name": "另一个人", "reason": "同名"})

    assert "没有选中任何一处" in answer.content.decode()
    assert read_form(answer)["name"] == ["另一个人"]
    assert read_form(answer)["reason"] == ["同名"]
