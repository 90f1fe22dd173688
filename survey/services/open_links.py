"""One link for a whole team: whoever follows it and asks gets a personal link of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from survey.models import Campaign, Invitation, OpenLink, Team
from survey.models.campaign import Mode, State
from survey.services.audit import record_team
from survey.services.campaigns import locked
from survey.services.invitations import LONGEST_LABEL
from survey.services.refusal import Refused

LARGEST_LIMIT = 500


@transaction.atomic
def open_team_link(*, campaign: Campaign, team: Team, limit: int, now: datetime) -> OpenLink:
    """Make the team's open link.

    Raises Refused for a closed campaign, a team that takes no part or answers jointly, one that
    has such a link, or a limit outside 1 to 500.
    """
    campaign = _taking(campaign)
    if not campaign.teams.filter(pk=team.pk).exists():
        raise Refused(_("This team does not take part in the campaign."))
    if campaign.open_links.filter(team=team, closed_at=None).exists():
        raise Refused(_("This team has an open link. Close it before you make another."))
    if not 1 <= limit <= LARGEST_LIMIT:
        raise Refused(_("Choose a limit from 1 to %(most)s people.") % {"most": LARGEST_LIMIT})
    made = OpenLink.objects.create(campaign=campaign, team=team, limit=limit, created_at=now)
    record_team("open_link.made", campaign, team, at=now, after={"limit": limit})
    return made


@transaction.atomic
def open_links(*, campaign: Campaign, limit: int, now: datetime) -> list[OpenLink]:
    """Make an open link for every team that has none. Raises what `open_team_link` raises."""
    campaign = _taking(campaign)
    taken = campaign.open_links.filter(closed_at=None).values("team")
    without = campaign.teams.exclude(pk__in=taken)
    return [open_team_link(campaign=campaign, team=team, limit=limit, now=now) for team in without]


def _taking(campaign: Campaign) -> Campaign:
    """The campaign, held for this transaction. Raises Refused if open links are nothing for it."""
    campaign = locked(campaign)
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed; nobody can be invited any more."))
    if campaign.mode == Mode.CONSENSUS:
        raise Refused(_("A team that answers jointly has one link, for its facilitator."))
    return campaign


@transaction.atomic
def close_team_link(*, link: OpenLink, now: datetime) -> None:
    """Let nobody in by it any more; personal links that it made stay. Twice changes nothing."""
    if OpenLink.objects.filter(pk=link.pk, closed_at=None).update(closed_at=now):
        link.refresh_from_db()
        change = {"before": {"open": True}, "after": {"open": False}}
        record_team("open_link.closed", link.campaign, link.team, at=now, **change)


@transaction.atomic
def join(*, link: OpenLink, name: str = "", now: datetime) -> Invitation:
    """A personal link by way of the team's; `name` is asked only where answers are named.

    It is mentioned nowhere who came. Raises Refused where the link or the campaign is closed,
    the limit is reached, or in a named campaign the name is missing or taken.
    """
    campaign = locked(link.campaign)
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed; answers can no longer be changed."))
    if campaign.mode == Mode.CONSENSUS:
        raise Refused(_("A team that answers jointly has one link, for its facilitator."))
    label = " ".join(name.split())[:LONGEST_LABEL] if campaign.mode == Mode.NAMED else ""
    if campaign.mode == Mode.NAMED:
        _check_name(link, label)
    taken = OpenLink.objects.filter(pk=link.pk, closed_at=None, made__lt=F("limit"))
    if not taken.update(made=F("made") + 1):
        raise Refused(_("This link gives no more personal links. Ask whoever sent it to you."))
    return Invitation.objects.create(
        campaign=campaign, team_id=link.team_id, label=label, created_at=now
    )


def _check_name(link: OpenLink, label: str) -> None:
    if not label:
        raise Refused(_("Write your name: in this campaign answers are given under it."))
    if Invitation.objects.filter(
        campaign_id=link.campaign_id, team_id=link.team_id, label=label
    ).exists():
        raise Refused(
            _(
                "Somebody of your team has a personal link under this name. If that is you, use "
                "it; if you have lost it, ask whoever invited you."
            )
        )
