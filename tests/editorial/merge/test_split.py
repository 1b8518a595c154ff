"""Part of an authority taken out: what is chosen moves with its listed editions, what is not stays, and it all comes back."""

from copy import deepcopy

import pytest

from articles.editorial import merge
from articles.editorial.digest import digest, payload
from articles.editorial.merge import Choice, kind_of
from articles.editorial.workflow import Refused
from articles.models import Article, Author, Contribution, EditionPerson, SiteVersion, Tag, Topic
from tests.editorial.merge.test_exactly_back import RECORD
from tests.editorial.merge.world import KINDS, World, make_world
from tests.factories import make_author, make_complete_article
from tests.press import publish
from tests.tables import differences, every_table

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(rows_of_the_module: None) -> World:
    return make_world()


@pytest.fixture
def world(db: None, made: World) -> World:
    return deepcopy(made)


def first_row(world, kind):
    return kind_of(kind).desk.rows(world.losing[kind].pk).order_by("pk").first()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("into", ["a new one", "the other"])
def test_split_and_undo_leave_every_table_as_it_was(world, kind, into):
    before, digests = every_table(without=RECORD), {a.pk: digest(payload(a)) for a in Article.objects.all()}
    target = {"into": world.staying[kind].pk} if into == "the other" else {"name": "另一个"}
    every = tuple(kind_of(kind).desk.rows(world.losing[kind].pk).values_list("pk", flat=True))

    move = merge.split(kind, world.losing[kind].pk, Choice(every, **target), by=world.chief)
    between = {a.pk: digest(payload(a)) for a in Article.objects.all()}
    left = [each.rows(world.losing[kind].pk).count() for each in (kind_of(kind).desk, kind_of(kind).press)]
    merge.undo(move.pk, by=world.chief)

    assert left == [0, 0]
    assert between == digests
    assert differences(before, every_table(without=RECORD)) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_chosen_stays(world, kind):
    row, under = first_row(world, kind), kind_of(kind).desk.rows(world.losing[kind].pk)
    before = under.count()

    move = merge.split(kind, world.losing[kind].pk, Choice((row.pk,), name="另一个"), by=world.chief)

    assert under.count() == before - 1
    assert kind_of(kind).desk.rows(move.into_id).get().pk == row.pk
    assert kind_of(kind).forms.rows(move.into_id).get().form == "另一个"
    assert SiteVersion.objects.get().number > 1


def test_the_page_of_the_new_one_is_public_at_once(world, client):
    rows = Contribution.objects.filter(author=world.losing["author"], article=world.articles[0])

    move = merge.split(
        "author", world.losing["author"].pk, Choice(tuple(rows.values_list("pk", flat=True)), name="林远舟（松川）"),
        by=world.chief,
    )  # fmt: skip

    made = Author.objects.get(pk=move.into_id)
    assert client.get(f"/authors/{made.slug}/").context["page"].paginator.count == 1
    assert client.get(f"/authors/{world.losing['author'].slug}/").context["page"].paginator.count == 1


def test_an_edition_stays_listed_while_another_row_of_the_same_part_stays(world):
    chief, author = world.chief, make_author()
    article = make_complete_article()
    one, two = (
        Contribution.objects.create(article=article, author=author, name=name, role="author") for name in ("甲", "乙")
    )
    edition = publish(article)

    merge.split("author", author.pk, Choice((one.pk,), name="另一人"), by=chief)
    still = EditionPerson.objects.get(edition=edition).author
    merge.split("author", author.pk, Choice((two.pk,), name="第三人"), by=chief)

    assert still == author
    assert EditionPerson.objects.get(edition=edition).author.name == "第三人"


def test_written_forms_go_along_where_chosen_but_never_a_tags_own(world):
    tag = world.losing["tag"]
    alias = tag.forms.create(form="低空航空")
    forms = tuple(tag.forms.values_list("pk", flat=True))

    move = merge.split("tag", tag.pk, Choice((first_row(world, "tag").pk,), forms, name="低空航空"), by=world.chief)

    assert [form.form for form in tag.forms.all()] == ["低空飞行"]
    assert [form.pk for form in Tag.objects.get(pk=move.into_id).forms.all()] == [alias.pk]


@pytest.mark.parametrize("name", ["", "　", "低空、飞行", "低空飞行", "低空", "長" * 101])
def test_names_no_new_tag_can_have(world, name):
    before = every_table()

    with pytest.raises(Refused):
        merge.split("tag", world.losing["tag"].pk, Choice((first_row(world, "tag").pk,), name=name), by=world.chief)

    assert differences(before, every_table()) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_undo_is_refused_where_the_new_one_is_in_use_elsewhere(world, kind):
    row = first_row(world, kind)
    move = merge.split(kind, world.losing[kind].pk, Choice((row.pk,), name="另一个"), by=world.chief)
    other = kind_of(kind).desk.rows(world.losing[kind].pk).exclude(pk=row.pk).first()
    type(other)._default_manager.filter(pk=other.pk).update(**{kind_of(kind).desk.column: move.into_id})

    with pytest.raises(Refused, match="后来又用在了别处"):
        merge.undo(move.pk, by=world.chief)

    assert kind_of(kind).desk.rows(move.into_id).count() == 2


def test_a_topic_made_by_a_split_stands_where_the_other_stands(world):
    move = merge.split(
        "topic", world.losing["topic"].pk, Choice((first_row(world, "topic").pk,), name="无人机物流"), by=world.chief
    )

    made = Topic.objects.get(pk=move.into_id)
    assert (made.parent, made.key, made.scope) == (world.topics["above"], "wu-ren-ji-wu-liu", "")


def test_rows_of_another_record_are_not_taken(world):
    foreign = kind_of("tag").desk.rows(world.staying["tag"].pk).first()

    with pytest.raises(Refused, match="没有选中"):
        merge.split("tag", world.losing["tag"].pk, Choice((foreign.pk,), name="另一个"), by=world.chief)
