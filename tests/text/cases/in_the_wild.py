"""Fragments of real pages, none longer than a phrase."""

from tests.text.cases import Case

PINYIN = [
    Case("toned", "省委書(shū)記", "省委書記", "seen in capture 003"),
    Case("toned, two in a word", "經(jīng)濟(jì)工作", "經濟工作", "seen in capture 002"),
    Case("u with two dots", "綠(lǜ)色", "綠色", "seen in capture 003"),
    Case("repeated", "省(sheng)(sheng)", "省", "a family of pages repeats toneless notes"),
    Case("thrice", "口(kou)(kou)(kou)", "口", "the same family"),
    Case("same in both scripts", "主(zhu)", "主", "some pages annotate every character of a set"),
    Case("over-converted", "全麵(mian)", "全麵", "the note has the reading of the wrong character as well"),
]

# expected: the text with every fix put in place, in the mixed script that leaves.
DAMAGE = [
    Case("one character", "推動(dòng)?xùn)|北振興", "推動(dòng)东北振興", "seen in capture 003: 東 is 96 7C"),
    Case("letter as trail byte", "新聞?lì)l道播出", "新聞频道播出", "頻 is EE 6C, its l left over"),
    Case("capital as trail byte", "起到?jīng)Q定性作用", "起到决定性作用", "決 is 9B 51"),
    Case("two notes in one run", "總?cè)丝跀?shù)量", "總人口数量", "丝跀 is 人口數 one byte off"),
    Case("long run", "當(dāng)?shù)匾呀?jīng)過", "當(dāng)地已经過", "匾呀 is 地已經 one byte off"),
    Case("after a bracket", "【3】?jī)?nèi)陸地區", "【3】内陸地區", "the byte before may be that of a mark"),
    Case("a tone letter as bytes", "工業(yè)基地?zé)òl(fā)活力", "工業(yè)基地焕发活力", "ò is A8 B0, half of each"),
]

# Found, but not to be put right by a machine.
FLAGGED = [
    Case("private-use bytes lost", "“笆濉逼陂g", "笆濉逼陂g", "was 十三五 in quotation marks and 期間"),
    Case("a letter swallowed", "勇?lián)姑?、勇挑", "?lián)姑?", "the last ? may have taken a letter with it"),
    Case("bracket gone", "推動xùn)北", "xùn)", "an end of a note that begins nowhere"),
]

SCRIPT = [
    Case("over-converted 髮", "牢牢把握髮展", "牢牢把握发展", "seen in capture 004"),
    Case("over-converted 徵", "新時代新徵程", "新时代新征程", "seen in capture 004"),
    Case("佈", "超前佈局", "超前布局", "seen in capture 004"),
    Case("著 as 着", "著力打造", "着力打造", "seen in captures 002 and 004: plain t2s leaves it"),
    Case("著 in 著", "蘊含著", "蕴含着", "seen in capture 004"),
    Case("嚮往", "美好生活嚮往", "美好生活向往", "seen in capture 004"),
    Case("over-converted 麵", "全麵深化", "全面深化", "seen in a page of the toneless family"),
    Case("over-converted 製曆", "製度與曆史", "制度与历史", "the same page"),
]

GLOSSARY = [
    Case("longest first", "资讯网路、人工智慧", "信息网络、人工智能", "seen in capture 004"),
    Case("设备更新", "大规模装置更新", "大规模设备更新", "seen in capture 004"),
    Case("战略全局", "战略全域性", "战略全局", "seen in capture 004"),
    Case("发达国家", "西方已开发国家", "西方发达国家", "seen in capture 004"),
    Case("高端", "高阶装备产业丛集", "高端装备产业集群", "seen in capture 004"),
    Case("循环", "国际双回圈", "国际双循环", "迴圈 as tw2s leaves it"),
    Case("学科设置", "高等教育学科设定", "高等教育学科设置", "seen in capture 004"),
    Case("数据", "掌握运用大资料", "掌握运用大数据", "seen in capture 004"),
    Case("劳动对象", "劳动资料、劳动物件", "劳动资料、劳动对象", "one of the two is right as it is"),
]

WIDTH = [
    Case("dateline", "(記者 曹某) 23日,省委", "（記者 曹某） 23日，省委", "the shape of capture 003"),
    Case("note in brackets", "各市(地)要", "各市（地）要", "seen in capture 003"),
    Case("decimals stay", "增长12.3%,产业", "增长12.3%，产业", "seen in capture 004"),
]
