"""Random changes of all weights at once, and what a team's scores become under each.

What is shown stays as it is; only the weights vary (docs/scoring.md, "Sensitivity").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from assessment.core.layout import Floats, Layout
from assessment.core.scoring import Bools, Scores
from assessment.core.seeds import uniform
from assessment.core.variants import counted_children

SPREAD = 0.30
"""A weight is multiplied by a number between 1 - SPREAD and 1 + SPREAD."""
DRAWS = 2000


@dataclass(frozen=True)
class WeightDraws:
    """Weights of every item in every draw, [item, draw], not renormalised."""

    layout: Layout
    weights: Floats

    @property
    def number(self) -> int:
        return int(self.weights.shape[1])

    def shares(self, shown: Bools) -> Floats:
        """Share of each item in the overall score, [item, draw]; 0 outside the score."""
        shares = np.zeros_like(self.weights)
        # Inner nodes are numbered in pre-order, so a parent comes before its children.
        for node in range(-1, self.layout.node_count):
            if node >= 0 and not shown[node]:
                continue
            children = counted_children(self.layout, shown, node)
            if children:
                part = self.weights[children] / self.weights[children].sum(axis=0)
                shares[children] = part * (shares[node] if node >= 0 else 1.0)
        return shares

    def exact(self, draw: int) -> list[Fraction]:
        """The weights of one draw as fractions."""
        return [Fraction(weight) for weight in self.weights[:, draw].tolist()]


def draw_weights(layout: Layout, seed: int, draws: int = DRAWS) -> WeightDraws:
    """Every weight times 1 + 0.30 (2u - 1), u from `random.Random(seed)`.

    The numbers are used up draw by draw: in each all top nodes, then the next tier, and so on, and
    at last the practices, each in model order and whether they apply or not.
    """
    nodes = sorted(range(layout.node_count), key=lambda node: layout.depths[node])
    order = [*nodes, *range(layout.node_count, len(layout.items))]
    numbers = uniform(seed, draws * len(order)).reshape(draws, len(order))
    factors = np.empty((len(order), draws))
    factors[order] = 1.0 + SPREAD * (2.0 * numbers.T - 1.0)
    return WeightDraws(layout, np.array(layout.weights, dtype=float)[:, np.newaxis] * factors)


class ExactScores:
    """One team's scores under given weights as fractions, for ties that doubles cannot tell.

    Attributes
    ----------
    practices : exact scores of the practices in the score, by item.
    settled : exact scores that no weights can change, because all below is equal, by item.
    """

    def __init__(self, scores: Scores) -> None:
        self.layout, self.shown = scores.layout, scores.shown[:, 0]
        self.practices = practice_fractions(scores)
        self.settled: dict[int, Fraction] = dict(self.practices)
        for node in reversed(range(self.layout.node_count)):
            values = [
                self.settled.get(child) for child in counted_children(self.layout, self.shown, node)
            ]
            if values and values[0] is not None and len(set(values)) == 1:
                self.settled[node] = values[0]

    def same_as(self, other: ExactScores) -> bool:
        """Whether no weights at all can tell the two teams apart."""
        return self.practices == other.practices and bool((self.shown == other.shown).all())

    def of(self, item: int, weights: Sequence[Fraction | int]) -> Fraction:
        """The score of an item (-1: the overall) that is in the score."""
        if item in self.settled:
            return self.settled[item]
        total, amount = Fraction(0), Fraction(0)
        for child in counted_children(self.layout, self.shown, item):
            total += weights[child]
            amount += weights[child] * self.of(child, weights)
        return amount / total


def practice_fractions(scores: Scores) -> Mapping[int, Fraction]:
    """Exact scores 0–100 of one team's scored practices, by item."""
    layout, found = scores.layout, {}
    counts = scores.tally.counts[:, :, 0]
    for row, practice in enumerate(layout.tree.practices):
        if scores.shown[layout.node_count + row, 0]:
            chosen = counts[row, : len(practice.scale.values)].tolist()
            amount = sum(
                (
                    value * number
                    for value, number in zip(practice.scale.values, chosen, strict=True)
                ),
                Fraction(0),
            )
            found[layout.node_count + row] = 100 * amount / sum(chosen)
    return found
