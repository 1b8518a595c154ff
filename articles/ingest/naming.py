"""What a part of a saved page may be: the name of somebody or of an outlet, and no button, date or sentence."""

import re

from articles.text import furniture, line_kind, names
from articles.text.script import HAN

LONGEST_NAME = 20
_BUTTON = re.compile(
    r"[+＋]?\s?(?:关注|已关注|原创|转载|分享|收藏|订阅|登录|注册|举报|评论|点赞|回复|认证|作者|编辑|来源|首页|正文|更多|打印|展开|优质.{0,8}|.{0,8}作者|.{0,6}客户端|打开.*|下载.*)"
)
_LETTERS = re.compile(f"[{HAN}A-Za-z]")
#: Marks around a name on a page.
EDGES = " |丨│/·:：-—–\xa0()[]【】"


def may_name(folded: str) -> bool:
    """Return whether a part can be the name of somebody, and is no button, date or sentence."""
    bare = folded.strip(EDGES)
    return (
        1 < len(bare) <= LONGEST_NAME
        and len(_LETTERS.findall(bare)) * 2 > len(bare)
        and not re.search(r"[。，；！？,;!?]|https?:|:", bare)
        and not _BUTTON.fullmatch(bare)
        and not bare.endswith("公司")
        and not names.is_nobody(bare)
        and line_kind.classify(bare) in ("short", "byline")
    )


def is_outlet(folded: str) -> bool:
    """Return whether a part of a line is the name of an outlet and nothing else."""
    return may_name(folded) and furniture.is_outlet(folded.strip(EDGES))


def is_person(value: str) -> bool:
    """Return whether a value is the names of people and nothing else."""
    people = names.split_names(value) if len(value) <= LONGEST_NAME else None
    return bool(people) and all(names.is_name(one.name) and not one.confirm for one in people or ())
