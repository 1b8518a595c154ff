"""`manage.py check_signoffs`: what it prints and how it ends."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.editorial import workflow
from articles.models import SignOff
from tests.factories import make_collection, make_complete_article, make_user
from tests.press import publish

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    try:
        call_command("check_signoffs", stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


@pytest.fixture
def two():
    article = make_complete_article()
    publish(article)
    collection = make_collection(article)
    for target in (article, collection):
        workflow.submit(target, by=make_user(groups=("编辑",)))
        workflow.sign(target, by=make_user(groups=("初审",)))
    return article, collection


def test_sign_offs_in_order_end_with_zero(two):
    assert run() == (0, ["共 2 条审签，0 处不符。"])


def test_a_changed_one_is_named_and_ends_with_one(two):
    row = two[1].sign_offs.get()
    SignOff.objects.filter(pk=row.pk).update(note="补写")

    assert run() == (
        1,
        [f"collection {two[1].pk} #{row.pk} 所记与其哈希不符：这一条被改过。", "共 2 条审签，1 处不符。"],
    )
