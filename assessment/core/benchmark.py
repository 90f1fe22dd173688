"""A team among others, and several teams together.

The rules stand in docs/scoring.md, "Benchmark and organisation". No industry figures about scores
ship with the product: the reference teams are an organisation's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.core.organisation import OrganisationResult, combine
from assessment.core.result import SHOWN, Result

FEWEST_REFERENCES = 10
FEWEST_UNITS = 3
STEP = 5
"""A percentile is rounded to this; more would be false precision."""
CONSENSUS = "consensus"

Score = Fraction | float


@dataclass(frozen=True)
class ReferenceTeam:
    """Another team's score, and the unit (division, site, company) that it belongs to."""

    score: Score
    unit: str


@dataclass(frozen=True)
class Percentile:
    """Where a team stands among reference teams.

    Attributes
    ----------
    teams, units : how many there are.
    rank : mid-rank percentile 0–100, exact; None without reference teams. Not for display.
    rounded : the rank rounded to 5, half up; None unless there are enough teams and units.
    """

    teams: int
    units: int
    rank: Fraction | None
    rounded: int | None


def percentile(own: Score, reference: Sequence[ReferenceTeam]) -> Percentile:
    """Percentile by mid-rank, 100 (L + E/2) / N: L teams are lower, E equal, N all.

    Scores are compared exactly as given; `assessment.core.exact` gives them as fractions. The own
    team is not among the reference teams.
    """
    teams, units = len(reference), len({team.unit for team in reference})
    if not teams:
        return Percentile(0, 0, None, None)
    lower = sum(team.score < own for team in reference)
    equal = sum(team.score == own for team in reference)
    rank = 100 * (lower + Fraction(equal, 2)) / teams
    enough = teams >= FEWEST_REFERENCES and units >= FEWEST_UNITS
    return Percentile(teams, units, rank, _rounded(rank) if enough else None)


def _rounded(rank: Fraction) -> int:
    return STEP * int(rank / STEP + Fraction(1, 2))


@dataclass(frozen=True)
class OrganisationView:
    """An organisation's teams as they may stand side by side.

    Attributes
    ----------
    shown : teams whose scores may be shown, in the order given.
    hidden : the others: too small, hidden to protect a small one, or without a score.
    figure : mean and spread of levels over the shown teams.
    """

    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    figure: OrganisationResult


def organisation_view(teams: Mapping[str, Result | None]) -> OrganisationView:
    """Several teams' results together; None stands for a team that has none.

    Every figure is made of shown teams alone, and each of these has a result of its own that the
    same readers may see. So nothing of a hidden team is in it, and no further team has to be
    hidden to protect one (docs/adr/0007).
    """
    results = {slug: found for slug, found in teams.items() if found is not None}
    shown = tuple(slug for slug, found in results.items() if found.core.overall.status == SHOWN)
    figure = combine([results[slug] for slug in shown])
    return OrganisationView(
        shown=shown,
        hidden=tuple(slug for slug in teams if slug not in shown),
        figure=replace(figure, teams=len(teams)),
    )
