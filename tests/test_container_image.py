"""The image and its compose file are held to the tree, the settings and `make serve`, as no container is built in a test."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from django.urls import resolve

from articles.admin import guide

ROOT = Path(__file__).resolve().parent.parent
IMAGE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STAGES = IMAGE.split("\nFROM ")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
WEB, DATABASE = COMPOSE["services"]["web"], COMPOSE["services"]["db"]
SETTINGS = set(re.findall(r'"((?:NEWSROOM|DATABASE)_[A-Z0-9_]+)"', (ROOT / "newsroom/settings.py").read_text()))
COPIED = [
    source
    for line in re.findall(r"^COPY (?!--from)(.+)$", IMAGE, re.M)
    for source in line.split()[:-1]
]  # fmt: skip
#: What the server itself is told, beside the settings.
OF_THE_SERVER = {"PORT", "WORKERS"}


@pytest.mark.parametrize("source", COPIED)
def test_what_is_copied_stands_in_the_tree_and_is_let_into_the_build(source):
    tracked = subprocess.run(["git", "ls-files", "--", source], cwd=ROOT, capture_output=True, text=True, check=True)

    assert tracked.stdout
    assert f"!{source}" in (ROOT / ".dockerignore").read_text().splitlines()


def test_the_guide_is_copied_to_where_the_desk_reads_it():
    assert f"COPY {guide.TEXT} docs/\n" in STAGES[-1]
    assert "WORKDIR /app\n" in STAGES[-1]


def test_every_package_comes_by_its_hash_and_none_from_elsewhere():
    fetched = re.findall(r"pip (?:download|install) .*", IMAGE)

    assert [("--require-hashes" in line, "--no-index" in line) for line in fetched] == [(True, False), (False, True)]
    assert not re.search(r"https?://(?!127\.0\.0\.1)", IMAGE)


def test_the_image_has_a_python_that_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert set(re.findall(r"^FROM python:(\S+)-slim", IMAGE, re.M)) == {project["requires-python"].removeprefix(">=")}


def test_the_server_is_nobody_that_may_write_the_code():
    assert STAGES[-1].index("USER newsroom") > STAGES[-1].rindex("COPY")
    assert "chown" not in IMAGE
    assert "install -d -o newsroom -g newsroom /data" in STAGES[-1]


def test_the_server_is_started_as_make_serve_starts_it():
    told = re.search(r"^serve:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.M)
    assert told
    wanted = told[1].replace("$(RUN)", "python manage.py").replace("$(BIN)/", "").replace("127.0.0.1", "0.0.0.0")
    steps = [re.sub(r"\$\((\w+)\)", r"$\1", line.strip()) for line in wanted.splitlines()]

    shell, _flag, command = json.loads(re.findall(r"^CMD (.+)$", STAGES[-1], re.M)[-1])

    assert shell == "sh"
    assert command.replace("exec ", "").split(" && ") == steps


def test_health_is_asked_of_a_host_that_is_answered_to():
    asked = re.search(r"^HEALTHCHECK .*CMD (\[.+\])$", STAGES[-1], re.M)
    assert asked
    python, _flag, code = json.loads(asked[1])

    compile(code, "healthcheck", "exec")
    assert python == "python"
    assert resolve(re.findall(r"\]\}(/\w+)", code)[0]).url_name == "healthz"
    assert "NEWSROOM_ALLOWED_HOSTS" in code


@pytest.mark.parametrize("name", sorted({*WEB["environment"], *re.findall(r"\b(NEWSROOM_[A-Z0-9_]+)", IMAGE)}))
def test_every_variable_is_one_that_is_read(name):
    assert name in SETTINGS | OF_THE_SERVER


@pytest.mark.parametrize("name", ["NEWSROOM_SECRET_KEY", "NEWSROOM_ALLOWED_HOSTS", "DATABASE_URL"])
def test_what_production_asks_for_is_asked_of_the_environment(name):
    assert ":?" in WEB["environment"][name]


def test_no_secret_is_written_down():
    secret = [*WEB["environment"].values(), *DATABASE["environment"].values()]

    assert DATABASE["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert ":${POSTGRES_PASSWORD:?" in WEB["environment"]["DATABASE_URL"]
    assert [value for value in secret if re.search(r"[A-Za-z0-9_-]{40,}", value)] == []


def test_data_and_database_outlive_their_containers():
    volumes = {volume.partition(":")[0] for service in (WEB, DATABASE) for volume in service["volumes"]}

    assert volumes == set(COMPOSE["volumes"])
    assert "data:/data" in WEB["volumes"]
    assert "NEWSROOM_DATA_DIR=/data" in STAGES[-1]
    assert WEB["depends_on"]["db"]["condition"] == "service_healthy"


def test_the_operators_are_told():
    told = (ROOT / "docs/operators.md").read_text(encoding="utf-8")

    assert "docker compose up" in told
    assert "`POSTGRES_PASSWORD`" in told
