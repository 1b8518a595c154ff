"""Lines of labelled entries, as in 作者：… 来源：… 编辑：…: where each value stands and what its label says.

Not for bylines without a colon (`bylines`).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.text.bylines import OUTLET, role_of
from articles.text.dates import find_dates
from articles.text.lines import narrow
from articles.text.names import split_names

_LABELS = {
    "source": "来源|稿源|稿件来源|文章来源|新闻来源|信息来源|内容来源|出处|原载|文章出处|原文来源|原文出处|供稿单位|发布机构|发布单位|发文机关|发文单位|制发机关|制定机关|印发机关|本文来源|发件人|媒体来源|Source|Publication|Publisher",
    "reprint": "转载|转自|转载自|转发|摘自|转载来源",
    "date": "发布时间|发表时间|发布日期|发稿时间|更新时间|创建时间|上传时间|成文日期|印发日期|生成日期|公开日期|发文日期|公布日期|见报日期|最后更新|最后修改|播出时间|播发时间|刊发时间|刊发日期|时间|日期|发布于|发布|Published|Publish Date|Date",
    "section": "栏目|频道|分类|版块|所属栏目|类别",
    "tags": "标签|关键词|关键字|主题词|热门标签|Tags|tags|TAG|Keywords|热词",
    "link": "网址|链接|原文链接|本文链接|原文地址|本文地址|原文网址|原始网址|原文连结|来源链接|原文|网页链接|URL|Link",
    "affiliation": "作者单位|单位|作者简介",
    "author": "整理|整理人|文字整理|采访整理|本期投稿|投稿人|投稿作者|来稿作者|撰写人|本文作者|文章作者|原作者|Author|Authors",
    "original": "原标题|原题|原文标题",
    "editor": "图片编辑|视频编辑|音频编辑|微信编辑|新媒体编辑|美术编辑|本版编辑|本版责编|栏目主编|栏目编辑|本期主编|值班责编|二审编辑",
    "person": "作者|文|文字|撰文|撰稿|撰稿人|执笔|采写|记者|本报记者|本网记者|全媒体记者|见习记者|实习记者|特约记者|摄影记者|实习生|通讯员|特约通讯员|"
    "采访|采访者|采访人|受访人|受访者|访谈嘉宾|嘉宾|编辑|责任编辑|责编|值班编辑|本期编辑|网络编辑|见习编辑|实习编辑|执行编辑|版面编辑|文字编辑|主编|值班主编|执行主编|编审|"
    "翻译|编译|译者|译|图|图片|图文|摄影|摄像|摄|供图|主持人|主持|评论员|特约评论员",
    "nothing": "点击|点击数|点击量|点击率|浏览|浏览次数|浏览量|阅读|阅读量|阅读次数|访问量|访问次数|人气|字号|字体|字体大小|评论|评论数|分享|分享到|打印|收藏|"
    "校对|责任校对|播报人|播报|朗读|朗诵|主播|配音|录音|审校人|复核|审定|审核|初审|复审|终审|一审|二审|三审|监制|审校|策划|统筹|签发|值班|值班主任|值班总编|制作|美编|视觉|版次|期号|文号|索引号|字数|责任|审读|供稿|主题分类|发文字号|有效性|公文时效|体裁分类|组配分类|文件编号|公开方式|公开类别|公开形式|信息索取号|实施日期|废止日期|效力状态|"
    "收件人|抄送|中图分类号|文献标识码|文章编号|收稿日期|基金项目|DOI|出品|排版|制图|设计|总监制|题图来源|图片来源|图源|封面来源|视频来源|题图|封面图|图片提供|视频|剪辑|海报|Created|Clipped|Status|Category|Type|Last edited|Updated|Edited",
}
#: Without a colon, at the beginning of a line, before the name of a paper: 转自《某报》2013年5月6日.
_LED = "(?:本文|此文|以下文章|以下内容|文章)?(?:转载自|转自|摘自|来源于|选自|原载于|原载|转载于|刊载于|原刊于)"
_KIND_OF = {word: kind for kind, words in _LABELS.items() for word in words.split("|")}
_SPACED = {" ".join(word): kind for word, kind in _KIND_OF.items() if 2 <= len(word) <= 4}
_ANY = "|".join(sorted((re.escape(word) for word in (*_KIND_OF, *_SPACED)), key=len, reverse=True))
_LABEL = re.compile(
    rf"(?<![\u4e00-\u9fffA-Za-z])(?P<label>{_ANY})\s{{0,3}}[:丨]\s{{0,3}}|(?<![\u4e00-\u9fff])(?P<bar>来源|责任编辑|编辑|作者)\s?[|/]\s?|"
    r"[【\[]\s?(?P<word>关键词|关键字|标签|责任编辑|中图分类号|文献标识码|文章编号|收稿日期|基金项目|DOI)\s?[】\]]\s?:?\s?|"
    r"^\s?(?P<stroke>文字?|撰文|采写|图片?|摄影|摄|供图|视频|剪辑|编辑|责编|校对|审核|监制|终审|复审|初审|审校|美编|制作|排版|统筹|策划|制图|设计|出品)\s?\|\s?|"
    r"^(?P<ours>[\u4e00-\u9fff]{2,8}记者)\s?[:丨]\s?(?=[\u4e00-\u9fff·]{2})|"
    rf"^[(]?(?P<led>{_LED})\s?(?=[《“]|[\u4e00-\u9fff]{{2,14}}(?:{OUTLET}))"
)
_GLUED = re.compile(r"(来源|责任编辑|责编|编辑|作者|发布时间)\s?[:：]\s?")
_SIGNED = re.compile(
    r"\s+(?P<role>(?:本报|本网|本台|见习|实习|特约|全媒体|融媒体)?(?:记者|通讯员|作者))\s?(?=[\u4e00-\u9fff·]{2})"
)
#: One of these stands behind every label; and as they are printed.
_SEPARATOR = re.compile(r"[:丨|/\]】]")
_MAY_LABEL = re.compile(r"[:丨|/\]】：｜／］]")
#: The last character of a label and its separator.
_NEAR_LABEL = re.compile(
    rf"[{''.join(sorted({word[-1] for word in _KIND_OF}))}]\s{{0,3}}[:丨]|[源辑者]\s?[|/]|[词字签号码期目I]\s?[\]】]"
)
_LEADS = ("本文", "此文", "以下", "文章", "转", "摘自", "来源于", "选自", "原载", "刊载于", "原刊于", "(", "（")
#: Seen: 某川云记者：某某 某某; with anything but names behind it, a turn.
_OURS = re.compile(r"[\u4e00-\u9fff]{2,8}记者\s?[:丨]")
#: The address of the site before the date, without its protocol.
_SITE = re.compile(r"\bwww\.[\w.-]{3,60}")
_LEADING = re.compile(rf"[(]?{_LED}")
_STROKED = re.compile(r"\s?\S{1,4}\s?\|")
#: Behind the name of a person: how the text was changed.
_ALTERED = re.compile(r"[,，]\s?(?=[^,，。]{0,16}(?:删节|删改|改动|转载|授权|原题|标题))")
_EDGES = " \t\u3000()[]【】|丨│,，;；。/"
_TOOLS = re.compile(r"\s{2,}\S|\s*[|丨│]\s*|字号|字体|字号|打印|关闭|分享|收藏|评论|【|\[|我要|大\s中\s小|\d+次")
_SENTENCE = re.compile(r"[。！？!?；;]")
#: The link of a platform behind the last name of a line.
_LEAVING = re.compile(r"返回[\u4e00-\u9fff]{2,4}[,，]\s?查看更多")
_BARRED = re.compile(r"\s[|丨│]\s")
_PERSONAL = frozenset({"author", "reporter", "correspondent", "photographer", "translator", "commentator"})
_FUNDED = ("国家", "省", "教育部", "中国", "本文系")
#: A labelled value longer than this is a sentence.
LONGEST = 60
#: A longer line is text, whatever labels it holds.
_LONGEST_CREDIT = 240
_LONGEST_KEPT = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and the value behind it at `[start, end)` of the line; the span is empty where there is none.

    `kind` is source, reprint, date, section, tags, link, affiliation, original, nothing or a role.
    """

    kind: str
    label: str
    start: int
    end: int


def read_entries(line: str) -> tuple[Entry, ...]:
    """Return the labelled entries of `line`, in order; an empty tuple where there are none.

    >>> [(e.kind, e.start, e.end) for e in read_entries("作者： 来源：某河日报 编辑：张某")]
    [('author', 4, 4), ('source', 7, 11), ('editor', 15, 17)]
    """
    plain = narrow(line)
    return _read_short(plain) if len(plain) <= _LONGEST_KEPT else _read(plain)


def _read(plain: str) -> tuple[Entry, ...]:
    labels = _labels(plain)
    out: list[Entry] = []
    for n, match in enumerate(labels):
        stop = labels[n + 1].start() if n + 1 < len(labels) else len(plain)
        word = next(filter(None, match.groups())).strip()
        named = match.groupdict()
        kind = (
            "source"
            if named.get("led")
            else "reporter"
            if named.get("ours")
            else _KIND_OF.get(word) or _SPACED.get(word, "nothing")
        )
        if kind == "person":
            kind = role_of(word.replace(" ", "")) or "nothing"
        start, end = _value(plain, match.end(), stop, kind)
        signed = _SIGNED.search(plain, start, end) if kind == "source" else None
        if signed:  # 来源：某河日报 记者 某某
            out.append(Entry(kind, word.replace(" ", ""), start, signed.start()))
            kind, word, start = role_of(signed["role"]) or "reporter", signed["role"], signed.end()
        out.append(Entry(kind, word.replace(" ", ""), start, end))
    return tuple(out)


_read_short = lru_cache(maxsize=1024)(_read)


def may_label(plain: str) -> bool:
    """Return whether a narrowed line can hold a label: a look that costs next to nothing beside reading the entries."""
    return bool(_NEAR_LABEL.search(plain) or _leads(plain) or _STROKED.match(plain))


def is_credit(line: str) -> bool:
    """Return whether `line` is labelled entries and nothing else but dates, addresses and buttons.

    >>> is_credit("（文章来源：某河日报）"), is_credit("记者：有哪些考虑？"), is_credit("他说：来源：不明。这话不假。")
    (True, False, False)
    """
    if not _MAY_LABEL.search(line) and not _leads(line):
        return False
    plain = narrow(line).strip()
    if not may_label(plain):
        return False
    entries = read_entries(plain) if len(plain) <= _LONGEST_CREDIT else ()
    if not entries:
        return False
    before = plain[: _labels(plain)[0].start()]
    for found in reversed(find_dates(before)):
        before = before[: found.start] + before[found.end :]
    before = _SITE.sub("", before)
    if len(before.strip(_EDGES + "·—-")) > 12 or _SENTENCE.search(before):
        return False
    ours = _OURS.match(plain)
    if ours and not split_names(plain[entries[0].start : entries[0].end]):
        return False
    return all(_is_short(plain[e.start : e.end], e.kind) for e in entries)


def _labels(plain: str) -> list[re.Match[str]]:
    """Return the labels, also those run on to the value of another label or to a time, as in 作者:张某来源:某网."""
    strict = list(_LABEL.finditer(plain)) if _SEPARATOR.search(plain) or _leads(plain) else []
    if not strict:
        return []
    taken = {at for match in strict for at in range(*match.span())}
    glued = (match for match in _GLUED.finditer(plain, strict[0].end()) if match.start() not in taken)
    return sorted([*strict, *glued], key=lambda match: match.start())


def is_bracketed(line: str) -> bool:
    """Return whether the first label of a line stands in brackets, as journals print them: [中图分类号] D63.

    >>> is_bracketed("[关键词] 数字治理;乡镇"), is_bracketed("来源:某报")
    (True, False)
    """
    return bool((match := _LABEL.match(line)) and match["word"])


def _leads(line: str) -> bool:
    """Return whether a line begins with the words that stand before a source without a colon."""
    return line.startswith(_LEADS) and bool(_LEADING.match(narrow(line[:16])))


def _is_short(value: str, kind: str) -> bool:
    if kind in ("link", "original", "tags", "affiliation") or value.startswith(_FUNDED):
        return len(value) <= 4 * LONGEST
    return len(value) <= LONGEST and not _SENTENCE.search(value.rstrip(_EDGES))


def _value(plain: str, start: int, stop: int, kind: str) -> tuple[int, int]:
    """Return the span of a value without the marks at its ends; it ends at a date, a source also at a button."""
    dates = find_dates(plain[start:stop]) if kind not in ("date", "link", "original") else ()
    if dates and plain[start : start + dates[0].start].strip(_EDGES):
        stop = min(stop, start + dates[0].start)
    closing = plain.find(")", start, stop) if kind not in ("link", "original", "affiliation") else -1
    if closing > start and "(" not in plain[start:closing]:
        stop = closing  # the bracket before the label: （编辑：某某）1130422
    altered = _ALTERED.search(plain, start, stop) if kind not in ("source", "link", "original", "tags") else None
    if altered:
        stop = altered.start()
    leaving = _LEAVING.search(plain, start, stop) if "查看更多" in plain else None
    if leaving:
        stop = leaving.start()
    barred = _BARRED.search(plain, start, stop) if kind in _PERSONAL else None
    if barred and plain[start : barred.start()].strip(_EDGES):
        stop = barred.start()
    if kind == "source":
        tool = _TOOLS.search(plain, start, stop)
        if tool and plain[start : tool.start()].strip(_EDGES):
            stop = min(stop, tool.start())
    while start < stop and plain[start] in _EDGES:
        start += 1
    while stop > start and plain[stop - 1] in _EDGES:
        if plain[stop - 1] == ")" and plain.count("(", start, stop) == plain.count(")", start, stop):
            break
        stop -= 1
    return start, stop
