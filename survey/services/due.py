"""What becomes due with time; the worker asks once a minute."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from survey.services.action_mails import remind_of_actions
from survey.services.documents import expire_documents
from survey.services.mailing import send_due
from survey.services.reminders import remind_due
from survey.services.retention import erase_due

log = logging.getLogger(__name__)

JOBS: list[Callable[[datetime], object]] = [
    remind_due,
    remind_of_actions,
    send_due,
    erase_due,
    expire_documents,
]
"""Each does what is due at a moment, in transactions of its own, and is safe to run again."""


def run_due(now: datetime) -> int:
    """Do everything that is due at `now`; one job's failure does not stop the others.

    Returns how many jobs failed; the log says why.
    """
    failed = 0
    for job in JOBS:
        try:
            job(now)
        except Exception:
            log.exception("%s failed", job.__name__)
            failed += 1
    return failed
