"""The queue of imports: what is weighed at import, which doubts still stand, and when an article is out of it."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from articles.editorial import byline, decide, queue, workflow
from articles.editorial.findings import open_findings
from articles.editorial.workflow import Refused
from articles.ingest import reader
from articles.ingest.store import NOTES, store
from articles.models import Article, Batch
from articles.text.doubt import weigh
from tests.factories import make_article, make_source, make_user

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PLAIN = "plain/san-di-lian-xi-hui-yi.txt"


@pytest.fixture
def editor():
    return make_user("editor", ("编辑",))


def imported(content, name="x.txt"):
    batch = Batch(how="test")
    content = (SEEDS / content).read_bytes() if isinstance(content, str) else content
    stored = store(content, reader.read(content), name=name.encode(), batch=batch)
    article = Article.objects.get(pk=stored[0].article_id)
    workflow.record(article, by=None, reason="导入")
    return article


def doubts(article):
    return queue.standing_doubts(article, open_findings(article))


def test_an_import_is_weighed_by_the_flags_of_its_reading():
    article = imported(PLAIN)

    assert article.doubt == weigh(article.reading.flags) > 0
    assert list(Article.objects.in_queue()) == [article]


def test_what_only_tells_weighs_nothing():
    assert weigh(NOTES) == 0


def test_an_article_written_at_the_desk_is_never_in_the_queue(editor):
    article = make_article()

    assert not queue.settle(article.pk)
    assert not Article.objects.in_queue().exists()


def test_a_doubt_that_is_answered_weighs_no_more(editor):
    article = imported(PLAIN)
    before = set(doubts(article))
    with workflow.editing(article.pk, by=editor, reason="补标题") as locked:
        locked.title = "三地联席会议"
        locked.save()

    assert not queue.settle(article.pk)
    fresh = Article.objects.get(pk=article.pk)
    assert before - set(doubts(fresh)) == {"no-title"}
    assert fresh.doubt == weigh(doubts(fresh))


def test_the_last_answer_takes_it_out(editor):
    article = imported(PLAIN)
    with workflow.editing(article.pk, by=editor, reason="补全") as locked:
        locked.title, locked.date = "三地联席会议", "2024-06-23"
        locked.save()
        locked.attributions.filter(role="published_by").delete()
        locked.attributions.create(source=make_source(), role="published_by")
    for finding in open_findings(Article.objects.get(pk=article.pk)):
        if finding.code == "damaged-bytes":
            decide.apply_fix(article, finding.key, by=editor)

    assert doubts(Article.objects.get(pk=article.pk)) == ()
    assert not queue.settle(article.pk)  # nobody answers for it as an editor yet, so nobody could sign it
    assert Article.objects.get(pk=article.pk).doubt == 0
    article.contributions.create(name="沈一白", role="editor", order=9)

    assert queue.settle(article.pk)
    assert not Article.objects.in_queue().exists()


def test_a_flag_the_words_do_not_tell_of_stands_until_it_is_looked_over(editor):
    article = imported(PLAIN)
    type(article.reading).objects.filter(pk=article.reading_id).update(flags=["some-new-flag"])

    assert not queue.settle(article.pk)
    queue.look_over(article, by=editor)
    assert not Article.objects.in_queue().exists()


def test_looking_over_changes_no_word_and_can_be_done_once(editor):
    article = imported(PLAIN)
    version = article.version
    queue.look_over(article, by=editor)

    assert Article.objects.get(pk=article.pk).version == version
    with pytest.raises(Refused, match="已经有人看过"):
        queue.look_over(article, by=editor)


def test_those_without_doubt_go_all_at_once(editor):
    doubtful, plain = imported(PLAIN), make_article(doubt=0)

    assert queue.look_over_undoubted(Article.objects.in_queue(), by=editor) == 1
    assert list(Article.objects.in_queue()) == [doubtful]
    assert Article.objects.get(pk=plain.pk).doubt is None


def test_who_may_not_change_may_not_answer():
    article, viewer = imported(PLAIN), make_user("viewer")

    for act in (queue.look_over, lambda one, by: byline.put_back(one, "title", by=by)):
        with pytest.raises(Refused):
            act(article, by=viewer)
    with pytest.raises(Refused):
        queue.look_over_undoubted(Article.objects.in_queue(), by=viewer)


def test_the_most_doubtful_comes_first_and_what_is_in_review_does_not_come():
    rows = [make_article(doubt=doubt) for doubt in (3, 20, 0)]
    make_article(doubt=99, state="review")

    assert list(Article.objects.in_queue()) == [rows[1], rows[0], rows[2]]


def test_the_upgrade_weighs_the_drafts_that_nobody_touched(editor):
    fill = import_module("articles.migrations.0016_fill_doubt").fill_doubt
    untouched, touched = imported(PLAIN), imported("plain/ji-zhuang-xiang.txt", "y.txt")
    written = make_article()
    weighed = untouched.doubt
    with workflow.editing(touched.pk, by=editor, reason="改") as locked:
        locked.title = "改过的标题"
        locked.save()
    Article.objects.update(doubt=None)

    fill(apps, None)

    assert dict(Article.objects.values_list("pk", "doubt")) == {
        untouched.pk: weighed,
        touched.pk: None,
        written.pk: None,
    }
