"""One team's roll-up in fractions: where two scores are compared, or one is changed exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.core.scoring import Scores


@dataclass(frozen=True)
class ExactScores:
    """Scores 0–100; None where there is none.

    Attributes
    ----------
    practices : by practice in model order.
    nodes : by inner node in pre-order.
    overall : of the tree.
    """

    practices: tuple[Fraction | None, ...]
    nodes: tuple[Fraction | None, ...]
    overall: Fraction | None


def practice_score(scores: Scores, row: int, team: int = 0) -> Fraction | None:
    """100 x mean option value of a practice; None unless it is scored."""
    if not scores.shown[scores.layout.node_count + row, team]:
        return None
    values = scores.layout.tree.practices[row].scale.values
    counts = [int(count) for count in scores.tally.counts[row, : len(values), team]]
    total = sum(value * count for value, count in zip(values, counts, strict=True))
    return 100 * total / Fraction(sum(counts))


def exact_scores(
    scores: Scores, team: int = 0, changed: Mapping[int, Fraction] | None = None
) -> ExactScores:
    """The roll-up of one team; what is shown stays as it is.

    Parameters
    ----------
    changed : scores 0–100 that scored practices have instead, by position in model order.
    """
    layout = scores.layout
    practices = [practice_score(scores, row, team) for row in range(layout.practice_count)]
    for row, score in (changed or {}).items():
        if practices[row] is not None:
            practices[row] = score
    values: list[Fraction | None] = [*(None for _ in range(layout.node_count)), *practices]
    for node in reversed(range(layout.node_count)):
        if scores.shown[node, team]:
            values[node] = _mean(layout.weights, values, layout.children[node])
    shown = bool(scores.overall_shown[team])
    return ExactScores(
        practices=tuple(practices),
        nodes=tuple(values[: layout.node_count]),
        overall=_mean(layout.weights, values, layout.roots) if shown else None,
    )


def _mean(
    weights: tuple[int, ...], values: list[Fraction | None], children: tuple[int, ...]
) -> Fraction:
    """Weighted mean of the children that have a score."""
    pairs = [(weights[child], values[child]) for child in children]
    total = sum(weight for weight, value in pairs if value is not None)
    parts = (weight * value for weight, value in pairs if value is not None)
    return sum(parts, Fraction(0)) / total
