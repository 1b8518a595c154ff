"""Sentences kept in parts: told in the language of who reads, what people typed and the names in them left alone."""

import copy
import json
import pickle

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from articles.editorial import decide, takeback, together, workflow
from articles.editorial.filing import Filing, filing_of
from articles.models import Article, BulkAct, BulkItem
from articles.told import Told, kept, tell, told
from tests.factories import make_article, make_topic, make_user

SENTENCES = [
    (lambda: told("导入"), "Import", "導入"),
    (lambda: told(gettext_lazy("发布")), "Publish", "發佈"),
    (lambda: told("恢复第 %(number)d 次修订") % {"number": 12}, "Restore revision 12", "恢復第 12 次修訂"),
    (lambda: told("采纳主题：%(topic)s") % {"topic": "发布"}, "Topic accepted: 发布", "採納主題：发布"),
    (
        lambda: (
            told("不能派给“%(person)s”：%(why)s")
            % {"person": "甲", "why": told("；").join([told("没有修改的权限。"), "发布"])}
        ),
        "Cannot be given to “甲”: May not change it.; 发布",
        "不能派給「甲」：沒有修改的權限。；发布",
    ),
    (
        lambda: (
            told("现在是“%(state)s”，不能“%(move)s”。")
            % {"state": Article.State.PUBLISHED.label, "move": gettext_lazy("送审")}
        ),
        "It is now “Published”; this cannot be done: Submit.",
        "現在是「已發佈」，不能「送審」。",
    ),
]


@pytest.mark.parametrize(("say", "english", "traditional"), SENTENCES)
def test_a_sentence_is_told_in_the_language_of_who_reads_whatever_it_was_said_in(say, english, traditional):
    stored = []
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            stored.append(kept(say()))
            assert tell(stored[-1]) == say()  # in the language it was said in, the same words

    assert stored[0] == stored[1] == stored[2] == json.loads(json.dumps(stored[0]))
    with translation.override("en"):
        assert tell(stored[0]) == english
    with translation.override("zh-hant"):
        assert tell(stored[0]).replace("“", "「").replace("”", "」") == traditional


@pytest.mark.parametrize("typed", ["", "改错字", "导入", "100% 核对", "撤销%(act)s #3", "{}"])
def test_what_a_person_typed_is_kept_and_told_as_typed(typed):
    with translation.override("en"):
        assert (kept(typed), tell(kept(typed))) == (typed, typed)


def test_a_sentence_is_a_text_like_any_other_and_survives_being_copied():
    sentence = told("恢复第 %(number)d 次修订") % {"number": 3}

    for other in (copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):
        assert isinstance(other, Told)
        assert (other, kept(other)) == ("恢复第 3 次修订", kept(sentence))
    assert json.dumps(sentence, ensure_ascii=False) == '"恢复第 3 次修订"'


def test_a_row_of_nothing_stays_nothing():
    assert (told("、").join([]), tell(kept(told("、").join([])))) == ("", "")
    assert tell(kept(told("、").join(["Ice"]))) == "Ice"


@pytest.fixture
def editor(db):
    return make_user("editor", ("编辑",))


def test_why_a_revision_was_made_is_kept_in_words_and_in_parts(editor):
    article, topic = make_article(title="Title", body="Text."), make_topic(name="Ice")

    workflow.record(article, by=None, reason=told("导入"))
    decide.accept_topic(article, topic, by=editor)
    with workflow.editing(article.pk, by=editor, reason="改错字") as mine:
        mine.title = "Another"
        mine.save()

    rows = {row.number: row for row in article.revisions.all()}
    assert [rows[n].reason for n in (1, 2, 3)] == ["导入", "采纳主题：Ice", "改错字"]
    with translation.override("en"):
        assert [rows[n].why for n in (1, 2, 3)] == ["Import", "Topic accepted: Ice", "改错字"]


def test_a_revision_of_before_is_told_in_the_words_of_then(editor):
    workflow.record(article := make_article(), by=None, reason="导入")
    row = article.revisions.get()
    row.said = None

    with translation.override("en"):
        assert (row.why, str(row)) == ("导入", "r1 导入")


def test_a_bulk_act_in_one_language_is_read_in_another(editor):
    """The same for a filing and its undo, and for what was refused in words with words in them."""
    article, topic = make_article(title="Title", body="Text."), make_topic(name="Ice")
    workflow.record(article, by=None, reason=told("导入"))
    task = together.Task("file", filing_of(Filing(topics=[topic]), by=editor), {"topics": ["Ice"]})
    act, _moved = together.carry_out([(article.pk, article.version)], task, by=editor)
    undo, _moved = takeback.take_back(act, by=editor)
    article.refresh_from_db()
    send = together.Task("sign", lambda row: workflow.sign(row, by=make_user("signer", ("初审",))))
    refused, _moved = together.carry_out([(article.pk, article.version)], send, by=editor)
    client = Client()
    client.force_login(make_user("chief", is_superuser=True, language="en"))
    pages = [
        reverse("admin:articles_article_history", args=[article.pk]),
        reverse("admin:articles_article_change", args=[article.pk]),
        reverse("admin:articles_revision_changelist"),
        reverse("admin:articles_article_diff", args=[article.pk, 3]),
        reverse("admin:articles_bulkact_change", args=[refused.pk]),
        reverse("admin:articles_bulkact_change", args=[undo.pk]),
    ]

    told_there = [client.get(address).content.decode() for address in pages]

    assert all(f"Undo: Filed with others #{act.pk}" in page for page in told_there[:4])
    assert all("批量归类" not in page for page in told_there)
    assert "It is now “Draft”; this cannot be done: Sign this stage." in told_there[4]
    assert BulkItem.objects.get(act=refused).why == ("现在是“草稿”，不能“签发本审”。",)
    assert f"Filed with others #{act.pk}" in told_there[5]
    assert BulkAct.objects.get(pk=undo.pk).said == f"撤销的是：批量归类 #{act.pk}"


def test_reasons_refused_before_they_were_kept_in_parts_stay_as_they_were(editor):
    act = BulkAct.objects.create(kind="submit", by=editor)
    item = BulkItem.objects.create(act=act, article=1, name="Title", reasons=["现在是“已发布”，不能“送审”。"])

    with translation.override("en"):
        assert item.why == ("现在是“已发布”，不能“送审”。",)
