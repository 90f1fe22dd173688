"""Problems of Parquet files in words, as the faults of any other file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assessment.faults import FaultList
from assessment.formats.answers import LONGEST_NAME
from assessment.reference.problems import Kind, Problem
from assessment.reference.schema import COLUMNS, MOST_BYTES, MOST_ROWS, MOST_TEAMS

LIMITS = {
    "most_rows": MOST_ROWS,
    "most_mebibytes": MOST_BYTES // 2**20,
    "most_teams": MOST_TEAMS,
    "longest": LONGEST_NAME,
    "columns": ", ".join(COLUMNS),
}
"""What a remedy may name beside the values of the problem."""

WORDS = {
    Kind.UNREADABLE: (
        _("the file cannot be read as Parquet (%(reason)s)"),
        _("give Parquet files that every worker can open"),
    ),
    Kind.TOO_LARGE: (
        _("the file has %(rows)d rows and %(mebibytes)d MiB"),
        _("split it by team, at most %(most_rows)d rows and %(most_mebibytes)d MiB a file"),
    ),
    Kind.TOO_MANY_TEAMS: (
        _("the file has %(teams)d teams"),
        _("split it by team, at most %(most_teams)d a file"),
    ),
    Kind.NO_COLUMN: (
        _("there is no column “%(column)s”"),
        _("write the columns %(columns)s"),
    ),
    Kind.REPEATED_COLUMN: (_("the column “%(column)s” is repeated"), _("keep one of the two")),
    Kind.WRONG_TYPE: (
        _("the column “%(column)s” is of the type %(type)s"),
        _("store it as text"),
    ),
    Kind.SPLIT_TEAM: (
        _("the team “%(team)s” of the unit “%(unit)s” is in %(other)s too"),
        _("put all answers of a team into one file"),
    ),
    Kind.NO_VALUE: (
        _("no “%(column)s”"),
        _("write a value in every row; unanswered is an empty text"),
    ),
    Kind.BAD_NAME: (
        _("“%(text)s” cannot stand as “%(column)s”"),
        _("write 1 to %(longest)d characters, trimmed, without control characters"),
    ),
    Kind.NO_PRACTICE: (_("there is no practice “%(slug)s”"), _("use the slugs of the model")),
    Kind.BAD_ANSWER: (
        _("“%(answer)s” is no answer to “%(slug)s”"),
        _("write a number from 0 to %(top)d, DK or nothing"),
    ),
    Kind.NOT_NA: (_("“%(slug)s” cannot be not applicable"), _("choose an option, or DK")),
    Kind.SECOND_ANSWER: (
        _("“%(who)s” answers “%(slug)s” a second time"),
        _("keep one of the two"),
    ),
}
OR_NA = _("write a number from 0 to %(top)d, NA, DK or nothing")


def add_fault(faults: FaultList, file: str, found: Problem) -> None:
    """Add a problem to the faults; the number after the file is its row, from 1."""
    values = {**LIMITS, **dict(found.values)}
    message, remedy = WORDS[found.kind]
    if values.get("may_be_na"):
        remedy = OR_NA
    faults.add(file, found.row, str(message) % values, str(remedy) % values)
