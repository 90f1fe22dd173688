"""An answer file -> the answers of its teams, or every fault at once.

The file is CSV in the long form (one answer a row) or the wide form (one person a row); both are
described in docs/formats.md. Nothing is scored here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from assessment.core.answers import DK, NA, UNANSWERED, AnswerSet, answer_set
from assessment.core.forms import FULL, SHORT
from assessment.core.model import CapabilityModel, Practice
from assessment.faults import FaultList, FaultsFound
from assessment.formats.slugs import closest
from assessment.formats.table import Record, read_bytes, records, sha256_of

RESPONDENT, PRACTICE, ANSWER = "respondent", "practice", "answer"
TEAM, ROLE, NOTE, EVIDENCE = "team", "role", "note", "evidence"
LONG_KEYS = (RESPONDENT, PRACTICE, ANSWER)
LONG_COLUMNS = (*LONG_KEYS, TEAM, ROLE, NOTE, EVIDENCE)
WIDE_COLUMNS = (RESPONDENT, TEAM, ROLE)
NA_WORDS = ("NA", "不适用")
DK_WORDS = ("DK", "不清楚")
NUMBER = re.compile("0|[1-9][0-9]?")
LONGEST_NAME = 200
SUGGESTIONS = 20
"""Similar slugs are looked up for so many unknown ones; the search is slow."""


class AnswerFaults(FaultsFound):
    """An answer file that cannot be scored."""


@dataclass(frozen=True)
class TeamAnswers:
    """One team of a file.

    Attributes
    ----------
    name : the team's name, "" in a file without teams.
    answers : the answers of its people over the practices of the form.
    roles : by respondent, where one was given.
    notes, evidence : by (respondent, practice), where one was given.
    """

    name: str
    answers: AnswerSet
    roles: Mapping[str, str]
    notes: Mapping[tuple[str, str], str]
    evidence: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class AnswerFile:
    """A whole file; `has_teams` says whether it names teams, `form` is "full" or "short"."""

    teams: tuple[TeamAnswers, ...]
    has_teams: bool
    form: str
    sha256: str

    def team(self, name: str) -> TeamAnswers:
        """The team of that name; KeyError if the file has none."""
        for team in self.teams:
            if team.name == name:
                return team
        raise KeyError(name)


@dataclass
class _Team:
    """A team while its rows are read."""

    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    evidence: dict[tuple[str, str], str] = field(default_factory=dict)


def read_answers(path: Path | str, model: CapabilityModel, form: str | None = None) -> AnswerFile:
    """Read an answer file of a model.

    Parameters
    ----------
    path : the CSV file.
    model : the model that was answered, with its modules.
    form : "full" or "short"; None takes the short form for a wide file with exactly its columns,
        else the full form.

    Raises
    ------
    AnswerFaults : the file has faults; it holds all of them, each with its line.
    """
    faults = FaultList()
    data = read_bytes(Path(path), faults)
    reading = _Reading(str(path), model, faults)
    if data is not None:
        reading.read(data)
    if faults or data is None:
        raise AnswerFaults(faults.sorted(), faults.more)
    chosen = form or (SHORT if reading.is_short else FULL)
    asked = [p.slug for p in model.practices.values() if chosen == FULL or p.short]
    teams = tuple(_team(name, team, asked) for name, team in reading.teams.items())
    return AnswerFile(teams, reading.has_teams, chosen, sha256_of(data))


def _team(name: str, team: _Team, asked: list[str]) -> TeamAnswers:
    kept = set(asked)
    rows = [(who, slug, code) for (who, slug), code in team.rows.items() if slug in kept]
    return TeamAnswers(name, answer_set(rows, asked), team.roles, team.notes, team.evidence)


class _Reading:
    """One pass over the records of a file."""

    def __init__(self, name: str, model: CapabilityModel, faults: FaultList) -> None:
        self.name, self.model, self.faults = name, model, faults
        self.teams: dict[str, _Team] = {}
        self.has_teams = self.is_short = False
        self.suggested: dict[str, str] = {}
        self.seen_people: set[tuple[str, str]] = set()

    def add(self, line: int, message: str, remedy: str) -> None:
        self.faults.add(self.name, line, message, remedy)

    def read(self, data: bytes) -> None:
        rows = records(self.name, data, self.faults)
        header = next(rows, None)
        if header is None:
            if not self.faults:
                self.add(1, _("the file is empty"), _("write a header and answers"))
            return
        columns = self._columns(header)
        if columns is None:
            return
        is_long = PRACTICE in columns
        self.has_teams = TEAM in columns
        for record in rows:
            if self.faults.more:
                return
            if len(record.cells) != len(header.cells):
                message = _("this row has %(given)d cells, the header %(wanted)d") % {
                    "given": len(record.cells),
                    "wanted": len(header.cells),
                }
                self.add(record.line, message, _("write one cell a column"))
            elif is_long:
                self._long_row(record, columns)
            else:
                self._wide_row(record, columns)
        self._check_any(header.line)

    def _check_any(self, line: int) -> None:
        codes = [code for team in self.teams.values() for code in team.rows.values()]
        if not self.faults and not any(code > UNANSWERED for code in codes):
            self.add(line, _("the file holds no answers"), _("write at least one"))

    # --- Header ------------------------------------------------------------------------------

    def _columns(self, header: Record) -> dict[str, int] | None:
        """Position of each column, or None after faults that leave the rows unreadable."""
        cells = header.cells
        columns: dict[str, int] = {}
        before = len(self.faults.found)
        is_long = PRACTICE in cells or ANSWER in cells
        for at, name in enumerate(cells):
            if name in columns:
                message = _("the column “%(name)s” is repeated") % {"name": name[:80]}
                self.add(header.line, message, _("keep one of the two"))
            columns.setdefault(name, at)
        missing = [key for key in (LONG_KEYS if is_long else (RESPONDENT,)) if key not in columns]
        if missing:
            message = _("the header lacks %(columns)s") % {"columns": ", ".join(missing)}
            if len(cells) == 1 and re.search("[;\t]", cells[0]):
                self.add(header.line, message, _("separate the columns by commas"))
                return None
            remedy = _(
                "write “respondent,practice,answer”, or “respondent” and a column a practice"
            )
            self.add(header.line, message, remedy)
        elif not is_long and cells[0] != RESPONDENT:
            message = _("the first column is “%(name)s”") % {"name": cells[0][:80]}
            self.add(header.line, message, _("put “respondent” first"))
        for name in columns:
            if name not in (LONG_COLUMNS if is_long else WIDE_COLUMNS):
                self._check_column(header.line, name, is_long)
        if not is_long:
            self._note_form(set(columns))
        return columns if len(self.faults.found) == before else None

    def _check_column(self, line: int, name: str, is_long: bool) -> None:
        if not is_long and name in self.model.practices:
            return
        message = _("the column “%(name)s” is not known") % {"name": name[:80]}
        remedy = _("use %(columns)s") % {"columns": ", ".join(LONG_COLUMNS)}
        self.add(line, message, remedy if is_long else self._slug_remedy(name))

    def _note_form(self, columns: set[str]) -> None:
        """A wide file with exactly the practices of the short form is one."""
        asked = columns - set(WIDE_COLUMNS)
        short = {p.slug for p in self.model.practices.values() if p.short}
        core = {p.slug for p in self.model.core.practices if p.short}
        everything = set(self.model.practices)
        self.is_short = bool(asked) and asked in (short, core) and asked != everything

    # --- Rows --------------------------------------------------------------------------------

    def _long_row(self, record: Record, columns: Mapping[str, int]) -> None:
        who, team = self._person(record, columns)
        slug = record.cells[columns[PRACTICE]]
        practice = self.model.practices.get(slug)
        if practice is None:
            message = _("there is no practice “%(slug)s”") % {"slug": slug[:80]}
            self.add(record.line, message, self._slug_remedy(slug))
            return
        code = self._code(record.line, practice, record.cells[columns[ANSWER]])
        if team is None:
            return
        if (who, slug) in team.rows:
            message = _("“%(who)s” answers “%(slug)s” a second time") % {"who": who, "slug": slug}
            self.add(record.line, message, _("keep one of the two"))
            return
        team.rows[who, slug] = code
        for name, kept in ((NOTE, team.notes), (EVIDENCE, team.evidence)):
            if name in columns and record.cells[columns[name]]:
                kept[who, slug] = record.cells[columns[name]]

    def _wide_row(self, record: Record, columns: Mapping[str, int]) -> None:
        who, team = self._person(record, columns)
        name = record.cells[columns[TEAM]] if TEAM in columns else ""
        if team is not None and (name, who) in self.seen_people:
            message = _("“%(who)s” has a second row") % {"who": who}
            self.add(record.line, message, _("keep one of the two"))
            team = None
        self.seen_people.add((name, who))
        for slug, at in columns.items():
            if slug in WIDE_COLUMNS:
                continue
            code = self._code(record.line, self.model.practices[slug], record.cells[at])
            if team is not None:
                team.rows[who, slug] = code

    def _person(self, record: Record, columns: Mapping[str, int]) -> tuple[str, _Team | None]:
        """Who a row is of, and the team to add it to; None after a fault."""
        who = self._name(record, columns, RESPONDENT)
        name = self._name(record, columns, TEAM) if TEAM in columns else ""
        if who is None or name is None:
            return "", None
        team = self.teams.setdefault(name, _Team())
        role = record.cells[columns[ROLE]] if ROLE in columns else ""
        if role and team.roles.setdefault(who, role) != role:
            message = _("“%(who)s” has the role “%(role)s” here and “%(other)s” above") % {
                "who": who,
                "role": role[:80],
                "other": team.roles[who][:80],
            }
            self.add(record.line, message, _("write the same role in all rows of a person"))
        return who, team

    def _name(self, record: Record, columns: Mapping[str, int], key: str) -> str | None:
        text = record.cells[columns[key]]
        if text and len(text) <= LONGEST_NAME:
            return text
        message = (
            _("“%(column)s” is longer than %(limit)d characters") if text else _("no “%(column)s”")
        )
        values = {"column": key, "limit": LONGEST_NAME}
        self.add(record.line, message % values, _("write a short name in every row"))
        return None

    def _code(self, line: int, practice: Practice, text: str) -> int:
        """The code of an answer; UNANSWERED after a fault."""
        if not text:
            return UNANSWERED
        if text in DK_WORDS:
            return DK
        if text in NA_WORDS:
            if practice.na is not None:
                return NA
            message = _("“%(slug)s” cannot be not applicable") % {"slug": practice.slug}
            self.add(line, message, _("choose an option, or DK"))
            return UNANSWERED
        top = len(practice.scale.values) - 1
        if NUMBER.fullmatch(text) and int(text) <= top:
            return int(text)
        message = _("“%(answer)s” is no answer to “%(slug)s”") % {
            "answer": text[:40],
            "slug": practice.slug,
        }
        remedy = (
            _("write a number from 0 to %(top)d, NA, DK or nothing")
            if practice.na is not None
            else _("write a number from 0 to %(top)d, DK or nothing")
        )
        self.add(line, message, remedy % {"top": top})
        return UNANSWERED

    def _slug_remedy(self, slug: str) -> str:
        if slug not in self.suggested and len(self.suggested) < SUGGESTIONS:
            self.suggested[slug] = closest(slug, self.model.practices)
        similar = self.suggested.get(slug)
        if similar:
            return _("did you mean “%(slug)s”?") % {"slug": similar}
        return _("use the slugs of %(model)s") % {"model": self.model.slug}
