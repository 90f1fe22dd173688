"""What the pages of shared links show, to those who share and to those who hold a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from assessment.core.model import Text, pick
from survey import access
from survey.access import Person
from survey.models import Campaign, ShareLink, Team
from survey.models.share_link import Cut
from survey.queries.overview import CampaignOverview, overview_of
from survey.queries.results import TeamResult, result_of

BADGE = Cut.BADGE.value
OVERVIEW = Cut.OVERVIEW.value


@dataclass(frozen=True)
class ShareRow:
    """A link that can be opened; `token` is for those who may share alone."""

    id: int
    cut: str
    cut_text: str
    note: str
    token: str
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    opened: int
    last_opened_at: datetime | None


@dataclass(frozen=True)
class SharePage:
    """`team_slug` is "" for all teams; `badge` is the link of the badge, if it is on."""

    campaign_id: UUID
    campaign: str
    organisation: str
    team_slug: str
    team: str
    closed: bool
    links: tuple[ShareRow, ...]
    badge: ShareRow | None


@dataclass(frozen=True)
class Subject:
    """Whose report is shared: a campaign and one team, or None for all."""

    campaign: Campaign
    team: Team | None


def share_subject(person: Person, campaign_id: UUID, team_slug: str | None) -> Subject:
    """Raises Http404 unless the person may share it."""
    if team_slug is None:
        rows = access.managed_campaigns(person).select_related("organisation")
        campaign = rows.filter(pk=campaign_id).first()
        if campaign is None:
            raise Http404
        return Subject(campaign, None)
    pair = (
        access.shared_teams(person)
        .filter(campaign_id=campaign_id, team__slug=team_slug)
        .select_related("campaign__organisation", "team")
        .first()
    )
    if pair is None:
        raise Http404
    return Subject(pair.campaign, pair.team)


def share_page(subject: Subject, language: str, now: datetime) -> SharePage:
    campaign, team = subject.campaign, subject.team
    rows = access.open_share_links(now).filter(campaign=campaign, team=team)
    found = [_row(link) for link in rows.select_related("created_by")]
    return SharePage(
        campaign_id=campaign.pk,
        campaign=pick(campaign.names, language),
        organisation=pick(campaign.organisation.names, language),
        team_slug=team.slug if team else "",
        team=pick(team.names, language) if team else "",
        closed=campaign.state == "closed",
        links=tuple(row for row in found if row.cut != BADGE),
        badge=next((row for row in found if row.cut == BADGE), None),
    )


def _row(link: ShareLink) -> ShareRow:
    return ShareRow(
        id=link.pk,
        cut=link.cut,
        cut_text=link.get_cut_display(),
        note=link.note,
        token=link.token,
        created_at=link.created_at,
        created_by=str(link.created_by or ""),
        expires_at=link.expires_at,
        opened=link.opened,
        last_opened_at=link.last_opened_at,
    )


def own_link(person: Person, campaign_id: UUID, number: int) -> ShareLink:
    """Raises Http404 unless the person may revoke it."""
    rows = access.share_links(person).select_related("campaign__organisation", "team")
    found = rows.filter(pk=number, campaign_id=campaign_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Shared:
    """What the holder of a link may see: one team's result, or all teams."""

    link: ShareLink
    cut: str
    names: Text
    result: TeamResult | None
    overview: CampaignOverview | None


def shared(token: str, now: datetime, *, badge: bool = False) -> Shared | None:
    """None if no link of this kind can be opened with the token, whatever the reason."""
    rows = access.open_share_links(now).select_related("campaign__organisation", "team")
    kind = rows.filter(cut=BADGE) if badge else rows.exclude(cut=BADGE)
    link = kind.filter(token=token, campaign__state="closed").first()
    if link is None:
        return None
    if link.team is None:
        return Shared(link, link.cut, link.campaign.names, None, overview_of(link.campaign))
    if not link.campaign.teams.filter(pk=link.team_id).exists():
        return None
    return Shared(link, link.cut, link.team.names, result_of(link.campaign, link.team), None)
