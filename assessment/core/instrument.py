"""Quality of the questionnaire itself, from many teams (docs/scoring.md, "Instrument quality").

ICC: McGraw & Wong 1996, Bliese 2000. Alpha of raters: Krippendorff 2011, ordinal metric. Alpha of
items: Cronbach 1951. McDonald's omega is left out: it needs a factor model that is fitted by
iteration, and a capability is an index of different practices, not one factor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from assessment.core.answers import Tally
from assessment.core.model import Tree
from assessment.core.scoring import score_teams

ENOUGH_TEAMS = 10
ENOUGH_PEOPLE = 30

FIRM = Fraction(800, 1000)
TENTATIVE = Fraction(667, 1000)

NOISE = 1e-12
"""Mean squares below this come from the rounding of doubles."""


def enough(teams: int, people: int) -> bool:
    """Whether these figures may be shown at all: 10 teams, or 30 people."""
    return teams >= ENOUGH_TEAMS or people >= ENOUGH_PEOPLE


@dataclass(frozen=True)
class TeamReliability:
    """Do teams differ, and are their means reliable?

    Attributes
    ----------
    between, within : mean squares between and within teams, MSB and MSW.
    size : k̄, the teams' mean size with regard to their differing sizes.
    icc1 : share of one person's score that comes from the team; None where undefined.
    icc2 : reliability of a team's mean, aimed at 0.70; None where undefined.
    """

    teams: int
    people: int
    between: float
    within: float
    size: float
    icc1: float | None
    icc2: float | None


def own_scores(tree: Tree, counted: Tally) -> tuple[float, ...]:
    """Each respondent's own overall score, from a tally with one column a person.

    People who rated nothing that counts are left out.
    """
    scores = score_teams(tree, counted, 1, display_limits=False)
    return tuple(scores.overall[scores.overall_shown].tolist())


def team_reliability(teams: Sequence[Sequence[float]]) -> TeamReliability | None:
    """ICC(1) and ICC(2) of people's own scores, one sequence a team.

    Teams without scores are left out. None with fewer than two teams, or where no team has two
    people. Each coefficient is None where its denominator is 0 (below 1e-12 points²).
    """
    groups = [np.array(team, dtype=float) for team in teams if len(team)]
    people = sum(len(group) for group in groups)
    if len(groups) < 2 or people == len(groups):
        return None
    middle = sum(float(group.sum()) for group in groups) / people
    between = sum(len(group) * (float(group.mean()) - middle) ** 2 for group in groups)
    within = sum(float(((group - group.mean()) ** 2).sum()) for group in groups)
    between /= len(groups) - 1
    within /= people - len(groups)
    size = (people - sum(len(group) ** 2 for group in groups) / people) / (len(groups) - 1)
    spread = between + (size - 1) * within
    return TeamReliability(
        len(groups),
        people,
        between,
        within,
        size,
        icc1=(between - within) / spread if spread > NOISE else None,
        icc2=(between - within) / between if between > NOISE else None,
    )


@dataclass(frozen=True)
class RaterAgreement:
    """Krippendorff's alpha with its reading: "firm" (≥ 0.800), "tentative" (≥ 0.667) or "weak"."""

    alpha: float
    reading: str
    units: int


def rater_agreement(units: Sequence[Sequence[int | None]]) -> RaterAgreement | None:
    """Krippendorff's alpha for ordinal ratings of several assessors.

    Parameters
    ----------
    units : for each rated thing the numbers that the assessors gave it, None where one gave none.
        Things with fewer than two numbers have nothing to compare and are left out.

    Returns
    -------
    None where nothing can be compared, or where all numbers are the same.

    >>> rater_agreement([(0, 0), (1, 2), (2, 2), (3, 3), (4, 3), (2, 1)]).reading
    'firm'
    """
    paired = [[value for value in unit if value is not None] for unit in units]
    paired = [unit for unit in paired if len(unit) > 1]
    totals = Counter(value for unit in paired for value in unit)
    distance = _ordinal_distances(totals)
    number = sum(totals.values())
    expected = sum(
        (totals[c] * totals[k] * distance[c, k] for c in totals for k in totals), Fraction(0)
    )
    if expected == 0:
        return None
    observed = Fraction(0)
    for unit in paired:
        apart = sum((distance[c, k] for c in unit for k in unit), Fraction(0))
        observed += apart / (len(unit) - 1)
    alpha = 1 - (number - 1) * observed / expected
    reading = "firm" if alpha >= FIRM else "tentative" if alpha >= TENTATIVE else "weak"
    return RaterAgreement(float(alpha), reading, len(paired))


def _ordinal_distances(totals: Counter[int]) -> dict[tuple[int, int], Fraction]:
    """δ²_ck = (Σ_{g=c..k} n_g - (n_c + n_k)/2)², n_g being how often g was given."""
    distances = {}
    for c in totals:
        for k in totals:
            low, high = min(c, k), max(c, k)
            between = sum(number for value, number in totals.items() if low <= value <= high)
            distances[c, k] = (between - Fraction(totals[c] + totals[k], 2)) ** 2
    return distances


def item_consistency(items: Sequence[Sequence[int | None]]) -> float | None:
    """Cronbach's alpha of several practices, for description only.

    Parameters
    ----------
    items : for each person the ratings of the practices; people who did not rate all are left out.

    Returns
    -------
    None with fewer than two people or practices, or where everybody has the same total.
    """
    rows = [[value for value in person if value is not None] for person in items]
    width = max((len(person) for person in items), default=0)
    complete = [row for row in rows if len(row) == width]
    if width < 2 or len(complete) < 2:
        return None
    total = _variance([sum(row) for row in complete])
    if total == 0:
        return None
    parts = sum((_variance(list(column)) for column in zip(*complete, strict=True)), Fraction(0))
    return float(Fraction(width, width - 1) * (1 - parts / total))


def _variance(numbers: Sequence[int]) -> Fraction:
    """Sample variance (n - 1), exact."""
    n = len(numbers)
    return Fraction(n * sum(x * x for x in numbers) - sum(numbers) ** 2, n * (n - 1))
