"""What was kept in the language of who was at work, told in that of who reads: forms known, what people typed left alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from articles.editorial import workflow
from articles.models import Article, ArticleLink, BulkAct, BulkItem
from articles.models.bulk import BULK_KINDS
from articles.retelling import KINDS, REASONS, WORDS, reason_told, refusal_told
from tests.factories import make_article, make_user

#: Said by a constant or a label, and not where the revision is made.
ELSEWHERE = {"导入", "重读", "发布", "更正"}


def reasons(source: str) -> Iterator[str]:
    """Yield why a module says that it makes revisions; nothing where it makes none."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    made = [node for node in calls if ast.unparse(node.func).split(".")[-1] in ("record", "_record", "editing")]
    named = [node for node in nodes if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "reason"]
    for node in (*made, *named) if made else ():
        for part in ast.walk(node):
            if isinstance(part, ast.Call) and ast.unparse(part.func) == "_" and isinstance(part.args[0], ast.Constant):
                yield str(part.args[0].value)


def test_every_reason_of_a_revision_is_known_and_none_is_kept_that_nobody_gives():
    modules = [
        path
        for folder in ("admin", "editorial")
        for path in (Path(settings.BASE_DIR) / "articles" / folder).rglob("*.py")
    ]

    said = {each for path in modules for each in reasons(path.read_text(encoding="utf-8"))}

    assert sorted(said - set(REASONS)) == []
    assert sorted(set(REASONS) - said - ELSEWHERE) == []


def test_the_words_that_stand_in_a_form_are_those_of_the_desk():
    with translation.override("zh-hans"):
        labels = {str(label) for label in (*Article.State.labels, *BULK_KINDS.values())}
        kinds = [str(label) for label in ArticleLink.Kind.labels]

    assert (sorted(labels - set(WORDS)), sorted(set(kinds) ^ set(KINDS))) == ([], [])


@pytest.mark.parametrize(
    ("kept", "language", "expected"),
    [
        ("导入", "en", "Import"),
        ("导入", "zh-hans", "导入"),
        ("Topic accepted: Ice", "zh-hant", "採納主題：Ice"),
        ("采纳主题：冰雪", "en", "Topic accepted: 冰雪"),
        ("撤销批量归类 #3", "en", "Undo: Filed with others #3"),
        ("Undo: Filed with others #3", "zh-hans", "撤销批量归类 #3"),
        ("恢复第 12 次修订", "en", "Restore revision 12"),
    ],
)
def test_a_reason_is_told_in_the_language_in_force(kept, language, expected):
    with translation.override(language):
        assert reason_told(kept) == expected


@pytest.mark.parametrize("typed", ["", "改错字", "撤销某某", "恢复第三次修订", "导入的", "100% 核对", "Topic"])
def test_what_a_person_typed_stays_as_typed(typed):
    with translation.override("en"):
        assert (reason_told(typed), refusal_told(typed)) == (typed, typed)


@pytest.mark.parametrize(
    ("kept", "language", "expected"),
    [
        ("现在是“已发布”，不能“送审”。", "en", "It is now “Published”; this cannot be done: Submit."),
        ("It is now “Published”; this cannot be done: Submit.", "zh-hant", "現在是“已發佈”，不能“送審”。"),
        ("这句没有人说过。", "en", "这句没有人说过。"),
    ],
)
def test_a_refusal_is_told_in_the_language_in_force(kept, language, expected):
    with translation.override(language):
        assert refusal_told(kept) == expected


@pytest.mark.django_db
def test_a_history_and_a_bulk_act_speak_the_language_of_the_reader():
    chief = make_user("chief", is_superuser=True, language="en")
    article = make_article(title="Title", body="Text.")
    workflow.record(article, by=None, reason="导入")
    act = BulkAct.objects.create(kind="submit", by=chief)
    BulkItem.objects.create(act=act, article=article.pk, name="Title", reasons=["现在是“已发布”，不能“送审”。"])
    client = Client()
    client.force_login(chief)
    pages = [
        reverse("admin:articles_article_history", args=[article.pk]),
        reverse("admin:articles_article_diff", args=[article.pk, 1]),
        reverse("admin:articles_article_change", args=[article.pk]),
        reverse("admin:articles_revision_changelist"),
        reverse("admin:articles_revision_change", args=[article.revisions.get().pk]),
        reverse("admin:articles_bulkact_change", args=[act.pk]),
    ]

    told = [client.get(address).content.decode() for address in pages]

    assert ["导入" in page or "已发布" in page for page in told] == [False] * 6
    assert all("Import" in page for page in told[:5])
    assert "It is now “Published”; this cannot be done: Submit." in told[5]
