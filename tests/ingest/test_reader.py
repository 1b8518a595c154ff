"""The reading as a whole: provable, repeatable, storable, and broken by any change."""

from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest.decode import decode
from articles.ingest.reader import check, from_json, read, seal, to_json
from articles.ingest.records import Document, NotACapture, NotReadable
from articles.text.ledger import Edit, Layer
from tests.ingest.reading import document

CAPTURE = """首 页 本地要闻 松川时政 社会新闻 民生在线 县区动态
您当前的位置 : 松川在线  >  松川新闻网  >  理论
松川開會(huì) 新機(jī)器轉(zhuǎn)起來(lái)
//news.songchuan.example  2024-04-22 09:18:36
松川開會(huì)
孙 惠
会議強(qiáng)調(diào),推動(dòng)?xùn)|北振興，這是***思想的成果。
先问土壤
## 老厂房里,新机器转了起来。
(作者单位为松川市委讲师团)
作者: 来源:松川日报 编辑:沈某
相关新闻 更多>>
· 别的一条
"""

PARTS = st.sampled_from(
    [
        '---\ntitle: "甲\'乙"\ndate: 2024-06-28 09:53:21\ntags: [丙, 丁]\n---\n',
        "首 页 要闻 时政 社会 民生 理论\n",
        "您当前的位置 : 某网 > 某新闻网 > 理论\n",
        "当前位置 /首页/某文/列表\n",
        "松川的春天来了\n",
        "松川的春天来了\r\n\r\n",
        "——一座城的账本\n",
        "□本报记者 张某\n",
        "《某报》记者吴齐强郝迎灿\n",
        "本報(bào)訊 (記者 張某) 23日,會(huì)議強(qiáng)調(diào)。\n",
        "新华社松川6月28日电（记者张某）会议召开。\n",
        "　　当前， 松川振兴,增长3.5%。\n",
        "推動(dòng)?xùn)|北振興。\n",
        "總書記強調，發展新質生產力，新徵程上著力打造資訊網路。\n",
        "<p>一&nbsp;二&amp;三。</p><br/>",
        "**重**点，[此处](http://x.example/a)。\n",
        "先问土壤\n",
        "## 捕获的井号\n",
        "#1机组投产。\n",
        "是***思想的成果。\n",
        "e\u0301a\u0300 好。\n",
        "\ufeff\u200b零宽。\x08\n",
        "损坏\ufffd的字。\n",
        "𠀀𪚥字。\n",
        "图为现场。张某 摄\n",
        "（作者单位：松川大学、临原学院）\n",
        "来源：某报 作者：孙 某 编辑：李某 2024-06-28\n",
        "工人们说，日子好。（责任编辑：李某）\n",
        "工人们说，日子好。（本报记者李某参与采写）\n",
        "（完）\n",
        "（张晓某）\n",
        "本报讯（记者张某）\n",
        "作者简介：张某，松川大学教授。\n",
        "相关新闻 更多>>\n",
        "Copyright© 某网 版权所有\n",
        "\n",
        "\r",
        "\u2028",
        "老厂房里新机器转了起来，工人们说日子越过越有奔头。\n",
    ]
)


def mutations(edit: Edit) -> list[Edit]:
    """One change to each part of an edit."""
    return [
        edit._replace(start=edit.start + 1),
        edit._replace(end=edit.end + 1),
        edit._replace(before=edit.before + "改"),
        edit._replace(after=edit.after + "改"),
        edit._replace(rule="width" if edit.rule != "width" else "script"),
    ]


def with_edit(whole: Document, n: int, k: int, edit: Edit) -> Document:
    layer = whole.layers[n]
    changed = Layer(layer.name, (*layer.edits[:k], edit, *layer.edits[k + 1 :]))
    return replace(whole, layers=(*whole.layers[:n], changed, *whole.layers[n + 1 :]))


@settings(deadline=None, max_examples=300)
@given(st.lists(PARTS, min_size=1, max_size=14))
def test_ledger_holds_for_any_capture(parts):
    content = "".join(parts).encode()
    try:
        documents = read(content)
    except (NotReadable, NotACapture):
        return

    assert [check(decode(content).text, made) for made in documents] == [()] * len(documents)
    assert tuple(from_json(to_json(made)) for made in documents) == documents
    assert read(content) == documents


@settings(deadline=None, max_examples=150)
@given(
    st.text(alphabet="松川会議報(bào)。，：\n\r -#>*<p/>&[]《》“”12日月年记者张编辑来源\u3000\ufeff?!|", max_size=120)
)
def test_ledger_holds_for_any_text(text):
    content = f"{text}\n老厂房里新机器转了起来，工人们说日子越过越有奔头。".encode()
    try:
        (made,) = read(content)
    except (NotReadable, NotACapture):
        return

    assert check(decode(content).text, made) == ()


def test_any_changed_edit_breaks_the_check():
    made = document(CAPTURE)
    source = decode(CAPTURE.encode()).text
    edits = [(n, k, edit) for n, layer in enumerate(made.layers) for k, edit in enumerate(layer.edits)]

    unnoticed = [
        changed
        for n, k, edit in edits
        for changed in mutations(edit)
        if check(source, with_edit(made, n, k, changed)) == ()
    ]

    assert len(edits) > 40
    assert unnoticed == []


def test_removed_or_added_edit_breaks_the_check():
    made = document(CAPTURE)
    source = decode(CAPTURE.encode()).text
    layer = made.layers[0]

    fewer = replace(made, layers=(Layer(layer.name, layer.edits[1:]), *made.layers[1:]))
    more = replace(made, layers=(*made.layers, Layer("space", (Edit(0, 0, "space", "", " "),))))

    assert check(source, fewer)
    assert check(source, more)


@pytest.mark.parametrize(
    "change",
    [
        {"body": "别的"},
        {"shape": "plain"},
        {"field_layers": 1},
        {"flags": ()},
        {"findings": ()},
        {"headings": ("别的",)},
        {"encoding": "gb18030"},
    ],
)
def test_any_other_change_breaks_the_seal(change):
    made = document(CAPTURE)

    assert check(CAPTURE, replace(made, **change))


def test_changed_fact_breaks_the_check_even_with_a_new_seal():
    made = document(CAPTURE)
    title = replace(made.fields.title, value="别的")
    forged = replace(made, fields=replace(made.fields, title=title), seal="")

    assert check(CAPTURE, replace(forged, seal=seal(forged)))


def test_check_needs_the_capture_that_was_read():
    made = document(CAPTURE)

    assert check(CAPTURE, made) == ()
    assert check(CAPTURE.replace("理论", "评论"), made)
    assert check("", made)


def test_storage_form_is_canonical_and_keeps_lone_surrogates():
    made = replace(document(CAPTURE), body="\ud800")

    stored = to_json(made)

    assert stored == to_json(from_json(stored))
    assert stored.isascii()
    assert from_json(stored).body == "\ud800"


@pytest.mark.parametrize("stored", [b"", b"{}", b"[]", b"[1,2]", b"null", b'"x"'])
def test_what_is_no_stored_reading_is_refused(stored):
    with pytest.raises(ValueError, match=r"."):
        from_json(stored)


def test_stored_value_of_another_type_is_refused():
    stored = to_json(document(CAPTURE)).replace(b'"portal"', b"7", 1)

    with pytest.raises(ValueError, match="7"):
        from_json(stored)


def test_body_read_again_stays_the_same():
    (made,) = read(CAPTURE.encode())
    text = "\n\n".join(block for block in made.body.split("\n\n") if not block.startswith(("## ", "\\#")))

    assert document(text).body == text


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\u2028"])
def test_line_ends_do_not_matter(ends):
    assert document(CAPTURE.replace("\n", ends)).body == document(CAPTURE).body


def test_mutations_change_every_part():
    parts = cycle(("start", "end", "before", "after", "rule"))

    edit = Edit(1, 2, "space", " ", "")
    assert all(
        getattr(changed, part) != getattr(edit, part) for changed, part in zip(mutations(edit), parts, strict=False)
    )
