"""Resamples of people, and quantiles of what they give (docs/scoring.md, "Intervals").

Small teams are resampled in all nⁿ ways, larger ones by seeded draws. Resamples in which everybody
was drawn equally often are the same resample, so each is kept once with its number of occurrences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from math import factorial, floor, prod, sqrt

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, stdtrit

from assessment.core.layout import Floats
from assessment.core.seeds import uniform

DRAWS = 4000
ALL_UP_TO = 6
"""Largest number of people for which all resamples are taken: 6⁶ = 46,656."""
SMALLEST_TEAM = 5
"""With fewer people there is no interval."""
ALPHA = 0.10
NEAR = 1e-9
"""Floats this close to each other, or to a limit, are decided again in fractions."""

Ints = npt.NDArray[np.int64]
Exact = Callable[[Sequence[int]], Sequence[Fraction]]
"""The values of some resamples, given by position, as fractions."""


@dataclass(frozen=True)
class Resamples:
    """Which people were drawn.

    Attributes
    ----------
    times : int64 [resample, person], how often each person was drawn; rows add up to n.
    weight : int64 [resample], how many of all resamples are this one.
    """

    times: Ints
    weight: Ints


@cache
def every_resample(people: int) -> Resamples:
    """All nⁿ resamples of n people, the like ones together with their number.

    >>> every_resample(2).times.tolist(), every_resample(2).weight.tolist()
    ([[2, 0], [1, 1], [0, 2]], [1, 2, 1])
    """
    rows = list(combinations_with_replacement(range(people), people))
    times = np.array([np.bincount(row, minlength=people) for row in rows], dtype=np.int64)
    orders = [factorial(people) // prod(factorial(int(t)) for t in row) for row in times]
    weight = np.array(orders, dtype=np.int64)
    for shared in (times, weight):
        shared.flags.writeable = False
    return Resamples(times, weight)


def times_drawn(drawn: Floats) -> Ints:
    """How often each person was drawn, [resample, person], from uniform numbers of that shape.

    One number is one draw: of n people the one at position int(u x n).
    """
    resamples, people = drawn.shape
    person = (drawn * people).astype(np.int64)
    slot = person + people * np.arange(resamples)[:, np.newaxis]
    return np.bincount(slot.ravel(), minlength=resamples * people).reshape(resamples, people)


def drawn_resamples(people: int, seed: int, draws: int = DRAWS) -> Resamples:
    """Seeded resamples; the numbers are used up resample by resample."""
    numbers = uniform(seed, draws * people).reshape(draws, people)
    return Resamples(times_drawn(numbers), np.ones(draws, dtype=np.int64))


def tail(people: int, alpha: float = ALPHA) -> float:
    """Share cut off at each end for an interval of level 1 - alpha, widened for small teams.

    a = Φ(-√(n/(n-1)) · t), t the quantile 1 - alpha/2 of Student's distribution with n - 1 degrees
    of freedom; plain percentile intervals are too short for few people (Hesterberg 2015).
    """
    student = float(stdtrit(people - 1, 1 - alpha / 2))
    return float(ndtr(-sqrt(people / (people - 1)) * student))


def _place(weight: Ints, share: float) -> tuple[int, float]:
    """Position (from 0) of the lower neighbour of a type-7 quantile, and the way to the next."""
    at = share * (int(weight.sum()) - 1)
    return floor(at), at - floor(at)


def quantile(values: Floats, weight: Ints, share: float) -> float:
    """The type-7 quantile (linear between neighbours) of values that occur `weight` times."""
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weight[order])
    position, way = _place(weight, share)
    # Without a way to go the upper neighbour may lie past the last value.
    last = int(upto[-1]) - 1
    low, high = (
        float(values[order[np.searchsorted(upto, at, side="right")]])
        for at in (position, min(position + 1, last))
    )
    return low + way * (high - low)


def exact_quantile(values: Floats, weight: Ints, share: float, exact: Exact) -> Fraction:
    """The same quantile, the neighbours being put in order and read off as fractions.

    Only the values next to the two neighbours are computed exactly.
    """
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weight[order])
    position, way = _place(weight, share)
    ends = (position, min(position + 1, int(upto[-1]) - 1))
    low, high = (values[order[np.searchsorted(upto, at, side="right")]] for at in ends)
    close = np.flatnonzero((values >= low - NEAR) & (values <= high + NEAR))
    below = int(weight[values < low - NEAR].sum())
    ranked = sorted(zip(exact(close.tolist()), weight[close].tolist(), strict=True))
    lower, upper = (_at(ranked, end - below) for end in ends)
    return lower + Fraction(way) * (upper - lower)


def _at(ranked: Sequence[tuple[Fraction, int]], position: int) -> Fraction:
    for value, number in ranked:
        position -= number
        if position < 0:
            return value
    raise IndexError(position)


def interval(values: Floats, weight: Ints, share: float) -> tuple[float, float] | None:
    """Quantiles `share` and 1 - `share`; resamples without a value (NaN) are left out."""
    known = ~np.isnan(values)
    if not known.any():
        return None
    values, weight = values[known], weight[known]
    return quantile(values, weight, share), quantile(values, weight, 1 - share)
