"""The queue of imports at the desk: its order, what it costs, the way through it, and who may do what."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editorial import workflow
from articles.ingest import reader
from articles.ingest.store import store
from articles.models import Article, Batch, Capture, Reading, Receipt
from tests.admin.forms import buttons, read_form, send, told
from tests.factories import make_article, make_author, make_source, make_user

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
QUEUE = "/admin/queue/"


@pytest.fixture
def client(as_person):
    return as_person("编辑")


def imported(content="plain/san-di-lian-xi-hui-yi.txt", batch=None):
    content = (SEEDS / content).read_bytes() if isinstance(content, str) else content
    stored = store(content, reader.read(content), name=b"x.txt", batch=batch or Batch(how="test"))
    article = Article.objects.get(pk=stored[0].article_id)
    workflow.record(article, by=None, reason="导入")
    return article


def page_of(article, queue="all"):
    return f"{reverse('admin:articles_article_change', args=[article.pk])}?queue={queue}&at={article.doubt or 0}"


def titles(page):
    return [row["headline"] for row in page.context["rows"]]


def test_the_most_doubtful_comes_first_and_those_without_doubt_on_demand(client):
    for doubt in (3, 20, 0):
        make_article(title=f"疑{doubt}", doubt=doubt)
    make_article(title="自写")
    make_article(title="在审", doubt=9, state="review")

    assert titles(client.get(QUEUE)) == ["疑20", "疑3"]
    assert titles(client.get(QUEUE, {"queue": "all-whole"})) == ["疑20", "疑3", "疑0"]


def test_a_batch_has_a_queue_of_its_own(client):
    batch = Batch.objects.create(how="test")
    mine, _other = (
        imported(batch=batch),
        imported("frontmatter/2023-11-06-liang-tian-zhang.md", Batch.objects.create(how="x")),
    )

    page = client.get(QUEUE, {"queue": str(batch.pk)})

    assert [row["address"] for row in page.context["rows"]] == [page_of(mine, batch.pk)]


@pytest.mark.parametrize("name", ["", "x", "-1", "1-y", "99999999999999999999", "all-"])
def test_a_name_nobody_made_is_the_queue_of_all(client, name):
    assert client.get(QUEUE, {"queue": name, "p": "x"}).status_code == 200


def test_a_list_of_many_asks_few_queries_and_loads_no_text(client):
    batch = Batch.objects.create(how="test")
    for n in range(60):
        capture = Capture.objects.create(sha256=f"{n:064x}", size=1, packed=Capture.pack(b"x"))
        Receipt.objects.create(capture=capture, batch=batch, name=b"x.txt")
        reading = Reading.objects.create(
            capture=capture, reader="1", outcome="flagged", shape="plain", encoding="utf-8", encoding_found_by="strict",
            flags=["no-date"], packed=Capture.pack(b"{}"),
        )  # fmt: skip
        make_article(reading=reading, doubt=n)
    client.get(QUEUE)

    for name in ("all", str(batch.pk)):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(QUEUE, {"queue": name})
        assert len(page.context["rows"]) == 50
        assert len(queries) <= 9, [query["sql"][-120:] for query in queries]
        assert not [q["sql"] for q in queries if re.search(r'"(body|packed)"', q["sql"])]


def test_the_place_in_the_queue_costs_four_queries(client):
    article = imported()
    plain = reverse("admin:articles_article_change", args=[article.pk])
    client.get(plain)
    with CaptureQueriesContext(connection) as without:
        client.get(plain)

    with CaptureQueriesContext(connection) as within:
        client.get(page_of(article))

    assert len(within) <= len(without) + 4


def test_looking_writes_nothing(client):
    article = imported()
    before = Article.objects.values().get(pk=article.pk)

    for address in (QUEUE, page_of(article)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        written = [q["sql"] for q in queries if re.match("INSERT|UPDATE|DELETE", q["sql"])]
        assert [sql for sql in written if "django_session" not in sql] == []
    assert Article.objects.values().get(pk=article.pk) == before


def test_a_page_of_the_queue_names_its_neighbours(client):
    first, here, last = (make_article(doubt=doubt) for doubt in (30, 20, 10))

    place = client.get(page_of(here)).context["place"]

    assert (place.before, place.after, place.number, place.count) == (page_of(first), page_of(last), 2, 3)


def test_what_is_answered_stays_at_its_place_while_a_doubt_is_left(client):
    article, other = imported(), make_article(doubt=30)
    at = article.doubt

    page = send(client, page_of(article), title="三地联席会议")

    assert page.redirect_chain[-1][0] == page_of(article)
    assert Article.objects.get(pk=article.pk).doubt < at
    assert page.context["place"].after == page_of(other)


def test_the_last_answer_leads_to_the_next(client):
    article, other = make_article(title="", doubt=8), make_article(doubt=5)
    article.reading = imported().reading
    article.save()
    type(article.reading).objects.filter(pk=article.reading_id).update(flags=["no-title"])
    Article.objects.filter(title="").exclude(pk=article.pk).update(doubt=None)
    for n, role in enumerate(("author", "editor")):
        article.contributions.create(name="沈一白", role=role, order=n)
    article.attributions.create(source=make_source(), role="published_by")

    page = send(client, page_of(article), title="原来的标题")

    assert page.redirect_chain[-1][0] == page_of(other)
    assert "上一篇看完了，还有 1 篇" in told(page)
    assert Article.objects.get(pk=article.pk).doubt is None


def test_the_last_one_looked_over_leads_to_the_empty_list(client):
    article = imported()

    page = send(client, page_of(article), _look="1")

    assert "队列已清空" in told(page)
    assert page.redirect_chain[-1][0] == f"{QUEUE}?queue=all"
    assert "没有要看的了" in page.content.decode()


def test_what_somebody_else_looked_over_is_said(client):
    article = imported()
    form = read_form(client.get(page_of(article)))
    Article.objects.filter(pk=article.pk).update(doubt=None)

    assert "已经有人看过" in told(client.post(page_of(article), {**form, "_look": "1"}, follow=True))


def test_a_stale_save_in_the_queue_is_refused_and_nothing_moves_on(client, people):
    article = imported()
    form = read_form(client.get(page_of(article)))
    with workflow.editing(article.pk, by=people["初审"], reason="先改") as locked:
        locked.title = "先改的题"
        locked.save()

    page = client.post(page_of(article), {**form, "title": "后改"}, follow=True)

    assert page.redirect_chain == []
    assert Article.objects.get(pk=article.pk).title == "先改的题"
    assert Article.objects.get(pk=article.pk).doubt == article.doubt


# What may stand in a fact's place


def candidates(page):
    return {one.value: one.label for fact in page.context["evidence"].facts for one in fact.candidates}


def test_what_was_read_can_be_put_back_where_something_else_stands(client):
    article = imported()
    assert not [value for value in candidates(client.get(page_of(article))) if value.startswith("read:")]

    page = send(client, page_of(article), title="另题", date="2024-06-23")
    assert "read:date" in candidates(page)
    assert "read:title" not in candidates(page)

    page = send(client, page_of(article), _use="read:date")
    assert "已恢复" in told(page)
    assert Article.objects.get(pk=article.pk).date == "XXXX-XX-23"


NAMES = "---\ntitle: 松川新区的一条产线\ndate: 2024-06-28\nsource: 松川日报\n---\n\n松川日报记者 吴齐强郝迎灿张艺开\n\n松川新区的车间里，新设备刚刚调试完，工人说产量比去年多了三成。\n"


def test_names_in_one_run_are_confirmed_or_split_otherwise(client):
    article = imported(NAMES.encode())
    offered = candidates(client.get(page_of(article)))
    split = next(value for value in offered if value.startswith("split:"))

    page = send(client, page_of(article), _use=split)

    assert "已改作" in told(page)
    assert f"改作 {'、'.join(one.name for one in article.contributions.all())}" == offered[split]
    assert not article.contributions.filter(confirm=True).exists()


def test_a_name_that_is_right_is_confirmed_at_one_press(client):
    article = imported(NAMES.encode())
    first = article.contributions.first()

    page = send(client, page_of(article), _use=f"name:{first.pk}")

    assert f"已确认“{first.name}”" in told(page)
    assert not article.contributions.get(pk=first.pk).confirm


def test_a_whole_run_is_confirmed_at_one_press(client):
    article = imported(NAMES.encode())
    whole = next(value for value in candidates(client.get(page_of(article))) if value.startswith("run:"))

    send(client, page_of(article), _use=whole)

    assert not article.contributions.filter(confirm=True).exists()


def test_a_name_corrected_in_the_form_is_confirmed_by_that(client):
    article = imported(NAMES.encode())

    send(client, page_of(article), **{"contributions-0-name": "吴齐"})

    first = article.contributions.first()
    assert (first.name, first.confirm) == ("吴齐", False)


def test_one_of_two_sources_of_a_name_is_chosen(client):
    for name in ("松川日报甲", "松川日报乙"):
        make_source(name=name).forms.create(form="松川日报")
    article = imported(NAMES.replace("吴齐强郝迎灿张艺开", "林远舟").encode())
    offered = [value for value in candidates(client.get(page_of(article))) if value.startswith("source:")]
    assert len(offered) == 2

    send(client, page_of(article), _use=offered[0])

    assert f":{article.attributions.get(role='published_by').source_id}" in offered[0]


def test_one_of_two_authors_of_a_name_is_chosen(client):
    make_author(name="林远舟"), make_author(name="林远舟")
    article = imported(NAMES.replace("吴齐强郝迎灿张艺开", "林远舟").encode())
    offered = [value for value in candidates(client.get(page_of(article))) if value.startswith("author:")]
    assert len(offered) == 3

    send(client, page_of(article), _use=offered[1])

    assert offered[1].endswith(f":{article.contributions.get().author_id}")


@pytest.mark.parametrize(
    "value", ["", "x", "name:", "split:1:99", "source:0:0", "author::", "read:body", "add:7", ":::"]
)
def test_a_value_nobody_made_is_refused_in_words(client, value):
    article = imported()

    page = send(client, page_of(article), _use=value)

    assert page.status_code == 200
    assert Article.objects.get(pk=article.pk).version == article.version


def test_the_words_of_a_fact_are_marked_in_the_capture(client):
    evidence = client.get(page_of(imported())).context["evidence"]
    fact = next(fact for fact in evidence.facts if fact.value == "曾望舒")

    lit = "".join(run.text for line in evidence.lines for run in line if str(fact.number) in run.facts.split())
    assert lit == "曾望舒"


def test_each_paragraph_names_its_line_of_the_capture(client):
    page = client.get(page_of(imported()))

    lines = [int(line.raw) for line in page.context["clean"]]
    assert lines == sorted(lines)
    assert lines[:3] == [1, 2, 3]


# Who


def test_only_people_of_the_desk_see_the_queue_and_only_those_who_may_change_answer(people, as_person):
    article = imported()
    make_article(doubt=0)
    stranger = Client()
    stranger.force_login(make_user("外人"))

    assert Client().get(QUEUE).status_code == 302
    assert stranger.get(QUEUE).status_code == 403
    signer = as_person("初审")
    page = signer.get(QUEUE)
    assert page.status_code == 200
    may = people["初审"].has_perm("articles.change_article")
    assert bool(re.search("都记作看过", page.content.decode())) is may
    names = {name for name, _value in buttons(signer.get(page_of(article)))}
    assert bool({"_look", "_use"} & names) is may


def test_who_may_only_look_changes_nothing(db):
    viewer = make_user("看客")
    viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
    client = Client()
    client.force_login(viewer)
    article, plain = imported(), make_article(doubt=0)

    assert client.get(page_of(article)).status_code == 200
    assert client.post(page_of(article), {"_look": "1"}).status_code == 403
    client.post(QUEUE)
    assert Article.objects.get(pk=article.pk).doubt == article.doubt
    assert Article.objects.get(pk=plain.pk).doubt == 0
    assert client.get(reverse("admin:import")).status_code == 403


def test_those_without_a_doubt_are_looked_over_at_one_press(client):
    doubtful, plain = imported(), make_article(doubt=0)

    page = client.post(QUEUE, follow=True)

    assert "1 篇没有疑点的已记作看过" in told(page)
    assert Article.objects.get(pk=plain.pk).doubt is None
    assert Article.objects.get(pk=doubtful.pk).doubt == doubtful.doubt
