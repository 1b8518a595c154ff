"""Labelled cases of text defects: real fragments, made-up ones, what must not change, and what is known to fail."""

from typing import NamedTuple


class Case(NamedTuple):
    """What a rule is given and should make of it; `why` says what the case is there for."""

    label: str
    given: str
    expected: str
    why: str


def label(case: object) -> str:
    """Return the label by which pytest names a case."""
    return case.label if isinstance(case, Case) else str(case)
