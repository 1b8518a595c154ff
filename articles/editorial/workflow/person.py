"""Who counts as one person: an account and all others that are said to be the same person's."""

from collections import defaultdict

from articles.models import User


def accounts_of(account: int) -> frozenset[int]:
    """Return the keys of every account of the person whose `account` it is, that one among them. One query."""
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in User.objects.exclude(same_as=None).values_list("pk", "same_as_id"):
        assert other is not None  # as asked for
        beside[one].add(other)
        beside[other].add(one)
    found, waiting = {account}, [account]
    while waiting:
        new = beside[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)
