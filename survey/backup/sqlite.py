"""SQLite: copied and put back page by page, in one transaction each, while the server runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from survey.backup.contents import OURS, Unusable, check_migrations

SIGNATURE = b"SQLite format 3\x00"
WAIT = 60


def write_backup(target: Path) -> None:
    """The database as of one moment, in one file. Raises Unusable."""
    live = Path(settings.DATABASES["default"]["NAME"])
    if not live.exists():
        raise Unusable(f"there is no database at {live}")
    with _open(live) as source, _open(target) as copy:
        source.backup(copy)
        # The copy is one file, without the journal that stands beside a live one.
        copy.execute("PRAGMA journal_mode=DELETE")
        _check(copy)


def check_backup(file: Path) -> None:
    """Raises Unusable if it is damaged, not ours, or too new."""
    with _open(file, "?mode=ro&immutable=1") as backup:
        _check(backup)
        found = backup.execute("SELECT 1 FROM sqlite_master WHERE name=?", [OURS]).fetchone()
        if not found:
            raise Unusable("it is a database, but not one of Plumbline.")
        check_migrations(backup.execute("SELECT app, name FROM django_migrations").fetchall())


def put_back(file: Path) -> None:
    """Replace everything by what the backup holds; either all of it or, if it fails, nothing."""
    live = Path(settings.DATABASES["default"]["NAME"])
    live.parent.mkdir(parents=True, exist_ok=True)
    with _open(file, "?mode=ro&immutable=1") as backup, _open(live) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        backup.backup(database)


@contextmanager
def _open(file: Path, how: str = "") -> Iterator[sqlite3.Connection]:
    try:
        with closing(
            sqlite3.connect(f"file:{quote(str(file.resolve()))}{how}", timeout=WAIT, uri=True)
        ) as connection:
            yield connection
    except sqlite3.Error as fault:
        raise Unusable(str(fault)) from fault


def _check(connection: sqlite3.Connection) -> None:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
    if found != ["ok"]:
        raise Unusable(f"it is damaged: {found[0]}")
