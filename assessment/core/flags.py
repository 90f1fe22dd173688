"""Answers that look careless or contradict themselves: flagged, never deleted.

The rules stand in docs/scoring.md, "Flags". Flags are about people, so who is flagged is shown to
nobody; what a report may say is in `FlagEffect`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.core.anonymity import is_small, may_show
from assessment.core.answers import AnswerSet, Codes
from assessment.core.model import Practice, Tree
from assessment.core.scoring import score_teams, team_tally

LONG_RUN = 15
"""Equal answers in a row from which somebody is called straight-lining."""
HASTY_SECONDS = 3
"""Median seconds an item below which somebody is called hasty."""


@dataclass(frozen=True)
class Flags:
    """Who is flagged, by respondents' ids in their order."""

    straight_lining: tuple[str, ...]
    haste: tuple[str, ...]
    contradiction: tuple[str, ...]

    @property
    def flagged(self) -> frozenset[str]:
        return frozenset((*self.straight_lining, *self.haste, *self.contradiction))


@dataclass(frozen=True)
class FlagEffect:
    """The overall score with and without flagged people.

    Attributes
    ----------
    straight_lining, haste, contradiction, flagged : how many people; None where the count is
        small (1 … k−1) and reads "< k".
    score : of all.
    score_without : of the others; None with fewer than k of them, where nobody is flagged, or
        where nothing is shown.
    may_be_shown : both scores may stand side by side: at least k people are flagged too. Their
        difference would else tell what fewer than k said.
    """

    straight_lining: int | None
    haste: int | None
    contradiction: int | None
    flagged: int | None
    score: float | None
    score_without: float | None
    may_be_shown: bool


def flag(
    answers: AnswerSet,
    practices: Sequence[Practice],
    *,
    seconds: Mapping[str, Sequence[float]] | None = None,
) -> Flags:
    """Flag respondents.

    Parameters
    ----------
    answers : the team's answers.
    practices : what was asked, in model order.
    seconds : by respondent, the time that each item took; nobody is hasty without it.
    """
    codes = answers.select([practice.slug for practice in practices])
    timed = seconds or {}
    people = list(enumerate(answers.respondents))
    return Flags(
        straight_lining=tuple(who for i, who in people if longest_run(codes[i]) >= LONG_RUN),
        haste=tuple(who for _, who in people if is_hasty(timed.get(who, ()))),
        contradiction=tuple(who for i, who in people if contradictions(codes[i], practices)),
    )


def longest_run(codes: Codes) -> int:
    """The most equal ratings in a row; NA, don't know and blanks break a run."""
    longest = run = 0
    before = -1
    for code in codes.tolist():
        run = 0 if code < 0 else run + 1 if code == before else 1
        before = code
        longest = max(longest, run)
    return longest


def is_hasty(seconds: Sequence[float]) -> bool:
    """Is the median time an item below three seconds? False where no times are known."""
    if not seconds:
        return False
    ordered = sorted(Fraction(each) for each in seconds)
    middle = len(ordered) // 2
    return ordered[middle] + ordered[-middle - 1] < 2 * HASTY_SECONDS


def contradictions(codes: Codes, practices: Sequence[Practice]) -> tuple[str, ...]:
    """Practices that one person rated at a step whose prerequisite their own rating denies.

    A prerequisite that they did not rate (NA, don't know, blank) is not denied.
    """
    own = {practice.slug: int(code) for practice, code in zip(practices, codes, strict=True)}
    return tuple(
        practice.slug
        for practice in practices
        if any(
            own[practice.slug] >= need.level and 0 <= own.get(need.slug, -1) < need.at
            for need in practice.needs
        )
    )


def flag_effect(tree: Tree, answers: AnswerSet, flags: Flags, *, k: int) -> FlagEffect:
    """What the report may say about flags, and the score of a tree without flagged people."""
    flagged = flags.flagged
    others = [i for i, who in enumerate(answers.respondents) if who not in flagged]
    score = _score(tree, answers, range(len(answers.respondents)), k)
    enough = bool(flagged) and may_show(len(others), k)
    without = _score(tree, answers, others, k) if enough else None

    def shown(people: Collection[str]) -> int | None:
        return None if is_small(len(people), k) else len(people)

    return FlagEffect(
        straight_lining=shown(flags.straight_lining),
        haste=shown(flags.haste),
        contradiction=shown(flags.contradiction),
        flagged=shown(flagged),
        score=score,
        score_without=without,
        may_be_shown=without is not None and may_show(len(flagged), k),
    )


def _score(tree: Tree, answers: AnswerSet, people: Sequence[int], k: int) -> float | None:
    codes = answers.select([practice.slug for practice in tree.practices])[list(people)]
    scores = score_teams(tree, team_tally(tree, codes), k)
    return float(scores.overall[0]) if scores.overall_shown[0] else None
