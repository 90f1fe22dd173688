"""Write the whole database into one file, while the server runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from survey.backup import postgresql, sqlite
from survey.backup.contents import Unusable


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="file to write; it must not be there yet")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        target = Path(file)
        if target.exists():
            raise CommandError(
                f"{file} is there already; nothing was written. Give a new name.", returncode=2
            )
        part = target.with_name(target.name + ".part")
        kind = sqlite if connection.vendor == "sqlite" else postgresql
        try:
            # Everybody's answers are in it: for the owner of the file alone.
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise CommandError(f"{part}: {error.strerror}", returncode=2) from error
        try:
            kind.write_backup(part)
            self.settle(part, target)
        except (Unusable, OSError) as fault:
            part.unlink(missing_ok=True)
            raise CommandError(f"No backup was written: {fault}", returncode=1) from fault
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        self.stdout.write(f"Wrote {file}, {target.stat().st_size / 1e6:.1f} MB. Keep it safe.")

    def settle(self, part: Path, target: Path) -> None:
        """On the disk first, then under its name: never half a backup."""
        for path in (part, target.parent):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            if path == part:
                os.replace(part, target)
