"""Workshops as every screen of them knows them: whose, which stage, and whether anything is new."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Sum
from django.http import Http404

from assessment.core.model import pick
from survey import access
from survey.access import Person
from survey.models import Answer, Campaign, Invitation, Organisation, Seat, Workshop
from survey.models.campaign import State
from survey.window import window_of

RELATED = ("campaign__organisation", "team", "facilitator")


class UnknownSeat(Http404):
    """No workshop or seat has this token."""


@dataclass(frozen=True)
class WorkshopLink:
    """A team's workshop as a campaign and the organisation lead to it.

    `state` is none, going or finished; `open` says whether the campaign is.
    """

    campaign: UUID
    campaign_name: str
    slug: str
    name: str
    open: bool
    state: str


@dataclass(frozen=True)
class WorkshopHead:
    """What every screen of a workshop knows.

    `stage` is open, paused, over or closed as the campaign is, and finished where the workshop is
    while answers are taken. `facilitator` is "" where there is none any more.
    """

    campaign: UUID
    campaign_name: str
    organisation: str
    organisation_slug: str
    team: str
    team_slug: str
    sample: bool
    stage: str
    names_shown: bool
    facilitator: str

    @property
    def going(self) -> bool:
        return self.stage == State.OPEN


def find_workshop(campaign: Campaign, team_id: int) -> Workshop | None:
    """The team's workshop in a campaign, if it has been opened."""
    rows = Workshop.objects.select_related(*RELATED)
    return rows.filter(campaign=campaign, team_id=team_id).first()


def find_by_token(token: str) -> Workshop:
    """The workshop that a link for its people opens. Raises UnknownSeat."""
    rows = Workshop.objects.select_related(*RELATED)
    found = rows.filter(token=token).first() if "\x00" not in token else None
    if found is None:
        raise UnknownSeat
    return found


def find_seat(token: str, workshop: Workshop | None = None) -> Seat:
    """The seat of a token, in this workshop if one is given. Raises UnknownSeat."""
    rows = Seat.objects.select_related(*(f"workshop__{name}" for name in RELATED))
    rows = rows.filter(workshop=workshop) if workshop else rows
    found = rows.filter(token=token).first() if token and "\x00" not in token else None
    if found is None:
        raise UnknownSeat
    return found


def head_of(workshop: Workshop, language: str, now: datetime) -> WorkshopHead:
    campaign = workshop.campaign
    stage = window_of(campaign).stage(now)
    return WorkshopHead(
        campaign=campaign.pk,
        campaign_name=pick(campaign.names, language),
        organisation=pick(campaign.organisation.names, language),
        organisation_slug=campaign.organisation.slug,
        team=pick(workshop.team.names, language),
        team_slug=workshop.team.slug,
        sample=campaign.organisation.sample,
        stage="finished" if stage == State.OPEN and workshop.finished_at else stage,
        names_shown=workshop.names_shown,
        facilitator=str(workshop.facilitator or ""),
    )


def joint_answers(workshop: Workshop) -> dict[str, Answer]:
    """The agreed answers so far, by practice: those of the sheet of the team's only link."""
    links = Invitation.objects.filter(
        campaign=workshop.campaign_id, team=workshop.team_id, test=False
    ).order_by("created_at", "pk")
    rows = Answer.objects.filter(sheet__invitation__in=links[:1].values("pk"))
    return {row.practice: row for row in rows}


def live_tag(workshop: Workshop, head: WorkshopHead, language: str) -> str:
    """Changes whenever a screen would show something else; in one small query."""
    answers = Answer.objects.filter(
        sheet__invitation__campaign=workshop.campaign_id,
        sheet__invitation__team=workshop.team_id,
    )
    saves = answers.aggregate(saves=Sum("revision"))["saves"] or 0
    return f"{workshop.version}-{saves}-{head.stage}-{language}"


def workshop_links(
    person: Person, language: str, organisations: Collection[Organisation]
) -> dict[UUID, tuple[WorkshopLink, ...]]:
    """By campaign, the teams whose workshop the person may run now or has run, in two queries.

    Closed campaigns have those that took place; open ones all.
    """
    pairs = (
        access.workshop_teams(person)
        .filter(campaign__organisation__in=organisations)
        .select_related("team", "campaign")
        .order_by("campaign__opened_at", "team__name", "team__slug")
    )
    there = Workshop.objects.filter(campaign__organisation__in=organisations)
    finished = {(row.campaign_id, row.team_id): row.finished_at is not None for row in there}
    found: dict[UUID, list[WorkshopLink]] = {}
    for pair in pairs:
        done = finished.get((pair.campaign_id, pair.team_id))
        if done is None and pair.campaign.state == State.CLOSED:
            continue
        link = WorkshopLink(
            campaign=pair.campaign_id,
            campaign_name=pick(pair.campaign.names, language),
            slug=pair.team.slug,
            name=pick(pair.team.names, language),
            open=pair.campaign.state == State.OPEN,
            state="none" if done is None else "finished" if done else "going",
        )
        found.setdefault(pair.campaign_id, []).append(link)
    return {campaign: tuple(links) for campaign, links in found.items()}
