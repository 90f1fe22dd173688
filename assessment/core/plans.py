"""Which moves to make: within a budget, for the next level, or both (docs/scoring.md, "Plans").

Efforts are quarter person-days, gains exact points of the overall score. Ties are broken so that
the same team always gets the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from assessment.core.plan_levels import LevelGoal, add_level, level_goal
from assessment.core.plan_program import Answer, Impossible, Program
from assessment.core.planning import TOP_STEP, Move, Plan
from assessment.core.result import Step
from assessment.core.team_state import TeamState
from assessment.core.what_if import what_if


@dataclass(frozen=True)
class MovePlan:
    """Moves to make together.

    Attributes
    ----------
    moves : single steps in model order; every prerequisite that is missing is among them.
    targets : one entry a practice, with its final step.
    effort : quarter person-days.
    gain : exact points that the moves add to the overall score.
    score_after, level_after : of the overall, as the engine scores the team after the moves.
    check_first : practices among the targets that need one without enough data, in model order.
    """

    moves: tuple[Move, ...]
    targets: tuple[Step, ...]
    effort: int
    gain: Fraction
    score_after: float | None
    level_after: int | None
    check_first: tuple[str, ...]


@dataclass(frozen=True)
class LevelFirst:
    """The best plan that reaches a level within a budget.

    `plan` is None if the budget is too small; `smallest_budget` would do, in quarter-days.
    """

    plan: MovePlan | None
    smallest_budget: int


def budget_plan(state: TeamState, *, budget: int) -> MovePlan | None:
    """The most points within a budget of quarter person-days.

    Ties: least effort, fewest moves, model order. None if the overall is not shown.
    """
    if not state.scores.overall_shown[state.team]:
        return None
    problem = _Problem(state, budget)
    return problem.plan([problem.gains, problem.thrift])


def next_level_plan(
    state: TeamState, *, node: str | None = None, level: int | None = None
) -> MovePlan | None:
    """The least effort that brings the overall, or one node, to a level.

    Parameters
    ----------
    node : slug of a capability or of a node above capabilities; the overall without it.
    level : 2–5; the level after the present one without it.

    Ties: most points, fewest moves, model order. None if there is no such level: the overall or
    the node has none or is at the highest, or a gate practice has not enough data.
    """
    goal = level_goal(state, node, level)
    if goal is None:
        return None
    problem = _Problem(state, None, goal)
    return problem.plan([problem.saving, problem.gains, problem.fewness])


def level_first_plan(
    state: TeamState, *, budget: int, node: str | None = None, level: int | None = None
) -> LevelFirst | None:
    """The most points within a budget, of the plans that reach a level.

    Ties as in a budget plan. None where there is no next-level plan.
    """
    cheapest = next_level_plan(state, node=node, level=level)
    goal = level_goal(state, node, level)
    if cheapest is None or goal is None:
        return None
    if cheapest.effort > budget:
        return LevelFirst(None, cheapest.effort)
    problem = _Problem(state, budget, goal)
    return LevelFirst(problem.plan([problem.gains, problem.thrift]), cheapest.effort)


class _Problem:
    """The moves of one team as columns of an integer program."""

    def __init__(self, state: TeamState, budget: int | None, goal: LevelGoal | None = None) -> None:
        self.state = state
        self.graph = Plan(state.standings)
        self.columns = _candidates(state, self.graph, budget)
        efforts = [state.effort(move) for move in self.columns]
        self.gains = _whole([state.gain(move) for move in self.columns])
        self.saving = [-effort for effort in efforts]
        self.fewness = [-1] * len(efforts)
        # Least effort, then fewest moves, as one goal: no plan makes more moves than there are.
        self.thrift = [-effort * (len(efforts) + 1) - 1 for effort in efforts]
        self.program = Program(len(self.columns))
        position = {move: at for at, move in enumerate(self.columns)}
        self._require_order(position)
        if budget is not None:
            self.program.require(range(len(efforts)), self.saving, -budget)
        if goal is not None:
            add_level(self.program, position, state, goal)

    def _require_order(self, position: dict[Move, int]) -> None:
        """A move needs the step below it and its missing prerequisites."""
        for move, column in position.items():
            for needed in _needed(self.state, move):
                self.program.require((position[needed], column), (1, -1), 0)

    def plan(self, goals: Sequence[Sequence[int]]) -> MovePlan | None:
        try:
            return _told(self.state, self.columns, self.program.best(goals))
        except Impossible:
            return None


def _needed(state: TeamState, move: Move) -> list[Move]:
    """The moves that one move needs directly."""
    slug, step = move
    standing = state.standings[slug]
    first = (standing.level or 0) + 1
    needed = [(slug, step - 1)] if step > first else []
    for need in standing.practice.needs:
        other = state.standings.get(need.slug)
        # Waived where it does not apply, taken as met without enough data.
        if other is None or other.level is None or need.at <= other.level:
            continue
        if step == max(need.level, first):
            needed.append((need.slug, need.at))
    return needed


def _candidates(state: TeamState, graph: Plan, budget: int | None) -> list[Move]:
    """Moves that any plan could make, in model order.

    Those of the tree, and what they need elsewhere; with a budget none that costs more than the
    budget together with everything that it needs.
    """
    found: set[Move] = set()
    for practice in state.scores.layout.tree.practices:
        level = state.standings[practice.slug].level
        if level is not None and level < TOP_STEP:
            found.update(graph.closure(practice.slug, TOP_STEP).moves)
    if budget is not None:
        found = {
            move
            for move in found
            if sum(state.effort(needed) for needed in graph.closure(*move).moves) <= budget
        }
    place = {slug: at for at, slug in enumerate(state.standings)}
    return sorted(found, key=lambda move: (place[move[0]], move[1]))


def _whole(gains: list[Fraction]) -> list[int]:
    """Gains scaled to whole numbers of the same proportion."""
    scale = lcm(*(gain.denominator for gain in gains))
    return [int(gain * scale) for gain in gains]


def _told(state: TeamState, columns: list[Move], answer: Answer) -> MovePlan:
    moves = tuple(columns[column] for column in sorted(answer))
    targets = dict(moves)  # the last step of a practice stands last
    outcome = what_if(state, targets)
    return MovePlan(
        moves=moves,
        targets=tuple(Step(slug, step) for slug, step in targets.items()),
        effort=outcome.effort,
        gain=outcome.gain,
        score_after=outcome.score,
        level_after=outcome.level,
        check_first=tuple(
            slug for slug, step in targets.items() if _has_unknown_need(state, slug, step)
        ),
    )


def _has_unknown_need(state: TeamState, slug: str, step: int) -> bool:
    """Does the practice, at this step, need one of which too little is known?"""
    for need in state.standings[slug].practice.needs:
        other = state.standings.get(need.slug)
        if need.level <= step and (
            other is None or (other.level is None and not other.not_applicable)
        ):
            return True
    return False
