"""When answers are taken: one rule for the pages and for every save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from survey.models import Campaign
from survey.models.campaign import State

PAUSED = "paused"
OVER = "over"
FIELDS = ("state", "paused_at", "deadline", "grace_hours")
"""What of a campaign's row a window is made of, in its own order."""


@dataclass(frozen=True)
class Window:
    """The state of a campaign, as far as answering goes."""

    state: str
    paused_at: datetime | None
    deadline: datetime | None
    grace_hours: int

    @property
    def until(self) -> datetime | None:
        """The last moment at which answers are taken: the deadline and the hours of grace."""
        return self.deadline + timedelta(hours=self.grace_hours) if self.deadline else None

    def stage(self, now: datetime, *, test: bool = False) -> str:
        """draft, open, paused, over or closed. Test answers are taken until it is closed."""
        if test and self.state != State.CLOSED:
            return State.OPEN.value
        if self.state != State.OPEN:
            return str(self.state)
        if self.paused_at is not None:
            return PAUSED
        return OVER if self.until is not None and self.until <= now else State.OPEN.value


def window_of(campaign: Campaign) -> Window:
    return Window(*(getattr(campaign, name) for name in FIELDS))
