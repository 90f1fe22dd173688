"""Put back what `backup` wrote, into an empty database or, with --replace, over what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from survey.backup import postgresql, sqlite
from survey.backup.contents import Unusable, is_empty
from survey.models import AnswerSheet, Campaign, Organisation

KINDS = {sqlite.SIGNATURE: "SQLite", postgresql.SIGNATURE: "PostgreSQL"}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="file that `backup` wrote")
        parser.add_argument(
            "--replace", action="store_true", help="throw away what the database holds now"
        )

    def handle(self, *args: Any, file: str, replace: bool, **options: Any) -> None:
        kind = sqlite if connection.vendor == "sqlite" else postgresql
        try:
            self.check_kind(Path(file), KINDS[kind.SIGNATURE])
            kind.check_backup(Path(file))
        except Unusable as fault:
            raise CommandError(f"{file} cannot be restored: {fault}", returncode=2) from fault
        if not replace and not is_empty():
            raise CommandError(
                "The database is not empty; nothing was changed. Back it up, then give --replace "
                "to throw away what it holds.",
                returncode=2,
            )
        connection.close()
        try:
            kind.put_back(Path(file))
        except Unusable as fault:
            raise CommandError(f"Nothing was changed: {fault}", returncode=1) from fault
        # A backup of an earlier version gets the tables of this one.
        call_command("migrate", verbosity=0)
        self.stdout.write(
            f"Restored {file}: {Organisation.objects.count()} organisations, "
            f"{Campaign.objects.count()} campaigns, {AnswerSheet.objects.count()} answer sheets."
        )

    def check_kind(self, file: Path, wanted: str) -> None:
        """Raises Unusable if it cannot be read or is none of this database's backups."""
        try:
            with file.open("rb") as opened:
                start = opened.read(16)
        except OSError as error:
            raise Unusable(f"{error.strerror}.") from error
        found = next((name for mark, name in KINDS.items() if start.startswith(mark)), None)
        if found is None:
            raise Unusable("it is no backup of Plumbline.")
        if found != wanted:
            raise Unusable(f"it is a backup of {found}, and this installation uses {wanted}.")
