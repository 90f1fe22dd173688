"""Mailing personal links: each once, and again to whom it did not reach."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from survey.models import Campaign, Invitation, Mail, Team
from survey.models.campaign import State
from survey.models.mail import MailKind, MailState
from survey.services.audit import record, record_team
from survey.services.campaigns import locked
from survey.services.mailing import mail_works, queue_mail, queue_mails
from survey.services.refusal import Refused
from survey.window import OVER, window_of

FIRST = "first"
DAY = timedelta(hours=20)
"""Nobody gets two mails of a kind within this time: a day, give or take when somebody looks."""


@transaction.atomic
def mail_invitations(*, campaign: Campaign, team: Team | None = None, now: datetime) -> int:
    """Mail the link to everybody who has an address and was not mailed; how many that is.

    Raises Refused without a mail server, or unless the campaign is open and goes on.
    """
    campaign = locked(campaign)
    check_mailing(campaign, now)
    waiting = not_mailed(campaign)
    if team is not None:
        waiting = waiting.filter(team=team)
    count = queue_mails(
        invitation_mail(campaign, row, MailKind.INVITATION, FIRST, now) for row in waiting
    )
    if count:
        record(
            "links.mailed",
            organisation=campaign.organisation,
            campaign=campaign,
            subject=team.name if team else "",
            subject_id=team.pk if team else "",
            after={"mails": count},
            at=now,
        )
    return count


@transaction.atomic
def mail_again(*, invitation: Invitation, now: datetime) -> None:
    """Mail one link once more, whether or not its person has answered.

    Raises what `mail_invitations` raises, and Refused where there is no address, or a mail to it
    waits or went out within a day.
    """
    campaign = locked(invitation.campaign)
    check_mailing(campaign, now)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.email:
        raise Refused(_("There is no mail address to send it to."))
    sent = Mail.objects.filter(invitation=invitation, kind=MailKind.INVITATION)
    alike = sent.filter(to=invitation.email, queued_at__gt=now - DAY)
    if not invitation.bounced_at and alike.exclude(state=MailState.FAILED).exists():
        raise Refused(_("A mail to this address went out today. Wait a day."))
    occasion = f"again-{sent.count()}" if sent.exists() else FIRST
    Invitation.objects.filter(pk=invitation.pk).update(bounced_at=None, bounce="")
    queue_mail(invitation_mail(campaign, invitation, MailKind.INVITATION, occasion, now))
    record_team(
        "link.mailed_again",
        campaign,
        invitation.team,
        after={"mails": 1},
        at=now,
    )


def check_mailing(campaign: Campaign, now: datetime) -> None:
    """Raises Refused where mails about answering would be no use."""
    if not mail_works():
        raise Refused(_("This server sends no mail. Copy the links and send them yourself."))
    if campaign.state == State.DRAFT:
        raise Refused(_("The campaign is not open yet. Open it, then send the links."))
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed; answers can no longer be changed."))
    if campaign.paused_at:
        raise Refused(_("The campaign is paused. Resume it first."))
    if window_of(campaign).stage(now) == OVER:
        raise Refused(_("The deadline has passed. Choose a later one first."))


def not_mailed(campaign: Campaign) -> QuerySet[Invitation]:
    """Links with an address to which no mail was queued yet."""
    mailed = Mail.objects.filter(invitation=OuterRef("pk"), kind=MailKind.INVITATION)
    rows = campaign.invitations.filter(test=False).exclude(email="")
    return rows.filter(~Exists(mailed))


def invitation_mail(
    campaign: Campaign, invitation: Invitation, kind: str, occasion: str, now: datetime
) -> Mail:
    """A mail to the person of a link, in their language."""
    return Mail(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        invitation=invitation,
        kind=kind,
        occasion=occasion,
        to=invitation.email,
        language=invitation.language or settings.LANGUAGE_CODE,
        queued_at=now,
    )
