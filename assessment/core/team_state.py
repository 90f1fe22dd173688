"""Where a team stands before anything is raised, on one tree: what plans and what-if start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessment.core.levels import TOP, UNKNOWN, LevelTable, staged_levels
from assessment.core.planning import TOP_STEP, Move, Standing, gain, quarter_days
from assessment.core.scoring import Scores, effective_weights


@dataclass(frozen=True)
class TeamState:
    """One team on one tree of the model.

    Attributes
    ----------
    scores : the tree's scores; `team` is the column that counts.
    table : levels of the same teams.
    standings : every practice of the team in model order, core and modules together; only those
        of this tree carry weight. A practice of another tree may be raised as a prerequisite: it
        costs effort and gains nothing here.
    cap : highest level that is given (3 on the short form).
    size_factor : an administrator's factor on every effort.
    own_efforts : the team's own estimates in quarter person-days; they are taken as they are.
    """

    scores: Scores
    table: LevelTable
    standings: Mapping[str, Standing]
    team: int = 0
    cap: int = TOP
    size_factor: Fraction = Fraction(1)
    own_efforts: Mapping[Move, int] = field(default_factory=dict)

    @property
    def level(self) -> int:
        """The overall level, 0 where there is none."""
        return int(self.table.overall[self.team])

    def effort(self, move: Move) -> int:
        """Quarter person-days of a move."""
        if move in self.own_efforts:
            return self.own_efforts[move]
        slug, step = move
        return quarter_days(self.standings[slug].practice, step, self.size_factor)

    def gain(self, move: Move) -> Fraction:
        """Points that a move adds to the overall score."""
        slug, step = move
        return gain(self.standings[slug], step)

    def moves(self, targets: Mapping[str, int]) -> tuple[Move, ...]:
        """The single moves that bring practices to their target steps, in model order.

        Raises
        ------
        KeyError : an unknown practice.
        ValueError : a practice without a level, or a target below its level or above the top.
        """
        for slug, target in targets.items():
            now = self.standings[slug].level
            if now is None:
                raise ValueError(f"{slug} has no level, so it cannot be raised")
            if not now <= target <= TOP_STEP:
                raise ValueError(f"{slug} stands at {now}; it can be raised to {TOP_STEP} at most")
        return tuple(
            (slug, step)
            for slug, standing in self.standings.items()
            if slug in targets and standing.level is not None
            for step in range(standing.level + 1, targets[slug] + 1)
        )


def team_state(
    trees: Sequence[Scores],
    *,
    ranked: int,
    team: int = 0,
    cap: int = TOP,
    size_factor: Fraction = Fraction(1),
    own_efforts: Mapping[Move, int] | None = None,
) -> TeamState:
    """The state of one team on the tree `trees[ranked]`.

    Parameters
    ----------
    trees : the scores of the core and of every answered module, in model order.
    ranked : which of them the state is about.
    """
    standings: dict[str, Standing] = {}
    kept: LevelTable | None = None
    for at, scores in enumerate(trees):
        table = staged_levels(scores, cap)
        kept = table if at == ranked else kept
        first = scores.layout.node_count
        weights = effective_weights(scores, team) if at == ranked else []
        for row, practice in enumerate(scores.layout.tree.practices):
            level = int(table.practice[row, team])
            options = len(practice.scale.values)
            standings[practice.slug] = Standing(
                practice=practice,
                level=None if level == UNKNOWN else level,
                not_applicable=bool(scores.not_applicable[first + row, team]),
                weight=weights[first + row] if weights else Fraction(0),
                counts=tuple(int(c) for c in scores.tally.counts[row, :options, team]),
            )
    if kept is None:
        raise IndexError(f"there is no tree {ranked}")
    return TeamState(
        trees[ranked], kept, standings, team, cap, size_factor, dict(own_efforts or {})
    )
