"""Authorities merged, split, and put back: each in one transaction, with every row it moved on record.

Frozen editions keep what they print; only the rows by which lists find them are pointed elsewhere. No sign-off is voided:
an article keeps the names it was signed under until its words are next changed (`names`).
"""

from articles.editorial.merge.foresee import Foreseen, foresee_merge, foresee_split, foresee_undo
from articles.editorial.merge.join import merge, merge_all
from articles.editorial.merge.kinds import KINDS, Kind, kind_of, may_merge
from articles.editorial.merge.names import keep_name
from articles.editorial.merge.split import Choice, refuse_name, split
from articles.editorial.merge.undo import obstacles, undo

__all__ = [
    "KINDS",
    "Choice",
    "Foreseen",
    "Kind",
    "foresee_merge",
    "foresee_split",
    "foresee_undo",
    "keep_name",
    "kind_of",
    "may_merge",
    "merge",
    "merge_all",
    "obstacles",
    "refuse_name",
    "split",
    "undo",
]
