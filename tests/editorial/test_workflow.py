"""The moves: what each asks for, who may make it, and what a later change does to the signatures."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.models import Article, Edition, SignOff, SiteVersion, Stage, User
from tests.factories import make_article, make_collection, make_complete_article, make_people, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> dict[str, User]:
    return make_people("编辑", "初审", "复审", "终审")


def sign_all(target, staff):
    for name in ("初审", "复审", "终审"):
        workflow.sign(target, by=staff[name])


def publish(target, staff):
    workflow.submit(target, by=staff["编辑"])
    sign_all(target, staff)
    return workflow.publish(target, by=staff["终审"])


def test_three_signatures_publish_an_edition(staff):
    article = make_complete_article()

    edition = publish(article, staff)

    article.refresh_from_db()
    assert (edition.number, article.state) == (1, "published")
    assert article.live_edition == edition


@pytest.mark.parametrize("left_out", ["初审", "复审", "终审"])
def test_leaving_out_any_signature_makes_publish_refuse(staff, left_out):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    for name in ("初审", "复审", "终审"):
        if name == left_out:
            break
        workflow.sign(article, by=staff[name])

    with pytest.raises(Refused, match=left_out):
        workflow.publish(article, by=staff["终审"])
    assert not Edition.objects.exists()


def test_nobody_signs_two_stages(staff):
    article = make_complete_article()
    both = make_user("两审", ("初审", "复审"))
    workflow.submit(article, by=staff["编辑"])
    workflow.sign(article, by=both)

    with pytest.raises(Refused, match="一人不得签两审"):
        workflow.sign(article, by=both)


def test_nobody_signs_two_stages_even_past_the_functions(staff):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    first = workflow.sign(article, by=staff["初审"])
    second = SignOff(
        article=article, stage=Stage.objects.get(name="复审"), by=first.by, decision="signed", digest=first.digest,
        revision_number=1, round=first.round, at=timezone.now(), hash="0" * 64,
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_nobody_signs_their_own_last_edit(staff):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=staff["初审"], reason="改标题") as mine:
        mine.title = "改过的标题"
        mine.save()
    workflow.submit(article, by=staff["编辑"])

    with pytest.raises(Refused, match="改稿人不得审签"):
        workflow.sign(article, by=staff["初审"])


def test_an_edit_that_leaves_the_words_alone_does_not_bar_a_signature(staff):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=staff["初审"], reason="改栏目") as mine:
        mine.section = "理论"
        mine.save()
    workflow.submit(article, by=staff["编辑"])

    assert workflow.sign(article, by=staff["初审"]).stage.name == "初审"


def test_a_superuser_overrides_only_with_a_reason_that_is_kept(staff):
    article = make_complete_article()
    chief = make_user("chief", is_superuser=True)
    workflow.submit(article, by=staff["编辑"])

    with pytest.raises(Refused):
        workflow.sign(article, by=chief)
    assert workflow.sign(article, by=chief, override="值班只有一人").override_reason == "值班只有一人"


def test_a_changed_character_voids_the_signatures_but_not_the_public_page(staff):
    article = make_complete_article()
    edition = publish(article, staff)

    with workflow.editing(article.pk, by=staff["编辑"], reason="改字") as mine:
        mine.body = mine.body.replace("刚刚", "刚", 1)
        mine.save()

    article.refresh_from_db()
    assert article.state == "draft"
    assert all(row.sign_off is None for row in workflow.standing(article))
    assert article.live_edition.payload == edition.payload


def test_signed_again_it_is_edition_two_and_edition_one_has_ended(staff):
    article = make_complete_article()
    publish(article, staff)
    with workflow.editing(article.pk, by=staff["编辑"], reason="改字") as mine:
        mine.title += "（续）"
        mine.save()
    article.refresh_from_db()

    second = publish(article, staff)

    first = Edition.objects.get(article=article, number=1)
    assert (second.number, first.ended_by, first.live_until) == (2, "superseded", second.live_from)


def test_withdrawing_closes_every_edition(staff):
    article = make_complete_article()
    publish(article, staff)

    notice = workflow.withdraw(article, by=staff["终审"], text="来源要求撤稿。")

    assert not Edition.objects.live().exists()
    assert (notice.kind, Edition.objects.get().ended_by) == ("withdrawal", "withdrawn")


def test_withdrawing_empties_the_interval_of_a_scheduled_edition(staff):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    sign_all(article, staff)
    workflow.publish(article, by=staff["终审"], at=timezone.now() + timedelta(days=1))

    workflow.withdraw(article, by=staff["终审"], text="不发了。")

    assert not Edition.objects.live(timezone.now() + timedelta(days=2)).exists()


def test_scheduled_and_expiring_editions_are_live_only_between(staff):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    sign_all(article, staff)
    now = timezone.now()

    workflow.publish(article, by=staff["终审"], at=now + timedelta(hours=1), until=now + timedelta(hours=2))

    hours = [Edition.objects.live(now + timedelta(hours=h, minutes=m)).count() for h, m in ((0, 59), (1, 1), (2, 1))]
    assert hours == [0, 1, 0]


def test_missing_facts_block_signing_and_are_named(staff):
    article = make_article(title="", date="")
    workflow.submit(article, by=staff["编辑"])

    with pytest.raises(Refused) as refused:
        workflow.sign(article, by=staff["初审"])
    assert "标题" in str(refused.value)


def test_sending_back_needs_a_note_and_begins_a_new_round(staff):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    workflow.sign(article, by=staff["初审"])
    with pytest.raises(Refused, match="意见"):
        workflow.send_back(article, by=staff["复审"], note=" ")

    workflow.send_back(article, by=staff["复审"], note="导语太长")
    workflow.submit(article, by=staff["编辑"])

    assert all(row.sign_off is None for row in workflow.standing(article))


def test_a_stale_version_is_refused_and_writes_nothing(staff):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=staff["编辑"], reason="一", version=1) as mine:
        mine.title = "甲"
        mine.save()

    with (
        pytest.raises(Refused, match="已被改动"),
        workflow.editing(article.pk, by=staff["编辑"], reason="二", version=1),
    ):
        pytest.fail("the block of a stale edit must not run")
    assert Article.objects.get().title == "甲"


def test_recording_nothing_new_writes_nothing(staff, django_assert_num_queries):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    assert workflow.record(article, by=staff["编辑"], reason="无改动") is None
    assert article.revisions.count() == 1


def test_saving_a_stale_copy_never_rewrites_the_state(staff):
    article = make_complete_article()
    stale = Article.objects.get(pk=article.pk)
    workflow.submit(article, by=staff["编辑"])

    stale.title = "旧副本"
    stale.save()

    assert Article.objects.get().state == "review"


def test_publishing_and_withdrawing_raise_the_site_version(staff):
    article = make_complete_article()
    before = SiteVersion.objects.get().number

    publish(article, staff)
    workflow.withdraw(article, by=staff["终审"], text="撤。")

    assert SiteVersion.objects.get().number == before + 2


def test_a_collection_is_signed_and_published_as_one_unit(staff):
    article = make_complete_article()
    publish(article, staff)
    collection = make_collection(article)

    edition = publish(collection, staff)

    assert edition.content["sections"][0]["placements"][0]["article"] == article.pk
    assert collection.live_edition == edition


def test_a_collection_of_nothing_public_is_not_published(staff):
    collection = make_collection(make_complete_article())
    workflow.submit(collection, by=staff["编辑"])

    with pytest.raises(Refused, match="没有一篇"):
        workflow.sign(collection, by=staff["初审"])


def test_without_the_right_every_move_is_refused(staff):
    article = make_complete_article()
    reader = make_user("reader")

    with pytest.raises(Refused) as refused:
        workflow.submit(article, by=reader)
    assert refused.value.code == "forbidden"


def test_each_sign_off_holds_the_hash_of_the_one_before(staff):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    sign_all(article, staff)

    chain = list(article.sign_offs.order_by("pk"))

    assert [row.hash for row in chain] == [workflow.sign_off_hash(row) for row in chain]
    assert [row.previous_hash for row in chain[1:]] == [row.hash for row in chain[:-1]]


def test_a_signature_and_a_publication_ask_the_database_little(staff, django_assert_max_num_queries):
    """The words are fetched once under the lock, for the digest, the checks, the revision and the edition alike."""
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    with django_assert_max_num_queries(13):
        workflow.submit(article, by=staff["编辑"])
    for name in ("初审", "复审", "终审"):
        with django_assert_max_num_queries(26):
            workflow.sign(article, by=staff[name])
    with django_assert_max_num_queries(33):
        workflow.publish(article, by=staff["终审"])
