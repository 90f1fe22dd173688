"""What if some practices stood higher: the engine's own scoring of the moved answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.core.answers import Tally
from assessment.core.levels import UNKNOWN, blocked_by, gate_step, gates, staged_levels
from assessment.core.planning import Move, Plan
from assessment.core.scoring import score_teams
from assessment.core.team_state import TeamState


@dataclass(frozen=True)
class Gate:
    """A gate practice: the step it would stand at and the step that the next level asks of it.

    `level` is None without enough data; `asked` is None if there is no next level.
    """

    practice: str
    level: int | None
    asked: int | None
    is_open: bool


@dataclass(frozen=True)
class NodeOutcome:
    """An inner node as it would be: score 0–100 and level 1–5; None where there is none."""

    slug: str
    score: float | None
    level: int | None


@dataclass(frozen=True)
class WhatIf:
    """The outcome of raising practices.

    Attributes
    ----------
    moves : the single steps that are taken, in model order.
    missing : steps that these need first and that are not among them, in model order.
    score, level : of the overall; None where there is none.
    gain : exact points that the moves add to the overall score.
    effort : quarter person-days of `moves`; `missing` is not in it.
    nodes : every inner node of the tree, in pre-order.
    gates : every gate practice that applies, in model order.
    blocked_by : what would keep the overall from the level after.
    """

    moves: tuple[Move, ...]
    missing: tuple[Move, ...]
    score: float | None
    level: int | None
    gain: Fraction
    effort: int
    nodes: tuple[NodeOutcome, ...]
    gates: tuple[Gate, ...]
    blocked_by: tuple[str, ...]


def what_if(state: TeamState, targets: Mapping[str, int]) -> WhatIf:
    """Raise practices to the given steps and score the team again.

    Raising to step t moves everyone who rated below t up one, step by step from the practice's
    level; nobody falls, and who does not know or did not answer stays so.

    Raises
    ------
    KeyError : an unknown practice.
    ValueError : a practice without a level, or a step below its level or above 4.
    """
    moves = state.moves(targets)
    scores = score_teams(state.scores.layout.tree, _moved(state, moves), state.scores.min_group)
    table = staged_levels(scores, state.cap)
    layout, level = scores.layout, int(table.overall[0])
    return WhatIf(
        moves=moves,
        missing=_missing(state, targets, moves),
        score=float(scores.overall[0]) if scores.overall_shown[0] else None,
        level=level or None,
        gain=sum((state.gain(move) for move in moves), Fraction(0)),
        effort=sum(state.effort(move) for move in moves),
        nodes=tuple(
            NodeOutcome(
                layout.items[node].slug,
                float(scores.score[node, 0]) if scores.shown[node, 0] else None,
                int(table.node[node, 0]) or None,
            )
            for node in range(layout.node_count)
        ),
        gates=_gates(state, table.practice[:, 0].tolist(), level),
        blocked_by=blocked_by(scores, table, 0, state.cap),
    )


def _moved(state: TeamState, moves: tuple[Move, ...]) -> Tally:
    """The team's counts after the moves; practices of other trees are not in them."""
    old, layout = state.scores.tally, state.scores.layout
    counts = old.counts[:, :, [state.team]].copy()
    for slug, step in moves:
        if slug in layout.position:
            row = layout.position[slug] - layout.node_count
            below = counts[row, :step].copy()
            counts[row, :step] -= below
            counts[row, 1 : step + 1] += below
    not_asked = None if old.not_asked is None else old.not_asked[:, [state.team]]
    return Tally(counts, old.n_na[:, [state.team]], old.respondents[[state.team]], not_asked)


def _missing(
    state: TeamState, targets: Mapping[str, int], moves: tuple[Move, ...]
) -> tuple[Move, ...]:
    plan, taken = Plan(state.standings), set(moves)
    needed = {
        move for slug, step in targets.items() for move in plan.closure(slug, step).moves
    } - taken
    position = {slug: at for at, slug in enumerate(state.standings)}
    return tuple(sorted(needed, key=lambda move: (position[move[0]], move[1])))


def _gates(state: TeamState, practice_levels: list[int], level: int) -> tuple[Gate, ...]:
    layout = state.scores.layout
    asked = gate_step(level + 1) if 0 < level < state.cap else None
    rows = []
    for index in gates(layout):
        if state.scores.not_applicable[index, state.team]:
            continue
        now = practice_levels[index - layout.node_count]
        is_open = now != UNKNOWN and (asked is None or now >= asked)
        rows.append(Gate(layout.items[index].slug, None if now == UNKNOWN else now, asked, is_open))
    return tuple(rows)
