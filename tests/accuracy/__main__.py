"""Print how right the reading is: by field, by shape, and everything that is wrong (`make accuracy`)."""

import sys

from tests.accuracy.floors import FLOORS
from tests.accuracy.labels import RAW, read_labels, read_samples
from tests.accuracy.measure import FIELDS, Mark, measure, shares


def main(names: list[str]) -> int:
    """Print the tables over all samples, or over those whose name begins with one of `names`; 1 below a floor."""
    labelled = read_labels() if RAW.is_dir() else ()
    samples = [one for one in (*read_samples(), *labelled) if not names or one.name.startswith(tuple(names))]
    marks = measure(samples)
    write = sys.stdout.write
    if not RAW.is_dir():
        write("../shared/corpus/raw is not there: only the samples are measured.\n")
    write(
        f"{len(samples)} captures, {len(marks)} comparisons\n\n{'field':<12}{'right':>7}{'of':>7}{'share':>9}{'floor':>8}\n"
    )
    by_field = shares(marks, "field")
    for field in FIELDS:
        right, of = by_field.get(field, (0, 0))
        write(f"{field:<12}{right:>7}{of:>7}{right / of if of else 1:>9.3f}{FLOORS[field]:>8.2f}\n")
    write(f"\n{'shape':<12}{'right':>7}{'of':>7}{'share':>9}\n")
    for kind, (right, of) in sorted(shares(marks, "kind").items()):
        write(f"{kind:<12}{right:>7}{of:>7}{right / of:>9.3f}\n")
    write("\nwrong:\n")
    for mark in marks:
        if not mark.right:
            write(_line(mark))
    below = [field for field, (right, of) in by_field.items() if right / of < FLOORS[field]]
    if below and not names:
        write(f"\nbelow the floor: {', '.join(below)}\n")
    return 1 if below and not names else 0


def _line(mark: Mark) -> str:
    return f"  {mark.sample} #{mark.item} {mark.field}: {mark.expected!r:.80} – read {mark.found!r:.120}\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
