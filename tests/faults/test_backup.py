"""Bar Q18: one command each; after a restore every row is as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.conftest import SERVER
from tests.faults.people import reckon, saving
from tests.faults.place import Place
from tests.faults.postgresql import new_database
from tests.faults.server import serving

pytestmark = pytest.mark.skipif(
    bool(SERVER) and shutil.which("pg_dump") is None, reason="no pg_dump on this machine"
)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Place]:
    """Another installation, with an empty database."""
    with ExitStack() as stack:
        url = stack.enter_context(new_database(SERVER)) if SERVER else ""
        place = Place(tmp_path / "elsewhere" / "data", url)
        place.data.mkdir(parents=True)
        yield place


def everything(place: Place) -> dict[str, list[str]]:
    """Every row of every table, in no order."""
    tables = place.rows(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        if place.database_url
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    return {name: sorted(map(repr, place.rows(f'SELECT * FROM "{name}"'))) for (name,) in tables}


def halves(people: list[str]) -> tuple[list[str], list[str]]:
    return people[::2], people[1::2]


def refused(place: Place, *command: str) -> tuple[int, str]:
    done = place.run("manage.py", *command)
    return done.returncode, done.stderr


def test_every_row_comes_back(place: Place, elsewhere: Place, tmp_path: Path, figures):
    place.data.mkdir()
    place.manage("start")
    before, file = everything(place), tmp_path / "sample.backup"
    place.manage("backup", str(file))
    assert (file.stat().st_mode & 0o777, list(tmp_path.glob("*.part"))) == (0o600, [])
    said = elsewhere.manage("restore", str(file))
    after = everything(elsewhere)
    counts = {name: len(rows) for name, rows in before.items()}
    assert {name: len(rows) for name, rows in after.items()} == counts
    assert after == before
    assert counts["survey_teamresult"] > 0
    assert "1 organisations, 3 campaigns" in said
    size = f"{file.stat().st_size / 1e6:.1f} MB"
    figures("Q18", f"{sum(counts.values()):,} rows of {len(counts)} tables, {size}: all equal")
    # A file that is there is never written over, and a database that is in use never either.
    code, why = refused(place, "backup", str(file))
    assert (code, "is there already" in why) == (2, True)
    code, why = refused(elsewhere, "restore", str(file))
    assert (code, "not empty; nothing was changed" in why) == (2, True)
    assert everything(elsewhere) == before


def test_a_backup_of_a_running_server_can_replace_what_came_after(place: Place, tmp_path: Path):
    invited, file = place.invite(10), tmp_path / "running.backup"
    early, late = (replace(invited, tokens=part) for part in halves(invited.tokens))
    with serving(place) as server:
        with saving(server, early, 50) as crowd:
            crowd.wait_for_more(20)
            place.manage("backup", str(file))
            crowd.wait_for_more(20)
        assert reckon(place, crowd).clean
        later = len(place.rows("SELECT 1 FROM survey_answerchange"))
        place.manage("restore", str(file), "--replace")
        restored = len(place.rows("SELECT 1 FROM survey_answerchange"))
        assert 20 <= restored < later
        # The server went on meanwhile, and saves into what was restored.
        with saving(server, late, 50) as crowd:
            crowd.wait_for_more(20)
    assert reckon(place, crowd).clean


def test_a_backup_of_an_earlier_version_gets_the_tables_of_this_one(
    place: Place, elsewhere: Place, tmp_path: Path
):
    place.data.mkdir()
    place.manage("migrate", "survey", "0002", "--verbosity", "0")
    place.change(
        "INSERT INTO survey_organisation (name, name_zh, slug, sample, created_at)"
        " VALUES ('Old', '', 'old', FALSE, '2026-01-01')"
    )
    file = tmp_path / "old.backup"
    place.manage("backup", str(file))
    elsewhere.manage("restore", str(file))
    assert elsewhere.rows("SELECT slug FROM survey_organisation") == [("old",)]
    assert elsewhere.run("manage.py", "migrate", "--check").returncode == 0


def test_what_is_no_backup_of_ours_is_refused_and_changes_nothing(place: Place, tmp_path: Path):
    place.invite(1)
    before, file = everything(place), tmp_path / "good.backup"
    place.manage("backup", str(file))
    good = file.read_bytes()
    other = b"PGDMP" if good.startswith(b"SQLite") else b"SQLite format 3\x00"
    bad = {
        "no backup of Plumbline": b"something else",
        "this installation uses": other + good[16:],
        "cannot be restored": good[: len(good) // 3],
    }
    for why, content in bad.items():
        file.write_bytes(content)
        code, said = refused(place, "restore", str(file), "--replace")
        assert (code, why in said, "Traceback" in said) == (2, True, False), said
    code, said = refused(place, "restore", str(tmp_path / "nothing"), "--replace")
    assert (code, "No such file" in said) == (2, True)
    code, said = refused(place, "backup", str(tmp_path / "no" / "folder"))
    assert (code, "No such file" in said) == (2, True)
    assert everything(place) == before


def test_a_backup_of_a_newer_version_is_refused(place: Place, elsewhere: Place, tmp_path: Path):
    place.invite(1)
    place.change(
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('survey', '9999_later', '2030-01-01')"
    )
    file = tmp_path / "newer.backup"
    place.manage("backup", str(file))
    code, said = refused(elsewhere, "restore", str(file))
    assert (code, "newer version" in said) == (2, True)
