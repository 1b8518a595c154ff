"""Where one can go from anywhere at the desk: the actions of the palette, each with the right it takes.

None does anything by itself: each leads to a page, and what is done is done there, by its own form.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import User
from articles.text.slug import spell, spelt_like
from articles.text.tags import tag_identity


@dataclass(frozen=True, slots=True)
class Destination:
    """A page by the name of its address, what it is called there, and the permission it takes (none: of the staff)."""

    page: str
    name: Any  # Any: a lazy translation
    right: str = ""

    @property
    def address(self) -> str:
        return reverse(f"admin:{self.page}")


DESTINATIONS = (
    Destination("index", _("去首页")),
    Destination("articles_article_changelist", _("去文章列表"), "articles.view_article"),
    Destination("articles_collection_changelist", _("去专题列表"), "articles.view_collection"),
    Destination("queue", _("去待看的导入"), "articles.view_article"),
    Destination("inbox", _("去收件箱")),
    Destination("board", _("去看板"), "articles.view_article"),
    Destination("month", _("发布日历"), "articles.view_article"),
    Destination("late", pgettext_lazy("page", "逾期"), "articles.view_article"),
    Destination("figures", _("数字"), "articles.view_article"),
    Destination("import", _("导入采集件"), "articles.add_article"),
    Destination("articles_article_add", _("新写一篇文章"), "articles.add_article"),
    Destination("articles_collection_add", _("新建专题"), "articles.add_collection"),
    Destination("articles_batch_changelist", _("导入批次"), "articles.view_batch"),
    Destination("articles_capture_changelist", _("采集件"), "articles.view_capture"),
    Destination("articles_notice_changelist", _("更正与撤稿"), "articles.view_notice"),
    Destination("articles_author_changelist", _("作者档案"), "articles.view_author"),
    Destination("articles_source_changelist", _("来源档案"), "articles.view_source"),
    Destination("articles_topic_changelist", _("主题表"), "articles.view_topic"),
    Destination("articles_tag_changelist", _("标签表"), "articles.view_tag"),
    Destination("articles_authoritymove_changelist", _("合并与拆分"), "articles.view_authoritymove"),
    Destination("articles_stage_changelist", _("审级"), "articles.view_stage"),
    Destination("articles_user_changelist", _("用户"), "articles.view_user"),
    Destination("articles_event_changelist", _("日志"), "articles.view_event"),
    Destination("keys", _("按键一览")),
    Destination("guide", _("编辑手册")),
    Destination("password_change", _("改密码")),
    Destination("second", _("两步登录")),
)


def destinations(asked: str, user: User) -> list[Destination]:
    """Return where this person may go of what is called `asked`, in any spelling or by pinyin; all for a blank one."""
    allowed = [each for each in DESTINATIONS if not each.right or user.has_perm(each.right)]
    wanted, spelt = tag_identity(asked), spelt_like(asked)
    if not wanted:
        return allowed
    return [each for each in allowed if wanted in tag_identity(str(each.name)) or _is_spelt(str(each.name), spelt)]


def _is_spelt(name: str, spelt: str) -> bool:
    return bool(spelt) and re.search(spelt, spell(name)) is not None
