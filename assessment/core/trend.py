"""What changed between two campaigns, and whether it is more than chance and a change of views.

Both waves are recomputed on the practices scored in both, with the later campaign's weights
(docs/scoring.md, "Trend"). Only waves of one major version of a model may be compared; see
`waves.comparable`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from assessment.core.answers import AnswerSet
from assessment.core.intervals import Interval, resamples_of
from assessment.core.layout import Floats
from assessment.core.model import Tree
from assessment.core.resampling import (
    ALPHA,
    DRAWS,
    NEAR,
    SMALLEST_TEAM,
    Ints,
    exact_quantile,
    interval,
    tail,
    times_drawn,
)
from assessment.core.seeds import OVERALL, Seeds, uniform
from assessment.core.variants import Sums, exact_scores, node_scores, practices_below
from assessment.core.waves import LINKED, People, Waves, people_of, waves_of

SUFFIX = "tr1"
RELEVANT = 5
"""Points from which a change is called one."""

IMPROVED = "improved"
DECLINED = "declined"
STABLE = "stable"
UNCLEAR = "unclear"


@dataclass(frozen=True)
class Change:
    """A score of both waves on the common practices, in points.

    `label` is improved, declined, stable or unclear; without an interval it is unclear. Practices
    have neither.
    """

    slug: str
    before: float
    after: float
    delta: float
    interval: Interval | None = None
    label: str | None = None


@dataclass(frozen=True)
class Trend:
    """What changed from an earlier wave to a later one.

    Attributes
    ----------
    method : "linked" if the intervals come from the people who answered both, else "unlinked".
    people : n of the intervals.
    common : slugs of the practices scored in both waves, in model order.
    overall : None where the common practices cover too little of the model.
    nodes : inner nodes that are shown on the common practices, in pre-order.
    practices : the common practices.
    level : of the intervals.
    """

    method: str
    people: int
    common: tuple[str, ...]
    overall: Change | None
    nodes: tuple[Change, ...]
    practices: tuple[Change, ...]
    level: float


def trend(
    tree: Tree,
    earlier: AnswerSet,
    later: AnswerSet,
    *,
    seeds: Seeds,
    links: Sequence[tuple[str, str]] = (),
    min_group: int = 5,
    earlier_group: int | None = None,
    alpha: float = ALPHA,
    top: str = OVERALL,
) -> Trend:
    """Compare two waves of one team.

    Parameters
    ----------
    tree : the later campaign's tree, with its weights.
    seeds : of the later campaign.
    links : pairs (id in the earlier wave, id in the later wave), each one person. They leave no
        trace in what is returned.
    min_group : k.
    earlier_group : k of the earlier wave, where it was another one.
    top : the slug that stands for the overall.

    Raises
    ------
    ValueError : a link names somebody who did not answer, or somebody twice.
    """
    waves = waves_of(tree, earlier, later, min_group, earlier_group)
    people = people_of(earlier, later, links, min_group)
    measure = _Measure(waves, people, seeds, alpha)
    layout = waves.after.layout
    nodes = [node for node in range(layout.node_count) if waves.shown[node]]
    practices = [layout.node_count + row for row in waves.common]
    return Trend(
        method=people.method,
        people=people.number,
        common=tuple(layout.items[item].slug for item in practices),
        overall=measure.change(-1, top) if waves.after.overall_shown[0] else None,
        nodes=tuple(measure.change(node, layout.items[node].slug) for node in nodes),
        practices=tuple(_change(waves, item, layout.items[item].slug) for item in practices),
        level=1 - alpha,
    )


def label(delta: Fraction, low: Fraction, high: Fraction) -> str:
    """What a change may be called, from exact numbers.

    Improved or declined: the interval excludes 0 and the change, on the same side, has at least
    5 points. Stable: the whole interval lies between -5 and 5. Everything else is unclear.

    >>> label(Fraction(6), Fraction(1), Fraction(11)), label(Fraction(4), Fraction(1), Fraction(7))
    ('improved', 'unclear')
    """
    if delta >= RELEVANT and low > 0:
        return IMPROVED
    if delta <= -RELEVANT and high < 0:
        return DECLINED
    if low > -RELEVANT and high < RELEVANT:
        return STABLE
    return UNCLEAR


def _change(waves: Waves, item: int, slug: str) -> Change:
    before, after = waves.scores(item)
    return Change(slug, before, after, after - before)


def _next_to_limit(number: float) -> bool:
    return any(abs(number - limit) < NEAR for limit in (-RELEVANT, 0, RELEVANT))


class _Measure:
    """Changes of nodes, each with its own resamples."""

    def __init__(self, waves: Waves, people: People, seeds: Seeds, alpha: float) -> None:
        self.waves, self.people, self.seeds, self.alpha = waves, people, seeds, alpha
        self.earlier = waves.earlier.select(people.earlier)
        self.later = waves.later.select(people.later)

    def change(self, node: int, slug: str) -> Change:
        plain = _change(self.waves, node, slug)
        if self.people.number < SMALLEST_TEAM:
            return replace(plain, label=UNCLEAR)
        before, after, weight = self._resamples(self.seeds.of(slug, SUFFIX))
        below = practices_below(self.waves.after.layout, node)
        sums = self.earlier.add_up(before, below), self.later.add_up(after, below)
        sample = _Sample(self.waves, node, *sums, weight)
        return sample.judge(plain, tail(self.people.number, self.alpha))

    def _resamples(self, seed: int) -> tuple[Ints, Ints, Ints]:
        """How often each person was drawn in the earlier and in the later wave, and weights."""
        first, second = len(self.people.earlier), len(self.people.later)
        if self.people.method == LINKED:
            joint = resamples_of(first, seed)
            return joint.times, joint.times, joint.weight
        numbers = uniform(seed, DRAWS * (first + second)).reshape(DRAWS, first + second)
        return (
            times_drawn(numbers[:, :first]),
            times_drawn(numbers[:, first:]),
            np.ones(DRAWS, dtype=np.int64),
        )


class _Sample:
    """The change of one node in every resample in which both waves have ratings."""

    def __init__(self, waves: Waves, node: int, earlier: Sums, later: Sums, weight: Ints) -> None:
        self.waves, self.node, self.earlier, self.later = waves, node, earlier, later
        layout, shown = waves.after.layout, waves.shown
        after = node_scores(layout, shown, later, node)
        values: Floats = after - node_scores(layout, shown, earlier, node)
        self.known = np.flatnonzero(~np.isnan(values))
        self.values, self.weight = values[self.known], weight[self.known]

    def judge(self, plain: Change, share: float) -> Change:
        """The change with its interval and label."""
        found = interval(self.values, self.weight, share)
        if found is None:
            return replace(plain, label=UNCLEAR)
        low, high = self._settled(found[0], share), self._settled(found[1], 1 - share)
        return replace(plain, interval=found, label=label(self._delta(plain.delta), low, high))

    def _settled(self, bound: float, share: float) -> Fraction:
        """The bound, computed exactly if it lies next to a limit of the labels."""
        if not _next_to_limit(bound):
            return Fraction(bound)
        return exact_quantile(self.values, self.weight, share, self._exact)

    def _exact(self, resamples: Sequence[int]) -> list[Fraction]:
        columns = self.known[list(resamples)]
        same = (self.earlier.values[:, columns] == self.later.values[:, columns]).all(axis=0)
        same &= (self.earlier.raters[:, columns] == self.later.raters[:, columns]).all(axis=0)
        # Where the people drawn did not change their answers nothing needs to be computed.
        moved = columns[~same].tolist()
        deltas = dict(zip(moved, self._difference(self.earlier, self.later, moved), strict=True))
        return [deltas.get(column, Fraction(0)) for column in columns.tolist()]

    def _delta(self, delta: float) -> Fraction:
        """The change of all people, computed exactly if it lies next to a limit."""
        if not _next_to_limit(delta):
            return Fraction(delta)
        below = practices_below(self.waves.after.layout, self.node)
        once = [
            ratings.add_up(np.ones((1, len(ratings.rated)), dtype=np.int64), below)
            for ratings in (self.waves.earlier, self.waves.later)
        ]
        return self._difference(once[0], once[1], [0])[0]

    def _difference(self, earlier: Sums, later: Sums, columns: list[int]) -> list[Fraction]:
        layout, shown = self.waves.after.layout, self.waves.shown
        before = exact_scores(layout, shown, earlier, columns, self.node)
        after = exact_scores(layout, shown, later, columns, self.node)
        return [y - x for x, y in zip(before, after, strict=True)]
