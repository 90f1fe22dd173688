"""Gain against effort: a dot a step, numbered by its rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log10

from assessment.formatting import short
from reports.charts.position import percent_of
from reports.contents.gain_effort_shape import Point

LEFT, RIGHT = 9.0, 95.0
"""Where effort 0 and the most effort stand, in percent of the width."""
TOP, FLOOR = 38.0, 252.0
"""Where the most gain and gain 0 stand, in pixels from the top."""
NARROW = 300.0
"""Numbers are placed for a drawing this wide in pixels; a wider one leaves them more room."""
TALL = 12.0
DIGIT = 7.5
PLACES = (
    *((9.0, 4.0), (-9.0, 4.0), (0.0, -9.0), (0.0, 18.0)),
    *((8.0, -6.0), (-8.0, -6.0), (8.0, 15.0), (-8.0, 15.0)),
)
"""From a dot to the base of its number, in pixels, in the order in which they are tried."""

Box = tuple[float, float, float, float]
OUTSIDE: Box = (NARROW, -1e3, NARROW + 1e3, 1e3)
"""Beyond the right edge, where a number would be cut."""


@dataclass(frozen=True)
class Dot:
    """`x` is a share of the width, `y` and the number's offsets are pixels."""

    x: str
    y: str
    number: str
    dx: str
    dy: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Mark:
    """A line of the grid and its figure."""

    at: str
    label: str


@dataclass(frozen=True)
class Scatter:
    dots: tuple[Dot, ...]
    efforts: tuple[Mark, ...]
    gains: tuple[Mark, ...]


@lru_cache(maxsize=256)
def build_scatter(points: tuple[Point, ...]) -> Scatter:
    """The drawing of at least one step; both axes start at 0.

    Kept, because the same report asks for the same drawing and finding places takes a while.
    """
    efforts = ticks(max(point.effort for point in points))
    gains = ticks(max(point.gain for point in points))
    return Scatter(
        dots=tuple(_dots(points, efforts[-1], gains[-1])),
        efforts=tuple(Mark(percent_of(_x(at, efforts[-1])), short(at, 2)) for at in efforts),
        gains=tuple(Mark(f"{_y(at, gains[-1]):.1f}", short(at, 2)) for at in gains),
    )


def ticks(most: float) -> tuple[float, ...]:
    """Round numbers from 0 to the first that is not below `most`, at most six of them.

    >>> ticks(17), ticks(3.2)
    ((0.0, 5.0, 10.0, 15.0, 20.0), (0.0, 1.0, 2.0, 3.0, 4.0))
    """
    power = 10.0 ** floor(log10(most / 5)) if most > 0 else 1.0
    step = next(size * power for size in (1, 2, 5, 10) if size * power * 5 >= most)
    found = [0.0]
    while found[-1] < most:
        found.append(round(len(found) * step, 6))
    return tuple(found)


def _x(effort: float, most: float) -> float:
    return LEFT + (RIGHT - LEFT) * effort / most


def _y(gain: float, most: float) -> float:
    return FLOOR - (FLOOR - TOP) * gain / most


def _dots(points: Sequence[Point], effort: float, gain: float) -> Iterator[Dot]:
    """Steps of the same gain and effort share a dot, which carries all their numbers."""
    shared: dict[tuple[float, float], list[Point]] = {}
    for point in points:
        place = round(_x(point.effort, effort), 2), round(_y(point.gain, gain), 1)
        shared.setdefault(place, []).append(point)
    taken: list[Box] = [OUTSIDE, *(_box(NARROW * x / 100, y + 4, 8.0) for x, y in shared)]
    for (x, y), group in shared.items():
        number = ", ".join(str(point.rank) for point in group)
        dx, dy = _free(NARROW * x / 100, y, DIGIT * len(number), taken)
        anchor = "middle" if dx == 0 else "start" if dx > 0 else "end"
        text = "\n".join(point.text for point in group)
        yield Dot(percent_of(x), f"{y:.1f}", number, f"{dx:g}", f"{dy:g}", anchor, text)


def _free(x: float, y: float, width: float, taken: list[Box]) -> tuple[float, float]:
    """Where the number hides least of the dots and numbers before it; that place is then taken."""

    def box(place: tuple[float, float]) -> Box:
        dx, dy = place
        middle = x + dx + (0 if dx == 0 else width / 2 if dx > 0 else -width / 2)
        return _box(middle, y + dy, width)

    hidden = {
        place: sum(_overlap(one, each) for each in taken)
        for place, one in ((place, box(place)) for place in PLACES)
    }
    best = min(PLACES, key=hidden.__getitem__)
    taken.append(box(best))
    return best


def _box(middle: float, base: float, width: float) -> Box:
    return middle - width / 2, base - TALL, middle + width / 2, base


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return wide * tall if wide > 0 and tall > 0 else 0.0
