"""The small acts of the builder: sent by themselves they are answered with the pieces as they stand, along with the form
they save it too; and a form opened before others re-ordered keeps what both people did."""

import pytest
from django.urls import reverse

from articles.admin.shown import bring_together, rows_shown, sign_rows
from articles.editorial import arrange, workflow
from articles.editorial.restore import restore
from articles.models import Collection, Section
from tests.admin.forms import read_form, send, told
from tests.factories import make_article, make_collection

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    collection = make_collection(*(make_article(title=title) for title in "甲乙丙"))
    workflow.record(collection, by=None, reason="建专题")
    return collection


def page_of(collection):
    return reverse("admin:articles_collection_change", args=[collection.pk])


def titles(collection):
    rows = collection.placements.select_related("article").order_by("section__order", "order")
    return "".join(row.article.title for row in rows)


def pk_of(collection, title):
    return collection.placements.get(article__title=title).pk


def move_of(collection, title, after=""):
    behind = pk_of(collection, after) if after else 0
    return f"move:{pk_of(collection, title)}:{collection.sections.first().pk}:{behind}"


def sent(client, collection, act, **more):
    """The answer to an act sent by itself, as the page's script sends it."""
    page = reverse("admin:articles_collection_arrange", args=[collection.pk])
    return client.post(page, {"_arrange": act, **more}, headers={"X-Part": "pane"}).json()


def test_a_move_sent_by_itself_answers_with_the_pieces_as_they_stand(three, as_person):
    answer = sent(as_person("编辑"), three, move_of(three, "丙"))

    assert titles(three) == "丙甲乙"
    assert (answer["done"], answer["before"], answer["version"]) == (True, 1, 2)
    assert answer["said"] == "《丙》移到第 1，在“第一部分”里。"
    assert [answer["pane"].index(f">{title}</a>") for title in "丙甲乙"] == sorted(
        answer["pane"].index(f">{title}</a>") for title in "甲乙丙"
    )


def test_an_act_tells_the_version_that_others_had_made_before_it(three, as_person):
    sent(as_person("初审"), three, move_of(three, "丙"))

    answer = sent(as_person("编辑"), three, move_of(three, "乙"))

    assert (answer["before"], answer["version"]) == (2, 3)


def test_a_move_that_makes_no_sense_is_told_and_the_pieces_are_shown(three, as_person):
    stale = move_of(three, "丙", "甲")
    sent(as_person("初审"), three, f"out:{pk_of(three, '甲')}")

    answer = sent(as_person("编辑"), three, stale)

    assert not answer["done"] and "别人刚移走" in answer["said"]
    assert ">甲</a>" not in answer["pane"]
    assert titles(three) == "乙丙"


@pytest.mark.parametrize("act", ["", "move", "move:1:2", "move:x:1:2", "out:-1", "drop:1", f"out:{'9' * 40}"])
def test_what_states_no_act_does_nothing(three, as_person, act):
    answer = sent(as_person("编辑"), three, act)

    assert (answer["done"], answer["said"]) == (False, "没有这样的操作。")
    assert three.revisions.count() == 1


def test_a_note_is_sent_by_itself(three, as_person):
    answer = sent(
        as_person("编辑"),
        three,
        f"note:{pk_of(three, '乙')}",
        title="乙的题",
        words="先读。\r\n再想。",
        was_title="",
        was_words="",
    )

    row = three.placements.get(article__title="乙")
    assert answer["done"] and (row.title, row.note) == ("乙的题", "先读。\n再想。")


def test_a_title_too_long_is_refused_in_words(three, as_person):
    answer = sent(as_person("编辑"), three, f"note:{pk_of(three, '乙')}", title="长" * 301)

    assert not answer["done"] and "300" in answer["said"]


def test_sections_are_added_named_moved_and_dropped_by_themselves(three, as_person):
    editor, first = as_person("编辑"), three.sections.get().pk
    sent(editor, three, "section-add", new_section="第二部分")
    second = three.sections.last().pk
    sent(editor, three, f"section-name:{second}", title="上编", words="引言。", was_title="第二部分", was_words="")
    sent(editor, three, f"section-move:{second}:0")
    assert list(three.sections.values_list("title", "order")) == [("上编", 1), ("第一部分", 2)]

    refused = sent(editor, three, f"section-drop:{first}")
    sent(editor, three, f"section-drop:{second}")

    assert "还有篇目" in refused["said"]
    assert three.sections.get().title == "第一部分"


def test_without_script_a_button_saves_the_form_and_acts(three, as_person):
    page = send(
        as_person("编辑"),
        page_of(three),
        **{"title": "新题", "placements-0-note": "先读。"},
        _arrange=move_of(three, "丙"),
    )

    assert "移到第 1" in told(page)
    assert titles(three) == "丙甲乙"
    assert (Collection.objects.get().title, three.placements.get(article__title="甲").note) == ("新题", "先读。")


def test_without_script_a_button_acts_though_others_have_changed_something(three, as_person):
    mine = as_person("编辑")
    form = read_form(mine.get(page_of(three)))
    sent(as_person("初审"), three, move_of(three, "甲", "丙"))

    mine.post(page_of(three), {**form, "_arrange": move_of(three, "丙", "乙")})

    assert titles(three) == "乙丙甲"


def test_who_may_not_change_words_acts_by_no_address(three, as_person):
    page = reverse("admin:articles_collection_arrange", args=[three.pk])

    answer = as_person("只读").post(page, {"_arrange": move_of(three, "丙")})

    assert (answer.status_code, titles(three)) == (403, "甲乙丙")


def test_an_act_leads_back_to_the_page_it_came_from_and_nowhere_else(three, as_person):
    page = reverse("admin:articles_collection_arrange", args=[three.pk])
    editor = as_person("编辑")

    back = [
        editor.post(page, {"_arrange": move_of(three, "丙"), "back": place}).headers["Location"]
        for place in (
            "/admin/articles/collection/1/find/?q=x",
            "https://elsewhere.example/",
            "//elsewhere.example/",
            "/articles/",
        )
    ]

    assert back == ["/admin/articles/collection/1/find/?q=x", *[page_of(three)] * 3]


# A form opened before others changed the same rows


@pytest.fixture
def meet(as_person, three):
    """Let 初审 do `theirs` after 编辑 opened the page; return the answer to 编辑 saving `mine`."""

    def run(theirs, **mine):
        client = as_person("编辑")
        form = read_form(client.get(page_of(three)))
        theirs(as_person("初审"))
        return client.post(page_of(three), {**form, **mine}, follow=True)

    return run


def test_two_orders_are_both_kept(meet, three):
    page = meet(lambda other: sent(other, three, move_of(three, "甲", "丙")), **{"placements-2-order": "1"})

    assert titles(three) == "丙乙甲"
    assert "合在一起了" in told(page)


def test_saving_words_leaves_an_order_alone_that_others_made(meet, three):
    meet(lambda other: sent(other, three, move_of(three, "丙")), standfirst="我的导语")

    assert titles(three) == "丙甲乙"
    assert Collection.objects.get().standfirst == "我的导语"


def test_a_piece_that_others_placed_stays(meet, three):
    article = make_article(title="丁")
    act = f"place:{article.pk}:{three.sections.get().pk}"

    meet(lambda other: sent(other, three, act), **{"placements-0-note": "先读。"})

    assert titles(three) == "甲乙丙丁"
    assert three.placements.get(article__title="甲").note == "先读。"


def test_a_piece_that_others_took_out_does_not_come_back(meet, three):
    out = f"out:{pk_of(three, '乙')}"

    meet(lambda other: sent(other, three, out), **{"placements-0-note": "先读。"})

    assert titles(three) == "甲丙"


def test_a_note_on_a_piece_that_others_took_out_is_not_lost(meet, three, as_person):
    out = f"out:{pk_of(three, '乙')}"

    page = meet(lambda other: sent(other, three, out), **{"placements-1-note": "值得先读。"})

    html = page.content.decode()
    assert "别人移出了您改过的一篇" in html and "值得先读。" in html
    form = read_form(page)
    as_person("编辑").post(page_of(three), {**form, "seen_version": str(Collection.objects.get().version)})
    assert three.placements.get(article__title="乙").note == "值得先读。"


def test_two_notes_on_one_piece_are_shown_and_theirs_can_be_taken(meet, three, as_person):
    other_note = {"title": "", "words": "他们的", "was_title": "", "was_words": ""}
    page = meet(
        lambda other: sent(other, three, f"note:{pk_of(three, '乙')}", **other_note),
        **{"placements-1-note": "我的", "placements-0-note": "先读。"},
    )
    assert "改在一处的列在这里" in page.content.decode()
    assert three.placements.get(article__title="甲").note == ""

    unit = f"placements-{pk_of(three, '乙')}-note"
    as_person("编辑").post(page_of(three), {**read_form(page), "take_theirs": unit})

    assert [three.placements.get(article__title=title).note for title in "甲乙"] == ["先读。", "他们的"]


def test_a_piece_taken_out_in_the_form_that_others_wrote_on_is_shown(meet, three):
    other_note = {"title": "", "words": "他们的", "was_title": "", "was_words": ""}

    page = meet(
        lambda other: sent(other, three, f"note:{pk_of(three, '乙')}", **other_note), **{"placements-1-DELETE": "on"}
    )

    assert "改在一处的列在这里" in page.content.decode()
    assert titles(three) == "甲乙丙"


def test_a_form_whose_rows_were_all_made_anew_is_saved_onto_them(three, as_person, people):
    client = as_person("编辑")
    sent(client, three, move_of(three, "丙"))
    form = read_form(client.get(page_of(three)))
    restore(Collection.objects.get(), 1, by=people["初审"])

    client.post(page_of(three), {**form, "placements-0-note": "丙的编者按"}, follow=True)

    assert titles(three) == "甲乙丙"
    assert three.placements.get(article__title="丙").note == "丙的编者按"


def test_a_form_that_does_not_say_what_it_showed_is_not_saved(three, as_person):
    client = as_person("编辑")
    form = read_form(client.get(page_of(three)))

    page = client.post(page_of(three), {**form, "shown_rows": "forged", "title": "新题"})

    assert "打开时的内容" in page.content.decode()
    assert Collection.objects.get().version == 1


def test_what_a_form_showed_is_bound_to_its_collection(three):
    token = sign_rows(three, [], [])

    assert rows_shown(three, token) == {"sections": {}, "placements": {}}
    assert rows_shown(make_collection(), token) is None


def test_nothing_is_brought_together_where_nothing_changed(three, as_person):
    form = as_person("编辑").get(page_of(three))
    data = form.wsgi_request.POST.copy()
    data.update({name: values[-1] for name, values in read_form(form).items()})
    stored = {
        "sections": list(three.sections.all()),
        "placements": list(three.placements.with_standing().in_reading_order()),
    }

    together = bring_together(data, rows_shown(three, data["shown_rows"]), stored)

    assert (together.brought, together.clashes) == ([], [])
    assert together.data == data


def test_the_acts_of_two_people_and_a_big_form_at_once_lose_nothing(three, as_person, people):
    second = Section.objects.create(collection=three, title="第二部分", order=2)
    workflow.record(three, by=None, reason="加一部分")
    mine, other = as_person("编辑"), as_person("初审")
    form = read_form(mine.get(page_of(three)))
    sent(other, three, f"move:{pk_of(three, '甲')}:{second.pk}:{arrange.FIRST}")
    sent(mine, three, move_of(three, "丙"))

    mine.post(page_of(three), {**form, "introduction": "引言。", "placements-1-note": "乙的编者按"}, follow=True)

    assert titles(three) == "丙乙甲"
    assert three.placements.get(article__title="甲").section == second
    assert (Collection.objects.get().introduction, three.placements.get(article__title="乙").note) == (
        "引言。",
        "乙的编者按",
    )
    assert [(r.by, r.number) for r in three.revisions.all()][:3] == [
        (people["编辑"], 5), (people["编辑"], 4), (people["初审"], 3)
    ]  # fmt: skip
