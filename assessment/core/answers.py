"""Answers of people, and their tallies.

An answer is in one of four states that are never mixed up: a rating (an option number from 0),
not applicable, don't know, or unanswered. A question that somebody was not asked, because it is
for other roles, is in none of them. A tally keeps, for many teams at once, how many people
chose each option of each practice; everything that is scored is computed from tallies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NA = -1
DK = -2
UNANSWERED = -3
ABSENT = -4
"""No such person: fills the rows of smaller teams when several teams share one array."""
NOT_ASKED = -5
"""The person was not asked: neither an answer nor one that is missing."""

Codes = npt.NDArray[np.int8]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class AnswerSet:
    """One team's answers.

    Attributes
    ----------
    respondents : ids in code-point order, each with at least one rating, NA or DK.
    practices : slugs, the columns of `codes`.
    codes : int8 array [respondent, practice] of option numbers, NA, DK, UNANSWERED or NOT_ASKED.
    """

    respondents: tuple[str, ...]
    practices: tuple[str, ...]
    codes: Codes

    def select(self, practices: Sequence[str]) -> Codes:
        """The columns of these practices; a practice without a column is unanswered by all."""
        chosen = np.full((len(self.respondents), len(practices)), UNANSWERED, dtype=np.int8)
        position = {slug: column for column, slug in enumerate(self.practices)}
        for column, slug in enumerate(practices):
            if slug in position:
                chosen[:, column] = self.codes[:, position[slug]]
        return chosen


def answer_set(rows: Iterable[tuple[str, str, int]], practices: Sequence[str]) -> AnswerSet:
    """Collect rows of (respondent, practice, code).

    People who gave no rating, NA or DK at all are left out: they were invited and did not answer.
    Raises KeyError for a practice that is not among `practices`.

    >>> answer_set([("ann", "p1", 3), ("bob", "p1", UNANSWERED)], ["p1"]).respondents
    ('ann',)
    """
    column = {slug: index for index, slug in enumerate(practices)}
    given = [(who, column[slug], code) for who, slug, code in rows]
    people = sorted({who for who, _, code in given if code > UNANSWERED})
    line = {who: index for index, who in enumerate(people)}
    codes = np.full((len(people), len(practices)), UNANSWERED, dtype=np.int8)
    for who, at, code in given:
        if who in line:
            codes[line[who], at] = code
    return AnswerSet(tuple(people), tuple(practices), codes)


@dataclass(frozen=True)
class Tally:
    """How many people of each team chose what.

    Attributes
    ----------
    counts : int64 [practice, option, team], people who rated the practice with that option.
    n_na : int64 [practice, team], people for whom the practice does not apply.
    respondents : int64 [team], people with at least one rating, NA or DK anywhere.
    not_asked : int64 [practice, team], those of them who were not asked; None for nobody.
    """

    counts: Counts
    n_na: Counts
    respondents: Counts
    not_asked: Counts | None = None

    @property
    def n(self) -> Counts:
        """People who rated, [practice, team]."""
        total: Counts = self.counts.sum(axis=1)
        return total

    @property
    def n_dk(self) -> Counts:
        """People who do not know or did not answer, [practice, team]."""
        rest: Counts = self.asked - self.n - self.n_na
        return rest

    @property
    def asked(self) -> Counts:
        """Respondents who were asked, [practice, team]."""
        everybody = np.broadcast_to(self.respondents[np.newaxis, :], self.n_na.shape)
        return everybody if self.not_asked is None else everybody - self.not_asked


def tally(codes: Codes, options: int = 5, respondents: Counts | None = None) -> Tally:
    """Count a dense array [team, respondent, practice]; ABSENT fills missing people.

    `respondents` [team] may be given when people answered elsewhere (another module) too.
    """
    teams, people, practices = codes.shape
    if respondents is None:
        present = (codes > UNANSWERED).any(axis=2)
        respondents = present.sum(axis=1, dtype=np.int64)
    # One pass over the people, so that each step works on one contiguous plane.
    planes = np.ascontiguousarray(codes.transpose(1, 2, 0))
    counts = np.zeros((practices, options, teams), dtype=np.int64)
    narrow: npt.DTypeLike = np.uint8 if people < 256 else np.int64
    for option in range(options):
        counts[:, option, :] = (planes == option).sum(axis=0, dtype=narrow)
    n_na = (planes == NA).sum(axis=0, dtype=narrow).astype(np.int64)
    not_asked = None
    if (planes == NOT_ASKED).any():
        not_asked = (planes == NOT_ASKED).sum(axis=0, dtype=narrow).astype(np.int64)
    return Tally(counts, n_na, respondents, not_asked)


def tally_long(
    team: npt.NDArray[np.integer],
    practice: npt.NDArray[np.integer],
    code: npt.NDArray[np.integer],
    respondents: Counts,
    practices: int,
    options: int = 5,
) -> Tally:
    """Count a long answer frame: one row per (team, respondent, practice), given as indices.

    Rows of code DK or UNANSWERED may be left out; `respondents` [team] says who answered at all.
    """
    teams = len(respondents)
    rated = code >= 0
    slot = (practice[rated].astype(np.int64) * options + code[rated]) * teams + team[rated]
    counts = np.bincount(slot, minlength=practices * options * teams)
    away = code == NA
    n_na = np.bincount(
        practice[away].astype(np.int64) * teams + team[away], minlength=practices * teams
    )
    return Tally(
        counts.reshape(practices, options, teams), n_na.reshape(practices, teams), respondents
    )
