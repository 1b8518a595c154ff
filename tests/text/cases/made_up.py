"""Fragments written for the rules."""

from tests.text.cases import Case

PINYIN = [
    Case("toneless", "書(shu)記", "書記", "tone is not needed"),
    Case("v for u with two dots", "女(nv)工", "女工", "a common way of typing it"),
    Case("blank before the bracket", "報(bào )紙", "報紙", "some filters leave one"),
    Case("blank after the bracket", "報( bào)紙", "報紙", "the other way round"),
    Case("full-width brackets", "報（bào）紙", "報紙", "pages that were widened before"),
    Case("Simplified", "报(bào)纸", "报纸", "either script"),
    Case("decomposed letters", "報(ba\u0300o)紙", "報紙", "the tone as a character of its own"),
    Case("tone as a figure", "書(shu1)記", "書記", "another way of typing it"),
    Case("second reading", "行長(háng)", "行長(háng)", "háng fits 行, which is not the character before"),
    Case("square brackets", "書[shū]記【jì】強［qiáng］調〔diào〕", "書記強調", "other pages, other brackets"),
    Case("polyphone", "增長(zhǎng)長(cháng)度", "增長長度", "both readings of 長"),
]

DAMAGE = [
    Case(
        "replacement character",
        "推動\ufffd(xùn)|北振興",
        "推動东北振興",
        "what a lenient decoder writes for the lone byte",
    ),
    Case("full stop and closing quote", "說得好?！?", "說得好。”", "A1 lost before A3 A1 B1"),
    Case("at the end of a line", "說得好?！?\n下一段", "說得好。”\n下一段", "the same within a text"),
]

SCRIPT = [
    Case("other forms", "羣眾與戰綫", "群众与战线", "variants outside Taiwan's standard"),
    Case("book words", "學原著、著名專著", "学原著、著名专著", "著 that is no 着"),
    Case("progressive", "跟著討論著", "跟着讨论着", "論著 is not always a book"),
    Case("么", "為什麼這麼多", "为什么这么多", "麼 is not 幺"),
    Case(
        "left by a filter",
        "排到瞭明年，聯合郃作，擧行、熱閙",
        "排到了明年，联合合作，举行、热闹",
        "forms nobody writes",
    ),
    Case("covered", "全麵復蓋、複蓋", "全面覆盖、覆盖", "a filter takes 復 for 覆"),
    Case("watching", "瞭望臺、瞭哨、張郃、郃陽", "瞭望台、瞭哨、张郃、郃阳", "瞭 and 郃 that are right"),
    Case("Simplified stays", "学原著，为什么；乾隆、了望", "学原著，为什么；乾隆、了望", "nothing to convert"),
]

GLOSSARY = [
    Case("in marked text only", "落实支援政策", "落实支持政策", "支援 is a word of its own elsewhere"),
    Case("technology", "伺服器与演算法", "服务器与算法", "a phrase each"),
    Case("country", "访问义大利", "访问意大利", "names of countries"),
    Case("high officials", "高阶官员谈高阶制造", "高级官员谈高端制造", "高阶 was one or the other"),
]

WIDTH = [
    Case("stop at the end", "再创佳绩.", "再创佳绩。", "the end of the text"),
    Case("stop at a line's end", "再创佳绩.\n又讯", "再创佳绩。\n又讯", "the end of a line"),
    Case("run of marks", "真的吗?!", "真的吗？！", "a widened mark widens the next"),
    Case("run before", "!?真的", "！？真的", "and the one before"),
    Case("nested brackets", "(((中)))", "（（（中）））", "from the inside out"),
    Case("before a closing quote", "他说:“好!”", "他说：“好！”", "colon beside a quotation mark"),
    Case("after a Latin word", "AI,中文", "AI，中文", "one Chinese neighbour is enough"),
    Case("label before a number", "电话:0456-82", "电话：0456-82", "the number itself stays"),
    Case(
        "address in brackets",
        "见(http://a.cn/b?c=1,2)页",
        "见（http://a.cn/b?c=1,2）页",
        "the brackets are not of the address",
    ),
]
