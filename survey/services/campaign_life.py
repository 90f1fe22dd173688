"""What may still happen to a campaign once it is open: a pause, more time, another opening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import Campaign
from survey.models.campaign import State
from survey.services.audit import record_campaign
from survey.services.campaigns import locked
from survey.services.refusal import Refused

MOST_GRACE = 168
MOST_REMINDERS = 5
EARLIEST_REMINDER = 60


@transaction.atomic
def pause(*, campaign: Campaign, now: datetime) -> Campaign:
    """Take no answers until it goes on. Raises Refused if it is not open, or is paused already."""
    campaign = locked(campaign)
    if campaign.state != State.OPEN or campaign.paused_at is not None:
        raise Refused(_("Only an open campaign can be paused."))
    campaign.paused_at = now
    campaign.save(update_fields=["paused_at"])
    record_campaign(
        "campaign.paused", campaign, at=now, before={"paused": False}, after={"paused": True}
    )
    return campaign


@transaction.atomic
def resume(*, campaign: Campaign, now: datetime) -> Campaign:
    """Take answers again. Raises Refused if it is not paused."""
    campaign = locked(campaign)
    if campaign.paused_at is None:
        raise Refused(_("The campaign is not paused."))
    campaign.paused_at = None
    campaign.save(update_fields=["paused_at"])
    record_campaign(
        "campaign.resumed", campaign, at=now, before={"paused": True}, after={"paused": False}
    )
    return campaign


@transaction.atomic
def set_times(
    *,
    campaign: Campaign,
    deadline: datetime | None,
    grace_hours: int,
    reminder_days: Iterable[int] | None = None,
    now: datetime,
) -> Campaign:
    """Until when answers are taken, and how many days before it reminders go out (None leaves
    those); possible before and while people answer.

    Raises Refused for a closed campaign, a new deadline in the past, too long a grace, or
    reminders that are too many or too early.
    """
    campaign = locked(campaign)
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed."))
    if deadline is not None and deadline != campaign.deadline and deadline <= now:
        raise Refused(_("Choose a deadline that is still to come."))
    if not 0 <= grace_hours <= MOST_GRACE:
        raise Refused(_("At most %(most)s hours of grace.") % {"most": MOST_GRACE})
    before = _times(campaign)
    if reminder_days is not None:
        campaign.reminder_days = checked_reminders(reminder_days)
    campaign.deadline, campaign.grace_hours = deadline, grace_hours
    campaign.save(update_fields=["deadline", "grace_hours", "reminder_days"])
    record_campaign(
        "campaign.times_changed", campaign, at=now, before=before, after=_times(campaign)
    )
    return campaign


def checked_reminders(days: Iterable[int]) -> list[int]:
    """Days before the deadline, the earliest reminder first, each once. Raises Refused."""
    chosen = sorted(set(days), reverse=True)
    if len(chosen) > MOST_REMINDERS:
        raise Refused(_("At most %(most)s reminders.") % {"most": MOST_REMINDERS})
    if any(not 1 <= each <= EARLIEST_REMINDER for each in chosen):
        raise Refused(
            _("A reminder goes out 1 to %(most)s days before the deadline.")
            % {"most": EARLIEST_REMINDER}
        )
    return chosen


def _times(campaign: Campaign) -> dict[str, Any]:
    return {
        "deadline": campaign.deadline.isoformat() if campaign.deadline else None,
        "grace_hours": campaign.grace_hours,
        "reminder_days": list(campaign.reminder_days),
    }


@transaction.atomic
def reopen(
    *, campaign: Campaign, reason: str, deadline: datetime | None = None, now: datetime
) -> Campaign:
    """Open a closed campaign again; the results of that closing go, the answers stay and count.

    Who answered cannot answer once more, nor change what was counted. Raises Refused if it is not
    closed, without a reason, for a deadline in the past, or where single answers were erased.
    """
    campaign = locked(campaign)
    if campaign.state != State.CLOSED:
        raise Refused(_("Only a closed campaign can be opened again."))
    if campaign.answers_erased_at is not None:
        raise Refused(_("Its single answers were erased, so no result could be computed again."))
    if not reason.strip():
        raise Refused(_("Say why it is opened again; the audit log keeps it."))
    if deadline is not None and deadline <= now:
        raise Refused(_("Choose a deadline that is still to come."))
    results = campaign.results.count()
    campaign.results.all().delete()
    campaign.state, campaign.closed_at, campaign.deadline = State.OPEN, None, deadline
    campaign.save(update_fields=["state", "closed_at", "deadline"])
    record_campaign(
        "campaign.reopened",
        campaign,
        at=now,
        before={"state": str(State.CLOSED), "results": results},
        after={"state": str(State.OPEN), "results": 0},
        reason=reason.strip(),
    )
    return campaign
