"""How two texts of one piece differ, for a person to judge whether they are one: script apart, then character by character.

Linear but for short gaps, so that a text of any length can be shown. Not for revisions of one text (`diff`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.text.diff import Change, compare
from articles.text.passages import Shared, shared_passages
from articles.text.script import detect, to_simplified

#: Gaps between shared passages up to this long are compared character by character; a longer one is shown whole.
CLOSE = 1_500
#: The most passages that are put in order; of more, the longest.
MOST = 400


@dataclass(frozen=True, slots=True)
class Likeness:
    """`scripts_differ`: the one is Simplified, the other Traditional; `runs` then are of both in Simplified.

    `runs` lead from the other text to the one: `del` stands only in the other, `ins` only in the one.
    """

    scripts_differ: bool
    runs: tuple[Change, ...]

    @property
    def only_script_differs(self) -> bool:
        return self.scripts_differ and all(run.kind == "same" for run in self.runs)

    @property
    def is_same(self) -> bool:
        return not self.scripts_differ and all(run.kind == "same" for run in self.runs)

    @property
    def added(self) -> int:
        """Return how many characters stand only in the one, blanks apart."""
        return sum(len("".join(run.text.split())) for run in self.runs if run.kind == "ins")

    @property
    def missing(self) -> int:
        """Return how many characters stand only in the other, blanks apart."""
        return sum(len("".join(run.text.split())) for run in self.runs if run.kind == "del")


def likeness(one: str, other: str) -> Likeness:
    """Return how `one` differs from `other`.

    >>> likeness("松川新区的车间里，设备刚调试完。", "松川新區的車間裡，設備剛調試完。").only_script_differs
    True
    >>> [run.text for run in likeness("推动东北全面振兴", "推动东北振兴").runs if run.kind == "ins"]
    ['全面']
    """
    scripts = {detect(one), detect(other)} - {"und"}
    apart = len(scripts) == 2
    if apart:
        one, other = to_simplified(one), to_simplified(other)
    return Likeness(apart, _joined(_runs(other, one)))


def _runs(before: str, after: str) -> Sequence[Change]:
    if before == after or max(len(before), len(after)) <= CLOSE:
        return compare(before, after)
    runs: list[Change] = []
    at = to = 0
    for passage in (
        *_in_order(shared_passages(before, after)),
        Shared(len(before), len(before), len(after), len(after)),
    ):
        runs += _gap(before[at : passage.start], after[to : passage.other_start])
        runs += _gap(before[passage.start : passage.end], after[passage.other_start : passage.other_end])
        at, to = passage.end, passage.other_end
    return runs


def _gap(before: str, after: str) -> Sequence[Change]:
    """Return what leads from one short text to another, character by character; of long ones, both whole."""
    if before == after:
        return (Change("same", before),) if before else ()
    if max(len(before), len(after)) <= CLOSE:
        return compare(before, after)
    gone = (Change("del", before),) if before else ()
    come = (Change("ins", after),) if after else ()
    return (*gone, *come)


def _in_order(passages: Sequence[Shared]) -> list[Shared]:
    """Return the passages, in the order of both texts and not overlapping, that cover the most."""
    some = sorted(sorted(passages, key=lambda p: p.start - p.end)[:MOST], key=lambda p: p.start)
    best: list[tuple[int, int]] = []  # what is covered up to each passage, and the passage before it
    for n, passage in enumerate(some):
        before = [
            (best[m][0], m)
            for m in range(n)
            if some[m].end <= passage.start and some[m].other_end <= passage.other_start
        ]
        covered, last = max(before, default=(0, -1))
        best.append((covered + passage.end - passage.start, last))
    chain: list[Shared] = []
    n = max(range(len(best)), key=lambda m: best[m][0], default=-1)
    while n >= 0:
        chain.append(some[n])
        n = best[n][1]
    return chain[::-1]


def _joined(runs: Sequence[Change]) -> tuple[Change, ...]:
    """Return `runs` with neighbours of one kind made one."""
    out: list[Change] = []
    for run in runs:
        if out and out[-1].kind == run.kind:
            out[-1] = Change(run.kind, out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)
