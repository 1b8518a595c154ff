"""What changed between two states of a text, in rows an editor can read: one a field, character by character."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.models import ArticleLink, Attribution, Contribution, Topic
from articles.text.diff import Change, compare

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
}
#: The parts of an entry in the order they are read.
_READ = ("role", "name", "affiliation", "outlet", "kind", "to", "article", "title", "note")
#: Unchanged characters shown on either side of a change.
AROUND = 24


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field and the runs that lead from its earlier to its later text, long unchanged stretches cut short."""

    label: Any  # Any: a lazy translation
    runs: tuple[Change, ...]


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return the fields in which two payloads differ, in reading order; none where they are equal."""
    found = []
    for name, label in LABELS.items():
        old, new = as_lines(before.get(name)), as_lines(after.get(name))
        if old != new:
            found.append(FieldChange(label, shortened(compare(old, new))))
    return tuple(found)


def named_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return the changes with topics by their names, or by the key where the topic is gone. One query, if any."""
    keys = [key for content in (before, after) for key in content.get("topics", ())]
    names = dict(Topic.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
    return changes_between(*({**content, "topics": _named(content, names)} for content in (before, after)))


def _named(content: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Return the topics' names in the order of their keys; two of one name keep their keys."""
    shared = {name for name, count in Counter(names.values()).items() if count > 1}
    rows = [(key, names.get(key, key)) for key in content.get("topics", ())]
    return [f"{name}（{key}）" if name in shared else name for key, name in rows]


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
        if name in words:
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


def stale_rows(form: Any, formsets: Iterable[Any]) -> tuple[FieldChange, ...]:  # Any: forms made at run time
    """Return how what was typed differs from what now stands: `del` is in the record only, `ins` in the form only."""
    rows = []
    for name in form.fields:
        if name == "opened_version":
            continue
        typed = form.cleaned_data.get(name, form.data.get(name, ""))
        old, new = _shown(form.stands, name), _plain(typed)
        if old != new:
            rows.append(FieldChange(form.fields[name].label, compare(old, new)))
    for formset in formsets:
        stored = formset.model._default_manager.filter(**{formset.fk.name: form.stands})
        names = [name for name in formset.form.base_fields if name in {f.name for f in formset.model._meta.fields}]
        old = "\n".join(_words(row, names) for row in stored)
        new = "\n".join(_words(row.instance, names) for row in formset.forms if _counts(row))
        if old != new:
            rows.append(FieldChange(formset.model._meta.verbose_name_plural, compare(old, new)))
    return tuple(rows)


def _words(row: Any, names: Iterable[str]) -> str:  # Any: a row of any inline model
    """Return what an editor can set in `row`, but for its number, on one line."""
    words = []
    for name in names:
        field = row._meta.get_field(name)
        empty = getattr(row, field.attname) in (None, "", False)
        if name != "order" and not empty:
            words.append(str(row._get_FIELD_display(field) if field.choices else getattr(row, name)))
    return " ".join(words)


def _counts(row: Any) -> bool:  # Any: a form made at run time
    return bool(row.is_valid() and (row.instance.pk or row.has_changed()) and not row.cleaned_data.get("DELETE"))


def _shown(record: Any, name: str) -> str:
    value = getattr(record, name)
    return _plain(value.all() if hasattr(value, "all") else value)


def _plain(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Iterable):
        return "、".join(sorted(str(entry) for entry in value))
    return str(value)
