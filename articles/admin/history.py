"""What changed between two states of a text, in rows an editor can read: one a field, character by character."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.editorial.rule import rule_lines
from articles.models import (
    Article,
    ArticleLink,
    Attribution,
    Author,
    Contribution,
    Question,
    Source,
    Topic,
    ask,
    merged_names,
    merges,
    question,
)
from articles.text.diff import Change, compare
from articles.text.likeness import likeness
from articles.text.script import detect, to_simplified

#: The fields of both payloads in the order they are read, with their names for people.
LABELS: dict[str, Any] = {  # Any: lazy translations
    "title": _("标题"),
    "subtitle": _("副题"),
    "standfirst": _("导语"),
    "introduction": _("引言"),
    "text": _("正文"),
    "people": _("署名"),
    "chain": _("来源链"),
    "source": _("来源"),
    "date": _("日期"),
    "language": _("语言"),
    "script": _("字体"),
    "tags": _("标签"),
    "topics": _("主题"),
    "links": _("关联"),
    "sections": _("部分与篇目"),
    "section": _("栏目"),
    "original_url": _("原始网址"),
    "slug": _("网址"),
    "rule": _("荐稿规则"),
    "date_certainty": _("日期依据"),
    "authors": _("作者档案"),
    "sources": _("来源档案"),
    "confirm": _("待确认"),
}
#: The parts of an entry in the order they are read.
_READ = ("role", "name", "affiliation", "outlet", "kind", "to", "article", "title", "note")
#: Unchanged characters shown on either side of a change.
AROUND = 24
#: A longer text is compared through the passages that both states share, as the plain way is quadratic.
PLAINLY = 20_000


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field and the runs that lead from its earlier to its later text, long unchanged stretches cut short.

    `remark` says what else there is to know: that no word has changed, or in which script both were compared.
    """

    label: Any  # Any: a lazy translation
    runs: tuple[Change, ...]
    remark: Any = ""  # Any: a lazy translation


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return the fields in which two payloads differ, in reading order; none where they are equal."""
    found = []
    for name, label in LABELS.items():
        old, new = as_lines(before.get(name)), as_lines(after.get(name))
        if old != new:
            found.append(change_of(label, old, new))
    return tuple(found)


def change_of(label: Any, old: str, new: str) -> FieldChange:  # Any: a lazy translation
    """Return the change of one field. Where only the script differs it is told so, a text turned as a whole not shown."""
    turned = {detect(old), detect(new)} == {"zh-Hans", "zh-Hant"}
    if old and new and to_simplified(old) == to_simplified(new):
        return FieldChange(label, () if turned else _runs(old, new), _("文字没有变，只是字体（繁简）不同。"))
    if turned:
        return FieldChange(label, shortened(likeness(new, old).runs), _("字体也变了，下面都按简体比。"))
    return FieldChange(label, _runs(old, new))


def _runs(old: str, new: str) -> tuple[Change, ...]:
    return shortened(compare(old, new) if max(len(old), len(new)) <= PLAINLY else likeness(new, old).runs)


def changes_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return the changes between two snapshots, what no sign-off covers included. Up to three queries for names."""
    return named_changes(*(flatten([before, after])))


def flatten(snapshots: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the snapshots as one level of fields, records by their names. Two queries where records are linked."""
    rows = list(snapshots)
    people = {row["author"] for each in rows for row in each.get("more", {}).get("people", ())}
    outlets = {pk for each in rows for pk in each.get("more", {}).get("chain", ())}
    authors, sources = _names(Author, people), _names(Source, outlets)
    return [_flat(each, authors, sources) for each in rows]


def _flat(snapshot: Mapping[str, Any], authors: Mapping[Any, str], sources: Mapping[Any, str]) -> dict[str, Any]:
    payload, more = snapshot.get("payload", {}), snapshot.get("more", {})
    people = list(zip(payload.get("people", ()), more.get("people", ()), strict=False))
    chain = zip(payload.get("chain", ()), more.get("chain", ()), strict=False)
    return {
        **{name: value for name, value in more.items() if name not in ("people", "chain", "date_certainty", "rule")},
        "rule": rule_lines(more.get("rule", {})),
        "date_certainty": dict(Article.Certainty.choices).get(more.get("date_certainty"), ""),
        "authors": [f"{row['name']} → {authors[link['author']]}" for row, link in people if link["author"] in authors],
        "sources": [f"{row['name']} → {sources[pk]}" for row, pk in chain if pk in sources],
        "confirm": [row["name"] for row, link in people if link["confirm"]],
        **payload,
    }


def _names(model: Any, keys: set[Any]) -> dict[Any, str]:  # Any: a model with a name, and its keys or None
    """Return the names of records by their keys, a record's number where it is gone."""
    wanted = keys - {None}
    if not wanted:
        return {}
    known = question(model.objects.filter(pk__in=wanted), key="pk", one="name")
    found = ask(known=known, merged=merges(model, "from_id", wanted))
    names = merged_names(found["merged"], "number") | {one.key: one.one for one in found["known"]}
    return {key: names.get(key, f"#{key}") for key in wanted}


def named_changes(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    topics: Iterable[Topic] = (),
    articles: Iterable[Article] = (),
) -> tuple[FieldChange, ...]:
    """Return the changes, topics and linked articles by their names, or by the key where they are gone.

    One query at most, none for those among `topics` and `articles`, and none where neither topics nor links have changed.
    """
    return all_named_changes([(before, after)], topics=topics, articles=articles)[0]


def all_named_changes(
    pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
    *,
    topics: Iterable[Topic] = (),
    articles: Iterable[Article] = (),
) -> list[tuple[FieldChange, ...]]:
    """Return what `named_changes` does for each pair. As few queries for all as for one."""
    keys = {key for pair in pairs for key in _differing(pair, "topics")}
    names: dict[Any, str] = {topic.key: topic.name for topic in topics if topic.key in keys}
    links = {row["to"] for pair in pairs for row in _differing(pair, "links")}
    titles = {article.pk: article.title for article in articles if article.pk in links}
    found = ask(**_names_of(keys - names.keys(), links - titles.keys()))
    names |= merged_names(found.get("merged", ())) | {one.one: one.two for one in found.get("topics", ())}
    titles |= {one.key: one.one for one in found.get("articles", ())}
    return [
        changes_between(*({**one, "topics": _named(one, names), "links": _titled(one, titles)} for one in pair))
        for pair in pairs
    ]


def _names_of(keys: Set[str], ids: Set[int]) -> dict[str, Question]:
    """Return what to ask for the names of topics by their keys, of merged ones too, and of articles by their ids."""
    asked = {}
    if keys:
        asked["topics"] = question(Topic.objects.filter(key__in=keys), one="key", two="name")
        asked["merged"] = merges(Topic, "from_key", keys)
    if ids:
        asked["articles"] = question(Article.objects.filter(pk__in=ids), key="pk", one="title")
    return asked


def _differing(pair: tuple[Mapping[str, Any], Mapping[str, Any]], name: str) -> list[Any]:
    """Return the entries of a field in both payloads, none where the field is the same in them."""
    before, after = (content.get(name) or () for content in pair)
    return [] if before == after else [*before, *after]


def _titled(content: Mapping[str, Any], titles: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return the links with the titles of the articles they lead to."""
    return [
        {
            **row,
            "to": _("《%(title)s》") % {"title": titles[row["to"]]} + f"#{row['to']}"
            if titles.get(row["to"])
            else row["to"],
        }
        for row in content.get("links", ())
    ]


def _named(content: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Return the topics' names in the order of their keys; two of one name keep their keys."""
    shared = {name for name, count in Counter(names.values()).items() if count > 1}
    rows = [(key, names.get(key, key)) for key in content.get("topics", ())]
    return [_("%(name)s（%(key)s）") % {"name": name, "key": key} if name in shared else name for key, name in rows]


def shortened(runs: Iterable[Change]) -> tuple[Change, ...]:
    """Return `runs` with unchanged stretches cut to what stands next to a change; `…` where something is left out."""
    rows = list(runs)
    out = []
    for n, run in enumerate(rows):
        text = run.text
        if run.kind == "same" and len(text) > 2 * AROUND + 1:
            head = text[:AROUND] if n > 0 else ""
            tail = text[-AROUND:] if n < len(rows) - 1 else ""
            text = f"{head}…{tail}"
        out.append(Change(run.kind, text))
    return tuple(out)


def as_lines(value: Any) -> str:  # Any: JSON
    """Return a value of a payload as text, one line for each of its entries."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_entry(entry) for entry in value)
    return str(value)


def _entry(entry: Any) -> str:  # Any: JSON
    if not isinstance(entry, dict):
        return str(entry)
    if "placements" in entry:
        rows = [f"  {n}. {_entry(row)}" for n, row in enumerate(entry["placements"], 1)]
        return "\n".join([f"【{entry['title']}】{entry['introduction']}", *rows])
    words = {**entry}
    for name, choices in _CHOICES.items():
        if words.get(name) in choices.values:
            words[name] = choices(words[name]).label
    for name in ("to", "article"):
        if isinstance(words.get(name), int):
            words[name] = f"#{words[name]}"
    return " ".join(str(words[name]) for name in sorted(words, key=_place) if words[name])


def _place(name: str) -> tuple[int, str]:
    """Return where a part of an entry is read: stored entries are sorted by name, fresh ones are not."""
    return (_READ.index(name), "") if name in _READ else (len(_READ), name)


class _Roles:
    """The labels of both kinds of role, which share no value."""

    values = [*Contribution.Role.values, *Attribution.Role.values]

    def __call__(self, value: str) -> Any:  # Any: a member of one of two enumerations
        return Contribution.Role(value) if value in Contribution.Role.values else Attribution.Role(value)


_CHOICES: dict[str, Any] = {"role": _Roles(), "kind": ArticleLink.Kind}  # Any: enumerations and what acts like one
