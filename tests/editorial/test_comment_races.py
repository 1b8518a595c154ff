"""Somebody signs while another asks for something to be fixed: one comes first, and what came second knows of it."""

import os

import pytest

from articles.editorial import comment as comments
from articles.editorial import workflow
from articles.editorial.comment import Draft
from articles.editorial.workflow import Refused
from articles.models import Article, Comment, SignOff
from tests.editorial.test_sign_races import pair
from tests.factories import make_complete_article, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)

RACES = int(os.environ.get("RACES", "8"))


def test_a_signature_and_what_must_be_fixed_come_one_after_the_other() -> None:
    editor, signer, other = (make_user(name, (name,)) for name in ("编辑", "初审", "复审"))

    for _ in range(RACES):
        article = make_complete_article()
        workflow.submit(article, by=editor)
        sign = lambda pk=article.pk: workflow.sign(Article.objects.get(pk=pk), by=signer)  # noqa: E731  # bound to this pair
        ask = lambda pk=article.pk: comments.comment(  # noqa: E731  # bound to this pair
            Article.objects.get(pk=pk), Draft("人名不对", must_fix=True), by=other
        )
        signed, asked = pair(sign, ask)
        row = Comment.objects.get(article=article)
        sign_off = SignOff.objects.filter(article=article).first()

        assert not isinstance(asked, Refused)
        if isinstance(signed, Refused):
            assert "人名不对" in str(signed) and sign_off is None
            assert row.stage.key == "first"
        else:  # the comment came second, and is asked of the next stage
            assert row.stage.key == "second"
            with pytest.raises(Refused, match="人名不对"):
                workflow.sign(Article.objects.get(pk=article.pk), by=other)


def test_of_two_who_settle_a_thread_one_does() -> None:
    one, other = make_user("甲", ("编辑",)), make_user("乙", ("编辑",))

    for _ in range(max(2, RACES // 2)):
        row = comments.comment(make_complete_article(), Draft("看看"), by=one).comment
        answers = pair(
            *(lambda by=by, row=row: comments.resolve(Comment.objects.get(pk=row.pk), by=by) for by in (one, other))
        )

        assert sum(isinstance(answer, Refused) for answer in answers) == 1
