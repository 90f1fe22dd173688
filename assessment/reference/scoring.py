"""One file of answers -> the statistics of its teams, by the functions that score a team."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.core import ENGINE_VERSION
from assessment.core.answers import tally_long
from assessment.core.exact import exact_scores
from assessment.core.forms import FULL, SHORT, SHORT_LEVEL_CAP, form_of, has_short_form
from assessment.core.levels import TOP, LevelTable, staged_levels
from assessment.core.model import CapabilityModel, Practice, Tree
from assessment.core.scoring import Scores, score_teams
from assessment.core.seeds import OVERALL
from assessment.reference.parquet import Index
from assessment.reference.partition import Partition, read_partition
from assessment.reference.problems import Problem, Unusable
from assessment.reference.statistics import Statistics

DIGEST = 16


@dataclass(frozen=True)
class Recipe:
    """How every file is scored: the model, its form, and the smallest group k."""

    model: CapabilityModel
    form: str = FULL
    min_group: int = 5

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """Every practice of the model, whatever the form asks."""
        return tuple(self.model.practices.values())

    @cached_property
    def trees(self) -> tuple[Tree, ...]:
        """The core and the modules as the form asks them."""
        trees = (self.model.core, *self.model.modules)
        return tuple(
            form_of(tree, self.form) for tree in trees if self.form == FULL or has_short_form(tree)
        )


@dataclass(frozen=True)
class FileResult:
    """What one file gives: problems, or statistics and the (unit, team) that it holds."""

    engine: str
    problems: tuple[Problem, ...]
    teams: tuple[tuple[str, str], ...]
    statistics: Statistics


def engine() -> str:
    """The version of the calculation in this process."""
    return ENGINE_VERSION


def score_file(path: str, recipe: Recipe) -> FileResult:
    """Read, check and score one file; what is wrong with it is in the result."""
    try:
        partition = read_partition(path, recipe.practices)
    except Unusable as error:
        return FileResult(ENGINE_VERSION, error.problems, (), Statistics())
    return FileResult(ENGINE_VERSION, (), partition.teams, statistics_of(partition, recipe))


def digest(*names: str) -> bytes:
    """Stands for a unit or a team where only sameness matters."""
    text = "".join(f"{len(name)}:{name}" for name in names)
    return hashlib.blake2b(text.encode(), digest_size=DIGEST).digest()


def statistics_of(partition: Partition, recipe: Recipe) -> Statistics:
    """Score all teams of a partition at once, and count exact scores and levels by item."""
    units = [digest(unit) for unit, _team in partition.teams]
    found = Statistics(partition.answers, len(partition.teams), set(units))
    position = {practice.slug: at for at, practice in enumerate(recipe.practices)}
    asked = np.zeros(len(position), dtype=bool)
    for tree in recipe.trees:
        asked[[position[practice.slug] for practice in tree.practices]] = True
    respondents = partition.respondents(asked)
    # One respondent is a jointly agreed sheet, scored with k = 1 as everywhere.
    for chosen, k in ((respondents == 1, 1), (respondents > 1, recipe.min_group)):
        teams = np.flatnonzero(chosen)
        if not len(teams):
            continue
        for tree in recipe.trees:
            scores = _scores(partition, tree, position, teams, respondents[teams], k)
            table = staged_levels(scores, SHORT_LEVEL_CAP if recipe.form == SHORT else TOP)
            _add(found, tree, scores, table, [units[team] for team in teams])
    return found


def _scores(
    partition: Partition,
    tree: Tree,
    position: dict[str, int],
    teams: Index,
    respondents: Index,
    k: int,
) -> Scores:
    column = np.full(len(partition.teams), -1, dtype=np.int64)
    column[teams] = np.arange(len(teams))
    line = np.full(len(position), -1, dtype=np.int64)
    line[[position[practice.slug] for practice in tree.practices]] = range(len(tree.practices))
    kept = (column[partition.team] >= 0) & (line[partition.practice] >= 0)
    tally = tally_long(
        column[partition.team[kept]],
        line[partition.practice[kept]],
        partition.code[kept],
        respondents,
        len(tree.practices),
        max(len(practice.scale.values) for practice in tree.practices),
    )
    return score_teams(tree, tally, k)


def _add(
    found: Statistics, tree: Tree, scores: Scores, table: LevelTable, units: list[bytes]
) -> None:
    nodes = scores.layout.node_count
    slugs = [node.slug for node in tree.nodes]
    some = scores.shown[:nodes].any(axis=0) | scores.overall_shown
    for team in np.flatnonzero(some):
        exact = exact_scores(scores, int(team))
        for node, score in enumerate(exact.nodes):
            if score is not None:
                level = int(table.node[node, team])
                found.item((tree.slug, slugs[node])).add_team(score, level, units[team])
        if exact.overall is not None:
            level = int(table.overall[team])
            found.item((tree.slug, OVERALL)).add_team(exact.overall, level, units[team])
