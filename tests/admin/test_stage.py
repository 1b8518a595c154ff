"""Stages are the house's own: added, renamed, put out of use at the desk; old sign-offs stay readable."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.models import SignOff, Stage
from tests.admin.forms import send
from tests.factories import make_complete_article, make_user

pytestmark = pytest.mark.django_db


def page(stage):
    return reverse("admin:articles_stage_change", args=[stage.pk])


@pytest.fixture
def first_signed(people):
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])
    workflow.sign(article, by=people["初审"])
    return article


def test_an_added_stage_has_to_sign_before_publishing(people, as_person):
    group = Group.objects.create(name="法务")
    add = reverse("admin:articles_stage_add")
    send(as_person("管理员"), add, name="法务审", key="legal", order="2", group=str(group.pk), active="on")
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])
    for person in (people["初审"], people["复审"], make_user("律师", ("法务", "初审")), people["终审"]):
        workflow.sign(article, by=person)

    assert workflow.publish(article, by=people["终审"]).number == 1
    assert [row.stage_then for row in article.sign_offs.all()] == ["初审", "复审", "法务审", "终审"]


def test_a_dropped_stage_is_asked_no_more_and_its_sign_offs_stay(people, as_person, first_signed):
    stage = Stage.objects.get(key="first")

    send(as_person("管理员"), page(stage), active="")

    assert [str(row.stage) for row in workflow.standing(first_signed)] == ["复审", "终审"]
    shown = as_person("编辑").get(reverse("admin:articles_signoff_changelist")).content.decode()
    assert "初审" in shown


def test_a_renamed_stage_shows_old_sign_offs_under_the_old_name(people, as_person, first_signed):
    send(as_person("管理员"), page(Stage.objects.get(key="first")), name="一读")

    shown = as_person("编辑").get(reverse("admin:articles_signoff_change", args=[SignOff.objects.get().pk]))

    assert "初审" in shown.content.decode()
    assert str(workflow.standing(first_signed)[0].stage) == "一读"


def test_a_stage_that_was_signed_in_cannot_be_deleted(as_person, first_signed):
    stage = Stage.objects.get(key="first")

    as_person("管理员").post(reverse("admin:articles_stage_delete", args=[stage.pk]), {"post": "yes"})

    assert Stage.objects.filter(pk=stage.pk).exists()


def test_without_any_stage_nothing_is_published(people):
    Stage.objects.update(active=False)
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])

    with pytest.raises(Refused, match="没有启用的审级"):
        workflow.publish(article, by=people["终审"])


def test_an_editor_changes_no_stage(as_person):
    assert as_person("编辑").post(page(Stage.objects.first()), {"name": "改"}).status_code == 403
