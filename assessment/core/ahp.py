"""Weights from pairwise judgements: the analytic hierarchy process (Saaty 1977, 1980).

The weights are the principal eigenvector of the matrix of judgements; how far the judgements
contradict each other is told by the consistency ratio (docs/scoring.md, "Weights").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

import numpy as np

from assessment.core.layout import Floats

RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
"""Mean consistency index of random matrices, by their size."""
CONSISTENT = 0.10
"""Judgements are used only with a consistency ratio below this."""
STRONGEST = 9
SETTLED = 1e-15
LIMIT = 10_000
PER_MILLE = 1000
TIE = 9
"""Decimals to which computed numbers are compared, so that noise never breaks a tie."""


@dataclass(frozen=True)
class Judged:
    """What a matrix of judgements says.

    Attributes
    ----------
    weights : add up to 1, in the order of the matrix.
    eigenvalue : λ = mean of (A w)_i / w_i; the size of the matrix if it is consistent.
    index, ratio : CI = (λ - n)/(n - 1), CR = CI / RI; 0 for one or two items.
    worst : positions of the pair that contradicts the weights most, the first of several; None
        where there are fewer than three items.
    """

    weights: tuple[float, ...]
    eigenvalue: float
    index: float
    ratio: float
    worst: tuple[int, int] | None

    @property
    def accepted(self) -> bool:
        return self.ratio < CONSISTENT


class Inconsistent(Exception):
    """Judgements of at least one expert contradict each other too much.

    `refused` maps the position of each such expert to what the judgements say.
    """

    def __init__(self, refused: Mapping[int, Judged]) -> None:
        super().__init__(f"consistency ratio not below {CONSISTENT}: experts {sorted(refused)}")
        self.refused = dict(refused)


def judgements(upper: Sequence[Fraction | int]) -> Floats:
    """The reciprocal matrix of an upper triangle, given by rows.

    Each judgement says how many times as important the row's item is as the column's: 1 to 9, or
    1/2 to 1/9. Raises ValueError for other judgements, or a number of them that fills no triangle.

    >>> judgements([2]).tolist()
    [[1.0, 2.0], [0.5, 1.0]]
    """
    size = (1 + isqrt(1 + 8 * len(upper))) // 2
    if size * (size - 1) // 2 != len(upper):
        raise ValueError(f"{len(upper)} judgements do not fill a triangle")
    if size > max(RANDOM_INDEX):
        raise ValueError(f"{size} items; at most {max(RANDOM_INDEX)} can be compared in pairs")
    matrix = np.ones((size, size))
    rows, columns = np.triu_indices(size, 1)
    for row, column, judgement in zip(rows, columns, upper, strict=True):
        share = Fraction(judgement)
        if not (_on_scale(share) or (share and _on_scale(1 / share))):
            raise ValueError(f"{judgement} is not on the scale 1/9 … 9")
        matrix[row, column], matrix[column, row] = float(share), float(1 / share)
    return matrix


def _on_scale(share: Fraction) -> bool:
    return share.denominator == 1 and 1 <= share <= STRONGEST


def judge(matrix: Floats) -> Judged:
    """Weights and consistency of a positive reciprocal matrix of one to ten items."""
    size = len(matrix)
    weights = _principal(matrix)
    eigenvalue = float(np.mean(matrix @ weights / weights))
    index = (eigenvalue - size) / (size - 1) if size in RANDOM_INDEX else 0.0
    return Judged(
        tuple(weights.tolist()),
        eigenvalue,
        index,
        index / RANDOM_INDEX[size] if size in RANDOM_INDEX else 0.0,
        _worst(matrix, weights) if size in RANDOM_INDEX else None,
    )


def _principal(matrix: Floats) -> Floats:
    """Power iteration from equal weights until nothing changes by 1e-15 any more."""
    weights = np.full(len(matrix), 1 / len(matrix))
    for _ in range(LIMIT):
        raised = matrix @ weights
        raised /= raised.sum()
        change = np.abs(raised - weights).max()
        weights = raised
        if change < SETTLED:
            break
    return weights


def _worst(matrix: Floats, weights: Floats) -> tuple[int, int]:
    """The pair with the largest |ln a_ij - ln(w_i / w_j)|.

    In a matrix of three items all pairs are equally far off, so ties are the rule there.
    """
    rows, columns = np.triu_indices(len(matrix), 1)
    off = np.abs(np.log(matrix[rows, columns]) - np.log(weights[rows] / weights[columns]))
    first = int(np.argmax(np.round(off, TIE)))
    return int(rows[first]), int(columns[first])


def judge_together(experts: Sequence[Floats]) -> Judged:
    """Several experts' judgements as one: the element-wise geometric mean.

    Raises Inconsistent unless each expert passes alone, and ValueError without experts.
    """
    if not experts:
        raise ValueError("no judgements")
    alone = {position: judge(matrix) for position, matrix in enumerate(experts)}
    refused = {position: judged for position, judged in alone.items() if not judged.accepted}
    if refused:
        raise Inconsistent(refused)
    if len(experts) == 1:
        return alone[0]
    return judge(np.exp(np.mean([np.log(matrix) for matrix in experts], axis=0)))


def per_mille(weights: Sequence[float]) -> tuple[int, ...]:
    """Weights that add up to 1 as whole numbers that add up to 1000, by largest remainder.

    Of equal remainders the first is rounded up.

    >>> per_mille([1 / 3, 1 / 3, 1 / 3])
    (334, 333, 333)
    """
    scaled = [round(PER_MILLE * weight, TIE) for weight in weights]
    floors = [int(number) for number in scaled]
    left = PER_MILLE - sum(floors)
    order = sorted(range(len(scaled)), key=lambda at: (-round(scaled[at] - floors[at], TIE), at))
    up = set(order[:left])
    return tuple(floor + (at in up) for at, floor in enumerate(floors))
