"""Many files of answers -> statistics of all their teams, or every fault at once."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessment.core import ENGINE_VERSION
from assessment.faults import MOST, FaultList, FaultsFound
from assessment.reference.problems import Kind, Problem, problem
from assessment.reference.refusals import add_fault
from assessment.reference.scoring import FileResult, Recipe, digest, score_file
from assessment.reference.statistics import Statistics

Results = Iterator[tuple[int, FileResult]]
Runner = Callable[[Sequence[str], Recipe], Results]
"""Scores files and gives (position, result) of each, in any order."""


class OtherEngine(Exception):
    """A worker runs another version of the calculation; the text is that version."""


@dataclass(frozen=True)
class Built:
    """Statistics of all files; the sum does not depend on the order of files or workers."""

    files: int
    statistics: Statistics


def matching_files(pattern: str) -> tuple[str, ...]:
    """The files that match a pattern with `*`, `?`, `[…]` or `**`, in code-point order."""
    try:
        found = glob.glob(pattern, recursive=True)
    except ValueError:
        return ()
    return tuple(sorted(path for path in found if os.path.isfile(path)))


def here(files: Sequence[str], recipe: Recipe) -> Results:
    """The runner without a cluster: one file after the other in this process."""
    return ((at, score_file(path, recipe)) for at, path in enumerate(files))


def build(files: Sequence[str], recipe: Recipe, run: Runner = here) -> Built:
    """Score all files and add them up.

    At any time one file a worker is in memory, beside the sums over all teams.

    Raises
    ------
    FaultsFound : files with problems, or a team that is in several files.
    OtherEngine : a worker computes with another version.
    """
    whole, homes = Statistics(), _Homes()
    problems: dict[int, tuple[Problem, ...]] = {}
    waiting = set(range(len(files)))
    for at, result in run(files, recipe):
        waiting.remove(at)
        if result.engine != ENGINE_VERSION:
            raise OtherEngine(result.engine)
        if result.problems:
            problems[at] = result.problems
        homes.add(at, result.teams)
        if not problems:
            whole.merge(result.statistics)
        if sum(len(each) for each in problems.values()) > MOST:
            break
    _refuse(files, problems, homes.split(files))
    if waiting:
        raise RuntimeError(f"the runner gave no result of {len(waiting)} files")
    return Built(len(files), whole)


class _Homes:
    """In which files each team is; only digests are kept, 16 bytes a team."""

    def __init__(self) -> None:
        self.first: dict[bytes, int] = {}
        self.several: dict[tuple[str, str], set[int]] = {}

    def add(self, file: int, teams: Iterable[tuple[str, str]]) -> None:
        for unit, team in teams:
            key = digest(unit, team)
            other = self.first.setdefault(key, file)
            if other != file and len(self.several) < MOST:
                self.several.setdefault((unit, team), {other}).add(file)

    def split(self, files: Sequence[str]) -> dict[int, list[Problem]]:
        """A problem at every file that continues a team of an earlier one."""
        found: dict[int, list[Problem]] = {}
        for (unit, team), places in sorted(self.several.items()):
            first, *later = sorted(places)
            for file in later:
                split = problem(Kind.SPLIT_TEAM, team=team[:80], unit=unit[:80], other=files[first])
                found.setdefault(file, []).append(split)
        return found


def _refuse(
    files: Sequence[str],
    problems: dict[int, tuple[Problem, ...]],
    split: dict[int, list[Problem]],
) -> None:
    faults = FaultList()
    for at, name in enumerate(files):
        for each in (*problems.get(at, ()), *split.get(at, ())):
            add_fault(faults, name, each)
    if faults:
        raise FaultsFound(faults.sorted(), faults.more)
