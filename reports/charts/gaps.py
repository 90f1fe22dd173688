"""A level as a bar over the five levels, against the mark of its target."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.position import percent_of

LEVELS = 5


@dataclass(frozen=True)
class Gap:
    """Width of the bar, where the missing part lies, and where the mark stands."""

    level: str
    missing: str
    missing_width: str
    target: str
    ticks: tuple[str, ...]


def build_gap(level: int | None, target: int) -> Gap:
    """The bar ends at the level's own fifth; nothing is missing where none is shown.

    >>> build_gap(2, 4).level, build_gap(2, 4).missing_width, build_gap(2, 4).target
    ('40.00%', '40.00%', '80.00%')
    """
    reached = level or 0
    missing = max(0, target - reached) if level else 0
    return Gap(
        level=_at(reached),
        missing=_at(reached),
        missing_width=_at(missing),
        target=_at(target),
        ticks=tuple(_at(each) for each in range(1, LEVELS)),
    )


def _at(levels: int) -> str:
    return percent_of(100 * levels / LEVELS)
