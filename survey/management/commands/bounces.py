"""Read reports of mails that came back, and note them at the links."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from survey.services.bounces import note_bounces


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="one report, a mailbox file (mbox), or - for a pipe")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        read, noted = note_bounces(data=data, now=timezone.now())
        self.stdout.write(f"Read {read} messages; {noted} mails of ours were not delivered.")
