"""Work in the background: send mails, make documents, and do what becomes due with time."""

from __future__ import annotations

import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from survey.services.due import run_due

TICK = 60.0
"""Seconds between two looks at what is due."""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits now, then stop")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks")

    def handle(self, *args: Any, once: bool, interval: float, **options: Any) -> None:
        going = True

        def stop(*_: object) -> None:
            nonlocal going
            going = False

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        looked: float | None = None
        while going:
            close_old_connections()
            if looked is None or time.monotonic() - looked >= TICK:
                looked = time.monotonic()
                run_due(timezone.now())
            batch().run()
            if once:
                return
            time.sleep(interval)


def batch() -> Worker:
    """A worker that does every task that waits and comes back."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
