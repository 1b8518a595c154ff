"""Two people sign at the same moment: one signature a pair, one transition; and readers see one whole edition at a time.

A short run here; `RACES=500 READS=1000` makes it the whole measure.
"""

import os
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connections
from django.test import Client

from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.ingest import reader
from articles.ingest.store import store
from articles.models import Article, Batch, Edition, SignOff, User
from tests.factories import make_complete_article, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)

RACES = int(os.environ.get("RACES", "8"))
READS = int(os.environ.get("READS", "60"))
#: The words of the piece itself, each with the number of the edition that they were written for.
PARTS = re.compile(r"(?:导语|正文|记者)(?:zz|yy)\d+")


def pair(*acts: Callable[[], object]) -> list[object]:
    """Do all `acts` at once, each in a thread; return what each answered, or its refusal."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(30)
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def signer(pk: int, by: User) -> Callable[[], object]:
    return lambda: workflow.sign(Article.objects.get(pk=pk), by=by)


def in_review(editor: User) -> int:
    article = make_complete_article()
    workflow.submit(article, by=editor)
    return article.pk


def test_pairs_of_signatures_leave_one_each() -> None:
    editor = make_user("编辑", ("编辑",))
    one, other = make_user("甲", ("初审",)), make_user("乙", ("初审",))
    both = make_user("丙", ("初审", "复审"))

    outcomes = []
    for n in range(RACES):
        pk = in_review(editor)
        acts = (signer(pk, one), signer(pk, other)) if n % 2 else (signer(pk, both), signer(pk, both))
        answers = pair(*acts)
        stages = list(SignOff.objects.filter(article=pk).values_list("stage__key", flat=True))
        outcomes.append((sum(isinstance(answer, SignOff) for answer in answers), stages))

    assert outcomes == [(1, ["first"])] * RACES
    assert [faults for _target, _count, faults in workflow.check_chains() if faults] == []


def test_pairs_of_last_moves_make_one_transition() -> None:
    editor, chief = make_user("编辑", ("编辑",)), make_user("终审", ("终审",))
    signers = [make_user(name, (name,)) for name in ("初审", "复审")]

    outcomes = []
    for _ in range(max(2, RACES // 4)):
        pk = in_review(editor)
        for person in (*signers, chief):
            workflow.sign(Article.objects.get(pk=pk), by=person)
        publish = lambda pk=pk: workflow.publish(Article.objects.get(pk=pk), by=chief)  # noqa: E731  # bound to this pair
        recall = lambda pk=pk: workflow.recall(Article.objects.get(pk=pk), by=editor)  # noqa: E731  # bound to this pair
        answers = pair(publish, recall)
        done = sum(not isinstance(answer, Refused) for answer in answers)
        state = Article.objects.get(pk=pk).state
        outcomes.append(done == 1 and (state == "published") == Edition.objects.filter(article=pk).exists())

    assert outcomes == [True] * len(outcomes)


def test_readers_see_one_whole_edition_while_others_import_edit_and_publish() -> None:
    editor = make_user("编辑", ("编辑",))
    signers = [make_user(name, (name,)) for name in ("初审", "复审", "终审")]
    article = make_complete_article()
    done = Event()
    rounds = Counter()

    def rewrite(word: str) -> None:
        with workflow.editing(article.pk, by=editor, reason="改写") as mine:
            mine.title, mine.standfirst, mine.body = f"标题{word}", f"导语{word}", f"正文{word}起。\n\n正文{word}止。"
            mine.save()
            mine.contributions.filter(role="reporter").update(name=f"记者{word}")

    def publish_all() -> int:
        for n in range(1, 200):
            rewrite(f"zz{n}zz")
            workflow.submit(Article.objects.get(pk=article.pk), by=editor)
            for person in signers:
                workflow.sign(Article.objects.get(pk=article.pk), by=person)
            workflow.publish(Article.objects.get(pk=article.pk), by=signers[-1])
            rewrite(f"yy{n}yy")
            rounds["published"] = n
            if done.is_set():
                break
        return n

    def read_all() -> list[set[str]]:
        seen = []
        try:
            while len(seen) < READS or min(rounds["published"], rounds["imported"]) < 2:  # a busy machine starves one
                edition = Edition.objects.live().filter(article=article.pk).first()
                if edition is None:
                    continue
                page = Client().get(edition.get_absolute_url(), follow=True).content.decode()
                # Not the titles of earlier editions, which the page lists.
                shown = page.partition("<h1")[2].partition("</h1>")[0] + "".join(PARTS.findall(page))
                seen.append(set(re.findall(r"(?:zz|yy)\d+", shown)) if PARTS.search(page) else set())
        finally:
            done.set()
        return seen

    def import_all() -> int:
        """Read captures while others publish: new ones, and the piece's own anew."""
        for n in range(READS):
            own = "另一件" if n % 2 else f"第{n}件"
            content = f"界江早市{own}\n\n松川日报 2024年6月28日\n\n界江的早市，天不亮就开了。\n".encode()
            store(
                content, reader.read(content), name=b"1.txt", batch=Batch(how="race"), on_stored=workflow.record_import
            )
            rounds["imported"] = n
            if done.is_set():
                break
        return n

    published, seen, imported = pair(publish_all, read_all, import_all)

    assert isinstance(published, int) and published > 1
    assert isinstance(imported, int) and imported > 1
    assert isinstance(seen, list) and [words for words in seen if len(words) != 1 or "yy" in str(words)] == []
