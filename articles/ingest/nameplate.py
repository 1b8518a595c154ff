"""Short lines in the head of a page that are no title: the name of the paper, the account, the page and its section, menu words.

Not for what a line is by itself (`text.line_kind`): these are known by the lines around them.
"""

import re
from collections.abc import Sequence

from articles.ingest.records import Piece
from articles.text import bylines, furniture, names, platform
from articles.text.lines import Line
from articles.text.script import HAN

#: How many lines further on the title is looked for that such a line leads to, and how long that is at least.
_AHEAD = 16
_LEAST_TITLE = 6
_LONGEST_NAME = 9
_LONGEST_BUTTON = 3
#: How many lines on, blank ones left out, the date of an account stands.
_NEAR = 3
#: So many words of so many characters, one on a line, are a menu.
_COLUMN = 4
_LONGEST_WORD = 5
_PAGE_OF = re.compile(
    r"(?:[\u4e00-\u9fff]{2,10}报\s?)?(?:第\s?)?[A-Z]?\d{1,3}\s?版\s?[:：]?\s?(?P<section>[\u4e00-\u9fff·]{2,12})?|[A-D]\d{1,2}\s?[:：]?\s?(?P<other>[\u4e00-\u9fff·]{2,8})"
)
#: What pages call the parts of a paper or a site.
_SECTIONS = frozenset([
    "要闻", "时政", "时事", "国内", "国际", "社会", "民生", "经济", "财经", "产经", "金融", "教育", "科技", "文化", "体育",
    "娱乐", "健康", "法治", "评论", "理论", "观点", "头条", "本地", "本地新闻", "地方", "县区", "乡村", "三农", "副刊", "专题",
    "深度", "视点", "港闻", "澳闻", "两岸", "中国", "即时", "政治", "生活", "社论", "论坛", "综合", "新闻", "综合新闻", "即时新闻", "地方新闻", "社会新闻", "国内新闻", "国际新闻", "政务要闻", "工作动态", "时政要闻",
    "今日要闻", "新闻公报", "新聞公報", "党建", "生态", "旅游", "军事", "人物", "读书", "图片", "视频", "广告", "舆论", "资讯",
])  # fmt: skip
#: The number of a newsletter: 某事通讯 第 112 期.
_ISSUE = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9·]{2,12})\s?(?:第\s?\d{1,4}\s?期|[Vv][Oo][Ll]\.?\s?\d{1,4}|[Nn][Oo]\.?\s?\d{1,4}|#\d{1,4})"
)
_NO_NAME = re.compile(r"[了的来有是在和与，。！？]")
_SUBTITLE = ("—", "-", "─", "―", "(")
#: A message bears its title in brackets before its first sentence.
BRACKETED = re.compile(
    r"【(?![^【】]*(?:讯|訊|消息|报道|報道|报导|報導|电|電|报|報|社)】)(?P<title>[^【】。]{6,44})】(?=\s?[^\s【])"
)
#: The hint of a title that has been parted from its text.
IN_BRACKETS = "bracketed"
_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(rf"[{HAN}]{{1,{_LONGEST_WORD}}}")
_HEAD = frozenset({"blank", "short", "date", "credit", "toolbar", "menu", "navigation", "related", "footer", "link"})


def read_nameplate(
    n: int, lines: Sequence[Line], kinds: Sequence[str], *, titled: bool, has_page: bool
) -> tuple[Piece, ...] | None:
    """Return the pieces of line `n` where it is a nameplate, none for one that says nothing; None for any other line.

    `titled` says that the title stands before it, `has_page` that a page with its furniture was copied.
    """
    line = lines[n]
    page = _PAGE_OF.fullmatch(line.folded)
    if page:
        section = page["section"] or page["other"]
        exact = section and len(line.folded) == line.end - line.start
        return (Piece("section", line.end - len(section), line.end),) if exact else ()
    if titled and has_page and _is_word(line.folded, titled):
        return ()
    if titled:
        is_account = _is_near_date(n, lines, kinds) if _is_paper(line.folded) else _is_named_below(n, lines, kinds)
        return (Piece("account", line.start, line.end),) if is_account else None
    if _is_over_bracket(n, lines, kinds):
        return (Piece("account", line.start, line.end),)
    if _is_paper(line.folded) and _leads(n, lines, kinds):
        return (Piece("captured_from" if line.folded.endswith("网") else "account", line.start, line.end),)
    issue = _ISSUE.fullmatch(line.folded)
    if issue and len(line.folded) == line.end - line.start and _leads(n, lines, kinds):
        return (Piece("account", line.start, line.start + issue.end("name")),)
    if _is_over_section(n, lines) and _leads(n, lines, kinds):
        return (Piece("account", line.start, line.end),)
    if line.folded in _SECTIONS and _leads(n, lines, kinds):
        return (Piece("section", line.start, line.end),)
    return () if has_page and _is_word(line.folded, titled) and _leads(n, lines, kinds) else None


def shows_page(lines: Sequence[Line]) -> bool:
    """Return whether a page of a printed paper was copied: its number stands among the first lines."""
    return any("版" in line.folded and _PAGE_OF.fullmatch(line.folded) for line in lines[:_AHEAD])


def with_columns(lines: Sequence[Line], kinds: Sequence[str]) -> list[str]:
    """Return `kinds` with the words of a menu told as such where they stand one on a line before the text.

    Names one on a line are left: they sign it.
    """
    out = list(kinds)
    first = next((n for n, kind in enumerate(kinds) if kind in ("para", "heading")), 0)
    run: list[int] = []
    for n in range(first + 1):
        if n < first and kinds[n] == "short" and _WORD.fullmatch(lines[n].folded):
            run.append(n)
        elif n == first or kinds[n] != "blank":
            if len(run) >= _COLUMN and not all(names.is_name(lines[one].folded) for one in run):
                for one in run:
                    out[one] = "menu"
            run = []
    return out


def _is_paper(folded: str) -> bool:
    return len(folded) <= _LONGEST_NAME and not _NO_NAME.search(folded) and furniture.is_outlet(folded)


def _is_word(folded: str, titled: bool) -> bool:
    """Return whether a line of a page is a button over the title, or leads to a section: 登录, 生态观察 >."""
    is_short = not titled and len(folded) <= _LONGEST_BUTTON
    return is_short or (len(folded) <= 2 * _LONGEST_NAME and folded.endswith((">", "›", "»")))


def _leads(n: int, lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    """Return whether a line that can be a title stands further on in the head."""
    for line, kind in zip(lines[n + 1 : n + 1 + _AHEAD], kinds[n + 1 : n + 1 + _AHEAD], strict=False):
        if kind == "short" and len(_HAN.findall(line.folded)) >= _LEAST_TITLE and not line.folded.startswith(_SUBTITLE):
            return not _is_paper(line.folded) and bylines.read_byline(line.folded, bare=True) is None
        if kind not in _HEAD:
            return False
    return False


def _is_near_date(n: int, lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    """Return whether the line over or under line `n` says when the piece appeared."""
    around = [m for m in range(n - 1, max(-1, n - 1 - _AHEAD), -1) if lines[m].folded][:1]
    around += [m for m in range(n + 1, min(len(lines), n + 1 + _AHEAD)) if lines[m].folded][:1]
    return any(kinds[m] == "date" for m in around)


def _is_over_section(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a short line stands over a section: the name of the site, whatever its last word."""
    below = next((line.folded for line in lines[n + 1 : n + 1 + _AHEAD] if line.folded), "")
    is_name = (
        2 < len(lines[n].folded) <= 6 and not _NO_NAME.search(lines[n].folded) and lines[n].folded not in _SECTIONS
    )
    return is_name and below in _SECTIONS


def _is_over_bracket(n: int, lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    """Return whether line `n` names the account over its day and a text that bears its title in brackets: 【题】…"""
    ahead = range(n + 1, min(len(lines), n + 1 + _AHEAD))
    below = [m for m in ahead if lines[m].folded and kinds[m] != "toolbar"][:2]
    name = lines[n].folded
    if len(below) < 2 or kinds[below[0]] != "date" or len(name) > _LONGEST_NAME or _NO_NAME.search(name):
        return False
    following = lines[below[1]]
    return following.hint == IN_BRACKETS or BRACKETED.match(following.folded) is not None


def _is_named_below(n: int, lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    """Return whether the line of the account under line `n` bears the same name, or its reporters do at the end."""
    folded = lines[n].folded
    signed = (f"{folded}记者", f"{folded}编辑", f"{folded}讯(")
    if len(folded) <= _LONGEST_NAME and _is_near_date(n, lines, kinds):
        around = [*lines[n + 1 : n + 1 + _AHEAD], *lines[-_AHEAD:]]
        if any(line.folded.startswith(signed) for line in around):
            return True
    below = [line.folded for line in lines[n + 1 : n + 1 + _AHEAD] if line.folded][:_NEAR]
    for folded in below:
        account = platform.read_account(folded)
        if account and account.name and folded[slice(*account.name)] == lines[n].folded:
            return True
        if folded in (f"{lines[n].folded}官方账号", f"{lines[n].folded}官方帐号"):
            return True
    return False
