"""What the readers refuse with, in the language of who reads it: every sentence known, its values kept."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from articles.admin.refusal import FORMS, in_words
from tests.factories import make_user

PURE = ("articles/ingest", "articles/text")
RAISED = ("NotReadable", "NotACapture", "BadMetadata")


def sentences(source: str) -> Iterator[str]:
    """Yield the sentences that a module refuses with, each value in them as the next letter."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED):
            continue
        for said in node.args[:1]:
            for each in (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,):
                yield from sentence(each)


def sentence(said: ast.expr) -> Iterator[str]:
    if isinstance(said, ast.Constant):
        yield said.value
    elif isinstance(said, ast.JoinedStr):
        letters = iter("abcdef")
        parts = (part.value if isinstance(part, ast.Constant) else f"%({next(letters)})s" for part in said.values)
        yield "".join(str(part) for part in parts)


def test_every_sentence_the_readers_refuse_with_is_known():
    modules = [path for folder in PURE for path in (Path(settings.BASE_DIR) / folder).rglob("*.py")]

    said = {each for path in modules for each in sentences(path.read_text(encoding="utf-8"))}

    assert said - set(FORMS) == set()
    assert {form for form in FORMS if form.endswith("。")} - said == set()


@pytest.mark.parametrize(
    ("reason", "language", "expected"),
    [
        ("文件是空的。", "en", "The file is empty."),
        ("文件是空的。", "zh-hans", "文件是空的。"),
        ("这是图片，不是文本，暂不能读入。", "en", "This is a picture, not text, and cannot be read yet."),
        ("这是图片，不是文本，暂不能读入。", "zh-hant", "這是圖片，不是文本，暫不能讀入。"),
        (
            "无法判断编码：第 7 字节（A1）起不是 UTF-8，按 GB18030 或 Big5 读也不成中文；文件自称 gbk。请用原编码打开后另存为 UTF-8。",
            "en",
            "The encoding cannot be told: from byte 7 (A1) on it is not UTF-8; nor is it Chinese read as GB18030 or Big5; "
            "the file calls itself gbk. Open it in its own encoding and save it as UTF-8.",
        ),
        ("文件有 6.0 MB，超过一份资料的上限 5 MB。", "en", "The file has 6.0 MB; a capture may have 5 MB at most."),
        ("第 3 行写着：文件是空的。", "en", "第 3 行写着：文件是空的。"),
    ],
)
def test_a_reason_is_said_in_the_language_in_force_and_any_other_sentence_is_left_alone(reason, language, expected):
    with translation.override(language):
        assert in_words(reason) == expected


@pytest.mark.django_db
def test_the_import_page_says_it_in_the_language_of_the_reader(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    client = Client()
    client.force_login(make_user("eve", ("编辑",), language="en"))

    page = client.post(
        reverse("admin:import"),
        {"files": [SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n0000")]},
    )

    assert [row.message for row in page.context["rows"]] == ["This is a picture, not text, and cannot be read yet."]
