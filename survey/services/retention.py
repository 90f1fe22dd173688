"""Single answers are erased, by hand or when their time has come; results stay as they are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import AnswerSheet, Campaign, Seat
from survey.models.campaign import State
from survey.queries.retention import kept_until
from survey.services.audit import record_campaign
from survey.services.refusal import Refused

LONGEST = 120
"""Months."""
BY_TIME = "retention"
BY_HAND = "by hand"


@transaction.atomic
def erase_answers(*, campaign: Campaign, now: datetime, reason: str = BY_HAND) -> Campaign:
    """Erase every single answer of a closed campaign with its notes and history, and every vote.

    Frozen results stay, with their digests. Raises Refused if it is not closed, or if its answers
    are erased already.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.state != State.CLOSED:
        raise Refused(_("Close the campaign first: its results are made of these answers."))
    if campaign.answers_erased_at is not None:
        raise Refused(_("The single answers of this campaign are erased already."))
    sheets = AnswerSheet.objects.filter(campaign=campaign)
    count = sheets.count()
    sheets.delete()
    Seat.objects.filter(workshop__campaign=campaign).delete()
    campaign.answers_erased_at = now
    campaign.save(update_fields=["answers_erased_at"])
    record_campaign(
        "answers.erased",
        campaign,
        before={"sheets": count},
        after={"sheets": 0},
        reason=reason,
        at=now,
    )
    return campaign


def erase_due(now: datetime) -> int:
    """Erase what has been kept long enough; returns of how many campaigns. Safe to run again."""
    waiting = Campaign.objects.filter(
        state=State.CLOSED, answers_erased_at__isnull=True
    ).select_related("organisation")
    due = [row for row in waiting if (end := kept_until(row)) is not None and end <= now]
    for campaign in due:
        erase_answers(campaign=campaign, now=now, reason=BY_TIME)
    return len(due)


@transaction.atomic
def keep_answers(*, campaign: Campaign, months: int | None, now: datetime) -> Campaign:
    """Say how many months after closing single answers are kept; None as the organisation says.

    Raises Refused for a number that is not from 1 to 120, or where they are erased already.
    """
    if months is not None and not 1 <= months <= LONGEST:
        raise Refused(_("Give a whole number of months from 1 to %(most)s.") % {"most": LONGEST})
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.answers_erased_at is not None:
        raise Refused(_("The single answers of this campaign are erased already."))
    before, campaign.retention_months = campaign.retention_months, months
    campaign.save(update_fields=["retention_months"])
    record_campaign(
        "retention.changed",
        campaign,
        before={"retention_months": before},
        after={"retention_months": months},
        at=now,
    )
    return campaign
