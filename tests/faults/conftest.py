"""A place for each test, on the database that the run is for, and a way to print its figures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.place import Place
from tests.faults.postgresql import new_database

SERVER = os.environ.get("DATABASE_URL", "")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """On SQLite, or in a new database on the server of DATABASE_URL."""
    if not SERVER:
        yield Place(tmp_path / "data")
        return
    with new_database(SERVER) as url:
        yield Place(tmp_path / "data", url)


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Callable[[str, object], None]:
    """Prints what a test measured; `-s` shows it."""

    def show(bar: str, what: object) -> None:
        database = "PostgreSQL" if SERVER else "SQLite"
        print(f"\n{bar} {database}: {what}", flush=True)

    return show
