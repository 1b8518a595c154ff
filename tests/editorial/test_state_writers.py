"""Only the workflow writes a state: proved by reading the source, and by watching every write while the tests run."""

import ast
from pathlib import Path

import pytest

from articles.editorial import workflow
from articles.models import Article, Collection
from articles.models.workpiece import WORKFLOW_FIELDS
from tests.factories import make_article, make_collection, make_user
from tests.writes import WORKFLOW, ForeignWrite

ARTICLES = Path(workflow.__file__).parents[2]
SOURCES = sorted(
    path
    for path in ARTICLES.rglob("*.py")
    if not str(path).startswith(WORKFLOW)
    and "migrations" not in path.relative_to(ARTICLES).parts
    and path != ARTICLES / "ingest/operators.py"  # the state of a page of a PDF
)
#: Calls that put rows into the database, or change them there.
WRITERS = {
    "Article", "Collection", "bulk_create", "bulk_update", "create", "get_or_create", "update", "update_or_create",
}  # fmt: skip
#: Rows with columns of their own that bear such a name: the day asked for in a comment, the round it was made in.
OWN = {"Comment", "Reminder"}


def written(source: str) -> list[tuple[int, str]]:
    """Return the line and column of everything in `source` that would write a column of the workflow."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            names = {node.attr}
        elif isinstance(node, ast.Call) and _root(node.func) in OWN:
            continue
        elif isinstance(node, ast.Call) and _name(node.func) in WRITERS:
            names = {word.arg for word in node.keywords} | _strings(node)
        elif isinstance(node, ast.Call) and _name(node.func) in ("setattr", "execute", "raw", "RunSQL"):
            names = _strings(node)
        else:
            continue
        found += [(node.lineno, str(name)) for name in sorted(names & WORKFLOW_FIELDS, key=str)]
    return found


def _root(function: ast.expr) -> str:
    """Return the name that a call begins with: Comment of Comment.objects.create."""
    while isinstance(function, ast.Attribute):
        function = function.value
    return getattr(function, "id", "")


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _strings(call: ast.Call) -> set[str | None]:
    """Return the strings among the arguments, the words of SQL and the keys of defaults one by one."""
    inside = [node for part in (*call.args, *(word.value for word in call.keywords)) for node in ast.walk(part)]
    texts = [node.value for node in inside if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    sql = any("articles_article" in text or "articles_collection" in text for text in texts)
    return {word for text in texts for word in (text.replace('"', " ").split() if sql else [text])}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ARTICLES)))
def test_no_other_source_writes_what_is_the_workflow_s(path):
    assert written(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "article.state = 'published'",
        "article.version += 1",
        "Article.objects.filter(pk=1).update(state='published')",
        "Article.objects.update(**{'state': 'published'})",
        "Article.objects.bulk_update(rows, ['title', 'state'])",
        "Article.objects.create(title='x', state='published')",
        "Article(state='review')",
        "Article.objects.update_or_create(pk=1, defaults={'round': 2})",
        "setattr(article, 'state', 'published')",
        "cursor.execute('UPDATE articles_article SET state = %s', ['published'])",
    ],
)
def test_the_reading_of_the_source_sees_every_way_of_writing(source):
    assert written(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "if article.state == 'draft': pass",
        "Article.objects.filter(state='draft')",
        "Article.objects.update(title='x')",
        "Comment.objects.create(round=2, due_on=day)",
    ],
)
def test_the_reading_of_the_source_lets_questions_alone(source):
    assert written(source) == []


def foreign(code: str, **names: object) -> None:
    """Run `code` as if it stood in the project, outside the workflow."""
    exec(compile(code, str(ARTICLES / "admin/foreign.py"), "exec"), names)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code",
    [
        "model.objects.filter(pk=row.pk).update(state='published')",
        "model.objects.filter(pk=row.pk).update(title='x', version=7)",
        "row.state = 'published'; model.objects.bulk_update([row], ['state'])",
        "row.state = 'published'; row.save_base(raw=True)",
        "model.objects.create(title='x', state='published')",
        "model.objects.bulk_create([model(title='x', state='withdrawn')])",
        "model.objects.filter(pk=row.pk).update(assignee=None)",
    ],
)
@pytest.mark.parametrize("model", [Article, Collection])
def test_a_write_from_elsewhere_is_seen_while_the_tests_run(model, code):
    row = make_article() if model is Article else make_collection()

    with pytest.raises(ForeignWrite):
        foreign(code, model=model, row=row)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code",
    [
        "row.title = 'x'; row.state = 'published'; row.save()",
        "model.objects.filter(pk=row.pk).update(title='x')",
        "model.objects.create(title='new')",
        "workflow.submit(row, by=editor)",
    ],
)
def test_other_writes_and_the_workflow_s_own_are_let_alone(code):
    row = make_article()

    foreign(code, model=Article, row=row, workflow=workflow, editor=make_user(groups=("编辑",)))

    assert Article.objects.get(pk=row.pk).state == ("review" if "submit" in code else "draft")
