"""How many people chose each statement of one practice: a stick a statement."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.position import percent_of
from reports.contents.shape import Bar

HIGHEST = 66.0
FLOOR = 84.0
"""Height of the tallest stick, and where all of them stand, in pixels from the top."""
STICK = 0.3
"""Width of a stick as a share of its column."""


@dataclass(frozen=True)
class Stick:
    x: str
    width: str
    middle: str
    y: str
    height: str
    count_y: str
    count: int
    label: str


def build_sticks(bars: tuple[Bar, ...]) -> tuple[Stick, ...]:
    """The tallest stick has the full height; an empty one stays visible as a line."""
    most = max(1, *(bar.count for bar in bars))
    column = 100 / len(bars)
    sticks = []
    for index, bar in enumerate(bars):
        height = max(1.0, HIGHEST * bar.count / most)
        middle = column * (index + 0.5)
        sticks.append(
            Stick(
                x=percent_of(middle - column * STICK / 2),
                width=percent_of(column * STICK),
                middle=percent_of(middle),
                y=f"{FLOOR - height:.1f}",
                height=f"{height:.1f}",
                count_y=f"{FLOOR - height - 6:.1f}",
                count=bar.count,
                label=bar.label,
            )
        )
    return tuple(sticks)
