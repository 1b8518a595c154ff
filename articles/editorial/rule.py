"""The rule by which articles are proposed for a collection: what they are about, and within which bounds.

Topics stand in the collection's own column; the rest is a small JSON, read strictly. Not for finding them: `propose`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles.editorial.workflow import Refused, closed, record
from articles.models import Collection, Topic, User, living_keys
from articles.text.dates import parse_edtf
from articles.told import told as _

#: The JSON's lists: of stable keys, but for tags, which are known by their identity.
LISTS = ("sources", "tags", "without")
_TEXTS = ("query", "since", "until")
#: The longest query, and the most names of one list.
LONGEST, MOST = 200, 100


@dataclass(frozen=True, slots=True)
class Rule:
    """What is proposed: `topics`, `tags` and `query` say what about (any will do), the rest are bounds (all must hold).

    `topics` and `without` are keys of topics with all below them, `sources` keys, `tags` identities, `since` and `until` EDTF.
    """

    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    query: str = ""
    sources: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    without: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is proposed: excluding topics alone proposes nothing."""
        return not (self.topics or self.tags or self.query or self.sources or self.since or self.until)

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        """Return what is stored beside the topics: only what is said."""
        values = {name: getattr(self, name) for name in (*_TEXTS, *LISTS)}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items() if v}


def read_rule(stored: Any, topics: tuple[str, ...] = ()) -> Rule:  # Any: JSON
    """Return the rule that `stored` says. Raises ValueError for anything that is none, with the name of what is wrong.

    >>> read_rule({"query": "产线", "since": "2023-09"}).query
    '产线'
    """
    if not isinstance(stored, dict) or set(stored) - {*_TEXTS, *LISTS}:
        raise ValueError("rule")
    for name in _TEXTS:
        if not isinstance(stored.get(name, ""), str) or len(stored.get(name, "")) > LONGEST:
            raise ValueError(name)
    for name in ("since", "until"):
        if stored.get(name) and parse_edtf(stored[name]).bounds() is None:
            raise ValueError(name)
    for name in LISTS:
        value = stored.get(name, [])
        if not (isinstance(value, list) and len(value) <= MOST and all(isinstance(each, str) for each in value)):
            raise ValueError(name)
    tags, sources, without = (tuple(stored.get(name, ())) for name in ("tags", "sources", "without"))
    query, since, until = (stored.get(name, "") for name in _TEXTS)
    return Rule(topics, tags, query, sources, since, until, without)


def rule_of(collection: Collection) -> Rule:
    """Return the rule of a collection. One query, none where its topics are prefetched."""
    return read_rule(collection.rule, tuple(topic.key for topic in collection.topics.all()))


def rule_lines(stored: Mapping[str, Any], names: Mapping[str, str] | None = None) -> list[str]:  # Any: JSON
    """Return what `stored` says in words, a line each; records by their `names`, else by their keys."""
    named = names or {}
    said = {
        "query": _("检索词 %(words)s"),
        "since": _("从 %(words)s 起"),
        "until": _("到 %(words)s 止"),
        "sources": _("来源 %(words)s"),
        "tags": _("标签 %(words)s"),
        "without": _("不要主题 %(words)s"),
    }
    lines = []
    for name, words in said.items():
        value = stored.get(name)
        if value:
            listed = value if isinstance(value, str) else _("、").join(named.get(key, key) for key in value)
            lines.append(words % {"words": listed})
    return lines


def set_rule(collection: Collection, rule: Rule, *, by: User, opened: Rule) -> bool:
    """Store `rule`, with a revision; return whether it is another one. `opened` is the one that the person saw.

    Raises Refused where another stands by now, or `by` may not change the collection in its state.
    """
    read_rule(rule.as_json())
    with transaction.atomic():
        fresh = Collection.objects.select_for_update().get(pk=collection.pk)
        if not by.has_perm("articles.change_collection"):
            raise Refused(_("您没有这样改专题的权限。"), code="forbidden")
        if why := closed(fresh, by):
            raise Refused(why, code="closed")
        now = rule_of(fresh)
        if now == rule:
            return False
        if set(now.topics) != set(opened.topics) or now.as_json() != opened.as_json():
            raise Refused(_("荐稿规则别人刚改过，您的没有存。请看现在的规则再改。"), code="stale")
        Collection.objects.filter(pk=fresh.pk).update(rule=rule.as_json())
        fresh.topics.set(living_keys(Topic, rule.topics).values())
        fresh.refresh_from_db(fields=["rule"])
        record(fresh, by=by, reason=_("改荐稿规则"))
    return True


def with_narrower(keys: tuple[int, ...] | set[int], parents: dict[int, int | None]) -> set[int]:
    """Return the keys of topics and of all below them, `parents` being the whole tree.

    >>> sorted(with_narrower({1}, {1: None, 2: 1, 3: 2, 4: None}))
    [1, 2, 3]
    """
    found = set(keys)
    while more := {pk for pk, above in parents.items() if above in found} - found:
        found |= more
    return found
