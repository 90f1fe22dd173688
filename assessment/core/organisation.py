"""Several teams' results as one figure (docs/formats.md, "Several teams").

The mean is taken over the shown scores alone, which are read in the teams' own results. It holds
nothing of a team that is not shown, so nothing about such a team can be got back by subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from assessment.core.levels import TOP
from assessment.core.result import NOT_ENOUGH_DATA, SHOWN, Result

FEWEST_TEAMS = 3


@dataclass(frozen=True)
class OrganisationResult:
    """What the teams of one model and form give together.

    Attributes
    ----------
    status : "shown", or "not_enough_data" with fewer than three shown teams.
    score : mean of the shown team scores, weighted by respondents; None unless shown.
    teams, teams_shown : how many teams there are, and how many have a score.
    respondents : people of the shown teams; None unless shown.
    levels : shown teams by level, "1" to "5"; empty without levels, None unless shown.
    """

    status: str
    score: float | None
    teams: int
    teams_shown: int
    respondents: int | None
    levels: dict[str, int] | None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def combine(results: Sequence[Result]) -> OrganisationResult:
    """The organisation of these teams."""
    shown = [
        (result.respondents, result.core.overall.score, result.core.overall.level)
        for result in results
        if result.core.overall.status == SHOWN and result.core.overall.score is not None
    ]
    if len(shown) < FEWEST_TEAMS:
        return OrganisationResult(NOT_ENOUGH_DATA, None, len(results), len(shown), None, None)
    people = sum(n for n, _, _ in shown)
    levels = [level for _, _, level in shown if level is not None]
    spread = {str(step): levels.count(step) for step in range(1, TOP + 1)} if levels else {}
    score = weighted_mean([(n, score) for n, score, _ in shown])
    return OrganisationResult(SHOWN, score, len(results), len(shown), people, spread)


def weighted_mean(scores: Sequence[tuple[int, float]]) -> float | None:
    """Mean of teams' scores, given as (respondents, score); None with fewer than three teams.

    >>> weighted_mean([(5, 40.0), (5, 50.0), (10, 60.0)])
    52.5
    """
    if len(scores) < FEWEST_TEAMS:
        return None
    # Exact, so the order of the teams does not change the mean: floats are whole numbers over
    # powers of two, and the largest of these is a denominator for all.
    parts = [(n, *score.as_integer_ratio()) for n, score in scores]
    common = max(below for _, _, below in parts)
    total = sum(n * above * (common // below) for n, above, below in parts)
    return float(Fraction(total, common * sum(n for n, _ in scores)))
