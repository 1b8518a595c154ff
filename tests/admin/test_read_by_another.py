"""What was done at a desk in Chinese, read at one in English: of what the desk itself said then, nothing stays Chinese.

People here write in letters, so that each Han character on a page is the interface's, as in `tests.test_translated_pages`.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.editorial import (
    arrange,
    byline,
    comment,
    decide,
    merge,
    propose,
    restore,
    rule,
    takeback,
    together,
    workflow,
)
from articles.editorial.filing import Filing, filing_of
from articles.editorial.findings import open_findings
from articles.editorial.workflow import MOVES
from articles.models import Article, AuthorityMove, BulkAct, Collection, Event, Stage, User
from articles.told import told
from tests.admin.forms import send
from tests.factories import make_article, make_collection, make_source, make_topic, make_user
from tests.once import once
from tests.test_translated_pages import HAN, shown

pytestmark = [pytest.mark.django_db, once]
BODY = "The line runs.\n\n## Night shift\n\nOutput is up by a third, they say,"


class Day:
    """A day of work, act by act, by people of the house."""

    def __init__(self) -> None:
        names = {"editor": "编辑", "first": "初审", "second": "复审", "third": "终审"}
        self.by = {name: make_user(name, (group,)) for name, group in names.items()}
        self.by["head"] = make_user("head", is_superuser=True)
        for model in (Group, Stage):
            for row in model.objects.all():
                model.objects.filter(pk=row.pk).update(name=f"{model.__name__} {row.pk}")
        self.topic, self.other = make_topic(name="Ice"), make_topic(name="Snow")
        self.articles = [self._article(number) for number in range(4)]
        self.collection: Collection = make_collection(self.articles[0], title="Collection", introduction="Intro.")
        self.collection.sections.update(title="Part")
        workflow.record(self.collection, by=self.by["editor"], reason=told("新建"))

    def _article(self, number: int) -> Article:
        article = make_article(
            title=f"Article {number}", body=f"Article {number}\n\n{BODY}", source=make_source(name=f"Outlet {number}"),
            people=(("Ann Lee", "reporter"), ("Eve Wu", "editor")),
        )  # fmt: skip
        article.contributions.update(confirm=True)
        workflow.record_import([article])
        return article

    def fresh(self, target: Any) -> Any:  # Any: an article or a collection
        return type(target)._default_manager.get(pk=target.pk)

    def edits(self) -> None:
        one, two, three, _four = self.articles
        editor = self.by["editor"]
        finding = next(found for found in open_findings(one) if found.fix is not None)
        decide.undo(decide.apply_fix(one, finding.key, by=editor), by=editor)
        finding = next(found for found in open_findings(one) if found.level != "block")
        decide.undo(decide.dismiss(one, finding.key, by=editor, reason="As printed"), by=editor)
        decide.confirm_names(one, by=editor)
        byline.confirm_name(two, two.contributions.all()[0].pk, by=editor)
        decide.accept_topic(one, self.topic, by=editor)
        decide.refuse_topic(two, self.topic, by=editor)
        decide.accept_link(one, two, "quotes", by=editor)
        decide.refuse_link(one, three, "same_text", by=editor)
        restore.restore(self.fresh(one), 1, by=editor)
        decide.confirm_names(one, by=editor)
        decide.apply_fix(
            one, next(found for found in open_findings(self.fresh(one)) if found.fix is not None).key, by=editor
        )

    def comments(self) -> None:
        one, editor, head = self.articles[0], self.by["editor"], self.by["head"]
        said = comment.comment(one, comment.Draft("@head please look", due_on=timezone.localdate()), by=editor)
        comment.answer(said.comment, "@editor seen", by=head)
        comment.resolve(said.comment, by=head)
        comment.take_up(said.comment, by=head)
        must = comment.comment(one, comment.Draft("Fix it", must_fix=True), by=head)
        comment.edit(must.comment, "Fix this", by=head)
        comment.resolve(must.comment, by=head)
        comment.strike(must.comment, by=head)

    def collects(self) -> None:
        collection, editor = self.collection, self.by["editor"]
        arrange.add_section(collection, "Second", by=editor)
        first, second = collection.sections.order_by("order")
        for article in self.articles[1:3]:
            arrange.place(collection, article.pk, second.pk, by=editor)
        places = list(collection.placements.order_by("order"))
        arrange.move(collection, places[2].pk, first.pk, 0, by=editor)
        arrange.take_out(collection, places[1].pk, by=editor)
        arrange.move_section(collection, second.pk, 0, by=editor)
        arrange.drop_section(collection, second.pk, by=editor)
        opened = rule.rule_of(self.fresh(collection))
        rule.set_rule(collection, rule.Rule(topics=(str(self.topic.key),), since="2023"), by=editor, opened=opened)
        propose.refuse(collection, self.articles[3].pk, by=editor, why="Too old")
        propose.take_back(collection, self.articles[3].pk, by=editor)

    def publishes(self, target: Any) -> None:  # Any: an article or a collection
        third = self.by["third"]
        workflow.claim(target, by=self.by["editor"])
        workflow.release(target, by=self.by["editor"])
        workflow.assign(target, by=self.by["head"], to=self.by["editor"], due_on=timezone.localdate())
        workflow.submit(target, by=self.by["editor"])
        workflow.recall(target, by=self.by["editor"])
        workflow.submit(target, by=self.by["editor"])
        workflow.send_back(target, by=self.by["first"], note="Not yet")
        self.signs(target)
        workflow.embargo(target, by=third, until=timezone.now() + timedelta(hours=1), reason="Wait")
        workflow.embargo(target, by=third, until=None)
        workflow.publish(target, by=third, at=timezone.now() + timedelta(days=1))
        workflow.reschedule(target, by=third, at=timezone.now() + timedelta(days=2), reason="Later")
        workflow.cancel(target, by=third, reason="Not now")
        workflow.publish(target, by=third)

    def signs(self, target: Any) -> None:  # Any: an article or a collection
        workflow.submit(target, by=self.by["editor"])
        for name in ("first", "second", "third"):
            workflow.sign(target, by=self.by[name], note="Fine")

    def corrects(self) -> None:
        one, third = self.articles[0], self.by["third"]
        with workflow.editing(one.pk, by=self.by["editor"], reason="Typo") as mine:
            mine.title = "Article one"
            mine.save()
        self.signs(self.fresh(one))
        workflow.correct(one, by=third, text="One word was wrong.", reason="wording")
        workflow.withdraw(one, by=third, text="Asked for.", reason="request")
        workflow.reopen(one, by=self.by["editor"])

    def does_many(self) -> None:
        rows = [(article.pk, self.fresh(article).version) for article in self.articles]
        head, editor = self.by["head"], self.by["editor"]
        filing = Filing(topics=[self.other], tags=["tag"], section="Desk")
        filed, _moved = together.carry_out(rows, together.Task("file", filing_of(filing, by=head)), by=head)
        takeback.take_back(filed, by=head)
        rows = [(article.pk, self.fresh(article).version) for article in self.articles]
        acts = {
            "sign": lambda row: workflow.sign(row, by=editor),
            "publish": lambda row: workflow.publish(row, by=head),
            "assign": lambda row: workflow.assign(row, by=head, to=self.by["first"]),
            "release": lambda row: workflow.release(row, by=editor),
            "submit": lambda row: workflow.submit(row, by=editor),
            "claim": lambda row: workflow.claim(row, by=head),
        }
        for kind, act in acts.items():
            together.carry_out(rows, together.Task(kind, act), by=head)
        together.carry_out(rows, together.Task("recall", lambda row: workflow.recall(row, by=head)), by=head)

    def changes_records(self) -> None:
        client = Client()
        client.force_login(self.by["head"])
        send(client, reverse("admin:articles_topic_change", args=[self.topic.pk]), scope="What it covers.")
        send(client, reverse("admin:articles_user_change", args=[self.by["first"].pk]), display_name="first")
        send(client, reverse("admin:articles_user_change", args=[self.by["first"].pk]), language="zh-hant")
        send(client, reverse("admin:auth_group_change", args=[Group.objects.all()[0].pk]), name="Group X")
        send(client, reverse("admin:keep_view", args=["articles", "article"]), name="View", query="o=1", shared="on")
        send(client, reverse("admin:keep_view", args=["articles", "article"]), name="View", query="o=2", shared="on")

    def merges(self) -> None:
        move = merge.merge("topic", self.other.pk, self.topic.pk, by=self.by["head"], reason="The same")
        merge.undo(move.pk, by=self.by["head"], reason="Not the same")


@pytest.fixture
def day(settings: Any) -> Day:
    settings.SITE_NAME = "Newsroom"
    made = Day()
    made.edits()
    made.comments()
    made.collects()
    made.publishes(made.articles[0])
    made.publishes(made.collection)
    made.corrects()
    made.does_many()
    made.merges()
    made.changes_records()
    return made


def pages(day: Day) -> list[str]:
    """Return the pages that tell of what was done."""
    of = [("article", article) for article in day.articles] + [("collection", day.collection)]
    names = ("revision", "collectionrevision", "event", "bulkact", "findingdecision", "suggestiondecision", "linkdecision",
             "authoritymove", "signoff", "notice", "edition", "collectionedition")  # fmt: skip
    told = [reverse(f"admin:articles_{name}_changelist") + "?all=" for name in names]
    for kind, row in of:
        told += [reverse(f"admin:articles_{kind}_{page}", args=[row.pk]) for page in ("change", "history")]
        told += [reverse(f"admin:articles_{kind}_diff", args=[row.pk, n]) for n in range(1, row.revisions.count() + 1)]
    for model in (BulkAct, AuthorityMove):
        name = f"admin:articles_{model._meta.model_name}_change"
        told += [reverse(name, args=[row.pk]) for row in model.objects.all()]
    return [*told, reverse("admin:inbox"), reverse("admin:index"), reverse("admin:articles_event_export", args=["csv"])]


def test_what_was_done_in_chinese_is_told_in_english(day: Day) -> None:
    User.objects.update(language="en")
    found = {}
    for name in ("head", "editor"):
        client = Client()
        client.force_login(User.objects.get(username=name))
        for address in pages(day):
            page = client.get(address, follow=True)
            text = b"".join(page.streaming_content).decode() if page.streaming else shown(page)
            found[f"{name} {page.status_code} {address}"] = HAN.findall(text)

    assert "\n".join(f"{address}: {words}" for address, words in found.items() if words) == ""


def test_the_day_has_what_the_desk_keeps_words_of(day: Day) -> None:
    """Without this, a day in which nothing happened would be told in English too."""
    done = set(Event.objects.values_list("kind", flat=True))
    refused = [reason for act in BulkAct.objects.all() for item in act.items.all() for reason in item.reasons]

    assert {move.name for move in MOVES} - done == {"seal"}
    assert len({reason["message"] for reason in refused}) > 4
