"""A share of the weight as a bar, against the mark that a level asks for."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.position import INWARD_ABOVE, INWARD_BELOW, percent_of


@dataclass(frozen=True)
class Needed:
    """Width of the bar, position of the mark, and which way their labels go."""

    width: str
    mark: str
    mark_anchor: str
    mark_dx: str
    end_anchor: str


def build_needed(share: float, needed: float) -> Needed:
    """Both in [0, 1]."""
    inward = 100 * needed > INWARD_ABOVE
    return Needed(
        width=percent_of(100 * share),
        mark=percent_of(100 * needed),
        mark_anchor="end" if inward else "start",
        mark_dx="-8" if inward else "8",
        end_anchor="end" if 100 * share > INWARD_BELOW else "start",
    )
