"""Read-only links to a report for people without an account, and badges."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from survey.models import Campaign, ShareLink, Team, User
from survey.models.campaign import State
from survey.models.share_link import Cut
from survey.services.audit import record
from survey.services.refusal import Refused

DAYS = (7, 30, 90)
LONGEST_NOTE = 120
MOST_LINKS = 50


@transaction.atomic
def share(
    *,
    campaign: Campaign,
    team: Team | None,
    cut: str,
    days: int,
    note: str,
    by: User,
    now: datetime,
) -> ShareLink:
    """Make a link to one cut of a report that ends after so many days; a badge does not end.

    Raises Refused before the campaign is closed, for a cut that does not fit, or when a report
    has too many links already.
    """
    if campaign.state != State.CLOSED:
        raise Refused(_("There are no results to share before the campaign is closed."))
    if (team is None) != (cut == Cut.OVERVIEW) or cut not in Cut.values:
        raise Refused(_("Choose what the link shows."))
    if cut != Cut.BADGE and days not in DAYS:
        raise Refused(_("Choose for how long the link is valid."))
    going = ShareLink.objects.filter(campaign=campaign, team=team, revoked_at__isnull=True)
    if cut == Cut.BADGE and going.filter(cut=Cut.BADGE).exists():
        raise Refused(_("The badge is switched on already."))
    if going.filter(expires_at__gt=now).count() >= MOST_LINKS:
        raise Refused(_("There are too many links already. Revoke some first."))
    link = ShareLink.objects.create(
        campaign=campaign,
        team=team,
        cut=cut,
        note=" ".join(note.split())[:LONGEST_NOTE],
        created_at=now,
        created_by=by,
        expires_at=None if cut == Cut.BADGE else now + timedelta(days=days),
    )
    _record("share.created", link, now)
    return link


@transaction.atomic
def revoke(*, link: ShareLink, now: datetime) -> ShareLink:
    """End a link for good; ending it twice changes nothing."""
    link = ShareLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        _record("share.revoked", link, now)
    return link


def count_opening(*, link: ShareLink, now: datetime) -> None:
    """Somebody opened the page of the link; who, nobody knows."""
    ShareLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_at=now)


def _record(action: str, link: ShareLink, now: datetime) -> None:
    """What is shared until when; the token itself would open it and is never written."""
    campaign = link.campaign
    facts = {
        "cut": link.cut,
        "team": str(link.team or ""),
        "expires": link.expires_at.isoformat() if link.expires_at else "",
    }
    record(
        action,
        organisation=campaign.organisation,
        campaign=campaign,
        subject=link.team or campaign,
        subject_id=link.pk,
        before=facts if action == "share.revoked" else None,
        after=facts if action == "share.created" else None,
        at=now,
    )
