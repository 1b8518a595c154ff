"""The demo: the whole way once, by the functions behind the buttons, and nothing the second time."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import workflow
from articles.management.commands import demo
from articles.models import Article, Collection, Edition, FindingDecision, Revision, SignOff

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("demo", "--no-serve", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_demo_publishes_the_collection_with_five_articles_in_two_sections():
    run()

    edition = Collection.objects.get(title="新质生产力").live_edition
    sections = edition.content["sections"]
    placed = [placement["article"] for section in sections for placement in section["placements"]]
    assert len(sections) >= 2
    assert Edition.objects.live().filter(article__in=placed).count() == len(placed) >= 5


def test_everything_public_was_signed_by_three_people_and_mended_not_dismissed():
    run()

    for edition in Edition.objects.all():
        signers = SignOff.objects.filter(article=edition.article, digest=edition.digest, decision="signed")
        assert signers.values("by").distinct().count() == 3
    assert FindingDecision.objects.filter(decision="applied").exists()
    assert not FindingDecision.objects.filter(decision="dismissed").exists()


@pytest.mark.parametrize("left_out", ["chushen", "fushen", "zhongshen"])
def test_leaving_out_any_one_of_the_demo_signatures_makes_publish_refuse(left_out):
    call_command("import_seeds", stdout=StringIO(), stderr=StringIO())
    people = demo.make_people()
    article = demo.seed_article("portal/li-zu-lao-jia-di.txt")
    workflow.submit(article, by=people["bianji"])
    for username in ("chushen", "fushen", "zhongshen"):
        if username != left_out:
            try:
                workflow.sign(article, by=people[username])
            except workflow.Refused:
                continue

    with pytest.raises(workflow.Refused, match="尚未签发"):
        workflow.publish(article, by=people["zhongshen"])


def test_the_addresses_and_the_logins_are_printed():
    printed = run()

    assert "http://127.0.0.1:8000/admin/" in printed
    assert all(username in printed for username, _, _ in demo.PEOPLE)


def test_run_again_it_changes_nothing():
    run()
    before = Article.objects.count(), Revision.objects.count(), SignOff.objects.count()

    with CaptureQueriesContext(connection) as queries:
        printed = run()

    writes = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writes if "articles_" in sql and "siteversion" not in sql] == []
    assert (Article.objects.count(), Revision.objects.count(), SignOff.objects.count()) == before
    assert "0 件新入库" in printed


def test_outside_demo_mode_it_refuses(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="NEWSROOM_DEMO=1"):
        run()
