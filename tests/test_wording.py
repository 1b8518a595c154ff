"""What the pure code says, in the language of who reads it: every sentence known, what it quotes kept."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from articles.wording import FORMS, in_words
from tests.factories import make_user

PURE = ("articles/ingest", "articles/text")
#: What is no sentence to a person: a mark that texts are looked through for.
_SENTENCE = re.compile(r"[^\\\[\]|]*[㐀-鿿]{3}[^\\\[\]|]*。")


def sentences(source: str) -> Iterator[str]:
    """Yield the sentences of a module that no catalogue has, each value in them as the next letter."""
    tree = ast.parse(source)
    passed_over = {id(part) for node in ast.walk(tree) if is_translated(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in passed_over:
            passed_over |= {id(part) for part in ast.walk(node)}
            said = sentence(node)
            if _SENTENCE.fullmatch(said):
                yield said


def is_translated(node: ast.AST) -> bool:
    """Return whether a node is a call of gettext, or a text that stands by itself, as what documents a function does."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "gettext")
    return called or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def sentence(said: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(said, ast.Constant):
        return str(said.value)
    letters = iter("abcdefgh")
    parts = (part.value if isinstance(part, ast.Constant) else f"%({next(letters)})s" for part in said.values)
    return "".join(str(part) for part in parts)


def test_every_sentence_of_the_pure_code_is_known_and_none_is_kept_that_nobody_says():
    modules = [path for folder in PURE for path in (Path(settings.BASE_DIR) / folder).rglob("*.py")]

    said = {each for path in modules for each in sentences(path.read_text(encoding="utf-8"))}

    assert sorted(said - set(FORMS)) == []
    assert sorted({form for form in FORMS if form.endswith("。")} - said) == []


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
        (
            "“?xùn)|”处的字被注音程序切断。按字节推算应为“东”，请核对后采用。",
            "en",
            "A character at “?xùn)|” was cut by a program that adds pinyin. By its bytes it should be “东”; check before you take it.",
        ),
        (
            "“動”的末字节 D3 与下一字节 96 被误认作“訓”（xùn），注音插在中间，96 丢失成“?”；96 7C 是“東”，顺读为“東”。",
            "en",
            "The last byte of “動”, D3 and the next byte 96 were taken for “訓” (xùn), whose pinyin was put between them, "
            "and 96 was lost as “?”; 96 7C is “東”, which reads on as “東”.",
        ),
        (
            "文中已提到党的二十大（2022年）；“去年”指2023；“今年年初”指2024，由此推断为2024年。",
            "en",
            "The text speaks of 党的二十大 (2022); “去年” means 2023; “今年年初” means 2024; hence the year 2024.",
        ),
        ("“图片”指2024，由此推断为2024年。", "en", "“图片” means 2024; hence the year 2024."),
        (
            "署名有200字，最多可填120字，没有填入。",
            "en",
            "Contribution: 200 characters, where 120 at most can stand; not filled in.",
        ),
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
