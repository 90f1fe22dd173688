"""Bar Q17: a full disk refuses saves in words, loses nothing, and is forgotten once it has room."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from survey.models import Answer, AnswerChange
from tests.factories import make_campaign, make_invitation
from tests.faults.disk import NoDisk, small_disk
from tests.faults.full_file import LONG, full_file, no_database, save_until_refused
from tests.faults.people import reckon, saving
from tests.faults.place import Place
from tests.faults.postgresql import new_cluster, programs
from tests.faults.server import serving
from tests.faults.sizes import SAVES_A_SECOND
from tests.survey.operations import PLAIN
from tests.survey.pages import Page
from tests.survey.visiting import section, send

ON_SQLITE = not os.environ.get("DATABASE_URL")
TO_SCRIPTS = "The server cannot save at the moment. Kept in this browser, sent again by itself."
TO_PEOPLE = "The server cannot save at the moment. Send this page again in a minute."


@pytest.fixture
def invitation(transactional_db):
    """Somebody who is invited while the disk has room."""
    return make_invitation(make_campaign(form="full"))


only_sqlite = pytest.mark.skipif(not ON_SQLITE, reason="only SQLite can be told this")


@only_sqlite
def test_a_save_that_does_not_fit_says_so_and_fits_later(client, invitation):
    send(client, invitation, "1", practice="cd-release")
    with full_file():
        reply, revision, name = save_until_refused(client, invitation)
        assert (reply.status_code, reply.json()) == (503, {"message": TO_SCRIPTS})
        assert int(reply["Retry-After"]) > 0
        assert AnswerChange.objects.filter(answer__practice=PLAIN).count() == revision
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        # Reading goes on meanwhile.
        assert client.get(section(invitation)).status_code == 200
    fields = {"operation": name, "note": LONG}
    assert send(client, invitation, str(revision % 5), revision, **fields).status_code == 200
    assert Answer.objects.get(practice=PLAIN).operation_id == name


@only_sqlite
def test_a_page_that_cannot_be_saved_comes_back_as_it_was_typed(client, invitation):
    with full_file():
        _reply, revision, _name = save_until_refused(client, invitation)
        form = Page(client.get(section(invitation))).forms["answers"]
        typed = {f"answer-{PLAIN}": "dk", f"note-{PLAIN}": "y" * 2000, "go": "next"}
        reply = client.post(form.action, {**form.data, **typed})
    page = Page(reply)
    assert (reply.status_code, TO_PEOPLE in page.text) == (503, True)
    again = page.forms["answers"]
    assert (again.data[f"answer-{PLAIN}"], again.data[f"note-{PLAIN}"]) == ("dk", "y" * 2000)
    assert Answer.objects.get(practice=PLAIN).revision == revision
    assert client.post(again.action, {**again.data, "go": "next"}).status_code == 302
    answer = Answer.objects.get(practice=PLAIN)
    assert (answer.state, answer.note, answer.revision) == ("dk", "y" * 2000, revision + 1)


@only_sqlite
def test_where_not_even_reading_works_the_page_keeps_what_was_sent(client, invitation):
    form = Page(client.get(section(invitation))).forms["answers"]
    note = 'two\n"lines" <b>'
    sent = {**form.data, f"answer-{PLAIN}": "2", f"note-{PLAIN}": note, "go": "next"}
    with no_database():
        reply = client.post(form.action, sent)
        assert (reply.status_code, int(reply["Retry-After"]) > 0) == (503, True)
        [kept] = Page(reply).forms.values()
        assert (kept.action, kept.data) == (form.action, sent)
        looked = client.get(form.action)
        assert (looked.status_code, Page(looked).forms) == (503, {})
        # A password is never written into a page.
        secret = client.post("/accounts/login/", {"login": "a@example.org", "password": "secret"})
        assert (secret.status_code, b"secret" in secret.content) == (503, False)
    assert client.post(kept.action, kept.data).status_code == 302
    answer = Answer.objects.get()
    assert (answer.practice, answer.option, answer.note) == (PLAIN, 2, note)


def places(folder: Path, stack: ExitStack) -> tuple[Place, object]:
    """An installation whose database is on a small disk, and the disk."""
    if ON_SQLITE:
        disk = stack.enter_context(small_disk(folder / "disk"))
        return Place(disk.folder), disk
    found = programs()
    if found is None:
        raise NoDisk("no initdb on this machine")
    cluster = stack.enter_context(new_cluster(found))
    disk = stack.enter_context(small_disk(cluster.folder / "disk", owner="postgres"))
    with psycopg.connect(cluster.url, autocommit=True) as server:
        server.execute(f"CREATE TABLESPACE small LOCATION '{disk.folder}'")
        server.execute("CREATE DATABASE small TABLESPACE small")
    return Place(folder / "data", cluster.address("small")), disk


def test_a_real_full_disk_loses_nothing_and_needs_no_restart(tmp_path, figures):
    with ExitStack() as stack:
        try:
            place, disk = places(tmp_path, stack)
        except NoDisk as why:
            pytest.skip(f"no disk to fill: {why}")
        invited = place.invite(25)
        server = stack.enter_context(serving(place))
        with saving(server, invited, 2 * SAVES_A_SECOND) as crowd:
            crowd.wait_for_more(50)
            disk.fill()
            crowd.wait_for_refusals(20)
            disk.clear()
            crowd.wait_for_more(50)
        found = reckon(place, crowd)
        logged = server.log.read_text(errors="replace")
    figures("Q17", f"{crowd.replies[503]} saves refused while the disk was full; {found}")
    assert found.clean
    assert set(crowd.replies) == {200, 503}
    # SQLite says "disk I/O error" where it is not the database that finds no room but the files
    # beside it.
    assert any(said in logged for said in ("full", "No space left", "disk I/O error"))
