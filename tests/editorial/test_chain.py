"""The chain of sign-offs: any flipped bit of a stored one is found, and so is one moved, cut off or taken away."""

from datetime import timedelta

import pytest
from django.db.models import F

from articles.editorial import workflow
from articles.models import SignOff, Stage, User
from tests.factories import make_complete_article, make_people, make_user
from tests.tampering import change_revision

pytestmark = pytest.mark.django_db

#: What a stored sign-off holds. Its number is a handle: only the order that it gives is part of the chain.
COLUMNS = {field.attname for field in SignOff._meta.concrete_fields} - {"id"}
TEXTS = ("decision", "note", "override_reason", "stage_name", "digest", "previous_hash", "hash")
NUMBERS = ("article_id", "stage_id", "by_id", "revision_number", "round")


@pytest.fixture
def staff() -> dict[str, User]:
    return make_people("编辑", "初审", "复审", "终审")


@pytest.fixture
def signed(staff):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    workflow.sign(article, by=staff["初审"], note="可以。")
    workflow.sign(article, by=make_user("chief", is_superuser=True), override="复审休假")
    workflow.sign(article, by=staff["终审"])
    return article


def chain(article):
    return list(article.sign_offs.order_by("pk")), dict(article.revisions.values_list("number", "digest"))


def flipped(text):
    """Yield `text` with each of its bits flipped, where the bytes are still characters."""
    stored = text.encode()
    for bit in range(8 * len(stored)):
        changed = bytearray(stored)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            yield changed.decode()
        except UnicodeDecodeError:
            continue


def unseen(article, name, values):
    """Return the values of the column `name` of the middle sign-off that the check does not find."""
    rows, digests = chain(article)
    found = []
    for value in values(getattr(rows[1], name)):
        setattr(rows[1], name, value)
        if not workflow.faults(rows, digests):
            found.append(value)
    return found


def test_every_column_is_tried(signed):
    assert COLUMNS - {*TEXTS, *NUMBERS} == {"at", "collection_id"}
    assert workflow.faults(*chain(signed)) == ()


@pytest.mark.parametrize("name", TEXTS)
def test_a_flipped_bit_of_a_text_is_found(signed, name):
    assert unseen(signed, name, flipped) == []


@pytest.mark.parametrize("name", NUMBERS)
def test_a_flipped_bit_of_a_number_is_found(signed, name):
    assert unseen(signed, name, lambda number: [number ^ 1 << bit for bit in range(63)]) == []


def test_a_moved_moment_or_target_is_found(signed):
    assert unseen(signed, "at", lambda at: [at + timedelta(microseconds=2**bit) for bit in range(40)]) == []
    assert unseen(signed, "collection_id", lambda _none: [1, 2]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"note": "不可以。"},
        {"note": ""},
        {"at": F("at") + timedelta(microseconds=1)},
        {"round": F("round") + 1},
        {"stage_name": ""},
        {"override_reason": "x"},
        {"previous_hash": "0" * 64},
        {"digest": "f" * 64},
    ],
    ids=str,
)
def test_what_was_changed_in_the_database_is_found_by_the_command_s_check(signed, change):
    SignOff.objects.filter(pk=chain(signed)[0][0].pk).update(**change)

    ((target, count, faults),) = workflow.check_chains()

    assert (target, count) == (signed, 3)
    assert chain(signed)[0][0].pk in {fault.number for fault in faults}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_sign_off_taken_away_is_found_once_it_was_published_on(signed, staff, place):
    workflow.publish(signed, by=staff["终审"])
    row = chain(signed)[0][place]

    SignOff.objects.filter(pk=row.pk)._raw_delete("default")

    assert [faults for _target, _count, faults in workflow.check_chains() if faults]


def test_a_changed_revision_no_longer_bears_what_was_signed(signed):
    revision = signed.revisions.first()
    content = revision.content
    content["payload"]["text"] += "。"

    change_revision(revision, packed=revision.pack(content))

    ((_target, _count, faults),) = workflow.check_chains()
    assert {"所签摘要与第" in fault.why for fault in faults} == {True}


def test_renaming_a_stage_leaves_old_sign_offs_readable_and_valid(signed, staff):
    Stage.objects.filter(key="first").update(name="一读")

    row = chain(signed)[0][0]

    assert (row.stage_then, str(row.stage)) == ("初审", "一读")
    assert str(row).startswith("初审")
    assert workflow.faults(*chain(signed)) == ()


def test_a_sign_off_from_before_names_were_kept_still_holds(signed):
    row = chain(signed)[0][0]
    row.stage_name = ""
    row.hash = workflow.sign_off_hash(row)

    assert workflow.faults([row], chain(signed)[1]) == ()
    assert row.stage_then == "初审"


def test_a_blank_reason_overrides_nothing(staff):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])

    with pytest.raises(workflow.Refused, match="不在其中"):
        workflow.sign(article, by=make_user("chief", is_superuser=True), override=" \u3000")
