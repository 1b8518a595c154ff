"""One move for many ticked articles: shown before it is made, each by itself, by the same rules as on its page."""

import pytest
from django.urls import reverse

from articles.admin import advance
from articles.editorial import workflow
from articles.models import Article, Edition, Event, SignOff
from tests.admin.forms import read_form, told
from tests.factories import make_article, make_complete_article, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


def ask(client, articles, **typed):
    """Tick `articles` in the list and choose the action, then press what `typed` says on its page."""
    ticked = {"action": "advance_action", "_selected_action": [str(each.pk) for each in articles]}
    page = client.post(LIST, {**ticked, "index": "0"})
    return client.post(LIST, {**read_form(page), **typed}, follow=True) if typed else page


@pytest.fixture
def three(db):
    made = [make_complete_article(title=f"第{n}篇") for n in "一二三"]
    for article in made:
        workflow.record(article, by=None, reason="导入")
    return made


@pytest.fixture
def in_review(three, people):
    for article in three:
        workflow.submit(article, by=people["编辑"])
    return three


def states():
    return list(Article.objects.order_by("pk").values_list("state", flat=True))


def test_looking_tells_what_would_become_of_each_and_writes_nothing(as_person, three):
    workflow.submit(three[1], by=make_user("别人", ("编辑",)))
    before = (states(), Event.objects.count(), list(Article.objects.values_list("version", "round", "changed_at")))

    page = ask(as_person("编辑"), three, step="submit", _look="1")

    html = page.content.decode()
    assert html.count("可以办") == 2
    assert "办不了：现在是“在审”，不能“送审”。" in html
    assert "照此办（2 篇）" in html
    assert (
        states(),
        Event.objects.count(),
        list(Article.objects.values_list("version", "round", "changed_at")),
    ) == before


def test_what_can_be_moved_is_and_what_cannot_is_told(as_person, three, people):
    workflow.submit(three[1], by=people["编辑"])

    page = ask(as_person("编辑"), three, step="submit", _go="1")

    assert states() == ["review"] * 3
    assert told(page) == "“送审”：2 篇已办，1 篇没有办成。 第二篇：现在是“在审”，不能“送审”。"
    assert {event.by for event in Event.objects.filter(kind="submit")} == {people["编辑"]}


def test_many_are_signed_at_once_each_on_its_own(as_person, in_review, people):
    page = ask(as_person("初审"), in_review, step="sign", note="可发", _go="1")

    assert SignOff.objects.filter(by=people["初审"], note="可发", stage__name="初审").count() == 3
    assert told(page) == "“签发本审”：3 篇已办，0 篇没有办成。"


def test_nobody_signs_twice_or_their_own_edit_by_ticking(as_person, in_review):
    both = make_user("两审", ("初审", "复审", "编辑"))
    workflow.sign(in_review[0], by=both)
    with workflow.editing(in_review[1].pk, by=both, reason="改") as mine:
        mine.body += "\n\n添一句。"
        mine.save()
    client = as_person("初审")
    client.force_login(both)

    page = ask(client, in_review, step="sign", _go="1")

    assert list(SignOff.objects.values_list("article", "stage__name").order_by("pk")) == [
        (in_review[0].pk, "初审"), (in_review[2].pk, "初审"),
    ]  # fmt: skip
    assert told(page) == (
        "“签发本审”：1 篇已办，2 篇没有办成。 第一篇：您已签过这份文字的另一审；一人不得签两审。 "
        "第二篇：上一版以来您改过这份文字；改稿人不得审签自己的改动。"
    )


def test_what_blocks_a_signature_on_the_page_blocks_it_here(as_person, people):
    bare = make_article(title="缺来源", date="")
    workflow.submit(bare, by=people["编辑"])

    page = ask(as_person("初审"), [bare], step="sign", _look="1")

    assert "办不了：" in page.content.decode()
    assert "照此办" not in page.content.decode()


def test_an_article_changed_since_it_was_ticked_is_not_moved(as_person, in_review):
    client = as_person("初审")
    form = read_form(ask(client, in_review, step="sign", _look="1"))
    with workflow.editing(in_review[0].pk, by=None, reason="改") as theirs:
        theirs.body += "\n\n添一句。"
        theirs.save()

    page = client.post(LIST, {**form, "step": "sign", "_go": "1"}, follow=True)

    assert SignOff.objects.count() == 2
    assert "第一篇：这份稿件在您打开之后已被改动" in told(page)


def test_returning_many_asks_for_the_note(as_person, in_review):
    silent = ask(as_person("初审"), in_review, step="send_back", _go="1")
    said = ask(as_person("初审"), in_review, step="send_back", note="来源不明", _go="1")

    assert told(silent).startswith("“退回并附意见”：0 篇已办，3 篇没有办成。 第一篇：退回须写明意见。")
    assert told(said) == "“退回并附意见”：3 篇已办，0 篇没有办成。"
    assert states() == ["draft"] * 3


def test_many_are_published_at_a_time_and_rehearsing_publishes_nothing(as_person, in_review, people):
    for article in in_review:
        for name in ("初审", "复审", "终审"):
            workflow.sign(article, by=people[name])

    ask(as_person("终审"), in_review, step="publish", at="2099-01-01T08:00", _look="1")
    assert not Edition.objects.exists()
    ask(as_person("终审"), in_review, step="publish", at="2099-01-01T08:00", _go="1")

    assert {edition.live_from.astimezone().year for edition in Edition.objects.all()} == {2099}
    assert Edition.objects.count() == 3
    assert not Edition.objects.live().exists()


def test_what_was_typed_for_another_move_is_not_used(as_person, in_review, people):
    ask(as_person("复审"), in_review, step="assign", note="x", to=str(people["初审"].pk), due_on="2026-12-01", _go="1")
    ask(as_person("初审"), in_review, step="sign", note="可发", to=str(people["编辑"].pk), _go="1")

    assert set(Article.objects.values_list("assignee", "due_on__year")) == {(None, 2026)}


@pytest.mark.parametrize("name", ["只读", "见习"])
def test_who_has_no_right_to_a_move_is_not_offered_it(name, as_person, three):
    page = ask(as_person(name), three, step="submit", _go="1")

    assert states() == ["draft"] * 3
    assert '<option value="submit">' not in page.content.decode()


def test_more_than_a_list_shows_are_refused(as_person, three, monkeypatch):
    monkeypatch.setattr(advance, "MOST", 2)

    page = as_person("编辑").post(
        LIST, {"action": "advance_action", "_selected_action": [each.pk for each in three], "index": "0"}, follow=True
    )

    assert told(page) == "一次最多 2 篇，您选了 3 篇。"


def test_an_article_that_is_gone_is_left_out(as_person, three):
    client = as_person("编辑")
    form = read_form(ask(client, three, step="submit", _look="1"))
    three[0].delete()

    page = client.post(LIST, {**form, "step": "submit", "_go": "1"}, follow=True)

    assert told(page) == "“送审”：2 篇已办，0 篇没有办成。"


def test_asking_takes_as_many_queries_for_many_as_for_one(as_person, three, django_assert_num_queries):
    client = as_person("编辑")
    ask(client, three[:1])

    with django_assert_num_queries(9):
        ask(client, three[:1])
    with django_assert_num_queries(9):
        ask(client, three)
