"""An installation of its own: a data folder, a database, a campaign, and people who are invited."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import psycopg

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """Where an installation keeps its data; `database_url` is empty for SQLite."""

    data: Path
    database_url: str = ""

    @property
    def name(self) -> str:
        return "PostgreSQL" if self.database_url else "SQLite"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands and of its server."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PLUMBLINE_", "DJANGO_"))
        }
        return {
            **inherited,
            "PLUMBLINE_DATA": str(self.data),
            "DATABASE_URL": self.database_url,
            "PLUMBLINE_LOG_LEVEL": "WARNING",
        }

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """A Python command in this installation; its fault is for the caller to look at."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *arguments: str) -> str:
        """A management command that has to succeed; its output."""
        done = self.run("manage.py", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def invite(self, people: int) -> Invited:
        """A migrated database with an open campaign of the full form, and so many people."""
        self.data.mkdir(parents=True, exist_ok=True)
        file = self.data / "plumbline.sqlite3"
        if not self.database_url and not file.exists():
            file.write_bytes(migrated())
        done = self.run("-m", "tests.faults.invite", str(people))
        assert done.returncode == 0, done.stderr
        return Invited(**json.loads(done.stdout))

    def rows(self, query: str) -> list[tuple]:
        """What the database holds, read by plain SQL and not by the product."""
        with self._connected() as connection:
            return list(connection.execute(query).fetchall())

    def change(self, statement: str) -> None:
        """Change a row behind the product's back."""
        with self._connected() as connection:
            connection.execute(statement)
            connection.commit()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection | psycopg.Connection]:
        connection = (
            psycopg.connect(self.database_url)
            if self.database_url
            else sqlite3.connect(self.data / "plumbline.sqlite3")
        )
        with closing(connection):
            yield connection

    def faults_of_the_file(self) -> list[str]:
        """What SQLite's own check finds damaged; PostgreSQL has no such file."""
        if self.database_url:
            return []
        damaged = [row for row in self.rows("PRAGMA integrity_check") if row != ("ok",)]
        return [str(row) for row in damaged + self.rows("PRAGMA foreign_key_check")]


@cache
def migrated() -> bytes:
    """An SQLite database that the product's own migrations made; they take seconds each time."""
    with TemporaryDirectory() as folder:
        place = Place(Path(folder))
        place.manage("migrate", "--verbosity", "0")
        with place._connected() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return (Path(folder) / "plumbline.sqlite3").read_bytes()


@dataclass(frozen=True)
class Invited:
    """The people's tokens, and the practices of each section of the questionnaire."""

    tokens: list[str]
    sections: dict[str, list[str]]


@dataclass(frozen=True)
class Row:
    """One line of an answer's history, as the database has it."""

    token: str
    practice: str
    operation: UUID
    revision: int
    option: int | None


def history(place: Place) -> list[Row]:
    """Every save that took effect."""
    found = place.rows(
        "SELECT i.token, a.practice, c.operation_id, c.revision, c.option"
        " FROM survey_answerchange c JOIN survey_answer a ON a.id = c.answer_id"
        " JOIN survey_invitation i ON i.sheet_id = a.sheet_id ORDER BY c.id"
    )
    return [Row(row[0], row[1], UUID(str(row[2])), row[3], row[4]) for row in found]


def answers(place: Place) -> dict[tuple[str, str], Row]:
    """The answers as they now stand, by token and practice."""
    found = place.rows(
        "SELECT i.token, a.practice, a.operation_id, a.revision, a.option"
        " FROM survey_answer a JOIN survey_invitation i ON i.sheet_id = a.sheet_id"
    )
    rows = [Row(row[0], row[1], UUID(str(row[2])), row[3], row[4]) for row in found]
    return {(row.token, row.practice): row for row in rows}
