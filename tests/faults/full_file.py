"""SQLite told that its disk is full or its file away, and saves that try to fill it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpResponse
from django.test import Client

from survey.models import Invitation
from tests.survey.visiting import send

LONG = "x" * 2000
NO_LIMIT = 1 << 30


@contextmanager
def full_file() -> Iterator[None]:
    """The database's file grows no further while the block lasts, on whichever connection."""

    def limit(connection: object, **_more: object) -> None:
        with connection.cursor() as cursor:  # type: ignore[attr-defined]
            # A limit below what there is means: no page more.
            cursor.execute("PRAGMA max_page_count=1")

    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            # Pages that earlier tests have freed would be filled first.
            cursor.execute("VACUUM")
    connection_created.connect(limit)
    limit(connection)
    try:
        yield
    finally:
        connection_created.disconnect(limit)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count={NO_LIMIT}")


@contextmanager
def no_database() -> Iterator[None]:
    """The database's file cannot be opened while the block lasts."""
    connection.close()
    there = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(Path(there).parent)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = there


def save_until_refused(
    client: Client, invitation: Invitation
) -> tuple[HttpResponse, int, uuid.UUID]:
    """Save long notes until one does not fit; its reply, the revision before it, its operation."""
    for revision in range(3000):
        name = uuid.uuid4()
        reply = send(client, invitation, str(revision % 5), revision, operation=name, note=LONG)
        if reply.status_code != 200:
            return reply, revision, name
    raise AssertionError("the file was never full")
