"""Findings from both halves in one list, and what an editor may answer to them."""

import json

import pytest

from articles.editorial import byline, decide, workflow
from articles.editorial.findings import open_findings
from articles.editorial.workflow import Refused
from articles.models import Article, Capture, Reading, SuggestionDecision
from articles.text.finding import find
from tests.factories import make_author, make_complete_article, make_topic, make_user

pytestmark = pytest.mark.django_db
BODY = "会议强调，要推动?xùn)|北振兴，守住底线。\n\n各地要扛起责任。"


@pytest.fixture
def editor():
    return make_user("编辑", ("编辑",))


def make_damaged_article(level: str = "block") -> Article:
    """An article whose reading found the broken bytes, as the reader stores it."""
    start = BODY.index("?xùn)|")
    finding = find(
        "damaged-bytes", level, "body", BODY, start, start + 6, "断字", fix="东", choices=("东", "峾"), proof="D3 96 7C"
    )
    row = {name: getattr(finding, name) for name in finding.__slots__}
    content = json.dumps(
        {
            "body": BODY,
            "fields": {
                "title": None,
                "date": {"value": "XXXX-XX-23"},
                "proposals": [{"field": "date", "value": "2024-XX-23", "reason": "去年9月"}],
            },
            "findings": [row],
        }
    ).encode()
    capture = Capture.objects.create(sha256="0" * 64, size=1, packed=Capture.pack(b"x"))
    reading = Reading.objects.create(
        capture=capture, reader="1", outcome="flagged", shape="plain", encoding="utf-8", encoding_found_by="strict",
        packed=Capture.pack(content), flags=["damaged-bytes"],
    )  # fmt: skip
    article = make_complete_article(body=BODY, reading=reading, date="XXXX-XX-23")
    workflow.record(article, by=None, reason="导入")
    return article


def damage(article: Article):
    return next(f for f in open_findings(Article.objects.get(pk=article.pk)) if f.code == "damaged-bytes")


def test_one_click_mends_the_broken_bytes(editor):
    article = make_damaged_article()

    decide.apply_fix(article, damage(article).key, by=editor)

    article.refresh_from_db()
    assert "推动东北振兴" in article.body
    assert [f for f in open_findings(article) if f.code == "damaged-bytes"] == []


def test_another_candidate_can_be_chosen(editor):
    article = make_damaged_article()

    decide.apply_fix(article, damage(article).key, by=editor, choice="峾")

    assert "推动峾北" in Article.objects.get().body


def test_undo_gives_the_text_back_to_the_letter(editor):
    article = make_damaged_article()
    decision = decide.apply_fix(article, damage(article).key, by=editor)

    decide.undo(decision, by=editor)

    assert Article.objects.get().body == BODY
    assert damage(article).fix == "东"


def test_undo_finds_its_place_after_edits_elsewhere(editor):
    article = make_damaged_article()
    decision = decide.apply_fix(article, damage(article).key, by=editor)
    with workflow.editing(article.pk, by=editor, reason="改") as mine:
        mine.body = "今天" + mine.body
        mine.save()

    decide.undo(decision, by=editor)

    assert Article.objects.get().body == "今天" + BODY


def test_undo_is_refused_where_the_place_has_changed_since(editor):
    article = make_damaged_article()
    decision = decide.apply_fix(article, damage(article).key, by=editor)
    with workflow.editing(article.pk, by=editor, reason="改") as mine:
        mine.body = mine.body.replace("东北", "华北")
        mine.save()

    with pytest.raises(Refused, match="后来又改过"):
        decide.undo(decision, by=editor)
    assert "华北" in Article.objects.get().body


def test_the_finding_travels_with_its_words_and_dies_with_them(editor):
    article = make_damaged_article()
    with workflow.editing(article.pk, by=editor, reason="改") as mine:
        mine.body = "新的一段。\n\n" + mine.body
        mine.save()
    moved = damage(article)
    assert mine.body[moved.start : moved.end] == "?xùn)|"

    with workflow.editing(article.pk, by=editor, reason="改") as mine:
        mine.body = mine.body.replace("?xùn)|", "东")
        mine.save()
    assert not [f for f in open_findings(Article.objects.get()) if f.code == "damaged-bytes"]


def test_an_inferred_date_is_offered_and_taken_as_inferred(editor):
    article = make_damaged_article()
    offer = next(f for f in open_findings(article) if f.code == "date-proposal")

    decide.apply_fix(article, offer.key, by=editor)

    article.refresh_from_db()
    assert (offer.level, article.date, article.date_certainty) == ("note", "2024-XX-23", "inferred")


def test_an_inferred_date_put_back_by_hand_can_be_taken_again(editor):
    article = make_damaged_article()
    offer = next(f for f in open_findings(article) if f.code == "date-proposal")
    first = decide.apply_fix(article, offer.key, by=editor)
    byline.put_back(Article.objects.get(pk=article.pk), "date", by=editor)

    again = decide.apply_fix(Article.objects.get(pk=article.pk), offer.key, by=editor)

    article.refresh_from_db()
    first.refresh_from_db()
    assert article.date == "2024-XX-23"
    assert (first.undone_by, again.undone_at) == (editor, None)


def test_an_inferred_date_is_not_offered_once_the_date_was_changed(editor):
    article = make_damaged_article()
    with workflow.editing(article.pk, by=editor, reason="改") as mine:
        mine.date = "2024-06-23"
        mine.save()

    assert not [f for f in open_findings(mine) if f.code == "date-proposal"]


def test_a_missing_fact_cannot_be_dismissed(editor):
    article = make_complete_article(title="")
    chief = make_user("终审", ("终审",))
    finding = next(f for f in open_findings(article) if not f.quote and f.level == "block")

    with pytest.raises(Refused, match="须补上"):
        decide.dismiss(article, finding.key, by=chief, reason="算了")


def test_what_blocks_is_dismissed_only_by_who_may_publish_and_with_a_reason(editor):
    article = make_damaged_article()
    chief = make_user("终审", ("终审",))
    key = damage(article).key

    with pytest.raises(Refused, match="能发布的人"):
        decide.dismiss(article, key, by=editor, reason="原文如此")
    with pytest.raises(Refused, match="理由"):
        decide.dismiss(article, key, by=chief, reason=" ")
    decide.dismiss(article, key, by=chief, reason="原文如此")
    assert not [f for f in open_findings(article) if f.key == key]


def test_accepting_a_topic_is_one_revision_and_refusing_is_remembered(editor):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    wanted, unwanted = make_topic(), make_topic()

    decide.accept_topic(article, wanted, by=editor)
    decide.refuse_topic(article, unwanted, by=editor)

    assert list(article.topics.all()) == [wanted]
    assert SuggestionDecision.objects.get(topic=unwanted).accepted is False
    assert article.revisions.count() == 2


def test_confirmed_names_come_under_the_author_known_by_them_or_a_new_one(editor):
    known = make_author(name="林远舟")
    article = make_complete_article(people=(("林远舟", "reporter"), ("何新苗", "reporter"), ("沈知秋", "editor")))
    article.contributions.filter(role="reporter").update(confirm=True)

    decide.confirm_names(article, by=editor)

    authors = {c.name: c.author for c in article.contributions.filter(role="reporter")}
    assert authors["林远舟"] == known
    assert authors["何新苗"].name == "何新苗"
    assert not article.contributions.filter(confirm=True).exists()


def test_a_name_that_two_authors_bear_is_left_to_the_editor(editor):
    make_author(name="林远舟"), make_author(name="林远舟")

    assert decide.author_of("林远舟") is None
