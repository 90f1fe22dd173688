"""What reaching a level asks of the moves, as rows of an integer program.

The rule is that of `assessment.core.levels`: more than 50 % at the level's own step, more than
85 % at every step below, every gate practice at its step; "more than" as whole numbers plus one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.levels import FULLY, LARGELY, UNKNOWN, gate_step, gates
from assessment.core.plan_program import Program
from assessment.core.planning import Move
from assessment.core.team_state import TeamState

OVERALL = -1


@dataclass(frozen=True)
class LevelGoal:
    """A node (-1: the overall) that is to reach a level."""

    node: int
    level: int


def level_goal(state: TeamState, node: str | None, level: int | None) -> LevelGoal | None:
    """The goal, or None if there is no such level to reach.

    Raises KeyError for an unknown node, ValueError for a practice.
    """
    layout, team = state.scores.layout, state.team
    index = OVERALL if node is None else layout.position[node]
    if index >= layout.node_count:
        raise ValueError(f"{node} is a practice; levels are of capabilities and above")
    if not state.scores.overall_shown[team]:
        return None
    now = state.level if index == OVERALL else int(state.table.node[index, team])
    wanted = now + 1 if level is None else level
    if now == 0 or not 1 < wanted <= state.cap:
        return None
    if index not in layout.capabilities and any(
        state.table.practice[gate - layout.node_count, team] == UNKNOWN
        for gate in _gates(state, index)
    ):
        return None
    return LevelGoal(index, wanted)


def add_level(
    program: Program, position: Mapping[Move, int], state: TeamState, goal: LevelGoal
) -> None:
    """Add the rows of a goal; `position` gives the column of each move."""
    rows = _Rows(program, position, state)
    if goal.node in state.scores.layout.capabilities:
        reached = rows.capability(goal.node, goal.level)
        program.require((reached[goal.level],), (1,), 1)
    else:
        rows.group(goal.node, goal.level)


def _gates(state: TeamState, node: int) -> list[int]:
    """Gate practices below a node that apply."""
    na = state.scores.not_applicable[:, state.team]
    return [index for index in gates(state.scores.layout, node) if not na[index]]


def _more_than(percent: int, total: int) -> int:
    """The smallest whole number above this percentage of a total."""
    return percent * total // 100 + 1


class _Rows:
    def __init__(self, program: Program, position: Mapping[Move, int], state: TeamState) -> None:
        self.program = program
        self.position = position
        self.state = state
        self.layout = state.scores.layout
        self.shown = state.scores.shown[:, state.team]
        self.level = state.table.practice[:, state.team]

    def capability(self, capability: int, target: int) -> dict[int, int]:
        """Columns by level 2 … target: 1 only if the capability reaches that level."""
        columns = {level: self.program.new_column() for level in range(2, target + 1)}
        for level, column in columns.items():
            self._achieved(capability, level - 1, LARGELY, column)
            if level > 2:
                # Steps further down are covered by the row of the level below.
                self._achieved(capability, level - 2, FULLY, column)
                self.program.require((columns[level - 1], column), (1, -1), 0)
        return columns

    def _achieved(self, capability: int, step: int, percent: int, column: int) -> None:
        """The column is 1 only if more than `percent` of the weight stands at `step`."""
        below = self.layout.below(capability)
        weights = self.layout.whole_shares(below, capability)
        missing: dict[int, int] = {}
        total = done = 0
        for practice, weight in zip(below, weights, strict=True):
            if not self.shown[practice]:
                continue
            total += weight
            move = (self.layout.items[practice].slug, step)
            if self.level[practice - self.layout.node_count] >= step:
                done += weight
            elif move in self.position:
                missing[self.position[move]] = weight
        asked = _more_than(percent, total) - done
        if asked > 0:
            # No weight counts for more than what is asked: the same answers, a tighter bound.
            coefficients = [min(weight, asked) for weight in missing.values()]
            self.program.require((*missing, column), (*coefficients, -asked), 0)

    def group(self, group: int, target: int) -> None:
        """More than half of the capability weight at the target, 85 % below it, gates open."""
        layout = self.layout
        below = tuple(c for c in layout.capabilities if group < 0 or group in layout.path(c))
        weights = {
            capability: weight
            for capability, weight in zip(below, layout.whole_shares(below), strict=True)
            if self.shown[list(layout.path(capability))].all()
        }
        reached = {capability: self.capability(capability, target) for capability in weights}
        for level in range(2, target + 1):
            percent = LARGELY if level == target else FULLY
            self.program.require(
                [columns[level] for columns in reached.values()],
                list(weights.values()),
                _more_than(percent, sum(weights.values())),
            )
        for gate in _gates(self.state, group):
            self._open(gate, gate_step(target))

    def _open(self, gate: int, asked: int) -> None:
        slug = self.layout.items[gate].slug
        for step in range(int(self.level[gate - self.layout.node_count]) + 1, asked + 1):
            move = (slug, step)
            # A move that the budget cannot pay has no column: then nothing satisfies the row.
            columns = (self.position[move],) if move in self.position else ()
            self.program.require(columns, (1,) * len(columns), 1)
