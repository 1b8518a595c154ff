"""Forms of sources, authors, topics, tags, people, groups and stages: nothing is saved over what its user has not seen."""

import pytest
from django.contrib.auth.models import Group
from django.core import signing
from django.urls import reverse

from articles.editorial import merge
from articles.models import Source, Stage, Tag, User
from tests.admin.forms import read_form, send, told
from tests.factories import make_author, make_source, make_topic, make_user

pytestmark = pytest.mark.django_db


def make_record(kind):
    if kind == "tag":
        return Tag.objects.create(name="低空")
    return {"source": make_source, "author": make_author, "topic": make_topic}[kind](name="低空")


def page_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def meet(as_person):
    """Let 终审 save `theirs` after 复审 opened the page; return the answer to 复审 saving `mine`."""

    def run(row, theirs, mine):
        client = as_person("复审")
        form = read_form(client.get(page_of(row)))
        assert form["opened_state"][0]
        send(as_person("终审"), page_of(row), **theirs)
        return client.post(page_of(row), {**form, **mine}, follow=True)

    return run


def row_added(prefix, words, **more):
    return {f"{prefix}-TOTAL_FORMS": "2", f"{prefix}-1-form": words, f"{prefix}-1-id": "", **more}


APART = [
    ("source", {"region": "松川"}, {"name": "松川报"}),
    ("source", row_added("forms", "低空报"), {"homepage": "https://example.org/"}),
    ("author", {"affiliation": "松川日报"}, {"note": "同名的另有一人"}),
    ("author", {"note": "甲"}, row_added("forms", "低空子")),
    ("topic", {"scope": "说明"}, {"since": "2023-09"}),
    ("topic", row_added("terms", "低空业", **{"terms-1-kind": "variant"}), {"scope": "说明"}),
    ("tag", {"slug": "di-kong-2"}, {"name": "低 空"}),
    ("tag", row_added("forms", "低空业"), {"slug": "di-kong-3"}),
]


@pytest.mark.parametrize(("kind", "theirs", "mine"), APART)
def test_what_they_did_not_both_touch_is_saved_together(meet, kind, theirs, mine):
    row = make_record(kind)

    page = meet(row, theirs, mine)

    row.refresh_from_db()
    forms = [form.form for form in (row.terms if kind == "topic" else row.forms).all()]
    for name, value in {**theirs, **mine}.items():
        if "-" not in name:
            assert getattr(row, name) == value, name
        elif name.endswith("-form"):
            assert value in forms
    assert "合在一起了" in told(page) and "终审改过" in told(page)


@pytest.mark.parametrize("kind", ["source", "author", "topic", "tag"])
def test_what_both_changed_is_shown_and_nothing_is_saved_nor_lost(meet, kind):
    row = make_record(kind)
    other = {"source": "note", "author": "note", "topic": "scope", "tag": "slug"}[kind]

    page = meet(row, {"name": "低空经济"}, {"name": "低空产业", other: "wo-de"})

    row.refresh_from_db()
    assert row.name == "低空经济" and getattr(row, other) != "wo-de"
    assert read_form(page)["name"] == ["低空产业"] and read_form(page)[other] == ["wo-de"]
    html = page.content.decode()
    assert "终审改过这一项" in html and "<ins>经济</ins>" in html and "<ins>产业</ins>" in html


def test_a_clash_is_settled_by_mine_or_by_theirs(meet, as_person):
    client = as_person("复审")
    for answer, kept in (("seen_state", "低空产业"), ("take_theirs", "低空经济")):
        row = make_record("author")
        page = meet(row, {"name": "低空经济"}, {"name": "低空产业", "note": "我的"})
        button = {"seen_state": page.context["met"].seen, "take_theirs": "name"}[answer]
        client.post(page_of(row), {**read_form(page), answer: button})
        row.refresh_from_db()
        assert (row.name, row.note) == (kept, "我的"), answer


def test_a_clash_saved_again_without_an_answer_clashes_again(meet, as_person):
    row = make_record("author")
    page = meet(row, {"name": "低空经济"}, {"name": "低空产业"})

    again = as_person("复审").post(page_of(row), read_form(page), follow=True)

    row.refresh_from_db()
    assert row.name == "低空经济"
    assert again.context["met"] is not None


def test_rows_that_both_changed_clash(meet):
    row = make_record("author")

    page = meet(row, {"forms-0-form": "低空人"}, {"forms-0-form": "低空者"})

    assert [form.form for form in row.forms.all()] == ["低空人"]
    assert read_form(page)["forms-0-form"] == ["低空者"]


def test_the_broader_topic_is_named_in_a_clash(meet):
    one, two, row = make_topic(name="产业"), make_topic(name="科技"), make_record("topic")

    page = meet(row, {"parent": str(one.pk)}, {"parent": str(two.pk)})

    row.refresh_from_db()
    html = page.content.decode()
    assert row.parent == one
    assert "<ins>产业</ins>" in html and "<ins>科技</ins>" in html


@pytest.mark.parametrize("held", [None, "", "x", "forged:1:2"])
def test_a_form_without_what_it_showed_saves_nothing(as_person, held):
    row = make_record("author")
    form = read_form(as_person("复审").get(page_of(row)))
    form = {name: value for name, value in form.items() if name != "opened_state"} | (
        {} if held is None else {"opened_state": held}
    )

    page = as_person("复审").post(page_of(row), {**form, "name": "改"})

    row.refresh_from_db()
    assert row.name == "低空"
    assert "请重新打开这一页" in page.content.decode()


def test_what_another_record_showed_is_no_licence(as_person):
    one, two = make_record("author"), make_author(name="另一人")
    client = as_person("复审")
    token = read_form(client.get(page_of(two)))["opened_state"]

    client.post(page_of(one), {**read_form(client.get(page_of(one))), "opened_state": token, "name": "改"})

    one.refresh_from_db()
    assert one.name == "低空"


def test_a_form_left_alone_meanwhile_saves_as_ever(as_person):
    row = make_record("source")

    page = send(as_person("编辑"), page_of(row), region="松川", **row_added("forms", "低空报"))

    row.refresh_from_db()
    assert row.region == "松川" and row.forms.count() == 2
    assert "合在一起" not in told(page)


def test_what_an_import_changed_meanwhile_is_no_less_kept(as_person):
    row = make_record("source")
    client = as_person("编辑")
    form = read_form(client.get(page_of(row)))
    Source.objects.filter(pk=row.pk).update(region="松川")

    client.post(page_of(row), {**form, "note": "备注"})

    row.refresh_from_db()
    assert (row.region, row.note) == ("松川", "备注")


def test_forms_that_a_merge_brought_meanwhile_stay(as_person, people):
    row, other = make_record("author"), make_author(name="低空人")
    client = as_person("复审")
    form = read_form(client.get(page_of(row)))
    done = merge.merge("author", other.pk, row.pk, by=people["终审"])
    client.post(page_of(row), {**form, "note": "备注"})
    row.refresh_from_db()
    assert {each.form for each in row.forms.all()} == {"低空", "低空人"}
    assert row.note == "备注"
    form = read_form(client.get(page_of(row)))

    merge.undo(done.pk, by=people["终审"])
    client.post(page_of(row), {**form, "note": "备注二"})

    row.refresh_from_db()
    assert [each.form for each in row.forms.all()] == ["低空"]
    assert row.note == "备注二"


def test_rights_that_two_people_change_are_brought_together(as_person):
    row = make_user("某人")
    first, second = (Group.objects.get(name=name) for name in ("编辑", "初审"))
    client = as_person("管理员")
    form = read_form(client.get(page_of(row)))
    send(as_person("管理员"), page_of(row), groups=[str(first.pk)])

    client.post(page_of(row), {**form, "groups": [str(second.pk)], "display_name": "沈一白"})

    row = User.objects.get(pk=row.pk)
    assert set(row.groups.all()) == {first, second}
    assert row.display_name == "沈一白"


def test_somebody_put_out_meanwhile_is_not_let_in_again(as_person):
    row = make_user("某人")
    client = as_person("管理员")
    form = read_form(client.get(page_of(row)))
    assert form["is_active"] == ["on"]
    theirs = {name: value for name, value in form.items() if name != "is_active"}
    as_person("管理员").post(page_of(row), theirs)

    client.post(page_of(row), {**form, "display_name": "沈一白"})

    row = User.objects.get(pk=row.pk)
    assert (row.is_active, row.display_name) == (False, "沈一白")


def test_logging_in_meanwhile_is_no_change(as_person, people):
    row = people["编辑"]
    client = as_person("管理员")
    form = read_form(client.get(page_of(row)))
    as_person("编辑")

    page = client.post(page_of(row), {**form, "display_name": "沈一白"}, follow=True)

    assert "合在一起" not in told(page)


def test_groups_and_stages_too(as_person):
    for row, name in ((Group.objects.get(name="编辑"), "name"), (Stage.objects.first(), "name")):
        client = as_person("管理员")
        form = read_form(client.get(page_of(row)))
        send(as_person("管理员"), page_of(row), **{name: "他们的名"})
        page = client.post(page_of(row), {**form, name: "我的名"}, follow=True)
        assert type(row)._default_manager.get(pk=row.pk).name == "他们的名"
        assert read_form(page)["name"] == ["我的名"]


def test_the_token_does_not_show_a_password(as_person, people):
    page = as_person("管理员").get(page_of(people["编辑"]))

    held = signing.loads(page.context["opened_state"], salt=f"opened articles.user {people['编辑'].pk}")
    assert "password" not in held["values"]
    assert people["编辑"].password not in str(held)
