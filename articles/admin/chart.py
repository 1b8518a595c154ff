"""A table drawn as bars: where each bar lies and how long it is, in whole units of a drawing that has no colours yet.

Classes name the series; colours and patterns are the style sheet's. The numbers themselves stand in the table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 760, 240
#: Room for the numbers on the left, the labels beneath, and the names beside lying bars.
LEFT, BELOW, NAMES = 48, 28, 200
ROW = 26


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    series: int


@dataclass(frozen=True, slots=True)
class Label:
    x: int
    y: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    lines: tuple[int, ...]


def standing(rows: Sequence[tuple[str, Sequence[float]]]) -> Chart:
    """Return a bar for each row, its numbers one upon another, with a scale of round numbers on the left."""
    most = max((sum(numbers) for _name, numbers in rows), default=0)
    top = round_up(most)
    floor, step = HEIGHT - BELOW, (WIDTH - LEFT) / max(len(rows), 1)
    bars, labels = [], []
    every = -(-len(rows) // 9)
    for n, (name, numbers) in enumerate(rows):
        x, width, done = round(LEFT + n * step + step * 0.12), max(round(step * 0.76), 1), 0.0
        for series, number in enumerate(numbers):
            low, high = _up(done, top, floor), _up(done + number, top, floor)
            done += number
            if low > high:
                bars.append(Bar(x, high, width, low - high, series))
        if n % every == 0:
            labels.append(Label(round(LEFT + (n + 0.5) * step), HEIGHT - 8, name, "middle"))
    marks = (0, top / 2, top)
    labels += [Label(LEFT - 6, _up(mark, top, floor) + 4, f"{mark:g}", "end") for mark in marks]
    return Chart(WIDTH, HEIGHT, tuple(bars), tuple(labels), tuple(_up(mark, top, floor) for mark in marks))


def lying(rows: Sequence[tuple[str, Sequence[float]]]) -> Chart:
    """Return a bar for each row, its numbers one after another, the name on the left and the sum at the end."""
    most = max((sum(numbers) for _name, numbers in rows), default=0) or 1
    room = WIDTH - NAMES - 64
    bars, labels = [], []
    for n, (name, numbers) in enumerate(rows):
        y, done = n * ROW + 5, 0.0
        for series, number in enumerate(numbers):
            left, right = (round(NAMES + part / most * room) for part in (done, done + number))
            done += number
            if right > left:
                bars.append(Bar(left, y, right - left, ROW - 9, series))
        labels.append(Label(NAMES - 8, y + 13, name, "end"))
        labels.append(Label(round(NAMES + done / most * room) + 6, y + 13, f"{done:g}", "start"))
    return Chart(WIDTH, max(len(rows), 1) * ROW + 4, tuple(bars), tuple(labels), ())


def round_up(most: float) -> int:
    """Return the least of 2, 4, 6, 10, 20, 40, 60, 100 … that is not below `most`: its half is whole too.

    >>> round_up(0), round_up(3), round_up(61), round_up(17692)
    (2, 4, 100, 20000)
    """
    ten = 1
    while True:
        for step in (2, 4, 6, 10):
            if step * ten >= most:
                return step * ten
        ten *= 10


def _up(number: float, top: int, floor: int) -> int:
    return round(floor - number / top * (floor - 12))
