"""What a folded line of a page is by itself: a date, a credit, a byline, furniture, running text or something short.

Not for what a line is among others, such as a title or a heading (`ingest.page`).
"""

import re
from functools import lru_cache

from articles.text import bylines, credits, dates, furniture, names, platform

#: A longer line is a paragraph, whatever it holds.
_LONGEST_KIND = 400
#: A line longer than this is a paragraph, not a title or a heading.
LONGEST_TITLE = 60
#: Marks at which a line of text ends, and those of them that no title ends with.
ENDS = ("。", "！", "？", "!", "?", "…", "；", ";", "：", ":", "，", ",", "、", "”", "’", "」", "』", "）", ")", "】")
STOPS = ("。", "；", ";", "：", ":", "，", ",", "、", "…")
_PAGE_OF = re.compile(r"(?:[\u4e00-\u9fff]{2,10}报\s+)?第\s?[0-9A-Z]{1,4}\s?版.{0,14}")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天](?![\u4e00-\u9fff])|农历[\u4e00-\u9fff]{4,10}")
_ON_PAGE = re.compile(r"(?<!\S)(?:第\s?)?[A-Z]?\d{1,3}\s?版(?!\S)")
#: 《某某视窗》2024年第1期（2024-01-16出版）
_ISSUE = re.compile(r"《[^《》]{2,16}》\s?(?:19|20)\d\d年?\s?(?:第\s?\d{1,3}\s?期|/\s?\d{1,2})\s?(?:\([^()]{4,24}\))?")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[【(](?:19|20)\d\d[〕\]】)]\s?第?\s?\d{1,4}\s?号")
# 《 某河日报 》（ 2024年06月28日 第 06 版）, under the text of a paper's site; the day has been taken out.
_PRINTED_ON = re.compile(
    r"[(]?\s?《\s?(?P<name>[^《》]{2,20}?)\s?》\s?[(]?\s{0,3}(?:,?\s?第?\s?[0-9A-Z]{1,4}\s?版\s?(?:[:：]?[\u4e00-\u9fff]{2,6})?)?\s?[)]?"
)
# 《某河日报》第1版 记者 某某, under the title of an item of a press review
_PRINTED_IN = re.compile(r"《(?P<name>[^《》]{2,20}?)》\s?,?\s?(?:第\s?)?[A-Z]?\d{1,3}\s?版(?:\s(?P<who>\S.{1,40}))?")
_CAPTION = re.compile(
    r"(?:图为|图[一二三四五六七八九十\d]{0,2}[:：]|图片说明|资料图|▲|△|↑).*|.{0,80}[\s。，(](?:\S{2,8}记者)?\s?\S{2,12}\s?摄[)）]?"
)
#: How a caption begins, or how it ends.
_PICTURES = ("图", "资料图", "▲", "△", "↑")
_TAKEN = ("摄", "摄)", "摄）")
_TURN = re.compile(r"[\u4e00-\u9fff·]{1,8}\s?[:：]\s?\S")
# 某社某地5月18日电 题:某某某, over the names of its reporters
_SENT_TITLE = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:社|网|报|台|刊)[\u4e00-\u9fff·/、]{0,16}\d{1,2}月\d{1,2}日(?:专)?电\s?题\s?[:：]\s?[^。]{4,60}"
)
_ADDRESS = re.compile(r"<?(?:https?:)?//[^\s<>\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]{3,2000}>?")
_AFFILIATION = re.compile(
    r"[(\[]\s?(?:本文)?作者(?:单位|简介)?\s?(?::|为|系|是|均为|均系|分别为|分别系|分别是|现任|来自)[^()]{2,120}[)\]]|作者(?:单位|简介)\s?(?::|为|是).{2,120}|作者(?:均|分别)?系.{2,40}"
)

#: Where a label and its colon may be left when a date between them is taken out.
_TIMED = re.compile(r"\d:\d\d")
_DATED_LABEL = re.compile(r"[\dX日号年月时分秒Z]\s{0,8}[:丨|/\]】]")
# [作者简介] 某某(1984—),男,某某党校讲师, and (中共某县委党校,某县 654300) under the title of a journal
_LIFE = re.compile(r"[【\[]\s?(?:作者|第一作者|通讯作者|通信作者)(?:单位|简介)?\s?[】\]]\s?:?.{2,300}")
_PLACED = re.compile(r"\([^()。]{4,60}?[,;\s]\s?[\u4e00-\u9fff]{2,8}\s?\d{6}\)")
#: (1. 某某大学社会学院;2. 某县委党校)
_UNITS = re.compile(
    r"\(1\s?[.、．]?\s?[^()。]{4,120}(?:大学|学院|学校|党校|研究院|研究所|中心|局|委|院|系)[^()。]{0,20}\)"
)
_AUTHOR = re.compile(r"[(\[]\s?作者\s?:\s?(?P<names>[^()]{2,20})[)\]]")


def classify(folded: str) -> str:
    """Return what a folded line is by itself: blank, a kind of piece, a kind of furniture, short or para.

    >>> [classify(line) for line in ("", "相关新闻", "编辑:张某", "□本报记者 李某", "科技赋能发展", "正文到此为止。")]
    ['blank', 'related', 'credit', 'byline', 'short', 'para']
    """
    if not folded:
        return "blank"
    return "para" if len(folded) > _LONGEST_KIND else _classify(folded)


@lru_cache(maxsize=2048)
def _classify(folded: str) -> str:
    """Return the kind of a line of at most 400 characters; every shape in turn asks for that of the same lines."""
    for kind, test in _TESTS:
        if test(folded):
            return kind
    return "para" if is_paragraph(folded) else "short"


def is_paragraph(folded: str) -> bool:
    """Return whether a line is running text rather than a title or a heading.

    >>> is_paragraph("他说：好。"), is_paragraph("从样品到产品，要过几道关？"), is_paragraph("各位代表：")
    (True, False, True)
    """
    inner = folded.rstrip("”’」』）)】 ")
    return (
        len(folded) > LONGEST_TITLE
        or "。" in folded
        or inner.endswith(STOPS)
        or bool(_TURN.match(folded) and inner.endswith(ENDS))
    )


def is_affiliation(folded: str) -> bool:
    """Return whether a line says where its authors work.

    >>> is_affiliation("(作者单位为某市委讲师团)"), is_affiliation("作者认为，创新是关键。"), is_affiliation("(作者:张某某)")
    (True, False, False)
    """
    if _LIFE.fullmatch(folded) or (folded.endswith(")") and (_PLACED.fullmatch(folded) or _UNITS.fullmatch(folded))):
        return True
    if len(folded) > 160 or "作者" not in folded or not _AFFILIATION.fullmatch(folded):
        return False
    named = _AUTHOR.fullmatch(folded)
    people = names.split_names(named["names"]) if named else None
    return not people or not all(names.is_name(one.name) for one in people)


def is_caption(folded: str) -> bool:
    """Return whether a line says what a picture shows, or who took it.

    >>> is_caption("图为生产现场。本报记者 张某摄"), is_caption("气温降到二十摄氏度")
    (True, False)
    """
    hinted = folded.startswith(_PICTURES) or folded.endswith(_TAKEN)
    return hinted and len(folded) <= 100 and bool(_CAPTION.fullmatch(folded))


def _is_date_line(folded: str) -> bool:
    if len(folded) > 160 or _is_sentence(folded):
        return False
    if folded.startswith("《") and _ISSUE.fullmatch(folded):
        return True
    if folded.startswith("原创 ") and platform.read_account(folded):
        return True
    if folded.startswith("《") and (printed := _PRINTED_IN.fullmatch(folded)):
        return printed["who"] is None or bylines.read_byline(printed["who"]) is not None
    if "题" in folded and _SENT_TITLE.fullmatch(folded):
        return True
    if _TIMED.search(folded) and dates.read_date(folded) is not None:
        return True
    found = dates.find_dates(folded)
    if not found:
        return False
    rest = folded
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    rest = _WEEKDAY.sub(" ", _ADDRESS.sub(" ", rest)).strip(" |()[]【】:·-—")
    whole = dates.read_date(folded.strip(" ()")) is not None
    if not rest:
        return whole or any(f.date.year is not None for f in found)
    if len(rest) > 100 or found[0].date.precision in ("year", "partial"):
        return False
    if platform.read_account(folded):
        return True
    tests = (furniture.is_outlet, credits.is_credit, furniture.is_toolbar, _PAGE_OF.fullmatch, _is_printed_on)
    if any(test(rest) for test in tests) or bylines.read_byline(rest, bare=True) is not None:
        return True
    # 某河日报 2024年6月28日 □本报记者 某某, over the text of a printed page; 某海晚报2024年11月18日 A11版 作者 某某
    rest = " ".join(_ON_PAGE.sub(" ", rest).split())
    outlet, _, who = rest.partition(" ")
    return bool(who) and furniture.is_outlet(outlet) and bylines.read_byline(who.strip()) is not None


def _is_printed_on(rest: str) -> bool:
    found = _PRINTED_ON.fullmatch(rest)
    return found is not None and ("版" in rest or furniture.is_outlet(found["name"]))


def _is_sentence(folded: str) -> bool:
    """Return whether a line is a sentence whatever dates are taken out of it: it names no page and has no label."""
    bare = bylines.without_brackets(folded)
    return "。" in bare and "版" not in bare and not credits.may_label(folded) and not _DATED_LABEL.search(folded)


def _is_link(folded: str) -> bool:
    return "//" in folded[:8] and bool(_ADDRESS.fullmatch(folded))


def _is_number(folded: str) -> bool:
    """Return whether a line is the number of an official document, as in 某政发〔2024〕22号."""
    return folded.endswith("号") and bool(_DOCUMENT.fullmatch(folded))


def _is_byline(folded: str) -> bool:
    return bylines.read_byline(folded) is not None


#: What a line may be, in the order in which it is asked.
_TESTS = (
    ("breadcrumb", furniture.is_breadcrumb),
    ("toolbar", furniture.is_toolbar),
    ("affiliation", is_affiliation),
    ("related", furniture.is_related),
    ("navigation", furniture.is_navigation),
    ("date", _is_date_line),
    ("credit", credits.is_credit),
    ("credit", _is_number),
    ("footer", furniture.is_footer),
    ("link", _is_link),
    ("byline", _is_byline),
    ("menu", furniture.is_menu),
)
