"""A small integer program over moves, solved exactly: goals one after another, no ties left.

The solver (HiGHS, through SciPy) works in floats with tolerances. So everything is kept in whole
numbers as well: every answer is checked against every row exactly; a row that is not kept gets a
cut that excludes this answer and no valid one, and the program is solved again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assessment.core.layout import Floats

SOLVED, IMPOSSIBLE = 0, 2
LARGEST = 10**6
"""Rows and goals with larger coefficients are scaled down for the solver, never for the check."""
SLACK = 1e-7
"""How far a row is loosened for the solver, so that rounding never excludes a valid answer."""
WHOLE = 1e-9
"""A column further than this from 0 and 1 was bent within the solver's tolerance."""
BLOCK = 16
"""Columns of one model-order solve; their places are powers of two, exact in the solver."""

Answer = frozenset[int]
"""The columns that are 1."""
Fixed = Mapping[int, int]
"""Columns whose value, 0 or 1, is already known."""


@dataclass(frozen=True)
class Row:
    """Σ coefficient · column ≥ least, in whole numbers, over columns that are 0 or 1."""

    columns: tuple[int, ...]
    coefficients: tuple[int, ...]
    least: int

    def value(self, answer: Answer) -> int:
        pairs = zip(self.columns, self.coefficients, strict=True)
        return sum(coefficient for column, coefficient in pairs if column in answer)

    def cut(self, answer: Answer) -> Row:
        """A row that this answer breaks, but no answer that keeps this row.

        Some column that adds to the row must join, or one that takes from it must leave.
        """
        pairs = list(zip(self.columns, self.coefficients, strict=True))
        joining = [column for column, size in pairs if size > 0 and column not in answer]
        leaving = [column for column, size in pairs if size < 0 and column in answer]
        signs = (1,) * len(joining) + (-1,) * len(leaving)
        return Row((*joining, *leaving), signs, 1 - len(leaving))


class Impossible(Exception):
    """No answer keeps all rows."""


@dataclass(frozen=True)
class _Held:
    """A goal that is held at its best value, and the columns which that settles."""

    row: Row
    fixed: Fixed


class Program:
    """Columns 0 … moves−1 say which moves are made; further columns are auxiliary."""

    def __init__(self, moves: int) -> None:
        self.moves = moves
        self.columns = moves
        self.rows: list[Row] = []

    def new_column(self) -> int:
        self.columns += 1
        return self.columns - 1

    def require(self, columns: Iterable[int], coefficients: Iterable[int], least: int) -> None:
        self.rows.append(Row(tuple(columns), tuple(coefficients), least))

    def best(self, goals: Sequence[Sequence[int]]) -> Answer:
        """The best answer: the first goal as large as can be, then the second, …

        Parameters
        ----------
        goals : whole coefficients over the move columns. The last one falls with every further
            move, so that of two equally good answers none holds the other.

        Returns
        -------
        Of the answers that are best in every goal the one whose list of moves comes first in
        column order. Auxiliary columns are left out. The solver tells values of a goal apart down
        to a billionth of its largest coefficient.

        Raises
        ------
        Impossible : no answer keeps all rows.
        """
        held: list[_Held] = []
        while True:
            while len(held) < len(goals):
                answer = self._largest(goals[len(held)], held)
                self._hold(held, goals, answer)
            answer = self._first(frozenset(range(self.moves)) & answer, held)
            if not self._hold(held, goals, answer):
                return answer

    def _hold(self, held: list[_Held], goals: Sequence[Sequence[int]], answer: Answer) -> bool:
        """Hold the next goal at the answer's value, or an earlier one that came out better.

        The solver cannot tell values apart that differ by less than its tolerance; the exact
        values can. Returns whether anything was held anew.
        """
        for at, goal in enumerate(goals[: len(held) + 1]):
            value = sum(goal[column] for column in answer if column < self.moves)
            if at == len(held) or value > held[at].row.least:
                row = Row(tuple(range(self.moves)), tuple(goal), value)
                held[at:] = [_Held(row, self._settled(goal, value, [h.row for h in held[:at]]))]
                return True
        return False

    def _settled(self, goal: Sequence[int], value: int, rows: Sequence[Row]) -> Fixed:
        """Columns that cannot change without the goal falling below a value it can reach.

        Reduced costs of the program without whole numbers: changing a column costs at least that
        much of the upper bound, and there is only the distance to the value to be spent.
        """
        cost = self._cost(goal)
        largest = float(np.abs(cost).max(initial=0.0))
        if largest == 0:
            return {}
        from scipy.optimize import linprog  # 50 MB and 0.2 s, for those who plan only

        matrix, least = _matrix([*self.rows, *rows], self.columns)
        found = linprog(cost, A_ub=-matrix, b_ub=-least, bounds=(0, 1))
        if found.status != SOLVED:
            return {}
        reached = value / max(abs(number) for number in goal) * largest
        # What is added is far above the errors of the solver's reduced costs.
        distance = -found.fun - reached + 1e-4 + 1e-6 * largest
        fixed = dict.fromkeys(np.flatnonzero(found.lower.marginals > distance).tolist(), 0)
        return fixed | dict.fromkeys(np.flatnonzero(-found.upper.marginals > distance).tolist(), 1)

    def _first(self, answer: Answer, held: list[_Held]) -> Answer:
        """Of all answers as good as this one, the first in column order."""
        rows, fixed = _gathered(held)
        columns = tuple(sorted(answer))
        other = Row(columns, (-1,) * len(columns), 1 - len(columns))
        try:
            self._solve([], [*rows, other], fixed)
        except Impossible:
            return answer
        free = [column for column in range(self.moves) if column not in fixed]
        for start in range(0, len(free), BLOCK):
            block = free[start : start + BLOCK]
            places = [0] * self.moves
            for place, column in enumerate(reversed(block)):
                places[column] = 2**place
            found, _ = self._solve(places, rows, fixed)
            fixed |= {column: int(column in found) for column in block}
        return frozenset(column for column in range(self.moves) if fixed[column])

    def _largest(self, goal: Sequence[int], held: list[_Held]) -> Answer:
        """An answer with the largest value of a goal."""
        rows, fixed = _gathered(held)
        answer, is_whole = self._solve(goal, rows, fixed)
        every = tuple(range(self.moves))
        while not is_whole:
            # The value was bent upwards, so a better answer may have been passed over.
            more = Row(every, tuple(goal), 1 + Row(every, tuple(goal), 0).value(answer))
            try:
                answer, is_whole = self._solve(goal, [*rows, more], fixed)
            except Impossible:
                break
        return answer

    def _solve(
        self, goal: Sequence[int], extra: Sequence[Row], fixed: Fixed
    ) -> tuple[Answer, bool]:
        """An answer that keeps all rows exactly, and whether the solver's was whole as it was."""
        passing = list(extra)
        while True:
            rows = [*self.rows, *passing]
            answer, is_whole = _solved(self._cost(goal), rows, fixed)
            # Cuts of passing rows pass with them.
            for kept in (self.rows, passing):
                kept += [row.cut(answer) for row in kept if row.value(answer) < row.least]
            if len(self.rows) + len(passing) == len(rows):
                return answer, is_whole

    def _cost(self, goal: Sequence[int]) -> Floats:
        cost = np.zeros(self.columns)
        cost[: len(goal)] = -_scaled(goal)
        return cost


def _gathered(held: list[_Held]) -> tuple[list[Row], dict[int, int]]:
    fixed: dict[int, int] = {}
    for each in held:
        fixed.update(each.fixed)
    return [each.row for each in held], fixed


def _solved(cost: Floats, rows: Sequence[Row], fixed: Fixed) -> tuple[Answer, bool]:
    """One run of the solver; raises Impossible if it finds no answer."""
    if len(cost) == 0:
        if any(row.least > 0 for row in rows):
            raise Impossible
        return frozenset(), True
    from scipy.optimize import Bounds, LinearConstraint, milp

    lower, upper = np.zeros(len(cost)), np.ones(len(cost))
    for column, value in fixed.items():
        lower[column] = upper[column] = value
    matrix, least = _matrix(rows, len(cost))
    found = milp(
        cost,
        constraints=LinearConstraint(matrix, least, np.inf),
        integrality=np.ones(len(cost)),
        bounds=Bounds(lower, upper),
        options={"mip_rel_gap": 0},
    )
    if found.status == IMPOSSIBLE:
        raise Impossible
    if found.status != SOLVED:
        raise RuntimeError(f"the solver gave up: {found.message}")
    is_whole = bool(np.abs(found.x - np.rint(found.x)).max() <= WHOLE)
    return frozenset(np.flatnonzero(found.x > 0.5).tolist()), is_whole


def _matrix(rows: Sequence[Row], columns: int) -> tuple[Any, Floats]:
    """The rows as a sparse matrix and their least values, slightly loosened."""
    from scipy.sparse import csr_array

    where = np.array([column for row in rows for column in row.columns], dtype=np.int32)
    starts = np.cumsum([0, *(len(row.columns) for row in rows)])
    scaled = [_scaled([*row.coefficients, row.least]) for row in rows]
    values = np.concatenate([each[:-1] for each in scaled] or [np.zeros(0)])
    least = np.array([each[-1] for each in scaled]) - SLACK
    return csr_array((values, where, starts), shape=(len(rows), columns)), least


def _scaled(numbers: Sequence[int]) -> Floats:
    """Whole numbers as floats, scaled down together if the largest is too large."""
    largest = max((abs(number) for number in numbers), default=0)
    if largest <= LARGEST:
        return np.array(numbers, dtype=float)
    return np.array([number / largest * LARGEST for number in numbers])
