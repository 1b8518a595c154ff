"""How doubtful a reading is, so that an editor meets the most doubtful article first: a weight for each flag.

Not for what is wrong with the words as they stand now: that is lint's.
"""

from collections.abc import Iterable

#: By flag. What blocks the signing and needs the original weighs most, then what needs a choice among records, then
#: what may well be right as it stands. A flag without a weight here weighs UNKNOWN.
WEIGHTS = {
    "no-text": 12,
    "undecodable": 10,
    "damaged-bytes": 10,
    "elided-name": 8,
    "no-title": 8,
    "no-source": 8,
    "unresolved-benbao": 8,
    "names-to-confirm": 8,
    "no-author": 6,
    "not-chinese": 6,
    "private-use": 6,
    "source-to-choose": 5,
    "author-to-choose": 5,
    "no-date": 5,
    "too-long": 4,
    "not-fillable": 4,
    "excerpt": 3,
    "outlet-differs": 2,
    "title-differs": 3,
    "date-differs": 3,
    "source-differs": 3,
    "scripted-text": 2,
    "partial-date": 2,
    "assumed-zone": 0,
    "ignored-instruction": 0,
}
UNKNOWN = 3


def weigh(flags: Iterable[str]) -> int:
    """Return the weights of the flags added up, each flag once; 0 where nothing is doubtful.

    >>> weigh(["no-title", "partial-date", "no-title", "assumed-zone"])
    10
    """
    return sum(WEIGHTS.get(flag, UNKNOWN) for flag in set(flags))
