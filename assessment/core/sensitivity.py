"""How far a team's score, its weakest layer and the order of teams hang on the weights.

Weights are judgements. Here each is changed alone, and all are changed at random
(docs/scoring.md, "Sensitivity").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assessment.core.layout import Floats
from assessment.core.resampling import NEAR, quantile
from assessment.core.scoring import Bools, Scores, effective_weights
from assessment.core.seeds import OVERALL, Seeds
from assessment.core.variants import counted_children
from assessment.core.weight_draws import (
    SPREAD,
    ExactScores,
    WeightDraws,
    draw_weights,
)

SUFFIX = "mc1"
HOLDS = 80
"""Percent of the draws in which a conclusion must hold, or it depends on the weights."""


@dataclass(frozen=True)
class Nudge:
    """The overall score if one node's weight is 30 % higher (`up`) or lower (`down`)."""

    slug: str
    parent: str | None
    up: float
    down: float


@dataclass(frozen=True)
class MonteCarlo:
    """The overall score, and the weakest layer, if all weights vary by up to 30 %.

    Attributes
    ----------
    p05, p50, p95 : type-7 quantiles of the overall score.
    weakest : the layer with the lowest score under the weights as they are, the first of several;
        None with fewer than two layers in the score.
    weakest_share : share of the draws in which that layer is the weakest.
    depends_on_weights : whether it is in fewer than 80 % of the draws.
    """

    p05: float
    p50: float
    p95: float
    weakest: str | None
    weakest_share: float | None
    depends_on_weights: bool


@dataclass(frozen=True)
class Sensitivity:
    """`layers` are the nudges of the top nodes, `nodes` those of the inner nodes below them."""

    layers: tuple[Nudge, ...]
    nodes: tuple[Nudge, ...]
    monte_carlo: MonteCarlo


@dataclass(frozen=True)
class Ranking:
    """The order of an organisation's teams.

    Attributes
    ----------
    order : positions of the teams whose overall is shown, best first, ties in the given order.
    share : share of the draws that give the same order.
    depends_on_weights : whether fewer than 80 % do.
    """

    order: tuple[int, ...]
    share: float
    depends_on_weights: bool


def sensitivity(scores: Scores, *, seeds: Seeds) -> Sensitivity | None:
    """How one team's result hangs on the weights; None where the overall is not shown.

    `scores` has one column. `seeds` are the team's; draws always use the node "overall".
    """
    return sensitivity_of(scores, seeds.of(OVERALL, SUFFIX))


def sensitivity_of(scores: Scores, seed: int) -> Sensitivity | None:
    """The same with the seed itself."""
    if not scores.overall_shown[0]:
        return None
    nudges = nudge_each(scores)
    return Sensitivity(
        layers=tuple(nudge for nudge in nudges if nudge.parent is None),
        nodes=tuple(nudge for nudge in nudges if nudge.parent is not None),
        monte_carlo=_monte_carlo(scores, draw_weights(scores.layout, seed)),
    )


def nudge_each(scores: Scores) -> tuple[Nudge, ...]:
    """Each inner node and top item in the score, changed alone; closed form.

    A child of share w among its siblings gets the weight (1 + δ) w, and all are renormalised:
    its parent's score S moves by δ w (S_i - S) / (1 + δ w), the overall by the parent's share of
    that.
    """
    layout = scores.layout
    shares = [float(share) for share in effective_weights(scores, 0)]
    nudges = []
    for item in sorted({*range(layout.node_count), *layout.roots}):
        if not shares[item]:
            continue
        above = layout.parents[item]
        outer = shares[above] if above >= 0 else 1.0
        middle = scores.score[above, 0] if above >= 0 else scores.overall[0]
        own = shares[item] / outer
        up, down = (
            float(
                scores.overall[0]
                + outer * delta * own * (scores.score[item, 0] - middle) / (1 + delta * own)
            )
            for delta in (SPREAD, -SPREAD)
        )
        parent = layout.items[above].slug if above >= 0 else None
        nudges.append(Nudge(layout.items[item].slug, parent, up, down))
    return tuple(nudges)


def _monte_carlo(scores: Scores, draws: WeightDraws) -> MonteCarlo:
    layout, shown = scores.layout, scores.shown[:, 0]
    shares = draws.shares(shown)
    points = shares[layout.node_count :] * scores.score[layout.node_count :, :1]
    overall = points.sum(axis=0)
    once = np.ones(draws.number, dtype=np.int64)
    p05, p50, p95 = (quantile(overall, once, share) for share in (0.05, 0.50, 0.95))
    layers = counted_children(layout, shown, -1)
    if len(layers) < 2:
        return MonteCarlo(p05, p50, p95, None, None, False)
    rows = np.empty((len(layers), draws.number))
    for at, layer in enumerate(layers):
        below = layout.below(layer) if layer < layout.node_count else (layer,)
        inside = [item - layout.node_count for item in below]
        rows[at] = points[inside].sum(axis=0) / shares[layer]
    weakest, times = _weakest(ExactScores(scores), draws, layers, rows)
    return MonteCarlo(
        p05,
        p50,
        p95,
        weakest=layout.items[weakest].slug,
        weakest_share=times / draws.number,
        depends_on_weights=100 * times < HOLDS * draws.number,
    )


def _weakest(
    exact: ExactScores, draws: WeightDraws, layers: list[int], rows: Floats
) -> tuple[int, int]:
    """The weakest layer under the weights as they are, and in how many draws it is."""
    plain = exact.layout.weights
    weakest = min(layers, key=lambda layer: exact.of(layer, plain))
    lowest = rows.min(axis=0)
    winner = rows.argmin(axis=0)
    close = rows <= lowest + NEAR
    for draw in np.flatnonzero(close.sum(axis=0) > 1).tolist():
        tied = np.flatnonzero(close[:, draw]).tolist()
        settled = all(layers[at] in exact.settled for at in tied)
        weights = [] if settled else draws.exact(draw)
        winner[draw] = min(tied, key=lambda at: exact.of(layers[at], weights))
    return weakest, int((winner == layers.index(weakest)).sum())


def rank_teams(teams: Sequence[Scores], *, seeds: Seeds) -> Ranking | None:
    """How far the order of an organisation's teams hangs on the weights.

    Parameters
    ----------
    teams : each team's scores (one column) with the same tree, ordered by slug.
    seeds : of the campaign, with team "".

    Returns
    -------
    None with fewer than two teams whose overall is shown.
    """
    placed = [at for at, scores in enumerate(teams) if scores.overall_shown[0]]
    if len(placed) < 2:
        return None
    layout = teams[placed[0]].layout
    draws = draw_weights(layout, seeds.of(OVERALL, SUFFIX))
    exact = {at: ExactScores(teams[at]) for at in placed}
    order = sorted(placed, key=lambda at: (-exact[at].of(-1, layout.weights), at))
    drawn = _drawn_scores(teams, placed, draws)
    same = np.ones(draws.number, dtype=bool)
    for ahead, behind in pairwise(order):
        same &= _stays_ahead(exact, draws, ahead, behind, drawn[ahead] - drawn[behind])
    times = int(same.sum())
    return Ranking(tuple(order), times / draws.number, 100 * times < HOLDS * draws.number)


def _drawn_scores(
    teams: Sequence[Scores], placed: list[int], draws: WeightDraws
) -> dict[int, Floats]:
    """Overall scores [draw] of each placed team; teams that show the same share the weights."""
    groups: dict[bytes, list[int]] = {}
    for at in placed:
        groups.setdefault(teams[at].shown[:, 0].tobytes(), []).append(at)
    first = draws.layout.node_count
    found: dict[int, Floats] = {}
    for members in groups.values():
        shares = draws.shares(teams[members[0]].shown[:, 0])[first:]
        for at in members:
            found[at] = np.einsum("p,pd->d", teams[at].score[first:, 0], shares)
    return found


def _stays_ahead(
    exact: dict[int, ExactScores], draws: WeightDraws, ahead: int, behind: int, lead: Floats
) -> Bools:
    """In which draws one team is ahead of another, ties going to the one given first."""
    wins = lead > 0
    close = np.flatnonzero(np.abs(lead) < NEAR).tolist()
    if exact[ahead].same_as(exact[behind]):
        wins[close] = ahead < behind
        return wins
    for draw in close:
        weights = draws.exact(draw)
        one, other = exact[ahead].of(-1, weights), exact[behind].of(-1, weights)
        wins[draw] = one > other or (one == other and ahead < behind)
    return wins
