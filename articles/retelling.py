"""What the desk kept in words, told again in the language of who reads: why a revision was made, why a bulk act did not do it.

Such words are kept in the language of who was at work. What stands in them is found again by its form in any of the
languages. What a person typed fits none and stays as typed, and so do names and titles that stand in a form.
Not for the sentences of the pure code (`articles.wording`).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, trans_real

#: Why revisions are made.
REASONS = (
    gettext_noop("导入"),
    gettext_noop("重读"),
    gettext_noop("新建"),
    gettext_noop("编辑"),
    gettext_noop("预览"),
    gettext_noop("送审"),
    gettext_noop("审签"),
    gettext_noop("发布"),
    gettext_noop("更正"),
    gettext_noop("批量归类"),
    gettext_noop("改荐稿规则"),
    gettext_noop("确认姓名"),
    gettext_noop("改用另一种切分"),
    gettext_noop("选定作者"),
    gettext_noop("选定来源"),
    gettext_noop("补上作者"),
    gettext_noop("恢复读出的事实"),
    gettext_noop("校对：采纳改正"),
    gettext_noop("校对：不改"),
    gettext_noop("校对：撤销改正"),
    gettext_noop("采纳主题：%(topic)s"),
    gettext_noop("不取主题：%(topic)s"),
    gettext_noop("采纳关联：%(kind)s %(other)s"),
    gettext_noop("不取关联：%(kind)s %(other)s"),
    gettext_noop("撤销%(act)s"),
    gettext_noop("恢复第 %(number)d 次修订"),
    gettext_noop("收入《%(title)s》"),
    gettext_noop("移《%(title)s》到第 %(number)d"),
    gettext_noop("写《%(title)s》的编者按"),
    gettext_noop("移出《%(title)s》"),
    gettext_noop("加“%(section)s”"),
    gettext_noop("改“%(section)s”"),
    gettext_noop("移“%(section)s”到第 %(number)d 部分"),
    gettext_noop("删“%(section)s”"),
)
#: What may stand in a form that is a word of the desk: states, moves, what is done to many.
WORDS = (
    gettext_noop("草稿"),
    gettext_noop("在审"),
    gettext_noop("已发布"),
    gettext_noop("已撤稿"),
    gettext_noop("批量归类"),
    gettext_noop("就地改"),
    gettext_noop("认领"),
    gettext_noop("放回"),
    gettext_noop("派稿"),
    gettext_noop("送审"),
    gettext_noop("撤回送审"),
    gettext_noop("签发本审"),
    gettext_noop("退回并附意见"),
    gettext_noop("发布"),
    gettext_noop("撤销"),
)
#: What one article may be to another.
KINDS = (
    gettext_noop("同一文本"),
    gettext_noop("引用"),
    gettext_noop("后续"),
    gettext_noop("背景"),
    gettext_noop("回应"),
)
_PLACE = re.compile(r"%\((\w+)\)([sd])")
_WHOLE = re.compile("[^\x04]*[㐀-鿿][^\x04]*。")
#: An act as it is named in what took it back.
_ACT = re.compile(r"(.+) (#[0-9]+)", re.DOTALL)


@cache
def forms_of(message: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of `message` in every language of the site, its values as groups.

    >>> forms_of("第 %(number)d 版")[0].fullmatch("第 3 版").groupdict()
    {'number': '3'}
    """
    return tuple(re.compile(_pattern(words), re.DOTALL) for words in _in_every_language(message))


@cache
def _in_every_language(message: str) -> tuple[str, ...]:
    said = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.append(_(message))
    return tuple(dict.fromkeys(said))


def _what_stands(name: str, kind: str) -> str:
    """Return the pattern of a value: a number, an act, a kind of link (its name may hold blanks), or anything."""
    if name == "kind":
        return "|".join(re.escape(words) for kind in KINDS for words in _in_every_language(kind))
    return "[0-9]+" if kind == "d" else _ACT.pattern if name == "act" else ".+?"


def _pattern(words: str) -> str:
    parts, seen = [], set[str]()
    at = 0
    for place in _PLACE.finditer(words):
        parts.append(re.escape(words[at : place.start()].replace("%%", "%")))
        name = place[1]
        parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>{_what_stands(*place.groups())})")
        seen.add(name)
        at = place.end()
    return "".join(parts) + re.escape(words[at:].replace("%%", "%"))


def _found(said: str, messages: Iterable[str]) -> tuple[str, Mapping[str, str]] | None:
    for message in messages:
        for form in forms_of(message):
            if found := form.fullmatch(said):
                return message, found.groupdict()
    return None


@lru_cache(maxsize=4096)
def _reason(said: str) -> tuple[str, Mapping[str, str]] | None:
    return _found(said, REASONS)


@lru_cache(maxsize=1024)
def _refusal(said: str) -> tuple[str, Mapping[str, str]] | None:
    return _found(said, _sentences())


@lru_cache(maxsize=1024)
def _word(said: str) -> tuple[str, Mapping[str, str]] | None:
    return _found(said, (*WORDS, *KINDS))


@cache
def _sentences() -> tuple[str, ...]:
    """Return the whole sentences of the catalogues, those with most words of their own first."""
    with translation.override("en"):
        known = trans_real.catalog()._catalog.keys()  # type: ignore[attr-defined]  # where gettext has it
    whole = [key for key in known if isinstance(key, str) and _WHOLE.fullmatch(key)]
    return tuple(sorted(whole, key=lambda message: (-len(_PLACE.sub("", message)), message)))


def _told(said: str, parts: tuple[str, Mapping[str, str]] | None) -> str:
    if parts is None:
        return said
    message, values = parts
    numbers = {place[1] for place in _PLACE.finditer(message) if place[2] == "d"}
    return str(_(message) % {name: int(one) if name in numbers else _value(one) for name, one in values.items()})


def _value(said: str) -> str:
    if found := _ACT.fullmatch(said):
        return f"{_told(found[1], _word(found[1]))} {found[2]}"
    return _told(said, _word(said))


def reason_told(said: str) -> str:
    """Return why a revision was made, in the language in force; what a person typed as it was typed."""
    return _told(said, _reason(said))


def refusal_told(said: str) -> str:
    """Return why something was refused, in the language in force; a sentence that is not the desk's as it was said."""
    return _told(said, _refusal(said))
