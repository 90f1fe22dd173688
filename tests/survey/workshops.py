"""A workshop under way: its facilitator, its people, and what they send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse

from survey.models import Campaign, Invitation, Seat, Team, User, Workshop
from survey.questionnaire import of_campaign
from survey.services.seats import Cast, Choice, cast_votes, take_seat
from survey.services.workshops import open_workshop
from tests.access.people import browser
from tests.factories import NOW, give_role, make_campaign, make_organisation, make_team, make_user

NARROW, WIDE, SAME, LONELY = "ci-pipeline", "cd-automation", "pm-planning", "pm-tracking"
SHARED = {NARROW: (2, 3, 2), WIDE: (0, 4, "na"), SAME: (1, 1, 1)}
"""What three people vote where a test says nothing else."""


@dataclass
class Going:
    """One team's workshop and who is in it."""

    workshop: Workshop
    lead: User
    owner: User
    seats: list[Seat] = field(default_factory=list)

    @property
    def campaign(self) -> Campaign:
        return self.workshop.campaign

    @property
    def team(self) -> Team:
        return self.workshop.team

    @property
    def link(self) -> Invitation:
        return Invitation.objects.get(campaign=self.campaign, team=self.team)

    def path(self, name: str = "workshop", *more: str) -> str:
        return reverse(name, args=[self.campaign.pk, self.team.slug, *more])

    def client(self) -> Client:
        return browser(self.lead)

    def vote(self, seat: int, **votes: int | str) -> Cast:
        """Votes by practice, names with _ for -; a number, na, dk or cleared."""
        choices = [
            Choice(name.replace("_", "-"), *(("rated", said) if isinstance(said, int) else (said,)))
            for name, said in votes.items()
        ]
        return cast_votes(
            seat=self.seats[seat], asked=of_campaign(self.campaign), choices=choices, now=NOW
        )

    def all_vote(self, votes: Mapping[str, tuple[int | str, ...]]) -> None:
        """For each practice one vote a seat, in the order of the seats."""
        for at in range(len(self.seats)):
            self.vote(at, **{name.replace("-", "_"): said[at] for name, said in votes.items()})


def make_workshop(
    people: int = 3, *, names: tuple[str, ...] = (), campaign: Campaign | None = None
) -> Going:
    owner = make_user()
    organisation = campaign.organisation if campaign else make_organisation("Works", owner)
    team = campaign.teams.get() if campaign else make_team(organisation, "Payments")
    campaign = campaign or make_campaign(organisation, [team], mode="consensus")
    lead = give_role(make_user(), organisation, "lead", team)
    workshop = open_workshop(
        campaign=campaign,
        team=team,
        by=lead,
        asked=of_campaign(campaign),
        names_shown=bool(names),
        now=NOW,
    )
    going = Going(workshop, lead, owner)
    for at in range(people):
        name = names[at] if names else ""
        going.seats.append(take_seat(workshop=workshop, name=name, now=NOW))
    return going
