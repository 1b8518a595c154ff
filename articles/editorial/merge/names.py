"""The names an article was signed under outlive a merge: its digest stays what it was until its words are next changed."""

from collections.abc import Collection, Mapping
from typing import Any

from articles.editorial.merge.kinds import Kind, batches
from articles.editorial.merge.steps import Filed, Log, write_filed
from articles.models import Article


def carry_names(log: Log, kind: Kind, old: Any, new: Any, articles: Collection[int]) -> None:
    """Before the articles' rows move from the record `old` to `new`: let both names be read from `new`.

    Nothing for kinds whose names the digest takes as printed. Three queries.
    """
    if not kind.filed:
        return
    has_new = _having(kind, new.pk, articles)
    was = _stands(articles)
    log.file(was, {pk: _carried(kind, filed, old, new, pk in has_new) for pk, filed in was.items()})


def _carried(kind: Kind, filed: Filed, old: Any, new: Any, has_new: bool) -> Filed:
    mine = filed.get(kind.filed, {})
    names = mine.get(str(new.pk), [kind.present(new)]) if has_new else []
    names = [*names, *mine.get(str(old.pk), [kind.present(old)])]
    return _set(kind, _with(kind, filed, {str(old.pk): None}), new, names)


def keep_name(kind: Kind, record: Any, name: str) -> None:
    """After a record was renamed: let the articles under it keep `name`, its name until now, until their words change."""
    if not kind.filed or name == kind.present(record):
        return
    under = set(kind.desk.rows(record.pk).values_list(kind.desk.article, flat=True))
    key = str(record.pk)
    stands = {pk: filed for pk, filed in _stands(under).items() if key not in filed.get(kind.filed, {})}
    write_filed({pk: _set(kind, filed, record, [name]) for pk, filed in stands.items()})


def _set(kind: Kind, filed: Filed, record: Any, names: list[str]) -> Filed:
    """Return `filed` with the names of one record; what says no more than the record itself is left out."""
    return _with(kind, filed, {str(record.pk): None if names == [kind.present(record)] else sorted(names)})


def _with(kind: Kind, filed: Filed, entries: Mapping[str, list[str] | None]) -> Filed:
    """Return `filed` with other entries of the kind, those that are None left out."""
    merged = {**filed.get(kind.filed, {}), **entries}
    mine = {key: names for key, names in merged.items() if names is not None}
    rest = {name: words for name, words in filed.items() if name != kind.filed}
    return {**rest, kind.filed: mine} if mine else rest


def _entries(kind: Kind, filed: Filed, *records: Any) -> dict[str, list[str] | None]:
    mine = filed.get(kind.filed, {})
    return {str(record.pk): mine[str(record.pk)] for record in records if str(record.pk) in mine}


def give_names_back(kind: Kind, step: dict[str, Any], old: Any, new: Any) -> None:  # Any: JSON, records
    """After rows went back from `new` to `old`: file their articles as they were, or, where their words have been changed
    since, let them print what they print now. `step` is what `carry_names` noted."""
    back = _having(kind, old.pk, [pk for pk, _was, _now in step["rows"]])
    still = _having(kind, new.pk, back)
    stands = _stands(back)
    filed: dict[int, Filed] = {}
    for pk, was, now in step["rows"]:
        if pk not in back:
            continue
        if _entries(kind, stands[pk], old, new) == _entries(kind, now, old, new):
            filed[pk] = _with(
                kind, stands[pk], {str(each.pk): None for each in (old, new)} | _entries(kind, was, old, new)
            )
        elif pk in still:
            filed[pk] = _set(kind, stands[pk], old, [])
        else:
            mine = stands[pk].get(kind.filed, {}).get(str(new.pk), [kind.present(new)])
            filed[pk] = _set(kind, _with(kind, stands[pk], {str(new.pk): None}), old, mine)
    write_filed(filed)


def _stands(articles: Collection[int]) -> dict[int, Filed]:
    """Return what the articles are filed as now."""
    found: dict[int, Filed] = {}
    for keys in batches(sorted(articles)):
        found.update(Article.objects.filter(pk__in=keys).values_list("pk", "filed"))
    return found


def _having(kind: Kind, pk: int, articles: Collection[int]) -> set[int]:
    """Return those of the articles that stand under the record `pk`."""
    under, found = kind.desk.rows(pk), set[int]()
    for keys in batches(sorted(articles)):
        found.update(under.filter(**{f"{kind.desk.article}__in": keys}).values_list(kind.desk.article, flat=True))
    return found
