"""Two waves of one team on what they have in common, and who answered both.

Both are scored on the practices that are scored in both, with one tree (docs/scoring.md, "Trend").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.answers import AnswerSet, Tally
from assessment.core.layout import layout_of
from assessment.core.model import Tree
from assessment.core.scoring import Bools, Scores, practice_states, score_teams, team_tally
from assessment.core.variants import Ratings, ratings_of

LINKED = "linked"
UNLINKED = "unlinked"


def comparable(earlier_version: str, later_version: str) -> bool:
    """Whether two model versions have the same major number.

    >>> comparable("1.0.0", "1.4.2"), comparable("1.4.2", "2.0.0")
    (True, False)
    """
    return earlier_version.partition(".")[0] == later_version.partition(".")[0]


@dataclass(frozen=True)
class Waves:
    """An earlier and a later wave, scored on their common practices.

    Attributes
    ----------
    before, after : scores, one column each.
    earlier, later : the ratings of all people of each wave.
    common : positions in model order of the practices scored in both waves.
    shown : bool [item], the same for both waves.
    """

    before: Scores
    after: Scores
    earlier: Ratings
    later: Ratings
    common: tuple[int, ...]
    shown: Bools

    def scores(self, node: int) -> tuple[float, float]:
        """Scores of a node (-1: the overall) before and after."""
        if node < 0:
            return float(self.before.overall[0]), float(self.after.overall[0])
        return float(self.before.score[node, 0]), float(self.after.score[node, 0])


def waves_of(
    tree: Tree,
    earlier: AnswerSet,
    later: AnswerSet,
    min_group: int,
    earlier_group: int | None = None,
) -> Waves:
    """Score two waves on the practices scored in both.

    A practice that does not apply in one wave or the other does not apply here; any other that is
    not scored in both has not enough data. Coverage and what is shown follow from that as always.
    A wave of one respondent is a joint answer (k = 1); `earlier_group` is k of the earlier wave,
    where it was another one.
    """
    layout = layout_of(tree)
    slugs = [practice.slug for practice in tree.practices]
    codes = [wave.select(slugs) for wave in (earlier, later)]
    groups = (earlier_group or min_group, min_group)
    sizes = [1 if len(c) == 1 else k for c, k in zip(codes, groups, strict=True)]
    tallies = [team_tally(tree, c) for c in codes]
    states = [practice_states(t, k) for t, k in zip(tallies, sizes, strict=True)]
    scored: Bools = states[0][0][:, 0] & states[1][0][:, 0]
    away: Bools = states[0][1][:, 0] | states[1][1][:, 0]
    before, after = (
        score_teams(tree, _only(t, scored, away), k) for t, k in zip(tallies, sizes, strict=True)
    )
    return Waves(
        before,
        after,
        ratings_of(layout, codes[0]),
        ratings_of(layout, codes[1]),
        tuple(np.flatnonzero(scored).tolist()),
        after.shown[:, 0],
    )


def _only(counted: Tally, scored: Bools, away: Bools) -> Tally:
    """The tally as if only the scored practices had been rated, and nobody did those `away`."""
    counts = counted.counts * scored[:, np.newaxis, np.newaxis]
    everybody = away[:, np.newaxis] * counted.respondents[np.newaxis, :]
    n_na = np.where(scored[:, np.newaxis], counted.n_na, everybody)
    not_asked = counted.not_asked
    if not_asked is not None:
        not_asked = np.where(scored[:, np.newaxis], not_asked, 0)
    return Tally(counts, n_na, counted.respondents, not_asked)


@dataclass(frozen=True)
class People:
    """Who is resampled: positions among the respondents of each wave.

    If `method` is "linked" both lists name the same people in the same order. `number` is the n
    of the intervals: the linked people, else the size of the smaller wave.
    """

    method: str
    number: int
    earlier: tuple[int, ...]
    later: tuple[int, ...]


def same_ids(earlier: AnswerSet, later: AnswerSet) -> tuple[tuple[str, str], ...]:
    """Links between people who have the same id in both waves, as in answer files."""
    both = set(earlier.respondents) & set(later.respondents)
    return tuple((who, who) for who in sorted(both))


def people_of(
    earlier: AnswerSet, later: AnswerSet, links: Sequence[tuple[str, str]], min_group: int
) -> People:
    """Linked if at least k people, and at least half of the smaller wave, answered both.

    Linked people are ordered by their id in the later wave. Raises ValueError if a link names
    somebody who did not answer, or somebody twice.
    """
    places = [{who: at for at, who in enumerate(w.respondents)} for w in (earlier, later)]
    for side, place in enumerate(places):
        named = [link[side] for link in links]
        if len(set(named)) < len(named) or not set(named) <= set(place):
            raise ValueError("each link must name one respondent of each wave, and each only once")
    sizes = [len(place) for place in places]
    if len(links) >= min_group and 2 * len(links) >= min(sizes):
        ordered = sorted(links, key=lambda link: link[1])
        return People(
            LINKED,
            len(links),
            tuple(places[0][link[0]] for link in ordered),
            tuple(places[1][link[1]] for link in ordered),
        )
    return People(UNLINKED, min(sizes), tuple(range(sizes[0])), tuple(range(sizes[1])))
