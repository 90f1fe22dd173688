"""What can be wrong in a file of answers, in a form that travels from a worker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_A_FILE = 20
"""So many problems of one file are reported."""


class Kind(StrEnum):
    """Kinds of problems; `assessment.reference.refusals` has the words."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"
    NO_COLUMN = "no column"
    REPEATED_COLUMN = "repeated column"
    WRONG_TYPE = "wrong type"
    NO_VALUE = "no value"
    BAD_NAME = "bad name"
    NO_PRACTICE = "no practice"
    BAD_ANSWER = "bad answer"
    NOT_NA = "not na"
    SECOND_ANSWER = "second answer"
    TOO_MANY_TEAMS = "too many teams"
    SPLIT_TEAM = "split team"


@dataclass(frozen=True)
class Problem:
    """One problem: its kind, the row from 1 (1 for the file as a whole), and what to name."""

    kind: Kind
    row: int = 1
    values: tuple[tuple[str, str | int], ...] = ()


class Unusable(Exception):
    """A file that cannot be scored; `problems` are in the order of rows."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = tuple(sorted(problems, key=lambda p: p.row))[:MOST_A_FILE]


def problem(kind: Kind, row: int = 1, **values: str | int) -> Problem:
    return Problem(kind, row, tuple(values.items()))
