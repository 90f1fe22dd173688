"""Scores of many variants of one team at once, in which what counts stays as it is.

A variant is a resample of the team's people. Which practices are scored and which nodes are shown
is taken from the full sample; a practice that nobody in a variant rated leaves that variant alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np

from assessment.core.answers import Codes
from assessment.core.layout import Floats, Layout
from assessment.core.levels import Whole
from assessment.core.resampling import Ints
from assessment.core.scoring import Bools


@dataclass(frozen=True)
class Ratings:
    """What each person of a team chose, as whole numbers.

    Attributes
    ----------
    values : [person, practice], option value times the practice's denominator; 0 if not rated.
    rated : int64 [person, practice], 1 if rated.
    denominators : for each practice the common denominator of its option values.
    """

    values: Whole
    rated: Ints
    denominators: tuple[int, ...]

    def select(self, people: Sequence[int]) -> Ratings:
        """These people alone, in this order."""
        rows = list(people)
        return Ratings(self.values[rows], self.rated[rows], self.denominators)

    def add_up(self, times: Ints, practices: slice = slice(None)) -> Sums:
        """Sums over resamples, given as how often each person was drawn [resample, person]."""
        values, rated = self.values[:, practices].T, self.rated[:, practices].T
        first, below = practices.start or 0, self.denominators[practices]
        if values.dtype == object:
            return Sums(values @ times.T.astype(object), rated @ times.T, below, first)
        # Sums of whole numbers in doubles are exact below 2⁵³, and much faster than in integers.
        often = np.ascontiguousarray(times.T, dtype=np.float64)
        both = np.concatenate([values, rated]).astype(np.float64)
        # Not `@`: for arrays of this size the threads of a BLAS cost more than they save.
        summed = np.einsum("pn,nr->pr", both, often).astype(np.int64)
        return Sums(summed[: len(values)], summed[len(values) :], below, first)


@dataclass(frozen=True)
class Sums:
    """Ratings of neighbouring practices added up over people.

    Attributes
    ----------
    values : [practice, variant], sum of `Ratings.values`.
    raters : int64 [practice, variant], number of ratings.
    denominators : of the practices.
    first : position in model order of the first practice.
    """

    values: Whole
    raters: Ints
    denominators: tuple[int, ...]
    first: int

    @cached_property
    def scores(self) -> Floats:
        """Practice scores 0–100, [practice, variant]; NaN where nobody rated."""
        below = np.array(self.denominators, dtype=self.values.dtype)[:, np.newaxis]
        scores: Floats = np.divide(
            (100 * self.values).astype(np.float64),
            (below * self.raters).astype(np.float64),
            out=np.full(self.raters.shape, np.nan),
            where=self.raters > 0,
        )
        return scores


def ratings_of(layout: Layout, codes: Codes) -> Ratings:
    """The ratings among a team's codes [person, practice]."""
    scales = [practice.scale.values for practice in layout.tree.practices]
    denominators = tuple(lcm(*(value.denominator for value in scale)) for scale in scales)
    largest = max(denominators, default=1) * max(len(codes), 1)
    dtype = np.int64 if 100 * largest < 2**53 else object
    values = np.zeros(codes.shape, dtype=dtype)
    for column, (scale, below) in enumerate(zip(scales, denominators, strict=True)):
        for option, value in enumerate(scale):
            values[codes[:, column] == option, column] = int(value * below)
    return Ratings(values, (codes >= 0).astype(np.int64), denominators)


def counted_children(layout: Layout, shown: Bools, node: int) -> list[int]:
    """Children of a node (-1: top items) that may enter its score: shown and of some weight."""
    children = layout.roots if node < 0 else layout.children[node]
    return [child for child in children if shown[child] and layout.weights[child] > 0]


def practices_below(layout: Layout, node: int) -> slice:
    """The practices below a node (-1: all), which are neighbours in model order."""
    if node < 0:
        return slice(0, layout.practice_count)
    rows = layout.below(node)
    return slice(rows[0] - layout.node_count, rows[-1] - layout.node_count + 1)


def node_scores(layout: Layout, shown: Bools, sums: Sums, node: int = -1) -> Floats:
    """Scores of a node (-1: the overall), [variant]; NaN where nobody rated anything below it.

    Parameters
    ----------
    shown : bool [item] of the full sample.
    sums : ratings added up, at least of the practices below the node.
    """
    children = counted_children(layout, shown, node)
    if not children:
        return np.full(sums.raters.shape[1], np.nan)
    first = layout.node_count + sums.first
    rows = np.array(
        [
            sums.scores[child - first]
            if child >= layout.node_count
            else node_scores(layout, shown, sums, child)
            for child in children
        ]
    )
    weight = np.array([layout.weights[child] for child in children], dtype=np.float64)
    rated = ~np.isnan(rows)
    if rated.all():
        whole: Floats = np.einsum("c,cv->v", weight, rows) / weight.sum()
        return whole
    total = np.einsum("c,cv->v", weight, rated)
    mean: Floats = np.divide(
        np.einsum("c,cv->v", weight, np.where(rated, rows, 0.0)),
        total,
        out=np.full(total.shape, np.nan),
        where=total > 0,
    )
    return mean


def exact_scores(
    layout: Layout, shown: Bools, sums: Sums, variants: Sequence[int], node: int = -1
) -> list[Fraction]:
    """`node_scores` of some variants as fractions; in each of them somebody rated something."""
    found: dict[int, Fraction] = {}
    groups: dict[bytes, list[int]] = {}
    for variant in variants:
        groups.setdefault((sums.raters[:, variant] > 0).tobytes(), []).append(variant)
    for members in groups.values():
        shares = _Shares(layout, shown, sums.raters[:, members[0]] > 0, sums.first)
        shares.divide(node, Fraction(1))
        found.update(zip(members, _weighted(sums, shares.found, members), strict=True))
    return [found[variant] for variant in variants]


class _Shares:
    """A node's share divided among the practices below it that were rated."""

    def __init__(self, layout: Layout, shown: Bools, rated: Bools, first: int) -> None:
        self.layout, self.shown, self.rated = layout, shown, rated
        self.first = layout.node_count + first
        self.found: dict[int, Fraction] = {}

    def divide(self, node: int, share: Fraction) -> None:
        children = [
            child
            for child in counted_children(self.layout, self.shown, node)
            if self._has_ratings(child)
        ]
        total = sum(self.layout.weights[child] for child in children)
        for child in children:
            part = share * Fraction(self.layout.weights[child], total)
            if child >= self.layout.node_count:
                self.found[child - self.first] = part
            else:
                self.divide(child, part)

    def _has_ratings(self, item: int) -> bool:
        if item >= self.layout.node_count:
            return bool(self.rated[item - self.first])
        children = counted_children(self.layout, self.shown, item)
        return any(self._has_ratings(child) for child in children)


def _weighted(sums: Sums, shares: dict[int, Fraction], variants: list[int]) -> list[Fraction]:
    """Weighted means of practice scores, over one common denominator in whole numbers."""
    practices = list(shares)
    parts = [shares[p] / sums.denominators[p] for p in practices]
    below = lcm(*(part.denominator for part in parts))
    raters = sums.raters[np.ix_(practices, variants)]
    people = lcm(*np.unique(raters).tolist())
    factors = np.array([int(part * below) for part in parts], dtype=object)[:, np.newaxis]
    each = factors * sums.values[np.ix_(practices, variants)].astype(object)
    totals = (each * (people // raters.astype(object))).sum(axis=0)
    return [Fraction(100 * int(total), below * people) for total in totals]
