"""One tag in every spelling it or a merged tag ever had, by every path on which a tag is named."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles.editorial import merge, workflow
from articles.editorial.digest import digest, payload
from articles.editorial.filing import Filing, filing_of
from articles.editorial.restore import restore
from articles.models import Article, Tag, TagForm
from tests.admin.forms import read_form, send
from tests.factories import make_article, make_complete_article, make_user

pytestmark = pytest.mark.django_db

#: Other spellings of the tag's name, and those of a tag that was merged into it.
SPELLINGS = ["新質生產力", " 新质生产力 ", "新型生产力", "新型生產力 "]


@pytest.fixture
def tag(db):
    """新质生产力, into which 新型生产力 was merged."""
    kept, gone = Tag.objects.create(name="新质生产力"), Tag.objects.create(name="新型生产力")
    merge.merge("tag", gone.pk, kept.pk, by=make_user("并签的人", ("终审",)))
    return kept


def only(tag):
    return list(Tag.objects.all()) == [tag]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_typed_into_the_box_of_an_article(tag, as_person, spelling):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    send(as_person("编辑"), reverse("admin:articles_article_change", args=[article.pk]), tags=[spelling])

    assert list(article.tags.all()) == [tag] and only(tag)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_typed_by_somebody_who_may_make_no_tag(tag, as_person, people, spelling):
    people["编辑"].groups.get().permissions.remove(*people["编辑"].groups.get().permissions.filter(codename="add_tag"))
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    send(as_person("编辑"), reverse("admin:articles_article_change", args=[article.pk]), tags=[spelling])

    assert list(article.tags.all()) == [tag]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_suggested_by_the_box_and_made_by_none(tag, as_person, spelling):
    client, address = as_person("编辑"), reverse("admin:articles_tag_suggest")

    found = client.get(address, {"q": spelling}).json()["results"]
    client.post(address, {"text": spelling})

    assert [row["id"] for row in found] == [str(tag.pk)] and only(tag)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_added_on_the_page_of_tags(tag, as_person, spelling):
    page = send(as_person("编辑"), reverse("admin:articles_tag_add"), name=spelling)

    assert "是同一个，只是写法不同" in page.content.decode() and only(tag)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_another_tag_renamed_to_it(tag, as_person, spelling):
    other = Tag.objects.create(name="冰雪")

    send(as_person("编辑"), reverse("admin:articles_tag_change", args=[other.pk]), name=spelling)

    other.refresh_from_db()
    assert other.name == "冰雪"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_written_as_a_form_of_another_tag(tag, as_person, spelling):
    other = Tag.objects.create(name="冰雪")
    form = {"forms-TOTAL_FORMS": "2", "forms-1-id": "", "forms-1-form": spelling}

    page = send(as_person("编辑"), reverse("admin:articles_tag_change", args=[other.pk]), **form)

    assert "要让两个成为一个，请合并" in page.content.decode()
    assert other.forms.count() == 1


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_put_on_many_articles_at_once(tag, spelling):
    one, two = make_article(), make_article()
    for article in (one, two):
        workflow.record(article, by=None, reason="导入")

    file = filing_of(Filing(tags=[spelling]), by=make_user("某编辑", ("编辑",)))
    for article in (one, two):
        file(article)

    assert [list(article.tags.all()) for article in (one, two)] == [[tag], [tag]] and only(tag)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_named_by_an_imported_file(tag, tmp_path, spelling):
    path = tmp_path / "a.md"
    path.write_text(
        f"---\ntitle: 一条产线\ntags:\n  - {spelling}\n---\n\n松川新区的车间里，新设备刚刚调试完。\n", encoding="utf-8"
    )

    call_command("ingest", str(path), "--jobs", "1", stdout=StringIO())

    assert list(Article.objects.get().tags.all()) == [tag] and only(tag)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_added_set_and_removed_by_taggits_own_functions(tag, spelling):
    article = make_article()

    article.tags.add(spelling)
    added = list(article.tags.all())
    article.tags.set([spelling, tag.name])
    kept = list(article.tags.all())
    article.tags.remove(spelling)

    assert (added, kept, list(article.tags.all())) == ([tag], [tag], []) and only(tag)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_made_past_all_of_them_in_the_database(tag, spelling):
    for make in (
        lambda: Tag.objects.create(name=spelling),
        lambda: Tag.objects.get_or_create(name=f"{spelling}", defaults={"slug": "x"}) if spelling != tag.name else None,
        lambda: Tag.objects.bulk_create([Tag(name=spelling, slug="x")]),
        lambda: make_article().tags.create(name=spelling),
        lambda: TagForm.objects.create(tag=Tag.objects.create(name="冰雪"), form=spelling),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()

    assert only(tag)


def test_restored_from_a_revision_that_named_the_merged_one():
    by = make_user("某终审", ("终审",))
    article = make_complete_article()
    article.tags.add("新型生产力")
    workflow.record(article, by=None, reason="导入")
    kept = Tag.objects.create(name="新质生产力")
    merge.merge("tag", Tag.objects.get(name="新型生产力").pk, kept.pk, by=by)
    with workflow.editing(article.pk, by=by, reason="改") as locked:
        locked.tags.clear()

    missing = restore(Article.objects.get(), 1, by=by)

    assert missing == () and list(article.tags.all()) == [kept]


def test_what_only_looks_alike_stays_another_tag(tag):
    article = make_article()

    article.tags.add("新质生产", "新型生产力论", "生产力")

    assert Tag.objects.count() == 4


def test_a_renamed_tag_is_still_known_by_its_old_name_and_no_digest_changes(as_person):
    article = make_complete_article()
    article.tags.add("人工智慧")
    workflow.record(article, by=None, reason="导入")
    tag, before = Tag.objects.get(), digest(payload(article))

    send(as_person("编辑"), reverse("admin:articles_tag_change", args=[tag.pk]), name="AI")
    article.tags.add("人工智慧")

    assert [each.name for each in article.tags.all()] == ["AI"]
    assert digest(payload(Article.objects.get())) == before


def test_the_own_name_of_a_tag_cannot_be_struck_out_of_its_forms(tag, as_person):
    address = reverse("admin:articles_tag_change", args=[tag.pk])
    form = read_form(as_person("编辑").get(address))
    own = next(name for name, value in form.items() if name.endswith("-form") and value == ["新质生产力"])

    page = send(as_person("编辑"), address, **{own.replace("-form", "-DELETE"): "on"})

    assert "总是一种写法" in page.content.decode()
    assert tag.forms.count() == 2
