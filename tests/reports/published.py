"""A closed campaign with reports to take away and to share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from survey.models import Campaign, Organisation, Team, User
from survey.services.campaigns import close_campaign
from tests.factories import (
    NOW,
    answer_all,
    give_role,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)


@dataclass
class Published:
    owner: User
    lead: User
    member: User
    organisation: Organisation
    team: Team
    tiny: Team
    campaign: Campaign

    @property
    def report(self) -> str:
        return f"/reports/{self.campaign.pk}/{self.team.slug}"

    @property
    def documents(self) -> str:
        return f"/campaigns/{self.campaign.pk}/documents/"


def publish(name: str = "Payments", **more: object) -> Published:
    """Two teams; of the second too few answered."""
    owner = make_user()
    organisation = make_organisation("Example works", owner)
    team, tiny = make_team(organisation, name), make_team(organisation, "Tiny")
    campaign = make_campaign(organisation, [team, tiny], min_group=3, **more)
    for step in (1, 2, 2, 3):
        answer_all(make_invitation(campaign, team), step)
    answer_all(make_invitation(campaign, tiny), 2)
    return Published(
        owner=owner,
        lead=give_role(make_user(), organisation, "lead", team),
        member=give_role(make_user(), organisation, "member", team),
        organisation=organisation,
        team=team,
        tiny=tiny,
        campaign=close_campaign(campaign=campaign, now=NOW + timedelta(days=14)),
    )
