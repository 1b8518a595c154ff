"""What may be changed in which state, and by whom: words of a withdrawn piece by nobody, of one in review by editors alone.

And what no form changes in any state: what belongs to the workflow, the reading and the index.
"""

import pytest
from django.test import Client
from django.urls import reverse

from articles.editorial import workflow
from articles.editorial.decide import accept_topic
from articles.editorial.filing import Filing, filing_of
from articles.editorial.restore import restore
from articles.editorial.workflow import Refused
from articles.models import Article, Collection, SignOff
from tests.admin.conftest import NAMES
from tests.admin.forms import read_form
from tests.factories import make_collection, make_complete_article, make_people, make_topic

pytestmark = pytest.mark.django_db

STATES = ("draft", "review", "published", "withdrawn")
WRITERS = ("见习", "编辑", "初审", "复审", "终审", "管理员")
EDITORS = WRITERS[1:]
#: Who changes the words of a piece in a state.
MAY = {"draft": WRITERS, "review": EDITORS, "published": EDITORS, "withdrawn": ()}


def bring(piece, state, people):
    workflow.record(piece, by=None, reason="导入")
    if state == "draft":
        return piece
    workflow.submit(piece, by=people["编辑"])
    if state == "review":
        return piece
    for role in ("初审", "复审", "终审"):
        workflow.sign(piece, by=people[role])
    workflow.publish(piece, by=people["终审"])
    if state == "withdrawn":
        workflow.withdraw(piece, by=people["终审"], text="撤。")
    return piece


@pytest.fixture(scope="module")
def made(rows_of_the_module):
    """The people, and a piece of each kind in each state; nothing that a test does to them stays."""
    people = make_people(*NAMES)
    articles = {state: bring(make_complete_article(), state, people) for state in STATES}
    collections = {state: bring(make_collection(articles["published"]), state, people) for state in STATES}
    return people, {**articles, **{f"collection {state}": row for state, row in collections.items()}}


@pytest.fixture
def people(made):
    return made[0]


@pytest.fixture
def standing(made):
    """Return a piece by its state, as the database has it."""
    return lambda name: type(made[1][name])._default_manager.get(pk=made[1][name].pk)


def page_of(piece):
    return reverse(f"admin:articles_{piece._meta.model_name}_change", args=[piece.pk])


def title_of(piece):
    return type(piece).objects.values_list("title", flat=True).get(pk=piece.pk)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ("只读", *WRITERS))
def test_the_words_of_an_article_are_changed_by_whom_its_state_lets(standing, as_person, state, role):
    article, client = standing(state), as_person(role)

    client.post(page_of(article), {**read_form(client.get(page_of(article))), "title": "改了的题", "_save": "1"})

    assert (title_of(article) == "改了的题") == (role in MAY[state])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ["见习", "编辑", "终审"])
def test_the_words_of_a_collection_are_changed_by_whom_its_state_lets(standing, as_person, state, role):
    collection, client = standing(f"collection {state}"), as_person(role)

    form = read_form(client.get(page_of(collection)))
    client.post(page_of(collection), {**form, "title": "改了的题", "_save": "1"})

    assert (title_of(collection) == "改了的题") == (role in MAY[state])


@pytest.mark.parametrize(("state", "role"), [("review", "见习"), ("published", "见习"), ("withdrawn", "终审")])
def test_no_other_way_leads_round_it(people, state, role):
    article, topic = make_complete_article(), make_topic()
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=None, reason="重读") as mine:
        mine.subtitle = "副题"
        mine.save()
    article = bring(Article.objects.get(pk=article.pk), state, people)
    before = article.revisions.count()
    ways = (
        lambda by: filing_of(Filing(topics=[topic]), by=by)(article),
        lambda by: accept_topic(article, topic, by=by),
        lambda by: restore(article, 1, by=by, version=Article.objects.get(pk=article.pk).version),
    )

    for way in ways:
        with pytest.raises(Refused) as refused:
            way(people[role])
        assert refused.value.code == "closed"

    assert article.revisions.count() == before


def test_a_row_of_the_list_is_closed_too_and_the_others_are_saved(people, as_person):
    open_, shut = bring(make_complete_article(), "draft", people), bring(make_complete_article(), "review", people)
    page, client = reverse("admin:articles_article_changelist") + "?in_place=1", as_person("见习")
    form = read_form(client.get(page))
    rows = {form[f"form-{n}-id"][0]: n for n in range(2)}

    client.post(page, {**form, f"form-{rows[str(open_.pk)]}-section": "要闻", "_save": "1"})
    assert Article.objects.get(pk=open_.pk).section == "要闻"
    form = read_form(client.get(page))
    rows = {form[f"form-{n}-id"][0]: n for n in range(2)}
    answer = client.post(page, {**form, f"form-{rows[str(shut.pk)]}-section": "要闻", "_save": "1"})

    assert "只有能送审的人才能改动" in answer.content.decode()
    assert Article.objects.get(pk=shut.pk).section == ""


def test_a_withdrawn_piece_is_opened_again_by_its_button_and_then_changed(standing, as_person):
    article, client = standing("withdrawn"), as_person("编辑")

    client.post(page_of(article), {**read_form(client.get(page_of(article))), "_move": "reopen"})
    client.post(page_of(article), {**read_form(client.get(page_of(article))), "title": "改了的题", "_save": "1"})

    assert title_of(article) == "改了的题"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ["编辑", "终审", "管理员"])
def test_no_form_changes_what_is_the_workflow_s_or_the_reader_s(standing, as_person, state, role):
    article, client = standing(state), as_person(role)
    own = (
        "state",
        "version",
        "round",
        "assignee",
        "due_on",
        "reading",
        "fingerprint",
        "doubt",
        "dated_from",
        "dated_until",
    )
    before = Article.objects.filter(pk=article.pk).values(*own).get()
    forged = dict.fromkeys(own, "9") | {"state": "published" if state == "draft" else "draft", "assignee": "1"}
    signed = list(SignOff.objects.values())

    client.post(page_of(article), {**read_form(client.get(page_of(article))), **forged, "_save": "1"})

    assert Article.objects.filter(pk=article.pk).values(*own).get() == before
    assert list(SignOff.objects.values()) == signed


@pytest.mark.parametrize("state", STATES)
def test_no_form_changes_the_state_of_a_collection(standing, as_person, state):
    collection, client = standing(f"collection {state}"), as_person("管理员")
    own = ("state", "version", "round", "assignee", "due_on")
    before = Collection.objects.filter(pk=collection.pk).values(*own).get()
    forged = {"state": "draft" if state == "published" else "published", "version": "99", "round": "9", "assignee": "1"}

    client.post(page_of(collection), {**read_form(client.get(page_of(collection))), **forged, "_save": "1"})

    assert Collection.objects.filter(pk=collection.pk).values(*own).get() == before


def test_rows_of_another_piece_are_not_reached_through_a_form(people, as_person):
    mine, other = make_complete_article(), make_complete_article()
    for each in (mine, other):
        workflow.record(each, by=None, reason="导入")
    client: Client = as_person("编辑")
    theirs = other.contributions.first()
    form = read_form(client.get(page_of(mine)))

    client.post(
        page_of(mine), {**form, "contributions-0-id": str(theirs.pk), "contributions-0-name": "改名", "_save": "1"}
    )

    theirs.refresh_from_db()
    assert theirs.name == "林远舟"
