"""How a capability stands against the level that was set for it (docs/scoring.md, "Targets")."""

from __future__ import annotations

LOWEST, HIGHEST = 2, 5
"""Levels that can be a target; level 1 needs nothing."""

BELOW = "below"
MET = "met"
ABOVE = "above"
OVER = "over"
"""Above, and firmly so: effort may be better spent elsewhere."""
UNKNOWN = "unknown"


def target_score(target: int) -> float:
    """Where a target stands on the scale of scores, 0 to 100.

    >>> target_score(2), target_score(4)
    (25.0, 75.0)
    """
    return 25.0 * (target - 1)


def against_target(level: int | None, interval: tuple[float, float] | None, target: int) -> str:
    """Below, met, above, over, or unknown where no level is shown.

    Over is above with a range that lies wholly above the target's place among the scores: without
    a range nothing is firm enough to advise doing less.

    >>> against_target(4, (61.0, 80.0), 3), against_target(4, (48.0, 80.0), 3)
    ('over', 'above')
    >>> against_target(4, None, 3), against_target(2, None, 3), against_target(None, None, 3)
    ('above', 'below', 'unknown')
    """
    if level is None:
        return UNKNOWN
    if level < target:
        return BELOW
    if level == target:
        return MET
    firm = interval is not None and interval[0] > target_score(target)
    return OVER if firm else ABOVE
