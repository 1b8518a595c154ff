"""The command `import_seeds`: authorities first, all or none, then the captures; a second run writes nothing."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Attribution, Capture, SiteVersion, Source, Topic

SOURCES = """
[[source]]
key = "songchuan-ribao"
name = "松川日报"
kind = "newspaper"
region = "松川市"
homepage = "https://daily.songchuan.example/"
forms = ["松川日报", "松川日報", "松川报"]
reprint = "excerpt"
"""
TOPICS = """
[[topic]]
key = "ice"
name = "冰雪经济"
parent = "economy"
preferred = "冰雪经济"
variants = ["冰雪產業", "冰雪产业"]
avoided = ["雪冰经济"]

[[topic]]
key = "economy"
name = "经济"
slug = "jing-ji"
since = "2023-09"
scope = "一切买卖。"
"""
TEXT = "界江早市\n\n松川日报 2024年6月28日\n\n界江的早市，天不亮就开了，老板娘把刚出锅的豆腐切成小块。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    authorities = tmp_path / "seeds" / "authorities"
    authorities.mkdir(parents=True)
    (authorities / "sources.toml").write_text(SOURCES)
    (authorities / "topics.toml").write_text(TOPICS)
    (tmp_path / "seeds" / "1.txt").write_text(TEXT)
    return tmp_path / "seeds"


def import_seeds(*words: object) -> list[str]:
    out = StringIO()
    call_command("import_seeds", *map(str, words), stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def verbs(queries: CaptureQueriesContext) -> set[str]:
    return {query["sql"].split()[0] for query in queries}


@pytest.mark.django_db
def test_authorities_are_made_as_the_files_say(folder: Path) -> None:
    assert import_seeds(folder)[:2] == ["来源：新增 1，改动 0，不变 0", "主题：新增 2，改动 0，不变 0"]

    source = Source.objects.get(key="songchuan-ribao")
    assert (source.name, source.kind, source.region, source.reprint) == ("松川日报", "newspaper", "松川市", "excerpt")
    assert sorted(form.form for form in source.forms.all()) == ["松川报", "松川日报"]
    ice, economy = Topic.objects.get(key="ice"), Topic.objects.get(key="economy")
    assert (ice.parent, economy.slug, economy.since) == (economy, "jing-ji", "2023-09")
    assert sorted(ice.terms.values_list("form", "kind")) == [
        ("冰雪產業", "variant"), ("冰雪经济", "preferred"), ("雪冰经济", "avoided")
    ]  # fmt: skip
    assert [term.form for term in economy.terms.all()] == ["经济"]


@pytest.mark.django_db
def test_captures_find_the_sources_of_the_files(folder: Path) -> None:
    import_seeds(folder)

    assert Article.objects.count() == 1
    assert Attribution.objects.get(role="published_by").source == Source.objects.get()


@pytest.mark.django_db
def test_second_run_writes_nothing(folder: Path) -> None:
    import_seeds(folder)

    with CaptureQueriesContext(connection) as queries:
        lines = import_seeds(folder)

    assert lines[:2] == ["来源：新增 0，改动 0，不变 1", "主题：新增 0，改动 0，不变 2"]
    assert verbs(queries) == {"SELECT"}


@pytest.mark.django_db
def test_changed_entry_changes_its_record_and_keeps_what_the_desk_added(folder: Path) -> None:
    import_seeds(folder)
    source = Source.objects.get()
    source.forms.create(form="松日")
    (folder / "authorities" / "sources.toml").write_text(SOURCES.replace('"excerpt"', '"link"'))
    before = SiteVersion.objects.get().number

    assert import_seeds(folder)[0] == "来源：新增 0，改动 1，不变 0"

    source.refresh_from_db()
    assert (source.reprint, source.forms.count()) == ("link", 3)
    assert SiteVersion.objects.get().number > before


@pytest.mark.django_db
def test_dry_run_leaves_nothing(folder: Path) -> None:
    lines = import_seeds(folder, "--dry-run")

    assert lines[0] == "来源：新增 1，改动 0，不变 0"
    assert not Source.objects.exists()
    assert not Topic.objects.exists()
    assert not Capture.objects.exists()


@pytest.mark.django_db
def test_report_is_that_of_ingest(folder: Path, tmp_path: Path) -> None:
    import_seeds(folder, "--report", tmp_path / "r.json")

    report = json.loads((tmp_path / "r.json").read_text())
    assert sum(report["totals"].values()) == len(report["captures"])
    assert Path(report["captures"][0]["path"]).name == "1.txt"


BAD: tuple[tuple[str, str, str, str], ...] = (
    ("no TOML", "sources.toml", "[[source", "读不出"),
    ("another table", "sources.toml", '[[sources]]\nkey = "a"', "只应有 [[source]]"),
    ("no table", "sources.toml", 'source = "松川日报"', "只应有 [[source]]"),
    ("no name", "sources.toml", '[[source]]\nkey = "a"', "[[source]] 1 (a)：缺“name”"),
    ("no key", "sources.toml", '[[source]]\nname = "松川日报"', "[[source]] 1 (?)：缺“key”"),
    ("unknown word", "sources.toml", '[[source]]\nkey = "a"\nname = "甲"\ncolour = "red"', "不认识“colour”"),
    ("a parent of a source", "sources.toml", '[[source]]\nkey = "a"\nname = "甲"\nparent = "b"', "不认识“parent”"),
    ("a number", "sources.toml", '[[source]]\nkey = "a"\nname = 7', "“name”应是文字"),
    ("a number as form", "sources.toml", '[[source]]\nkey = "a"\nname = "甲"\nforms = [7]', "“forms”应是文字"),
    ("an empty form", "sources.toml", '[[source]]\nkey = "a"\nname = "甲"\nforms = [" "]', "是空的或太长"),
    ("a long form", "sources.toml", f'[[source]]\nkey = "a"\nname = "甲"\nforms = ["{"长" * 121}"]', "是空的或太长"),
    ("unknown kind", "sources.toml", '[[source]]\nkey = "a"\nname = "甲"\nkind = "blog"', "kind："),
    ("bad key", "sources.toml", '[[source]]\nkey = "a b"\nname = "甲"', "key："),
    ("bad address", "sources.toml", '[[source]]\nkey = "a"\nname = "甲"\nhomepage = "javascript:1"', "homepage："),
    ("key twice", "topics.toml", '[[topic]]\nkey = "a"\nname = "甲"\n' * 2, "[[topic]] 2 (a)：这个标识已用过"),
    ("no such parent", "topics.toml", '[[topic]]\nkey = "a"\nname = "甲"\nparent = "b"', "没有上位主题“b”"),
    ("own parent", "topics.toml", '[[topic]]\nkey = "a"\nname = "甲"\nparent = "a"', "绕成了圈"),
    ("bad date", "topics.toml", '[[topic]]\nkey = "a"\nname = "甲"\nsince = "去年"', "since："),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_mistake_in_a_file_is_named_and_nothing_is_stored(folder: Path, name: str, content: str, reason: str) -> None:
    (folder / "authorities" / name).write_text(content)

    with pytest.raises(CommandError) as error:
        import_seeds(folder)

    assert str(folder / "authorities" / name) in str(error.value)
    assert reason in str(error.value)
    assert str(error.value).isprintable()
    assert not any(model.objects.exists() for model in (Source, Topic, Capture))


@pytest.mark.django_db
def test_circle_through_the_database_is_refused(folder: Path) -> None:
    import_seeds(folder)
    (folder / "authorities" / "topics.toml").write_text('[[topic]]\nkey = "economy"\nname = "经济"\nparent = "ice"')

    with pytest.raises(CommandError, match="绕成了圈"):
        import_seeds(folder)


@pytest.mark.django_db
def test_own_seeds_are_imported_whole_and_only_once(tmp_path: Path) -> None:
    def outcomes() -> list[dict[str, Any]]:
        call_command("import_seeds", report=tmp_path / "r.json", stdout=StringIO())
        captures: list[dict[str, Any]] = json.loads((tmp_path / "r.json").read_text())["captures"]
        return captures

    first = outcomes()
    with CaptureQueriesContext(connection) as queries:
        second = outcomes()

    read = [row for row in first if row["outcome"] != "ignored"]
    assert {row["path"].partition("#")[0] for row in read} == {
        str(path) for path in (settings.BASE_DIR / "seeds").glob("*/*") if path.suffix != ".toml"
    }
    assert {row["outcome"] for row in read} == {"imported", "flagged"}
    assert {row["outcome"] for row in second} == {"unchanged", "ignored"}
    assert verbs(queries) == {"SELECT"}
