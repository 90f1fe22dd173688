"""Which questions people could not answer, and which they all answer alike.

Both are seen over several teams together (docs/scoring.md, "Instrument quality"). A team's own
counts may be withheld from its report; a sum over teams less the counts that are shown must not
give these back, so withheld counts enter only together, from two teams on and if none is small.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from assessment.core.anonymity import may_show_histogram, shown_counts
from assessment.core.answers import Counts, Tally
from assessment.core.scoring import Bools, practice_states

UNKNOWN_ABOVE = Fraction(25, 100)
ALIKE_FROM = Fraction(90, 100)
FEWEST_WITHHELD = 2


@dataclass(frozen=True)
class ItemShare:
    """A practice and the share of people; `option` is what they chose, None for "don't know"."""

    practice: str
    share: Fraction
    people: int
    option: int | None = None


@dataclass(frozen=True)
class ItemUse:
    """Practices in the order of the tally, and those that cannot be judged from what may be shown.

    Attributes
    ----------
    found : the practices that stand out.
    undecided : practices of which too little may be shown to tell.
    """

    found: tuple[ItemShare, ...]
    undecided: tuple[str, ...]


def often_unknown(tally: Tally, practices: tuple[str, ...], k: int) -> ItemUse:
    """Practices that more than a quarter of the people did not know, or left open.

    Parameters
    ----------
    tally : [practice, option, team], of teams that are shown.
    practices : slugs of its rows.
    k : the smallest group.
    """
    found, undecided = [], []
    for row, slug in enumerate(practices):
        people = int(tally.asked[row].sum())
        if people == 0:
            continue
        n_na, n_dk = tally.n_na[row], tally.n_dk[row]
        withheld = _withheld(n_na, n_dk, k)
        known = int(n_dk[~withheld].sum())
        rest_na, rest_dk = int(n_na[withheld].sum()), int(n_dk[withheld].sum())
        if Fraction(known + rest_na + rest_dk, people) <= UNKNOWN_ABOVE:
            continue  # Whatever the withheld counts are, it is not more than a quarter.
        if withheld.any() and (
            withheld.sum() < FEWEST_WITHHELD or shown_counts(rest_na, rest_dk, k)[1] is None
        ):
            undecided.append(slug)
            continue
        share = Fraction(known + rest_dk, people)
        if share > UNKNOWN_ABOVE:
            found.append(ItemShare(slug, share, people))
    return ItemUse(tuple(found), tuple(undecided))


def _withheld(n_na: Counts, n_dk: Counts, k: int) -> Bools:
    pairs = zip(n_na.tolist(), n_dk.tolist(), strict=True)
    return np.array([shown_counts(na, dk, k)[1] is None for na, dk in pairs], dtype=bool)


def answered_alike(tally: Tally, practices: tuple[str, ...], k: int) -> ItemUse:
    """Practices for which at least nine in ten ratings are the same option.

    A practice that is not scored in a team counts nowhere, so it does not count here.
    """
    found, undecided = [], []
    scored, _not_applicable = practice_states(tally, k)
    for row, slug in enumerate(practices):
        n = tally.n[row].tolist()
        rated = np.flatnonzero(scored[row]).tolist()
        shown = [team for team in rated if may_show_histogram(n[team], k)]
        withheld = [team for team in rated if team not in shown]
        together = sum(n[team] for team in withheld)
        if len(withheld) >= FEWEST_WITHHELD and may_show_histogram(together, k):
            shown += withheld
        counts = tally.counts[row][:, shown].sum(axis=1)
        people = int(counts.sum())
        if not may_show_histogram(people, k):
            undecided.append(slug)
            continue
        option = int(counts.argmax())
        share = Fraction(int(counts[option]), people)
        if share >= ALIKE_FROM:
            found.append(ItemShare(slug, share, people, option))
    return ItemUse(tuple(found), tuple(undecided))
