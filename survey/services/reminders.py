"""Reminders: to those who have not handed in their answers, and to nobody else.

In an anonymous campaign nothing about them names a person: who was reminded has not answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from survey.models import AuditEntry, Campaign, Invitation, Mail, Team
from survey.models.campaign import Mode, State
from survey.models.mail import MailKind, MailState
from survey.services.audit import record
from survey.services.campaigns import locked
from survey.services.invitation_mails import DAY, check_mailing, invitation_mail
from survey.services.mailing import mail_works, queue_mails
from survey.services.refusal import Refused

HOUR = time(9)
"""When reminders go out, in the campaign's time zone."""


def remind_due(now: datetime) -> None:
    """Queue the reminders that campaigns have asked for at this hour; a job of the worker.

    Those that were missed because no worker ran are made up for on the same day, never later.
    """
    forget_reminders()
    if not mail_works():
        return
    going = Campaign.objects.filter(state=State.OPEN, paused_at=None, deadline__gt=now)
    for campaign in going.exclude(reminder_days=[]).select_related("organisation"):
        for occasion in _occasions(campaign, now):
            _remind(campaign, occasion, now)


def _occasions(campaign: Campaign, now: datetime) -> Iterator[str]:
    """Each names the deadline's day, so that a later deadline brings reminders of its own."""
    zone = zone_of(campaign)
    assert campaign.deadline is not None
    ends, today = campaign.deadline.astimezone(zone).date(), now.astimezone(zone)
    for days in campaign.reminder_days:
        if ends - timedelta(days=days) == today.date() and today.time() >= HOUR:
            yield f"{ends.isoformat()}-{days}"


@transaction.atomic
def _remind(campaign: Campaign, occasion: str, now: datetime) -> None:
    campaign = locked(campaign)
    if campaign.state != State.OPEN or campaign.paused_at:
        return
    _queue(campaign, unanswered(campaign, now), occasion, now)


@transaction.atomic
def remind_now(*, campaign: Campaign, team: Team | None = None, now: datetime) -> int:
    """Remind at once those of a team, or of all, who have not handed in; how many.

    Raises Refused without a mail server, unless the campaign is open and goes on, or a second
    time within a day. It is the asking that counts, not whether there was somebody to remind:
    that could tell who has answered.
    """
    campaign = locked(campaign)
    check_mailing(campaign, now)
    asked = AuditEntry.objects.filter(
        campaign=campaign, action="campaign.reminded", at__gt=now - DAY
    )
    if team is not None:
        asked = asked.filter(subject_id__in=["", str(team.pk)])
    if asked.exists():
        raise Refused(_("Reminders went out today. Wait a day before you send more."))
    people = unanswered(campaign, now)
    if team is not None:
        people = people.filter(team=team)
    local = now.astimezone(zone_of(campaign))
    count = _queue(campaign, people, f"by-hand-{local:%Y-%m-%dT%H:%M}", now)
    record(
        "campaign.reminded",
        organisation=campaign.organisation,
        campaign=campaign,
        subject=team.name if team else "",
        subject_id=team.pk if team else "",
        # How many is as good as a name where all but one were reached otherwise.
        after={} if campaign.mode == Mode.ANONYMOUS else {"mails": count},
        at=now,
    )
    return count


def unanswered(campaign: Campaign, now: datetime) -> QuerySet[Invitation]:
    """Whom to remind: mailed before, not within a day, reachable, and not handed in."""
    mails = Mail.objects.filter(invitation=OuterRef("pk"))
    reached = mails.filter(kind=MailKind.INVITATION, state=MailState.SENT)
    lately = mails.filter(queued_at__gt=now - DAY)
    people = campaign.invitations.filter(
        Exists(reached), ~Exists(lately), test=False, bounced_at=None, answered=False
    )
    return people.exclude(email="").exclude(sheet__submitted_at__isnull=False)


def _queue(campaign: Campaign, people: QuerySet[Invitation], occasion: str, now: datetime) -> int:
    return queue_mails(
        invitation_mail(campaign, row, MailKind.REMINDER, occasion, now) for row in people
    )


def forget_reminders() -> None:
    """Once an anonymous campaign is closed, nothing says who had to be reminded."""
    Mail.objects.filter(
        kind=MailKind.REMINDER, campaign__state=State.CLOSED, campaign__mode=Mode.ANONYMOUS
    ).delete()


def zone_of(campaign: Campaign) -> ZoneInfo:
    """The campaign's time zone, else its organisation's, else the server's."""
    for name in (campaign.time_zone, campaign.organisation.time_zone):
        if name:
            try:
                return ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError):
                continue
    return ZoneInfo(settings.TIME_ZONE)


def next_reminders(campaign: Campaign, now: datetime) -> list[date]:
    """The days on which reminders are still to come, in the campaign's time zone."""
    if campaign.state == State.CLOSED or not campaign.deadline:
        return []
    zone = zone_of(campaign)
    ends, local = campaign.deadline.astimezone(zone).date(), now.astimezone(zone)
    days = sorted(ends - timedelta(days=days) for days in set(campaign.reminder_days))
    return [day for day in days if (day, HOUR) > (local.date(), local.time())]
