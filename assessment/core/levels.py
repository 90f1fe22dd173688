"""Staged levels 1–5 with gates, and what blocks the next one (docs/scoring.md, "Levels").

The rule follows ISO/IEC 33020: a level's own part must be largely achieved (more than 50 %),
everything below it fully (more than 85 %). All comparisons are of whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.core.answers import Tally
from assessment.core.layout import Layout
from assessment.core.scoring import Bools, Scores

LARGELY = 50
FULLY = 85
TOP = 5
UNKNOWN = -1

Ints = npt.NDArray[np.int64]
Whole = npt.NDArray[Any]
"""Exact whole numbers: int64, or Python integers where int64 might overflow."""


def lower_median(tally: Tally) -> Ints:
    """The answer at position floor((n-1)/2) of the sorted ratings, [practice, team].

    It is always a real anchor, one loud voice cannot lift it, and ties go to caution.
    UNKNOWN where nobody rated.
    """
    n = tally.n
    rank = (n - 1) // 2 + 1
    reached = np.cumsum(tally.counts, axis=1) >= rank[:, np.newaxis, :]
    level: Ints = reached.argmax(axis=1).astype(np.int64)
    level[n == 0] = UNKNOWN
    return level


@dataclass(frozen=True)
class LevelTable:
    """Levels of many teams.

    Attributes
    ----------
    practice : lower median [practice, team]; UNKNOWN unless scored on the five-step scale.
    node : level 1–5 [node, team]; 0 where there is none.
    overall : level [team]; 0 where there is none.
    """

    practice: Ints
    node: Ints
    overall: Ints


def staged_levels(scores: Scores, cap: int = TOP) -> LevelTable:
    """Levels of every node that is shown and of the overall; `cap` is the highest one given."""
    layout = scores.layout
    nodes = layout.node_count
    teams = scores.shown.shape[1]
    practice = lower_median(scores.tally)
    practice[~scores.shown[nodes:]] = UNKNOWN
    five = np.array([p.scale.is_five_step for p in layout.tree.practices], dtype=bool)
    practice[~five] = UNKNOWN
    node = np.zeros((nodes, teams), dtype=np.int64)
    overall = np.zeros(teams, dtype=np.int64)
    if layout.tree.levels is not None:
        for capability in layout.capabilities:
            if all(five[p - nodes] for p in layout.below(capability)):
                node[capability] = _capability_level(layout, capability, practice, scores)
        for group in range(nodes):
            above = any(group in layout.path(c)[1:] for c in layout.capabilities)
            if above and all(five[p - nodes] for p in layout.below(group)):
                node[group] = _group_level(layout, group, practice, node, scores)
        if five.all():
            overall = _group_level(layout, -1, practice, node, scores)
    node[~scores.shown[:nodes]] = 0
    overall = np.where(scores.overall_shown, overall, 0)
    return LevelTable(practice, np.minimum(node, cap), np.minimum(overall, cap))


def whole(numbers: tuple[int, ...]) -> Whole:
    """Whole numbers as int64, or as Python integers where int64 might overflow."""
    dtype: npt.DTypeLike = np.int64 if sum(numbers) < 2**53 else object
    return np.array(numbers, dtype=dtype)[:, np.newaxis]


def achieved(
    layout: Layout, capability: int, practice: Ints, scores: Scores, step: int
) -> tuple[Whole, Whole]:
    """Weight of the scored practices at or above `step`, and of all scored ones, [team]."""
    rows = layout.below(capability)
    weight = whole(layout.whole_shares(rows, capability))
    scored = scores.shown[list(rows)]
    at = practice[[row - layout.node_count for row in rows]] >= step
    return (weight * (scored & at)).sum(axis=0), (weight * scored).sum(axis=0)


def _more(part: Whole, total: Whole, percent: int) -> Bools:
    """Is the part more than this percentage of the total? Compared in whole numbers."""
    return (100 * part > percent * total).astype(np.bool_)


def _capability_level(layout: Layout, capability: int, practice: Ints, scores: Scores) -> Ints:
    level = np.ones(practice.shape[1], dtype=np.int64)
    climbing = np.ones(practice.shape[1], dtype=bool)
    below = np.ones(practice.shape[1], dtype=bool)
    for target in range(2, TOP + 1):
        part, total = achieved(layout, capability, practice, scores, target - 1)
        climbing &= below & _more(part, total, LARGELY)
        level[climbing] = target
        below &= _more(part, total, FULLY)
    return level


def breadth(
    layout: Layout, group: int, node: Ints, scores: Scores, level: int
) -> tuple[Whole, Whole]:
    """Weight of the counted capabilities at or above `level`, and of all counted, [team].

    Counted are shown capabilities all of whose ancestors are shown; the weight is the product of
    the model's shares from the top. `group` -1 stands for the overall.
    """
    rows = [c for c in layout.capabilities if group < 0 or group in layout.path(c)]
    weight = whole(layout.whole_shares(tuple(rows)))
    counted = np.array([scores.shown[list(layout.path(c))].all(axis=0) for c in rows])
    if not rows:
        nothing = np.zeros(node.shape[1], dtype=np.int64)
        return nothing, nothing
    return (weight * (counted & (node[rows] >= level))).sum(axis=0), (weight * counted).sum(axis=0)


def gates(layout: Layout, group: int = -1) -> tuple[int, ...]:
    """Positions of the gate practices below a node, or of all."""
    return tuple(
        layout.node_count + row
        for row, practice in enumerate(layout.tree.practices)
        if practice.gate and (group < 0 or group in layout.path(layout.node_count + row))
    )


def gate_step(level: int) -> int:
    """The step that every gate practice must have reached for a level."""
    return min(level - 1, 3)


def _group_level(layout: Layout, group: int, practice: Ints, node: Ints, scores: Scores) -> Ints:
    teams = practice.shape[1]
    level = np.ones(teams, dtype=np.int64)
    climbing = np.ones(teams, dtype=bool)
    below = np.ones(teams, dtype=bool)
    gate = gates(layout, group)
    for target in range(2, TOP + 1):
        part, total = breadth(layout, group, node, scores, target)
        climbing &= below & _more(part, total, LARGELY)
        for index in gate:
            open_ = practice[index - layout.node_count] >= gate_step(target)
            climbing &= open_ | scores.not_applicable[index]
        level[climbing] = target
        below &= _more(part, total, FULLY)
    return level


def blocked_by(scores: Scores, table: LevelTable, team: int, cap: int = TOP) -> tuple[str, ...]:
    """What keeps one team's overall from the next level: gates first, then capabilities.

    Gate practices below the step that the next level asks for, or without data; then, for each
    breadth condition that fails, the counted capabilities below that level; in model order.
    """
    layout = scores.layout
    current = int(table.overall[team])
    if current == 0 or current >= cap:
        return ()
    target = current + 1
    names = [
        layout.items[index].slug
        for index in gates(layout)
        if not scores.not_applicable[index, team]
        and table.practice[index - layout.node_count, team] < gate_step(target)
    ]
    failing = [
        level
        for level in range(2, target + 1)
        if not _wide_enough(scores, table, team, level, LARGELY if level == target else FULLY)
    ]
    for capability in layout.capabilities:
        counted = scores.shown[list(layout.path(capability)), team].all()
        if counted and any(table.node[capability, team] < level for level in failing):
            names.append(layout.items[capability].slug)
    return tuple(names)


def _wide_enough(scores: Scores, table: LevelTable, team: int, level: int, limit: int) -> bool:
    part, total = breadth(scores.layout, -1, table.node, scores, level)
    return bool(100 * part[team] > limit * total[team])
