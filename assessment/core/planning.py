"""Gain, effort, prerequisites and ranking of moves for one team (docs/scoring.md, "Advice").

A move raises one practice by one step; everyone who rated below the step goes up one. Gains and
efforts are exact: gains are fractions of a point, efforts quarter person-days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.core.model import Practice

TOP_STEP = 4
STEP_FACTOR = (Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(5, 4))
"""Starting is cheap, spreading to everybody is dear."""

CHECK_FIRST = "check_first"
CONTRADICTION = "contradiction"

Move = tuple[str, int]
"""A practice and the step that it is raised to, from the step just below."""


@dataclass(frozen=True)
class Standing:
    """Where one practice of a team stands.

    `level` is None without enough data or off the five-step scale. `weight` is the practice's
    share of the score (0 outside it); `counts` are the people per option.
    """

    practice: Practice
    level: int | None
    not_applicable: bool
    weight: Fraction
    counts: tuple[int, ...]


def quarter_days(practice: Practice, step: int, size_factor: Fraction = Fraction(1)) -> int:
    """Effort of the move to `step` (1–4) in quarter person-days, rounded half up."""
    days = practice.effort_days * STEP_FACTOR[step - 1] * size_factor
    return int(days * 4 + Fraction(1, 2))


def gain(standing: Standing, step: int) -> Fraction:
    """Points that the move to `step` adds to the score: 25 x weight x share rating below it."""
    raters = sum(standing.counts)
    if raters == 0:
        return Fraction(0)
    return 25 * standing.weight * Fraction(sum(standing.counts[:step]), raters)


@dataclass(frozen=True)
class Closure:
    """A move together with the missing moves that it needs, in an order that can be done."""

    moves: tuple[Move, ...]
    badges: frozenset[str]


class Plan:
    """Moves and their prerequisites over the practices of a team (core and modules together)."""

    def __init__(self, standings: Mapping[str, Standing]) -> None:
        self.standings = standings

    def closure(self, slug: str, step: int) -> Closure:
        """Everything that must be done to bring `slug` to `step`.

        A prerequisite that does not apply is waived; one without enough data counts as met, with
        the badge CHECK_FIRST. A prerequisite of a step already claimed must be met before the
        practice rises again, with the badge CONTRADICTION.
        """
        moves: list[Move] = []
        badges: set[str] = set()
        self._collect(slug, step, moves, set(), badges)
        return Closure(tuple(moves), frozenset(badges))

    def _collect(
        self, slug: str, step: int, moves: list[Move], seen: set[Move], badges: set[str]
    ) -> None:
        standing = self.standings[slug]
        now = standing.level
        assert now is not None, "only practices with a level can be raised"
        for target in range(now + 1, step + 1):
            if (slug, target) in seen:
                continue
            seen.add((slug, target))
            for need in standing.practice.needs:
                if need.level > target:
                    continue
                other = self.standings.get(need.slug)
                if other is not None and other.not_applicable:
                    continue
                if other is None or other.level is None:
                    badges.add(CHECK_FIRST)
                    continue
                if other.level < need.at:
                    if need.level <= now:
                        badges.add(CONTRADICTION)
                    self._collect(need.slug, need.at, moves, seen, badges)
            moves.append((slug, target))

    def gain(self, moves: tuple[Move, ...]) -> Fraction:
        """Points that the moves add together; they add up exactly."""
        return sum((gain(self.standings[slug], step) for slug, step in moves), Fraction(0))

    def effort(self, moves: tuple[Move, ...]) -> int:
        """Quarter person-days of the moves."""
        return sum(quarter_days(self.standings[slug].practice, step) for slug, step in moves)


@dataclass(frozen=True)
class Ranked:
    """A practice's next move with its closure; `effort` in quarter-days, `gain` in points."""

    slug: str
    step: int
    closure: Closure
    gain: Fraction
    effort: int
    own_gain: Fraction
    own_effort: int

    @property
    def ratio(self) -> Fraction:
        """Points a person-day."""
        return self.gain / Fraction(self.effort, 4)


def rank_moves(plan: Plan, slugs: list[str]) -> list[Ranked]:
    """The next move of each of these practices, best gain a day first.

    Order: ratio down, gain down, effort up, slug; compared as exact fractions. Practices outside
    the score, without a level, or at the top step have no rank.
    """
    ranked = []
    for slug in slugs:
        standing = plan.standings[slug]
        if standing.level is None or standing.level >= TOP_STEP or standing.weight == 0:
            continue
        step = standing.level + 1
        closure = plan.closure(slug, step)
        ranked.append(
            Ranked(
                slug,
                step,
                closure,
                plan.gain(closure.moves),
                plan.effort(closure.moves),
                gain(standing, step),
                quarter_days(standing.practice, step),
            )
        )
    return sorted(ranked, key=lambda r: (-r.ratio, -r.gain, r.effort, r.slug))
