"""Bootstrap intervals of one team's scores (docs/scoring.md, "Intervals").

Whole respondents are resampled with replacement. An interval says how far the score hangs on who
happened to answer, and so on differences between views as well as on chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessment.core.answers import Codes
from assessment.core.resampling import (
    ALL_UP_TO,
    ALPHA,
    SMALLEST_TEAM,
    Resamples,
    drawn_resamples,
    every_resample,
    interval,
    tail,
)
from assessment.core.scoring import Bools, Scores
from assessment.core.seeds import OVERALL, Seeds
from assessment.core.variants import Ratings, node_scores, practices_below, ratings_of

SUFFIX = "ci1"

Interval = tuple[float, float]


@dataclass(frozen=True)
class Intervals:
    """Intervals of level `level`, in points; None where there is none.

    Attributes
    ----------
    overall : of the overall score.
    nodes : of each inner node, in the order of `Layout.items`.
    """

    overall: Interval | None
    nodes: tuple[Interval | None, ...]
    level: float


def team_intervals(
    scores: Scores, codes: Codes, *, seeds: Seeds, alpha: float = ALPHA, top: str = OVERALL
) -> Intervals:
    """Intervals of the overall and of every inner node of one team.

    Parameters
    ----------
    scores : the team's scores, one column; they say what counts in every resample.
    codes : int8 [respondent, practice], all respondents in the order of their ids.
    seeds : where the random numbers for more than six respondents come from.
    alpha : 1 - level.
    top : the slug that stands for the overall in its seed.

    Returns
    -------
    None instead of an interval for what is not shown, and for fewer than five respondents, of
    which consensus mode is a case.
    """
    layout, shown = scores.layout, scores.shown[:, 0]
    people = len(codes)
    nodes: list[Interval | None] = [None] * layout.node_count
    if people < SMALLEST_TEAM:
        return Intervals(None, tuple(nodes), 1 - alpha)
    ratings = ratings_of(layout, codes)
    share = tail(people, alpha)
    for node in np.flatnonzero(shown[: layout.node_count]).tolist():
        resamples = resamples_of(people, seeds.of(layout.items[node].slug, SUFFIX))
        nodes[node] = _interval(scores, shown, ratings, resamples, share, node)
    overall = None
    if scores.overall_shown[0]:
        resamples = resamples_of(people, seeds.of(top, SUFFIX))
        overall = _interval(scores, shown, ratings, resamples, share, -1)
    return Intervals(overall, tuple(nodes), 1 - alpha)


def resamples_of(people: int, seed: int) -> Resamples:
    """All resamples of up to six people, 4000 seeded ones of more."""
    return every_resample(people) if people <= ALL_UP_TO else drawn_resamples(people, seed)


def _interval(
    scores: Scores,
    shown: Bools,
    ratings: Ratings,
    resamples: Resamples,
    share: float,
    node: int,
) -> Interval | None:
    layout = scores.layout
    sums = ratings.add_up(resamples.times, practices_below(layout, node))
    values = node_scores(layout, shown, sums, node)
    return interval(values, resamples.weight, share)
