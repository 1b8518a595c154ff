"""PDFs with a text layer: the text as it stands on the pages, and which files are refused with what reason."""

import random
import zlib

import pytest

from articles.ingest.decode import decode
from articles.ingest.operators import MAX_CHARACTERS
from articles.ingest.pdf import MAX_PAGES
from articles.ingest.reader import read
from articles.ingest.records import NotReadable
from tests import wraps

TEXT = "松川市的老厂房里，新机器转了起来。"
SHOWN = wraps.show(TEXT, 60, 700)
FORM = "<</Type/XObject/Subtype/Form/Matrix[1 0 0 1 0 {0}]/Resources<</Font<</F 3 0 R>>{1}>>/Length {2}>>stream\n{3}\nendstream"
FORMS = "/XObject<</X 4 0 R>>"


def form(inner, more="", up=0):
    return FORM.format(up, more, len(inner), inner)


def packed(content, times=1, filters="/FlateDecode"):
    for _ in range(times):
        content = zlib.compress(content, 9)
    head = b"<</Filter%s/Length %d>>stream\n" % (filters.encode(), len(content))
    return replaced(head + content + b"\nendstream")


def replaced(stream):
    """A PDF of one page whose content is `stream`."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>", wraps.FONT.encode()]
    page = b"<</Type/Page/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    return wraps.pdf_file([*objects, page, stream])


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (SHOWN, TEXT),
        ("q 1 0 0 1 9 9 cm " + SHOWN + "Q", TEXT),
        (f"BT /F 12 Tf 60 700 Td [<{'松川'.encode('utf-16-be').hex()}> -900 <{'市'.encode('utf-16-be').hex()}>] TJ ET", "松川 市"),
        (wraps.show("松川", 60, 700) + wraps.show("市", 84, 700), "松川市"),
        (wraps.show("松川", 60, 700) * 2, "松川"),
        (wraps.show("松川", 60, 700) + wraps.show("2", 84, 704, 7) + wraps.show("市", 88, 700), "松川2市"),
        (wraps.show("\u3000\u3000松川", 60, 700) + wraps.show("是一座城", 60, 660), "松川\n\n是一座城"),
        ("BI /W 1 ID ((( (Tj) EI " + SHOWN, TEXT),
        ("% (comment\n" + SHOWN, TEXT),
        ("/X Do ", TEXT),
    ],
)  # fmt: skip
def test_text_is_read_as_it_stands(program, expected):
    content = wraps.pdf_of([program + wraps.show(TEXT, 60, 500)], more=FORMS, objects=[form(SHOWN, up=9)])

    decoded = decode(content)

    assert (decoded.encoding, decoded.found_by) == ("pdf", "signature")
    assert decoded.text[: decoded.foot] == f"{expected}\n\n{TEXT}"


def test_turned_page_is_read_upright():
    program = "0 1 -1 0 0 0 cm " + wraps.show(TEXT, 60, -300) + wraps.show("第二行不长。", 60, -320)
    content = wraps.pdf_of([program], more="").replace(b"/MediaBox", b"/Rotate 90/MediaBox")

    assert decode(content).text == f"{TEXT}\n第二行不长。"


def test_aslant_stamp_and_running_heads_are_kept_at_the_end():
    stamp = f"BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{'样稿'.encode('utf-16-be').hex()}> Tj ET "
    pages = [
        wraps.show("松川日报", 60, 800, 9) + wraps.show(TEXT[n:], 60, 700) + wraps.show(f"- {n} -", 290, 30, 9) + stamp
        for n in (1, 2)
    ]

    decoded = decode(wraps.pdf_of(pages))

    assert decoded.text[: decoded.foot] == f"{TEXT[1:]}\n{TEXT[2:]}"
    assert decoded.text[decoded.foot :].split() == [
        "松川日报",
        "-",
        "1",
        "-",
        "松川日报",
        "-",
        "2",
        "-",
        "样稿",
        "样稿",
    ]


def test_radicals_of_a_font_table_are_read_as_characters():
    table = "1 begincodespacerange <0000> <ffff> endcodespacerange 3 beginbfchar <0001> <2fb8> <0002> <2eda> <0003> <6c5f> endbfchar 1 beginbfrange <0010> <0018> <4e00> endbfrange"
    font = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</DW 1000>>]>>"
    stream = f"<</Length {len(table)}>>stream\n{table}\nendstream"
    program = "BT /G 12 Tf 60 700 Td <00010002000300120010> Tj ET " + SHOWN.replace("700", "500")

    content = wraps.pdf_of([program], objects=[font, stream]).replace(b"/Font<<", b"/Font<</G 4 0 R")

    assert decode(content).text.split("\n")[0] == "首页江丂一"


def test_item_keeps_the_page_numbers_as_furniture():
    paragraphs = [(TEXT * 9)[n:] for n in range(30)]
    content = wraps.pdf(["松川的春天", "2024年6月28日 来源：松川日报", *paragraphs], head="松川日报 理论版", indent=24)

    (document,) = read(content)

    assert document.fields.title.value == "松川的春天"
    assert document.body == "\n\n".join(paragraphs)
    assert {e.rule for layer in document.layers for e in layer.edits if "页" in e.before} == {"furniture"}


UNKNOWN = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</DW 1000>>]>>"
LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]/Root" % (b"a" * 32, b"b" * 32)
WHOLE = wraps.pdf_of([SHOWN])
TREE = [b"<</Type/Catalog/Pages 2 0 R>>"] + [b"<</Type/Pages/Kids[%d 0 R %d 0 R]>>" % (n, n) for n in range(3, 60)]
NESTED = [form("/X Do " * 10, f"/XObject<</X {n} 0 R>>") for n in range(5, 14)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n", "损坏"),
        (b"%PDF-1.7\n" + random.Random(7).randbytes(500_000), "损坏"),
        (WHOLE[: len(WHOLE) // 2], "损坏|没有文字"),
        (wraps.pdf_of(["0 0 10 10 re f"]), "扫描件"),
        (replaced(b"<</Filter/JBIG2Decode/Length 4>>stream\nabcd\nendstream"), "扫描件"),
        (WHOLE.replace(b"/Root", LOCKED), "加了密"),
        (WHOLE.replace(b"UCS2-H", b"UCS2-V"), "竖排"),
        (wraps.pdf_of(["/G 12 Tf " + SHOWN.replace("/F", "/G")], objects=[UNKNOWN]).replace(b"/Font<<", b"/Font<</G 4 0 R"), "文字对照"),
        (WHOLE.replace(b"/Kids[4 0 R]", b"/Kids[" + b"4 0 R " * (MAX_PAGES + 1) + b"]"), "页"),
        (wraps.pdf_file(TREE), "页"),
        (packed(b" " * 200_000_000), "损坏"),
        (packed(b" " * 200_000_000, 2, "[/FlateDecode/FlateDecode]"), "损坏"),
        (packed(SHOWN.encode() * (MAX_CHARACTERS // len(TEXT) + 1)), "字符"),
        (wraps.pdf_of(["/X Do"], more=FORMS, objects=[*NESTED, form(SHOWN)]), "复杂|没有文字"),
        (wraps.pdf_of(["q " * 700_000]), "复杂"),
        (wraps.pdf_of(["(" * 1_000_000]), "没有文字"),
    ],
    ids=range(16),
)  # fmt: skip
def test_what_cannot_be_read_says_why(content, reason):
    with pytest.raises(NotReadable, match=reason) as failure:
        decode(content)

    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_file_is_read_or_refused_and_nothing_else(seed):
    chance = random.Random(seed)
    content = bytearray(wraps.pdf([TEXT * 9] * 12, head="松川日报"))
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)

    try:
        decoded = decode(bytes(content))
    except ValueError:
        return

    assert decoded.text


COLUMNS = tuple(
    line * 2
    for line in (
        "松川县城西的老厂房里，三十台新机器上个月转了起来。工人们说，订单已经排到了明年春天。",
        "三年前，这家厂停过四个月的工。厂里欠着水电费，老师傅们到外地打零工，仓库里堆着卖不掉的坯布。",
        "转机来自县里的一次走访。技术员把旧机器的图纸重新画了一遍，又请省里的研究所来改了电路。",
        "“机器是新的，手艺还是老的。”何远山说，他打算把师傅们的经验写成一本册子，传给刚进厂的学徒。",
    )
)


def in_columns(count, width, by_row):
    """A page with a title across `count` columns; its program goes down the columns, or along the rows."""
    rows = [(row, 0 if n else 24) for line in COLUMNS for n, row in enumerate(wraps.wrapped(line, width, indent=24))]
    each = -(-len(rows) // count)
    places = [(n % each if by_row else 0, n // each, n % each, row, indent) for n, (row, indent) in enumerate(rows)]
    shown = [
        wraps.show(row, 60 + across * (width + 24) + indent, 700 - 18 * down)
        for _, across, down, row, indent in sorted(places)
    ]
    return wraps.pdf_of([wraps.show("老厂房里装上新机器", 200, 780, 18) + "".join(shown)])


@pytest.mark.parametrize("by_row", [False, True])
@pytest.mark.parametrize(("count", "width"), [(1, 475), (2, 225), (3, 140)])
def test_columns_are_read_one_after_the_other(count, width, by_row):
    decoded = decode(in_columns(count, width, by_row))

    assert [line for line in decoded.text.split("\n") if line] == ["老厂房里装上新机器", *COLUMNS]


def test_table_is_read_along_its_rows():
    cells = [(f"第{n}车间", f"{n}00台") for n in range(1, 15)]
    program = "".join(
        wraps.show(one, 60, 760 - 20 * n) + wraps.show(two, 320, 760 - 20 * n) for n, (one, two) in enumerate(cells)
    )

    decoded = decode(wraps.pdf_of([program]))

    assert [line.split() for line in decoded.text.split("\n") if line] == [list(cell) for cell in cells]
