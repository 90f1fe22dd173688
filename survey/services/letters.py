"""What is written to somebody who is asked to answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessment.core.model import pick
from survey.models import Campaign, Invitation, Mail
from survey.models.campaign import State
from survey.queries.minutes import minutes_of
from survey.queries.moments import moment
from survey.questionnaire import of_campaign
from survey.services.mailing import Letter


def invitation_letter(mail: Mail, now: datetime) -> Letter | None:
    """The personal link, what it is for and how answers are treated; None once it is of no use."""
    invitation = _invitation(mail)
    if not _wanted(invitation.campaign, now):
        return None
    context = _context(invitation)
    subject = _("%(organisation)s asks you: %(campaign)s") % context
    return Letter(subject, "invitation", context)


def reminder_letter(mail: Mail, now: datetime) -> Letter | None:
    """None for whoever has handed in their answers meanwhile."""
    invitation = _invitation(mail)
    campaign, sheet = invitation.campaign, invitation.sheet
    submitted = sheet is not None and sheet.submitted_at is not None
    if submitted or campaign.paused_at or not _wanted(campaign, now):
        return None
    context = _context(invitation)
    return Letter(_("A reminder: %(campaign)s") % context, "reminder", context)


def _invitation(mail: Mail) -> Invitation:
    related = Invitation.objects.select_related("campaign__organisation", "team", "sheet")
    return related.get(pk=mail.invitation_id)


def _wanted(campaign: Campaign, now: datetime) -> bool:
    return campaign.state == State.OPEN and not (campaign.deadline and campaign.deadline <= now)


def _context(invitation: Invitation) -> dict[str, Any]:
    campaign, language = invitation.campaign, get_language() or "en"
    asked = of_campaign(campaign)
    return {
        "organisation": pick(campaign.organisation.names, language),
        "campaign": pick(campaign.names, language),
        "team": pick(invitation.team.names, language),
        "mode": campaign.mode,
        "min_group": campaign.min_group,
        "deadline": moment(campaign.deadline, language),
        "items": len(asked.practices),
        "minutes": minutes_of(campaign, asked),
        "link": settings.SITE_ADDRESS + reverse("answer", args=[invitation.token]),
    }
