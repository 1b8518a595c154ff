"""The import page: what is looked at is not stored, what is ticked is, and no upload does harm."""

import os
import re
import time
import zipfile
from io import BytesIO

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import staging
from articles.models import Article, Batch, Capture, Receipt, Revision
from tests.admin.forms import told
from tests.factories import BODY, make_user

pytestmark = pytest.mark.django_db
TEXT = "---\ntitle: 松川新区的一条产线\ndate: 2024-06-28\nsource: 松川日报\nauthor: 林远舟\n---\n\n" + BODY + "\n"
UNCLOSED = "---\ntitle: 没有收尾的元数据\ndate: 2024-06-28\n"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def client(as_person):
    return as_person("编辑")


def file(name, content=TEXT):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def archive(entries, method=zipfile.ZIP_DEFLATED, name="采集.zip"):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as made:
        for entry, content in entries:
            made.writestr(entry, content)
    return file(name, packed.getvalue())


def look(client, *files, **typed):
    return client.post(reverse("admin:import"), {"files": list(files), **typed})


def take(client, preview, items=None):
    ticked = [row.number for row in preview.context["rows"] if row.ticked] if items is None else items
    return client.post(reverse("admin:import"), {"token": preview.context["token"], "item": ticked})


RUN = "0123456789abcdef"


def asked(client, run=RUN):
    return client.get(reverse("admin:import_progress"), {"run": run}).json()


def outcomes(page):
    return [row.outcome for row in page.context["rows"]]


def reasons(page):
    return " ".join(row.message for row in page.context["rows"])


def test_looking_writes_nothing_to_the_database(client):
    with CaptureQueriesContext(connection) as asked:
        page = look(client, file("a.md"))

    written = [query["sql"] for query in asked if re.match("INSERT|UPDATE|DELETE", query["sql"])]
    assert [sql for sql in written if "django_session" not in sql] == []
    assert not (Capture.objects.exists() or Article.objects.exists() or Batch.objects.exists())
    assert outcomes(page) == ["imported"]


def test_the_preview_says_what_was_read(client):
    html = look(client, file("a.md")).content.decode()

    for read in ("会导入", "松川新区的一条产线", "2024-06-28", "松川日报", "林远舟", "松川新区的车间里", "元数据标记"):
        assert read in html


def test_what_is_ticked_is_imported_with_its_first_revision(client, people):
    page = take(client, look(client, file("a.md")))

    article, batch = Article.objects.get(), Batch.objects.get()
    assert (batch.by, batch.how, batch.totals["imported"]) == (people["编辑"], "desk", 1)
    assert Receipt.objects.get().printable_name == "a.md"
    assert [(one.reason, one.by) for one in Revision.objects.filter(article=article)] == [("导入", None)]
    assert reverse("admin:articles_article_change", args=[article.pk]) in page.content.decode()
    assert client.get(reverse("admin:articles_batch_change", args=[batch.pk])).status_code == 200


def test_what_is_not_ticked_is_left_out(client):
    preview = look(client, file("a.md"), file("b.md", TEXT.replace("一条", "两条")))

    take(client, preview, items=[1])

    assert [article.title for article in Article.objects.all()] == ["松川新区的两条产线"]


def test_ticking_nothing_imports_nothing(client):
    page = take(client, look(client, file("a.md")), items=[])

    assert "一件也没有选" in told(page)
    assert not Capture.objects.exists()


def test_good_and_broken_files_each_have_their_row_and_the_totals_add_up(client):
    preview = look(
        client,
        file("好.md"), file("空.md", b""), file("图.png", b"\x89PNG\r\n\x1a\n" + bytes(64)), file("断.md", UNCLOSED),
        file("data.json", '{"a": 1}'), file("大.txt", b"x" * (staging.MAX_BYTES + 1)),
    )  # fmt: skip
    page = take(client, preview, items=range(6))

    assert outcomes(preview)[0] == "imported"
    assert "imported" not in outcomes(preview)[1:]
    assert {"rejected", "ignored"} <= set(outcomes(preview))
    assert "文件太大" in reasons(preview)
    assert outcomes(page) == outcomes(preview)
    assert sum(Batch.objects.get().totals.values()) == 6
    assert Capture.objects.count() == 1


def test_a_rejected_file_alone_stores_nothing(client):
    take(client, look(client, file("空.md", b"")), items=[0])

    assert not (Capture.objects.exists() or Batch.objects.exists() or Receipt.objects.exists())


def test_the_same_bytes_again_and_a_second_press_change_nothing(client):
    preview = look(client, file("a.md"))
    take(client, preview)

    second = take(client, preview)
    again = look(client, file("a.md"))

    assert outcomes(second) == ["unchanged"]
    assert outcomes(again) == ["unchanged"]
    assert not again.context["rows"][0].ticked
    assert (Article.objects.count(), Batch.objects.count()) == (1, 1)


def test_pasted_text_is_read_and_named(client):
    preview = look(client, text=TEXT.replace("\n", "\r\n"), name="一条产线")
    take(client, preview)

    assert outcomes(preview) == ["imported"]
    assert Receipt.objects.get().printable_name == "一条产线"
    assert Capture.objects.get().content == TEXT.encode()


def test_a_gb18030_file_is_read(client):
    take(client, look(client, file("gb.md", TEXT.encode("gb18030"))))

    assert Article.objects.get().title == "松川新区的一条产线"


def test_nothing_at_all_is_said_so(client):
    page = look(client, text=" \n")

    assert "没有选文件" in told(page)


def test_more_files_than_the_bound_are_refused_in_words(client):
    page = look(client, *[file(f"{number}.md", b"x") for number in range(staging.MAX_FILES + 1)])

    assert "最多导入 200 件" in told(page)


def test_more_bytes_than_the_bound_are_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(staging, "MAX_TOTAL", 100)

    assert "请分几次导入" in told(look(client, file("a.md")))


# Archives


def test_an_archive_gives_a_row_for_each_file_and_skips_folders_and_hidden_ones(client):
    page = look(client, archive([("夹/", ""), ("夹/a.md", TEXT), (".DS_Store", "x"), ("__MACOSX/a.md", "x")]))

    assert [(row.name, row.outcome) for row in page.context["rows"]] == [
        ("采集.zip/夹/a.md", "imported"),
        ("采集.zip/.DS_Store", "ignored"),
        ("采集.zip/__MACOSX/a.md", "ignored"),
    ]


@pytest.mark.parametrize("name", ["../../escaped.md", "/escaped.md", "..\\escaped.md"])
def test_a_path_in_an_archive_is_only_a_name(client, data_folder, name):
    page = look(client, archive([(name, TEXT)]))

    assert outcomes(page) == ["imported"]
    kept = [path for path in data_folder.rglob("*") if path.is_file()]
    assert {path.name for path in kept} == {"0000", "items.json"}
    assert not list(data_folder.parent.glob("escaped*"))


def test_a_name_as_chinese_windows_writes_it_is_readable(client):
    packed = archive([("AAAA.md", TEXT)]).read().replace(b"AAAA.md", "产线".encode("gb18030") + b".md")

    assert look(client, file("a.zip", packed)).context["rows"][0].name == "a.zip/产线.md"


def _encrypted():
    packed = bytearray(archive([("a.md", TEXT)]).read())
    packed[6] |= 1
    packed[packed.index(b"PK\1\2") + 8] |= 1
    return bytes(packed)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: archive([("b.zip", archive([("a.md", TEXT)]).read())]).read(), "还有压缩包"),
        (lambda: archive([("a.md", "长" * 500_000)]).read(), "异常紧"),
        (lambda: archive([(f"{number}.md", "") for number in range(10_000)]).read(), "最多 200 件"),
        (lambda: archive([(f"{number}.md", "") for number in range(201)]).read(), "最多 200 件"),
        (lambda: archive([(f"{number}", bytes(5 << 20)) for number in range(11)]).read(), "解开后超过"),
        (lambda: archive([("a.md", os.urandom((5 << 20) + 1))]).read(), "文件太大"),
        (lambda: archive([("a.md", TEXT)], zipfile.ZIP_LZMA).read(), "压缩方式"),
        (lambda: archive([]).read(), "是空的"),
        (lambda: archive([("a.md", TEXT)]).read()[:-30], "打不开"),
        (lambda: archive([("a.md", TEXT)]).read() + b"tail", "打不开"),
        (_encrypted, "加了密码"),
    ],
    ids=["nested", "ratio", "10000", "201", "total", "large", "lzma", "empty", "cut", "tail", "encrypted"],
)
def test_a_hostile_archive_is_refused_in_words(client, made, said):
    page = look(client, file("a.zip", made()))

    assert set(outcomes(page)) == {"rejected"}
    assert said in reasons(page)


def test_a_document_that_is_a_zip_inside_is_not_taken_apart(client):
    page = look(client, archive([("[Content_Types].xml", "<x/>"), ("word/a.xml", "<x/>")], name="a.docx"))

    assert [row.name for row in page.context["rows"]] == ["a.docx"]


@pytest.mark.parametrize("multipart", [True, False])
def test_a_text_too_long_for_a_form_is_said_in_words(client, multipart):
    text = "长" * (3 * 1024 * 1024)
    sent = {"text": text} if multipart else f"text={text}"
    form = {} if multipart else {"content_type": "application/x-www-form-urlencoded"}

    page = client.post(reverse("admin:import"), sent, follow=True, **form)

    assert page.status_code == 200
    assert "贴进来的文字超过 6 MB" in told(page)
    assert not Capture.objects.exists()


def test_a_pasted_text_larger_than_a_capture_may_be_is_a_row_with_the_reason(client):
    page = look(client, text="长" * (staging.MAX_BYTES // 3 + 10))

    assert outcomes(page) == ["rejected"]
    assert "文件太大" in reasons(page)


def test_the_result_leads_into_the_queue_of_its_batch(client):
    page = take(client, look(client, file("a.md", TEXT.replace("source: 松川日报\n", ""))))

    queue = client.get(page.context["queue"].page)
    assert page.context["queue"].page.replace("&", "&amp;") in page.content.decode()
    assert [row["headline"] for row in queue.context["rows"]] == ["松川新区的一条产线"]


RECORDS = "title,date,source,author,content\n" + "".join(
    f"第{n}条产线,2024-06-28,松川日报,林远舟,松川新区的车间里，新设备刚刚调试完，工人说产量比去年多了三成。\n"
    for n in range(3)
)


def test_each_row_of_a_file_of_records_has_its_row_and_its_box(client):
    preview = look(client, file("表.csv", RECORDS))

    assert [row.name for row in preview.context["rows"]] == ["表.csv#1", "表.csv#2", "表.csv#3"]
    take(client, preview, items=[0, 2])
    assert sorted(article.title for article in Article.objects.all()) == ["第0条产线", "第2条产线"]


ENTRY = "<entry><title>第{n}条产线</title><updated>2024-06-28T09:00:00+08:00</updated><content type='text'>{body}</content></entry>"


def test_each_item_of_a_feed_has_its_row_under_one_box(client):
    entries = "".join(ENTRY.format(n=n, body=f"{BODY}第{n}次。") for n in (1, 2))
    feed = f"<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'><title>松川日报</title>{entries}</feed>"

    preview = look(client, file("订阅.xml", feed))
    page = take(client, preview)

    assert [(row.name, row.number) for row in preview.context["rows"]] == [
        ("订阅.xml 第 1 条", 0),
        ("订阅.xml 第 2 条", None),
    ]
    assert [row.article_id is not None for row in page.context["rows"]] == [True, True]
    assert sorted(article.title for article in Article.objects.all()) == ["第1条产线", "第2条产线"]
    assert (
        client.get(reverse("admin:articles_article_change", args=[page.context["rows"][1].article_id])).status_code
        == 200
    )


def test_rows_beyond_the_bound_are_refused_in_words(client):
    page = look(client, file("表.csv", RECORDS + RECORDS.partition("\n")[2] * 80))

    assert "最多导入 200 件" in told(page)


# Whose it is, and for how long


def test_people_without_the_right_are_refused(db):
    stranger = Client()
    stranger.force_login(make_user("外人"))
    page = reverse("admin:import")

    assert stranger.get(page).status_code == 403
    assert stranger.post(page, {"text": TEXT}).status_code == 403
    assert Client().get(page).status_code == 302


def test_the_page_is_linked_only_for_those_who_may_import(client, as_person):
    stranger = Client()
    stranger.force_login(make_user("外人"))
    link = f'href="{reverse("admin:import")}"'

    assert client.get(reverse("admin:index")).content.decode().count(link) == 2
    assert link not in stranger.get(reverse("admin:index")).content.decode()


def test_a_form_without_its_proof_is_refused(people):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["编辑"])

    assert strict.post(reverse("admin:import"), {"text": TEXT}).status_code == 403


def test_another_persons_token_opens_nothing(client):
    preview = look(client, file("a.md"))
    other = Client()
    other.force_login(make_user("另一个编辑", ("编辑",)))

    assert "不是您的" in told(take(other, preview))
    assert not Capture.objects.exists()


@pytest.mark.parametrize(
    "token", ["", "x:y:z", signing.dumps([1, "../../etc"], salt="another")], ids=["empty", "garbled", "foreign"]
)
def test_a_token_of_no_ones_making_opens_nothing(client, token):
    page = client.post(reverse("admin:import"), {"token": token, "item": ["0"]})

    assert "预览已过期" in told(page)


def test_an_old_token_opens_nothing(client, monkeypatch):
    preview = look(client, file("a.md"))
    monkeypatch.setattr(staging, "MAX_AGE", -1)

    assert "预览已过期" in told(take(client, preview))
    assert not Capture.objects.exists()


def test_what_is_older_than_two_hours_is_swept_and_what_is_newer_stays(client, data_folder):
    look(client, file("a.md"))
    (old,) = (data_folder / "staging").iterdir()
    look(client, file("b.md"))
    past = time.time() - staging.MAX_AGE - 60
    os.utime(old, (past, past))

    client.get(reverse("admin:import"))

    left = list((data_folder / "staging").iterdir())
    assert old not in left
    assert len(left) == 1


def test_the_form_does_not_write_and_a_preview_costs_few_queries(client, django_assert_max_num_queries):
    client.get(reverse("admin:import"))
    files = [file(f"{number}.md", TEXT.replace("一条", f"{number} 条")) for number in range(10)]

    with django_assert_max_num_queries(8):
        client.get(reverse("admin:import"))
    with django_assert_max_num_queries(8 + 6 * len(files)):
        look(client, *files)


# How far it has come


def test_a_run_tells_how_far_it_has_come_while_it_goes_on_and_nothing_after(client, monkeypatch):
    seen = []
    note = staging.note_progress
    monkeypatch.setattr(staging, "note_progress", lambda *told: (note(*told), seen.append(asked(client))))

    preview = look(client, file("一.md"), file("二.md", TEXT.replace("产线", "船")), run=RUN)

    assert seen == [[0, 2], [1, 2], [2, 2]]
    assert asked(client) is None
    assert re.fullmatch("[0-9a-f]{16}", preview.context["run"])

    seen.clear()
    client.post(reverse("admin:import"), {"token": preview.context["token"], "item": ["0", "1"], "run": RUN})
    assert seen == [[0, 2], [1, 2], [2, 2]]


@pytest.mark.parametrize("run", ["", "../../etc/passwd", "0123456789ABCDEF", RUN * 2, "run-1-0"])
def test_a_run_of_another_name_is_not_kept_and_harms_nothing(client, data_folder, run):
    look(client, file("一.md"), run=run)

    assert asked(client, run) is None
    assert [path.name for path in (data_folder / "staging").iterdir() if path.is_file()] == []


def test_nobody_sees_how_far_the_run_of_another_has_come(client, as_person):
    staging.note_progress(RUN, make_user("other"), 1, 2)

    assert asked(client) is None


def test_asking_how_far_it_has_come_asks_the_database_for_the_login_alone(client):
    asked(client)
    with CaptureQueriesContext(connection) as queries:
        asked(client)

    assert len(queries) <= 4


def test_what_a_run_left_that_was_cut_off_is_swept(client, data_folder):
    staging.note_progress(RUN, make_user("other"), 1, 2)
    (left,) = (data_folder / "staging").iterdir()
    os.utime(left, (0, 0))

    client.get(reverse("admin:import"))

    assert list((data_folder / "staging").iterdir()) == []


def test_a_run_that_ends_while_old_ones_are_swept_is_no_trouble(client, data_folder, monkeypatch):
    gone = data_folder / "staging" / f"run-1-{RUN}"
    monkeypatch.setattr(type(data_folder), "iterdir", lambda folder: iter([gone]))

    assert client.get(reverse("admin:import")).status_code == 200
