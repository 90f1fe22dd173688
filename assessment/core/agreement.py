"""How far the people of a team agree (docs/scoring.md, "Agreement").

rwg: James, Demaree & Wolf 1984, with the uniform null variance of five options, (5² − 1)/12 = 2.
r*wg: Lindell, Brandt & Whitney 1999. AD: Burke, Finkelstein & Dusig 1999.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from assessment.core.answers import Tally
from assessment.core.layout import Floats
from assessment.core.levels import lower_median

NULL_VARIANCE = 2.0
AGREE = Fraction(70, 100)
SPLIT = Fraction(50, 100)
AD_SPLIT = Fraction(5, 6)


def sample_variance(tally: Tally) -> Floats:
    """Variance of the option numbers with n - 1, [practice, team]; NaN where n < 2."""
    n = tally.n
    number = np.arange(tally.counts.shape[1], dtype=np.int64)[np.newaxis, :, np.newaxis]
    total = (number * tally.counts).sum(axis=1)
    squares = (number * number * tally.counts).sum(axis=1)
    spread = n * squares - total * total  # whole numbers: exact
    out = np.full(n.shape, np.nan)
    variance: Floats = np.divide(spread, n * (n - 1.0), out=out, where=n > 1)
    return variance


def rwg(variance: Floats) -> Floats:
    """max(0, 1 - s²/2); NaN stays NaN.

    >>> float(rwg(np.array(0.5)))
    0.75
    """
    index: Floats = np.maximum(0.0, 1.0 - variance / NULL_VARIANCE)
    return index


def average_deviation(tally: Tally) -> Floats:
    """Mean |x - median| of the ratings, [practice, team]; NaN where nobody rated."""
    n = tally.n
    number = np.arange(tally.counts.shape[1], dtype=np.int64)[np.newaxis, :, np.newaxis]
    # Any median between the two middle ratings gives the same sum of deviations.
    away = (np.abs(number - lower_median(tally)[:, np.newaxis, :]) * tally.counts).sum(axis=1)
    deviation: Floats = np.divide(away, n, out=np.full(n.shape, np.nan), where=n > 0)
    return deviation


def exact_spread(counts: tuple[int, ...]) -> tuple[Fraction, Fraction]:
    """Sample variance and AD of one practice as fractions; needs two ratings or more."""
    n = sum(counts)
    total = sum(x * c for x, c in enumerate(counts))
    squares = sum(x * x * c for x, c in enumerate(counts))
    ratings = [x for x, count in enumerate(counts) for _ in range(count)]
    middle = ratings[(n - 1) // 2]
    away = sum(abs(x - middle) * c for x, c in enumerate(counts))
    return Fraction(n * squares - total * total, n * (n - 1)), Fraction(away, n)


def band(counts: tuple[int, ...]) -> str:
    """agree, mixed or split, decided exactly from the counts of one practice."""
    variance, deviation = exact_spread(counts)
    index = max(Fraction(0), 1 - variance / 2)
    if index < SPLIT or deviation > AD_SPLIT:
        return "split"
    return "agree" if index >= AGREE else "mixed"


def index_band(index: float) -> str:
    """agree, mixed or split for an index of several practices (r*wg)."""
    if index < float(SPLIT):
        return "split"
    return "agree" if index >= float(AGREE) else "mixed"
