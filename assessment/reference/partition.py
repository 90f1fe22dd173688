"""One file of answers, checked, as arrays of positions that the core can count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.core.answers import DK, NA, UNANSWERED
from assessment.core.model import Practice
from assessment.formats.answers import DK_WORDS, LONGEST_NAME, NA_WORDS, NUMBER
from assessment.reference.parquet import Column, Index, read_columns
from assessment.reference.problems import MOST_A_FILE, Kind, Problem, Unusable, problem
from assessment.reference.schema import ANSWER, MOST_TEAMS, NAMES, PRACTICE, RESPONDENT, TEAM, UNIT

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
NO_ANSWER = -9
"""Stands for a text that is no answer to any question."""


@dataclass(frozen=True)
class Partition:
    """The answers of whole teams.

    Attributes
    ----------
    teams : (unit, team) by position.
    team, person, practice : positions, one a row; people are numbered over all teams.
    code : int8 option number, NA, DK or UNANSWERED, one a row.
    """

    teams: tuple[tuple[str, str], ...]
    team: Index
    person: Index
    practice: Index
    code: npt.NDArray[np.int8]

    @property
    def answers(self) -> int:
        """Ratings, NA and DK."""
        return int((self.code > UNANSWERED).sum())

    def respondents(self, asked: npt.NDArray[np.bool_]) -> Index:
        """People of each team with a rating, NA or DK to a practice that is asked."""
        given = (self.code > UNANSWERED) & asked[self.practice]
        _, first = np.unique(self.person[given], return_index=True)
        return np.bincount(self.team[given][first], minlength=len(self.teams)).astype(np.int64)


def read_partition(path: str, practices: Sequence[Practice]) -> Partition:
    """Read and check one file.

    Parameters
    ----------
    path : a Parquet file in the form `plumbline-answers-parquet/1`.
    practices : every practice of the model; their order numbers them.

    Raises
    ------
    Unusable : the file has problems; the first of every kind and text are given.
    """
    columns = read_columns(path)
    found = [each for name in NAMES for each in _name_problems(name, columns[name])]
    practice, unknown = _practices(columns[PRACTICE], practices)
    code, wrong = _codes(columns[ANSWER], practice, practices)
    found += unknown + wrong
    if found:
        raise Unusable(*found)
    team, teams = _teams(columns[UNIT], columns[TEAM])
    if len(teams) > MOST_TEAMS:
        raise Unusable(problem(Kind.TOO_MANY_TEAMS, teams=len(teams)))
    people = columns[RESPONDENT]
    person = pd.factorize(team * max(1, len(people.values)) + people.index)[0]
    _check_once(person, practice, columns, len(practices))
    return Partition(teams, team, person, practice, code)


def _name_problems(name: str, column: Column) -> list[Problem]:
    return [
        problem(Kind.BAD_NAME, row + 1, column=name, text=text[:80])
        for row, text in column.first_rows([not _is_name(text) for text in column.values])
    ]


def _is_name(text: str) -> bool:
    """A trimmed name without control characters; two spellings of one team would split it."""
    trimmed = 0 < len(text) <= LONGEST_NAME and text == text.strip()
    return trimmed and not CONTROL.search(text)


def _practices(column: Column, practices: Sequence[Practice]) -> tuple[Index, list[Problem]]:
    """Position of each row's practice, -1 where there is none of that slug."""
    position = {practice.slug: at for at, practice in enumerate(practices)}
    known = np.array([position.get(slug, -1) for slug in column.values], dtype=np.int64)
    unknown = column.first_rows([slug not in position for slug in column.values])
    found = [problem(Kind.NO_PRACTICE, row + 1, slug=slug[:80]) for row, slug in unknown]
    return known[column.index] if len(known) else column.index, found


def _codes(
    column: Column, practice: Index, practices: Sequence[Practice]
) -> tuple[npt.NDArray[np.int8], list[Problem]]:
    """The code of each row's answer, and the answers that their practice does not have."""
    meaning = np.array([_code(text) for text in column.values], dtype=np.int8)
    code = meaning[column.index] if len(meaning) else column.index.astype(np.int8)
    top = np.array([len(each.scale.values) - 1 for each in practices])
    may_be_na = np.array([each.na is not None for each in practices])
    known = practice >= 0
    barred = known & (code == NA) & ~may_be_na[practice]
    wrong = known & ((code == NO_ANSWER) | (code > top[practice]))
    found: list[Problem] = []
    for kind, rows in ((Kind.NOT_NA, barred), (Kind.BAD_ANSWER, wrong)):
        at = np.flatnonzero(rows)
        pair = practice[at] * max(1, len(column.values)) + column.index[at]
        for row in np.sort(at[np.unique(pair, return_index=True)[1]])[:MOST_A_FILE]:
            each, text = practices[practice[row]], column.values[column.index[row]]
            values = {"slug": each.slug, "answer": text[:40], "top": int(top[practice[row]])}
            values["may_be_na"] = int(each.na is not None)
            found.append(problem(kind, int(row) + 1, **values))
    return code, found


def _code(text: str) -> int:
    if not text:
        return UNANSWERED
    if text in DK_WORDS:
        return DK
    if text in NA_WORDS:
        return NA
    return int(text) if NUMBER.fullmatch(text) else NO_ANSWER


def _teams(units: Column, names: Column) -> tuple[Index, tuple[tuple[str, str], ...]]:
    """Position of each row's team, and (unit, team) by position; a team is one within its unit."""
    width = max(1, len(names.values))
    team, pairs = pd.factorize(units.index * width + names.index)
    teams = tuple((units.values[pair // width], names.values[pair % width]) for pair in pairs)
    return team, teams


def _check_once(
    person: Index, practice: Index, columns: Mapping[str, Column], practices: int
) -> None:
    """Raises Unusable if somebody answers a practice twice."""
    second = np.flatnonzero(pd.Series(person * practices + practice).duplicated().to_numpy())
    if len(second):
        row = int(second[0])
        who, slug = (columns[c].values[columns[c].index[row]] for c in (RESPONDENT, PRACTICE))
        raise Unusable(problem(Kind.SECOND_ANSWER, row + 1, who=who, slug=slug))
