"""The proof of the sign-offs: each holds a hash over all it says and the hash before it, and is checked against both.

Not for making a sign-off (`sign`).
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.db.models import Q

from articles.editorial.digest import canonical, digest
from articles.models import Article, Collection, SignOff
from articles.told import told as _


@dataclass(frozen=True, slots=True)
class Fault:
    """A sign-off that does not hold, by its number, or what should be there and is not (None), and why in words."""

    number: int | None
    why: str


def sign_off_hash(row: SignOff) -> str:
    """Return the sha256 (hex) over everything `row` says and the hash before it."""
    said = {
        "article": row.article_id,
        "collection": row.collection_id,
        "stage": row.stage_id,
        "stage_name": row.stage_name,
        "by": row.by_id,
        "decision": row.decision,
        "note": row.note,
        "override": row.override_reason,
        "digest": row.digest,
        "revision": row.revision_number,
        "round": row.round,
        "at": row.at.isoformat(),
        "previous": row.previous_hash,
    }
    if not row.stage_name:  # signed before names were kept
        del said["stage_name"]
    return hashlib.sha256(canonical(said).encode("utf-8", "surrogatepass")).hexdigest()


def faults(rows: Sequence[SignOff], digests: Mapping[int, str], ends: Sequence[str] = ()) -> tuple[Fault, ...]:
    """Return what does not hold in the chain `rows` of one target, in order; empty where all does. No query.

    `digests` are those of its revisions by number, `ends` the links its editions were published on.
    """
    found = []
    before = ""
    for row in rows:
        if row.hash != sign_off_hash(row):
            found.append(Fault(row.pk, _("所记与其哈希不符：这一条被改过。")))
        if row.previous_hash != before:
            found.append(Fault(row.pk, _("与前一条接不上：前一条被改、被删或次序变了。")))
        if digests.get(row.revision_number) != row.digest:
            found.append(
                Fault(row.pk, _("所签摘要与第 %(number)d 次修订的内容不符。") % {"number": row.revision_number})
            )
        before = row.hash
    missing = set(ends) - {row.hash for row in rows} - {""}
    found.extend(Fault(None, _("发布时的末次审签 %(hash)s 不在了。") % {"hash": end[:12]}) for end in sorted(missing))
    return tuple(found)


def check_chains() -> Iterator[tuple[Article | Collection, int, tuple[Fault, ...]]]:
    """Yield every article and collection that was signed or published, how many sign-offs it has, and what is wrong."""
    for model in (Article, Collection):
        signed = Q(sign_offs__isnull=False) | Q(editions__isnull=False)
        for target in model._default_manager.filter(signed).only("pk").order_by("pk").distinct().iterator():
            yield target, *_check(target)


def _check(target: Article | Collection) -> tuple[int, tuple[Fault, ...]]:
    rows, unreadable = [], []
    for number in target.sign_offs.order_by("pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                rows.append(SignOff.objects.get(pk=number))
        except (DatabaseError, ValueError):  # a broken byte is no character, a broken date no date
            unreadable.append(Fault(number, _("读不出来：这一条被改过。")))
    ends = list(target.editions.values_list("sign_off_hash", flat=True))
    return len(rows) + len(unreadable), (*unreadable, *faults(rows, _digests(target, rows), ends))


def _digests(target: Article | Collection, rows: Sequence[SignOff]) -> dict[int, str]:
    """Return the digests of the revisions that `rows` signed, made anew from their content."""
    found = {}
    for revision in target.revisions.filter(number__in={row.revision_number for row in rows}):
        try:
            found[revision.number] = digest(revision.content["payload"])
        except (zlib.error, json.JSONDecodeError, UnicodeDecodeError, KeyError):
            found[revision.number] = ""
    return found
