"""The gate for reprints: source, original author, original title, responsible editor by real name
(互联网新闻信息服务管理规定, in force 2017-06-01, article 15).

The source and the title are asked for by `no_source`, `unresolved_benbao` and `no_title`; here are the other two.
"""

from collections.abc import Iterable

from articles.models import Article, Contribution
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "reprint-gate"
#: The roles in which someone is the author of a piece.
WRITERS = frozenset(
    {
        Contribution.Role.REPORTER,
        Contribution.Role.CORRESPONDENT,
        Contribution.Role.AUTHOR,
        Contribution.Role.COMMENTATOR,
        Contribution.Role.PHOTOGRAPHER,
        Contribution.Role.SPEAKER,
    }
)


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding for each of author and responsible editor that is missing."""
    people = article.contributions.all() if article.pk else ()
    roles = {person.role for person in people if person.name.strip()}
    if not roles & WRITERS:
        message = _("没有原作者。请在“署名”里补上记者、通讯员或作者；原文没有署名的，写发稿单位。")
        yield find(CODE, "block", "author", "", 0, 0, message)
    if Contribution.Role.EDITOR not in roles:
        message = _("没有责任编辑。请在“署名”里加一位角色为“责任编辑”的人，用真实姓名。")
        yield find(CODE, "block", "editor", "", 0, 0, message)
