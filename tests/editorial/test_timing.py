"""When a piece is public, changed after it was published: moved, ended, taken back, held back; recorded, and never the past."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.models import Article, Edition, Event, Notice, PreviewLink, SiteVersion
from tests.factories import make_collection, make_complete_article, make_people

pytestmark = pytest.mark.django_db
SIGNERS = ("初审", "复审", "终审")


def ahead(**span: float) -> Any:
    return timezone.now() + timedelta(**span)


@pytest.fixture
def staff() -> dict[str, Any]:
    return make_people("见习", "编辑", *SIGNERS)


def sign_all(piece: Any, staff: dict[str, Any]) -> None:
    workflow.submit(piece, by=staff["编辑"])
    for name in SIGNERS:
        workflow.sign(piece, by=staff[name])


def published(staff: dict[str, Any], **when: Any) -> Article:
    article = make_complete_article()
    sign_all(article, staff)
    workflow.publish(article, by=staff["终审"], **when)
    return article


def revised(article: Article, staff: dict[str, Any]) -> Article:
    with workflow.editing(article.pk, by=staff["编辑"], reason="改") as mine:
        mine.title += "（改）"
        mine.save()
    article.refresh_from_db()
    sign_all(article, staff)
    return article


def changes(piece: Any) -> list[Event]:
    """Return what the log says of changes of time, in order."""
    kinds = ("reschedule", "cancel", "embargo")
    return list(Event.objects.filter(model=piece._meta.model_name, row=piece.pk, kind__in=kinds).order_by("pk"))


def intervals(article: Any) -> list[tuple[int, Any, Any, str]]:
    rows = article.editions.order_by("number")
    return list(rows.values_list("number", "live_from", "live_until", "ended_by"))


def test_a_scheduled_edition_is_moved_with_the_end_of_the_one_before(staff):
    article = published(staff)
    second = workflow.publish(revised(article, staff), by=staff["终审"], at=ahead(days=1))
    later = ahead(days=2)

    workflow.reschedule(article, by=staff["终审"], at=later, reason="等通稿")

    (_one, _from, until, why), (_two, begins, ends, _why) = intervals(article)
    assert (until, why, begins, ends) == (later, "superseded", later, None)
    (event,) = changes(article)
    assert (event.kind, event.by, event.detail["reason"]) == ("reschedule", staff["终审"], "等通稿")
    assert event.detail["edition"] == second.number
    assert (event.detail["from_before"], event.detail["from"]) == (second.live_from.isoformat(), later.isoformat())


def test_moved_to_now_it_is_live_at_once(staff):
    article = published(staff, at=ahead(days=1))

    workflow.reschedule(article, by=staff["终审"])

    assert article.live_edition == article.editions.get()
    assert article.live_edition.first_live_from == article.live_edition.live_from


def test_a_live_edition_gets_an_end_and_loses_it_again(staff):
    article = published(staff)
    ends = ahead(days=3)

    workflow.reschedule(article, by=staff["终审"], until=ends)
    first = intervals(article)
    workflow.reschedule(article, by=staff["终审"], until=None)

    assert [(row[2], row[3]) for row in (*first, *intervals(article))] == [(ends, "expired"), (None, "")]


def test_what_is_live_keeps_its_start(staff):
    article = published(staff)
    began = article.editions.get().live_from

    workflow.reschedule(article, by=staff["终审"], at=ahead(days=9), until=ahead(days=10))

    assert article.editions.get().live_from == began


@pytest.mark.parametrize("days", [-1, 0])
def test_an_end_that_does_not_lie_ahead_is_refused(staff, days):
    article = published(staff)

    with pytest.raises(Refused, match="截止时间"):
        workflow.reschedule(article, by=staff["终审"], until=ahead(days=days))
    assert changes(article) == []


def test_the_same_time_again_is_refused(staff):
    moment = ahead(days=1)
    article = published(staff, at=moment)

    with pytest.raises(Refused, match="没有变"):
        workflow.reschedule(article, by=staff["终审"], at=moment)


def test_what_expired_has_no_time_to_change_and_is_published_anew_unchanged(staff):
    article = published(staff)
    past = timezone.now()
    article.editions.update(live_from=past, live_until=past, expires_at=past, ended_by="expired")
    with pytest.raises(Refused, match="无期可改"):
        workflow.reschedule(article, by=staff["终审"], until=ahead(days=1))

    again = workflow.publish(article, by=staff["终审"])

    assert (again.number, again.is_live, again.digest) == (2, True, article.editions.get(number=1).digest)
    assert article.state == "published"


def test_what_is_live_is_not_published_again_unchanged(staff):
    article = published(staff)

    with pytest.raises(Refused, match="不必再发"):
        workflow.publish(article, by=staff["终审"])


def test_what_expired_and_was_changed_is_signed_anew(staff):
    article = published(staff)
    past = timezone.now()
    article.editions.update(live_from=past, live_until=past, expires_at=past, ended_by="expired")

    again = workflow.publish(revised(article, staff), by=staff["终审"])

    assert again.number == 2
    assert article.live_edition == again


def test_a_scheduled_edition_is_taken_back_and_the_one_before_stays(staff):
    article = published(staff)
    workflow.publish(revised(article, staff), by=staff["终审"], at=ahead(days=1))

    number = workflow.cancel(article, by=staff["终审"], reason="不发了")

    assert number == 2
    assert intervals(article)[0][2:] == (None, "")
    assert not article.editions.filter(number=2).live(ahead(days=2)).exists()
    assert [event.kind for event in changes(article)] == ["cancel"]


def test_taken_back_the_one_before_still_ends_when_it_was_to_end(staff):
    ends = ahead(days=5)
    article = published(staff, until=ends)
    workflow.publish(revised(article, staff), by=staff["终审"], at=ahead(days=1))

    workflow.cancel(article, by=staff["终审"])

    assert intervals(article)[0][2:] == (ends, "expired")


def test_a_correction_that_is_taken_back_is_never_told(staff):
    article = published(staff)
    workflow.correct(revised(article, staff), by=staff["终审"], text="改了一字。", at=ahead(days=1))

    workflow.cancel(article, by=staff["终审"])

    assert not Notice.objects.shown(ahead(days=2)).exists()


def test_a_correction_moves_with_its_edition(staff):
    article, later = published(staff), ahead(days=3)
    workflow.correct(revised(article, staff), by=staff["终审"], text="改了一字。", at=ahead(days=1))

    workflow.reschedule(article, by=staff["终审"], at=later)

    assert Notice.objects.get().at == later


def test_a_scheduled_correction_that_a_sooner_edition_replaces_is_never_told(staff):
    article = published(staff)
    workflow.correct(revised(article, staff), by=staff["终审"], text="改了一字。", at=ahead(days=1))

    workflow.publish(revised(article, staff), by=staff["终审"])

    assert not Notice.objects.shown(ahead(days=2)).exists()


def test_withdrawn_while_scheduled_nothing_of_it_ever_comes(staff):
    article = published(staff)
    workflow.correct(revised(article, staff), by=staff["终审"], text="改了一字。", at=ahead(days=1))

    workflow.withdraw(article, by=staff["终审"], text="查无此事。", reason="fact")

    later = ahead(days=2)
    assert not Edition.objects.live(later).exists()
    assert [edition.number for edition in Edition.objects.behind_notice(later)] == [1]
    assert [notice.kind for notice in Notice.objects.shown(later)] == ["withdrawal"]


def test_an_embargo_keeps_everything_from_coming_out_before_it(staff):
    article = make_complete_article()
    workflow.embargo(article, by=staff["见习"], until=ahead(days=2), reason="来稿注明")
    sign_all(article, staff)

    with pytest.raises(Refused, match="禁发至"):
        workflow.publish(article, by=staff["终审"])
    with pytest.raises(Refused, match="禁发至"):
        workflow.publish(article, by=staff["终审"], at=ahead(days=1))
    edition = workflow.publish(article, by=staff["终审"], at=ahead(days=3))

    assert edition.number == 1
    assert changes(article)[0].detail["until"] == article.embargo_until.isoformat()


def test_an_embargo_that_has_ended_is_none(staff):
    article = make_complete_article()
    workflow.embargo(article, by=staff["编辑"], until=ahead(seconds=1))
    sign_all(article, staff)

    assert workflow.not_yet(article, ahead(seconds=2)) == []


def test_what_was_to_come_sooner_comes_when_the_embargo_ends(staff):
    article, ends = published(staff, at=ahead(days=1)), ahead(days=4)

    workflow.embargo(article, by=staff["编辑"], until=ends)

    assert article.editions.get().live_from == ends
    assert [event.detail["moved"] for event in changes(article)] == [[1]]


def test_what_would_have_ended_before_the_embargo_does_never_comes(staff):
    article = published(staff, at=ahead(days=1), until=ahead(days=2))

    workflow.embargo(article, by=staff["编辑"], until=ahead(days=4))

    assert not article.editions.scheduled().exists()
    assert article.editions.get().ended_by == "cancelled"


def test_an_embargo_is_shortened_and_lifted_by_who_may_publish_alone(staff):
    article = make_complete_article()
    workflow.embargo(article, by=staff["编辑"], until=ahead(days=2))

    for until in (None, ahead(days=1)):
        with pytest.raises(Refused, match="须有发布的权限"):
            workflow.embargo(article, by=staff["编辑"], until=until)
    workflow.embargo(article, by=staff["编辑"], until=ahead(days=3))
    workflow.embargo(article, by=staff["终审"], until=None)

    assert Article.objects.get().embargo_until is None


def test_an_embargo_on_what_is_live_comes_too_late(staff):
    article = published(staff)

    with pytest.raises(Refused, match="禁发晚了"):
        workflow.embargo(article, by=staff["编辑"], until=ahead(days=2))


def test_a_collection_is_moved_taken_back_and_held_back_alike(staff):
    collection = make_collection(published(staff))
    sign_all(collection, staff)
    workflow.publish(collection, by=staff["终审"], at=ahead(days=1), until=ahead(days=9))

    workflow.embargo(collection, by=staff["编辑"], until=ahead(days=2))
    workflow.reschedule(collection, by=staff["终审"], at=ahead(days=3), until=ahead(days=9))
    workflow.cancel(collection, by=staff["终审"])

    assert [event.kind for event in changes(collection)] == ["embargo", "reschedule", "cancel"]
    assert not collection.editions.live(ahead(days=4)).exists()


@pytest.mark.parametrize("move", ["reschedule", "cancel"])
def test_every_change_raises_the_site_version(staff, move):
    article = published(staff, at=ahead(days=1))
    before = SiteVersion.objects.get().number

    getattr(workflow, move)(article, by=staff["终审"])

    assert SiteVersion.objects.get().number > before


@pytest.mark.parametrize("move", ["reschedule", "cancel", "embargo"])
def test_a_stale_page_changes_no_time(staff, move):
    article = published(staff, at=ahead(days=1))
    more = {"until": ahead(days=5)} if move == "embargo" else {}

    with pytest.raises(Refused) as refused:
        getattr(workflow, move)(article, by=staff["终审"], version=article.version + 1, **more)
    assert refused.value.code == "stale"


# Corrections and withdrawals


def test_a_correction_is_a_new_edition_with_a_notice_dated_as_it_comes(staff):
    article = published(staff)

    notice = workflow.correct(revised(article, staff), by=staff["终审"], text="改了一字。", reason="wording")

    live = article.live_edition
    assert (live.number, notice.edition_number, notice.at) == (2, 2, live.live_from)
    assert article.editions.superseded().get().number == 1
    assert article.state == "published"


def test_nothing_unsigned_is_published_as_a_correction(staff):
    article = published(staff)
    with workflow.editing(article.pk, by=staff["编辑"], reason="改") as mine:
        mine.title += "（改）"
        mine.save()
    article.refresh_from_db()
    workflow.submit(article, by=staff["编辑"])

    with pytest.raises(Refused, match="尚未签发"):
        workflow.correct(article, by=staff["终审"], text="改了一字。")
    assert not Notice.objects.exists()


def test_a_correction_that_changes_no_word_is_refused(staff):
    article = published(staff)
    with workflow.editing(article.pk, by=staff["编辑"], reason="改") as mine:
        mine.section = "要闻"
        mine.save()
    Article.objects.filter(pk=article.pk).update(state="draft")
    article.refresh_from_db()
    sign_all(article, staff)

    with pytest.raises(Refused, match="没有可更正的"):
        workflow.correct(article, by=staff["终审"], text="什么也没改。")


def test_a_first_edition_corrects_nothing(staff):
    article = make_complete_article()
    sign_all(article, staff)

    with pytest.raises(Refused, match="无从更正"):
        workflow.correct(article, by=staff["终审"], text="改。")


@pytest.mark.parametrize(("move", "reason"), [("correct", "legal"), ("withdraw", "wording"), ("withdraw", "x")])
def test_a_reason_that_does_not_fit_is_refused(staff, move, reason):
    article = revised(published(staff), staff)

    with pytest.raises(Refused, match="这种原因"):
        getattr(workflow, move)(article, by=staff["终审"], text="说明。", reason=reason)


@pytest.mark.parametrize(
    ("reason", "readable"), [("fact", [1]), ("request", [1]), ("legal", []), ("rights", []), ("", [1])]
)
def test_old_editions_stay_behind_the_notice_unless_nothing_may_stay(staff, reason, readable):
    article = published(staff)

    workflow.withdraw(article, by=staff["终审"], text="撤。", reason=reason)

    assert [edition.number for edition in article.editions.behind_notice()] == readable


def test_sealing_later_takes_the_rest_and_hides_earlier_notices(staff):
    article = published(staff)
    workflow.correct(revised(article, staff), by=staff["终审"], text="原文说的是某某。", reason="name")
    workflow.withdraw(article, by=staff["终审"], text="查无此事。", reason="fact")

    workflow.seal(article, by=staff["终审"], text="依法封存。")

    assert not article.editions.behind_notice().exists()
    assert [notice.text for notice in article.notices.shown()] == ["依法封存。"]
    with pytest.raises(Refused, match="不必封存"):
        workflow.seal(article, by=staff["终审"], text="再封。")


def test_what_is_sealed_stays_sealed_when_the_piece_is_withdrawn_again(staff):
    article = published(staff)
    workflow.withdraw(article, by=staff["终审"], text="依法撤下。", reason="legal")
    workflow.reopen(article, by=staff["编辑"])
    workflow.publish(revised(article, staff), by=staff["终审"])

    workflow.withdraw(article, by=staff["终审"], text="又撤。", reason="fact")

    assert [edition.number for edition in article.editions.behind_notice()] == [2]


def test_links_from_outside_end_with_the_piece_and_do_not_open_again_with_it(staff):
    article, other = published(staff), published(staff)
    links = [PreviewLink.make(each.revisions.first(), staff["编辑"]) for each in (article, other)]

    workflow.withdraw(article, by=staff["终审"], text="依法撤下。", reason="legal")
    workflow.reopen(article, by=staff["编辑"])

    assert [link.pk for link in PreviewLink.objects.open()] == [links[1].pk]
