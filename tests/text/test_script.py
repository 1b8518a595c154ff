"""Script: what it is, whether a machine made it, and the way back to Simplified characters and mainland words."""

import subprocess
import sys
import time

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import glossary
from articles.text.ledger import apply, problems, replay
from articles.text.pinyin import find_edits as find_notes
from articles.text.script import detect, find_layers, fold, is_converted, to_simplified, to_traditional
from tests.text.cases import in_the_wild, known_failures, label, made_up, must_not_change
from tests.text.shared import captures, corpus, expected, needs_shared

WORDS = sorted({*glossary.entries(), *(e.mainland for e in glossary.entries().values() if e.mainland)})
# Text made of what the tables know, where rules can meet.
mixed = st.lists(
    st.sampled_from([*WORDS, "髮展", "徵程", "著", "麼", "么", "“", "”", "「", "，", "我省", "ＡＩ", "ß", "İ"]),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("黑龙江日报记者", "zh-Hans"),
        ("黑龍江日報記者", "zh-Hant"),
        ("本报记者赴臺灣采访，报道两岸发展", "zh-Hans"),
        ("本報記者赴台湾採訪，報道兩岸發展", "zh-Hant"),
        ("GDP 2024", "und"),
        ("", "und"),
        ("人民", "und"),
        ("名著、乾坤、于是、后天", "und"),
    ],
)
def test_majority_of_telling_characters_names_the_script(text, script):
    assert detect(text) == script


@pytest.mark.parametrize("case", [*in_the_wild.SCRIPT, *made_up.SCRIPT], ids=label)
def test_characters_become_simplified(case):
    assert to_simplified(case.given) == case.expected


@pytest.mark.xfail(strict=True, reason="known failures")
@pytest.mark.parametrize("case", known_failures.SCRIPT, ids=label)
def test_known_failures_of_script(case):
    assert to_simplified(case.given) == case.expected


@pytest.mark.parametrize("case", [*in_the_wild.GLOSSARY, *made_up.GLOSSARY, *must_not_change.GLOSSARY], ids=label)
def test_taiwan_words_become_mainland_words(case):
    assert apply(case.given, glossary.find_edits(case.given)) == case.expected


@pytest.mark.xfail(strict=True, reason="known failures")
@pytest.mark.parametrize("case", known_failures.GLOSSARY, ids=label)
def test_known_failures_of_the_glossary(case):
    assert apply(case.given, glossary.find_edits(case.given)) == case.expected


def test_three_different_words_mark_a_text():
    assert glossary.is_marked("资讯、专案与丛集")


def test_one_word_in_three_forms_does_not():
    assert not glossary.is_marked("资讯、资讯科技、资讯网路")


def test_converted_text_without_taiwan_words_gets_one_layer():
    (layer,) = find_layers("我省加快髮展“一地”，開啓新徵程，落實政策支援")

    assert layer.name == "script"
    assert apply("我省加快髮展“一地”，開啓新徵程，落實政策支援", layer.edits).endswith("政策支援")


def test_marked_text_gets_both_layers_in_order():
    text = "我省加快髮展“一地”，開啓新徵程，推動資訊產業叢集與重大專案，落實政策支援"

    layers = find_layers(text)

    assert [layer.name for layer in layers] == ["script", "glossary"]
    assert {edit.rule for layer in layers for edit in layer.edits} == {"script", "glossary"}
    assert replay(text, layers).endswith("推动信息产业集群与重大项目，落实政策支持")


def test_words_in_quotation_marks_stay():
    text = "我省加快髮展，開啓新徵程，推動資訊產業叢集與重大專案，提出“人工智慧”"

    assert replay(text, find_layers(text)).endswith("“人工智慧”")


@pytest.mark.parametrize(
    "text",
    [
        "本澳市民關注「人工智慧」的發展，立法會議員指資訊、專案與叢集都重要。",
        "行政長官表示，特區政府會推動資訊網路發展，業界按年增加專案支援。",
        "總統府與立法院今日就計畫交換意見，早前民進黨團質詢。",
    ],
)
def test_genuine_traditional_text_is_left_alone(text):
    assert not is_converted(text)
    assert find_layers(text) == ()


def test_what_is_known_from_elsewhere_overrules_the_text():
    assert find_layers("發展經濟") == ()
    assert replay("發展經濟", find_layers("發展經濟", converted=True)) == "发展经济"


def test_simplified_text_has_no_layers():
    assert find_layers("我省加快发展新质生产力，开启新征程，学原著") == ()


@needs_shared
@pytest.mark.parametrize("name", ["000", "001"])
def test_simplified_captures_are_left_alone(name):
    assert detect(captures()[name]) == "zh-Hans"
    assert find_layers(captures()[name]) == ()
    assert to_simplified(captures()[name]) == captures()[name]


@needs_shared
@pytest.mark.parametrize("name", ["002", "003", "004"])
def test_converted_captures_become_simplified(name):
    text = apply(captures()[name], find_notes(captures()[name]))
    words = [word for word in expected()[name]["in_body"] if not {"，", "（"} & set(word)]

    after = replay(text, find_layers(text))

    assert detect(after) == "zh-Hans"
    assert [word for word in words if word not in after] == []
    assert find_layers(after) == ()
    assert all(problems(layer) == () for layer in find_layers(text))


@needs_shared
def test_capture_of_taiwan_words_is_right_throughout():
    text = captures()["004"]
    wrong = [
        "资讯",
        "网路",
        "专案",
        "回圈",
        "丛集",
        "高阶",
        "支援",
        "大资料",
        "物件",
        "设定",
        "装置更新",
        "全域性",
        "人工智慧",
        "髮",
        "徵",
        "佈",
    ]

    after = replay(text, find_layers(text))

    assert [word for word in wrong if word in after] == []
    assert "战略全局" in after
    assert "全域全季" in after


@needs_shared
def test_hong_kong_and_macau_news_is_left_alone():
    texts = corpus("traditional_hk_mo", "body")

    changed = [text for text in texts if find_layers(text)]

    assert {detect(text) for text in texts} == {"zh-Hant"}
    assert len(changed) / len(texts) <= 0.005


@needs_shared
@pytest.mark.parametrize("mode", ["s2t", "s2twp"])
def test_converted_reports_are_recognised_and_come_back(mode):
    convert = opencc.OpenCC(mode).convert
    reports = corpus("gov_reports_2026", "raw_text")

    assert all(is_converted(convert(report)) for report in reports)


@needs_shared
def test_converted_news_comes_back_character_for_character():
    texts = [text for text in corpus("cctv_items", "body", 1, 20, 400) if len(text) > 400]

    back = [replay(old, find_layers(old, converted=True)) for old in map(opencc.OpenCC("s2t").convert, texts)]

    assert sum(a == b for a, b in zip(texts, back, strict=True)) / len(texts) >= 0.98


@needs_shared
def test_glossary_finds_nothing_certain_in_mainland_news():
    marks = {word for word, entry in glossary.entries().items() if entry.folds}

    found = [
        word
        for text in corpus("cctv_items", "body")
        for word in marks
        if word in text and fold(text) != text.casefold()
    ]

    assert found == []


@given(mixed)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_folding_any_text_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(mixed)
def test_converting_twice_changes_nothing(text):
    once = replay(text, find_layers(text))

    assert replay(once, find_layers(once)) == once


@given(mixed)
def test_edits_stay_within_bounds(text):
    for layer in find_layers(text, converted=True):
        assert problems(layer) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新質生產力", "新质生产力"),
        ("人工智慧", "人工智能"),
        ("資訊網路", "信息网络"),
        ("ＧＤＰ", "gdp"),
        ("裏海", "里海"),
        ("學原著", "学原著"),
    ],
)
def test_spellings_of_one_text_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("资料", "数据"), ("专案组", "项目组"), ("智慧", "智能"), ("公路网路线", "公路网络线")]
)
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "names", "after"),
    [
        ("发展理发业", (), "發展理髮業"),
        ("皇后与前后", (), "皇后與前後"),
        ("范某与范围", ("范某",), "范某與範圍"),
        ("于某、钟某", ("于某", "钟某"), "于某、鍾某"),
    ],
)
def test_traditional_view(text, names, after):
    assert to_traditional(text, names) == after


@pytest.mark.xfail(strict=True, reason="known failures")
@pytest.mark.parametrize("case", known_failures.TRADITIONAL, ids=label)
def test_known_failures_of_the_traditional_view(case):
    assert to_traditional(case.given) == case.expected


def test_another_module_of_the_same_name_is_refused(tmp_path):
    (tmp_path / "opencc.py").write_text('__version__ = "1.1.9"\n')
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import articles.text.script"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)

    assert "opencc 1.4.2 is needed, 1.1.9 is installed" in run.stderr


@pytest.mark.parametrize(
    "bait",
    ["訊" * 50_000, "資訊網路專案" * 8_000, "“" * 50_000, "「" * 50_000, "著" * 50_000, "髮展“" * 16_000],
    ids=lambda b: b[:4],
)
def test_time_stays_linear(bait):
    find_layers("預熱", converted=True)
    started = time.process_time()

    find_layers(bait, converted=True)
    fold(bait)

    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        ("外交部今天發表宣告，“立即停火”。", True),
        ("外交部今天發表聲明，「立即停火」。", False),
        (
            "記者從全省工作會議上獲悉，將建設資料中心叢集，完善網路，以專案帶動，引進高階人才，發展軟體和人工智慧。",
            True,
        ),
        ("業者說，將建設資料中心叢集，完善網路，以專案帶動，發展軟體和人工智慧。", False),
    ],
)
def test_words_of_a_converter_betray_a_mainland_text(text, converted):
    assert is_converted(text) is converted
