"""What was opened, kept or written before a merge and still names the merged record means the one it is part of."""

import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from articles.editorial import byline, merge, workflow
from articles.editorial.decide import author_of
from articles.editorial.restore import restore
from articles.ingest.authority import bring_in_line, read_files
from articles.models import Article, Author, Contribution, Source, Topic
from tests.admin.forms import buttons, read_form, told
from tests.factories import make_author, make_complete_article, make_source, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_user("主编", ("终审",))


@pytest.fixture
def desk(chief):
    client = Client()
    client.force_login(chief)
    return client


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def pair(make):
    return make(name="甲报"), make(name="乙报")


def make_piece(by):
    """An article whose people, chain and topics name the first of each two."""
    author, source, topic = (pair(make) for make in (make_author, make_source, make_topic))
    article = make_complete_article(source=source[0])
    article.contributions.filter(role="reporter").update(author=author[0])
    article.topics.add(topic[0])
    workflow.record(article, by=by, reason="导入")
    return article, {"author": author, "source": source, "topic": topic}


def merge_all(records, by):
    for kind, (one, two) in records.items():
        merge.merge(kind, one.pk, two.pk, by=by)


def stands_under(article):
    return {
        "author": article.contributions.get(role="reporter").author,
        "source": article.attributions.get().source,
        "topic": article.topics.get(),
    }


def test_a_form_opened_before_is_saved_onto_what_stands_now(desk, chief):
    article, records = make_piece(chief)
    form = read_form(desk.get(page_of(article)))
    merge_all(records, chief)

    desk.post(page_of(article), {**form, "title": "改过的题"})

    article.refresh_from_db()
    assert article.title == "改过的题"
    assert stands_under(article) == {kind: two for kind, (_one, two) in records.items()}


def test_a_form_opened_before_chooses_a_record_that_was_merged_meanwhile(desk, chief):
    article, records = make_piece(chief)
    form = read_form(desk.get(page_of(article)))
    third = make_author(name="丙")
    merge.merge("author", third.pk, records["author"][1].pk, by=chief)

    desk.post(page_of(article), {**form, "contributions-0-author": str(third.pk)})

    assert stands_under(article)["author"] == records["author"][1]


def test_two_forms_opened_before_are_still_brought_together(desk, chief):
    article, records = make_piece(chief)
    form = read_form(desk.get(page_of(article)))
    merge_all(records, chief)
    desk.post(page_of(article), {**form, "section": "要闻"})

    page = desk.post(page_of(article), {**form, "title": "改过的题"}, follow=True)

    article.refresh_from_db()
    assert (article.section, article.title) == ("要闻", "改过的题")
    assert "合在一起了" in told(page)
    assert stands_under(article) == {kind: two for kind, (_one, two) in records.items()}


def test_a_revision_of_before_is_restored_onto_what_stands_now(chief):
    article, records = make_piece(chief)
    merge_all(records, chief)
    with workflow.editing(article.pk, by=chief, reason="清空") as locked:
        locked.topics.clear()
        locked.contributions.all().delete()
        locked.attributions.all().delete()

    missing = restore(Article.objects.get(pk=article.pk), 1, by=chief)

    assert missing == ()
    assert stands_under(article) == {kind: two for kind, (_one, two) in records.items()}


def test_a_difference_names_what_was_merged(desk, chief):
    article, records = make_piece(chief)
    merge_all(records, chief)
    with workflow.editing(article.pk, by=chief, reason="改题") as locked:
        locked.title = "改过的题"
        locked.save()

    shown = desk.get(reverse("admin:articles_article_diff", args=[article.pk, 2])).content.decode()

    assert "甲报（已并入乙报）" in "".join(part.split(">")[-1] for part in shown.split("<"))


def test_a_button_that_names_a_merged_record_takes_the_one_it_is_part_of(chief):
    article, records = make_piece(chief)
    merge_all(records, chief)

    byline.choose_author(article, article.contributions.get(role="reporter").pk, records["author"][0].pk, by=chief)
    byline.choose_source(article, article.attributions.get().pk, records["source"][0].pk, by=chief)

    assert stands_under(article) == {kind: two for kind, (_one, two) in records.items()}


def test_names_of_the_merged_are_known_by_import_and_desk(chief):
    _article, records = make_piece(chief)
    merge_all(records, chief)

    assert author_of("甲报") == records["author"][1]
    assert Author.objects.filter(forms__folded="甲报").get() == records["author"][1]
    assert Source.objects.filter(forms__folded="甲报").get() == records["source"][1]


def test_an_authority_file_does_not_make_the_merged_anew(chief, tmp_path):
    (tmp_path / "topics.toml").write_text(
        '[[topic]]\nkey = "one"\nname = "低空产业"\nscope = "说明"\n\n'
        '[[topic]]\nkey = "two"\nname = "低空经济"\n\n[[topic]]\nkey = "under"\nname = "无人机"\nparent = "one"\n',
        encoding="utf-8",
    )
    bring_in_line(read_files(tmp_path))
    one, two, under = (Topic.objects.get(key=key) for key in ("one", "two", "under"))
    merge.merge("topic", one.pk, two.pk, by=chief)

    tallies = bring_in_line(read_files(tmp_path))

    under.refresh_from_db()
    assert {topic.key for topic in Topic.objects.all()} == {"two", "under"}
    assert under.parent == two
    assert Topic.objects.get(key="two").scope == ""
    assert (tallies["topic"].made, tallies["topic"].changed) == (0, 0)


def test_what_a_reading_proposed_leads_on(chief, desk, tmp_path):
    one, other = make_author(name="林远舟", affiliation="甲报"), make_author(name="林远舟", affiliation="乙报")
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 一条产线\nauthor: 林远舟\n---\n\n松川新区的车间里，新设备刚刚调试完。\n", encoding="utf-8"
    )
    call_command("ingest", str(path), "--jobs", "1", stdout=StringIO())
    article, third = Article.objects.get(), make_author(name="丙")
    before = [name for name in buttons_of(desk, article) if name.startswith("author:")]
    merge.merge("author", one.pk, third.pk, by=chief)

    after = [name for name in buttons_of(desk, article) if name.startswith("author:")]

    assert {name.split(":")[-1] for name in before} >= {str(one.pk), str(other.pk)}
    assert {name.split(":")[-1] for name in after} >= {str(third.pk), str(other.pk)}


def buttons_of(desk, article):
    return [value for name, value in buttons(desk.get(page_of(article))) if name == "_use"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one waits for the other from the start")
def test_a_form_that_is_saved_while_its_record_is_merged_is_led_on(chief, desk):
    article, records = make_piece(chief)
    third = make_author(name="丙")
    form = read_form(desk.get(page_of(article)))
    results = []

    def merging():
        try:
            merge.merge("author", third.pk, records["author"][1].pk, by=chief)
            results.append("merged")
        except workflow.Refused as refused:
            results.append(refused.code)
        finally:
            connections.close_all()

    def saving():
        answer = desk.post(page_of(article), {**form, "contributions-0-author": str(third.pk)})
        results.append(answer.status_code)
        connections.close_all()

    threads = [threading.Thread(target=each) for each in (merging, saving)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 302 in results and {"merged", "stale"} & set(results)
    assert Contribution.objects.get(article=article, role="reporter").author in set(Author.objects.all())
