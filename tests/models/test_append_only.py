"""Revisions are written once: by a record, by many at a time, and in the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from articles.editorial import workflow
from articles.models import CollectionRevision, Revision
from tests.factories import make_article, make_collection, make_complete_article, make_user

pytestmark = pytest.mark.django_db
TABLES = {"articles_revision": Revision, "articles_collectionrevision": CollectionRevision}


@pytest.fixture(autouse=True)
def revisions(db):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    workflow.record(make_collection(article), by=None, reason="建专题")
    return article


def in_database(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("model", TABLES.values())
@pytest.mark.parametrize(
    "act",
    [
        lambda model: model.objects.get().save(),
        lambda model: model.objects.get().delete(),
        lambda model: model.objects.update(reason="改"),
        lambda model: model.objects.all().delete(),
        lambda model: model.objects.bulk_update([model.objects.get()], ["reason"]),
    ],
)
def test_a_revision_is_neither_saved_again_nor_deleted(model, act):
    with pytest.raises(TypeError, match="never"), transaction.atomic():
        act(model)

    assert model.objects.get().reason in ("导入", "建专题")


def test_the_revisions_of_a_record_are_not_deleted_either(revisions):
    with pytest.raises(TypeError, match="never deleted"):
        revisions.revisions.all().delete()


@pytest.mark.parametrize("table", TABLES)
def test_the_database_itself_refuses_a_change(table):
    with pytest.raises(DatabaseError, match="a revision is never changed"):
        in_database(f"UPDATE {table} SET reason = 'x'")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite emptying all tables deletes row by row")
def test_the_database_itself_refuses_to_delete_the_revisions_of_a_signed_text(revisions):
    workflow.submit(revisions, by=make_user("编辑", ("编辑",)))
    workflow.sign(revisions, by=make_user("初审", ("初审",)))

    with pytest.raises(DatabaseError, match="never deleted"):
        in_database("DELETE FROM articles_revision")


def test_a_draft_never_signed_takes_its_revisions_along(revisions):
    other = make_article()
    workflow.record(other, by=None, reason="导入")

    other.delete()

    assert Revision.objects.get().article == revisions
