"""What belongs to the page and not to the piece: links back, share buttons, rankings, copyright lines (seen in captures).

Whole lines are judged by `text.furniture`, as the reader judges them; buttons inside a paragraph here.
"""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text import furniture, lines
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "furniture-left"
MOST = 20
#: A longer line is a paragraph.
LONGEST = 160

# Never part of a sentence: 【打印】 and the like, （责任编辑：某某）, copyright and licence numbers.
_BUTTON = re.compile(
    r"[【\[［](?:打\s?印|关\s?闭|收\s?藏|推\s?荐|纠\s?错|返\s?回|复制链接|关闭窗口|打印本页|我要评论)[】\]］]"
    r"|[（(【\[]?(?:责任编辑|責任編輯|责编|網站編輯|网站编辑)\s?[：:]\s?[^\s。，（）()【】\[\]]{0,12}[）)】\]]?"
    r"|(?:Copyright|版权所有|版權所有)\s?(?:©|\(c\)|（c）|&copy;|\d{4}|[：:])|©\s?\d{4}"
    r"|ICP备\s?\d+|公网安备\s?\d+|互联网新闻信息服务许可证\s?[：:]?\s?\d+",
    re.IGNORECASE,
)

_SHARE = re.compile(r"分享[到至]\s?(?::|$)")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every line that is furniture as a whole and every button inside a paragraph."""
    yield from islice(_furniture(article.body), MOST)


def _furniture(body: str) -> Iterable[Finding]:
    for match in re.finditer(r"[^\n]+", body):
        line = match.group()
        if not line.startswith("## ") and len(line) <= LONGEST and _is_furniture(lines.fold(line)):
            message = _("“%(start)s”是网页上的栏目、链接或页脚，不属于正文。请删去。") % {"start": line.strip()[:12]}
            yield find(CODE, "reason", "body", body, *match.span(), message, fix="")
            continue
        for button in _BUTTON.finditer(body, *match.span()):
            message = _("“%(quote)s”是网页附带的文字，不属于正文。请删去。") % {"quote": button.group()[:12]}
            yield find(CODE, "reason", "body", body, *button.span(), message, fix="")


def _is_furniture(line: str) -> bool:
    if "。" in line:
        return False
    return (
        bool(_SHARE.match(line))
        or furniture.is_breadcrumb(line)
        or (furniture.is_menu(line) and not line.isascii())
        or furniture.is_toolbar(line)
        or furniture.is_related(line)
        or furniture.is_navigation(line)
        or furniture.is_footer(line)
    )
