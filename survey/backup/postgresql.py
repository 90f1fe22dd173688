"""PostgreSQL: through its own programs, pg_dump, pg_restore and psql."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from survey.backup.contents import OURS, Unusable, check_migrations

SIGNATURE = b"PGDMP"
PLAIN = ("--no-owner", "--no-privileges")


def write_backup(target: Path) -> None:
    """The database as of one moment, in PostgreSQL's own format. Raises Unusable."""
    _run("pg_dump", "--format=custom", *PLAIN, f"--file={target}")
    _run("pg_restore", "--list", str(target))


def check_backup(file: Path) -> None:
    """Raises Unusable if it is damaged, not ours, or too new."""
    if f" {OURS} " not in _run("pg_restore", "--list", str(file)):
        raise Unusable("it is a backup of a database, but not one of Plumbline.")
    check_migrations(_applied(file))


def _applied(file: Path) -> list[tuple[str, str]]:
    """The migrations that a backup's database had, out of its `COPY … (id, app, name, …)`."""
    dump = _run("pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(file))
    rows = [line.split("\t") for line in dump.splitlines() if line.count("\t") == 3]
    return [(row[1], row[2]) for row in rows]


def put_back(file: Path) -> None:
    """Replace everything by what the backup holds; either all of it or, if it fails, nothing."""
    with TemporaryDirectory(prefix="plumbline-restore-") as folder:
        # Read to its end first: what psql is given must be the whole of it.
        script = Path(folder) / "restore.sql"
        _run("pg_restore", *PLAIN, f"--file={script}", str(file))
        once = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        emptied = [f"--command={statement}" for statement in _emptying()]
        connection.close()
        _run("psql", *once, *emptied, f"--file={script}")


def _emptying() -> list[str]:
    """Statements that drop every table: a backup holds all that its database had."""
    names = [connection.ops.quote_name(name) for name in connection.introspection.table_names()]
    if not names:
        return []
    return ["SET client_min_messages = warning", f"DROP TABLE {', '.join(names)} CASCADE"]


def _run(program: str, *arguments: str) -> str:
    """What a program of PostgreSQL prints. Raises Unusable with its own words if it fails."""
    found = shutil.which(program)
    if found is None:
        raise Unusable(
            f"{program} is not installed here. It comes with PostgreSQL’s client programs "
            f"(Debian: postgresql-client), in the server’s version or a later one."
        )
    done = subprocess.run(
        [found, *arguments],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Unusable(f"{program}: {done.stderr.strip()}")
    return done.stdout


def _environment() -> dict[str, str]:
    """Where the database is, as the programs read it; a password does not belong on a command
    line, where everybody on the machine sees it."""
    data = settings.DATABASES["default"]
    named = {key: str(data.get(key) or "") for key in ("HOST", "PORT", "USER", "PASSWORD")}
    named["DATABASE"] = data["NAME"]
    named |= {name.upper(): str(value) for name, value in data.get("OPTIONS", {}).items()}
    given = {f"PG{name}": value for name, value in named.items() if value}
    return {**os.environ, **given, "PGCLIENTENCODING": "UTF8", "LC_MESSAGES": "C"}
