"""A cast of people around one organisation, and one of everything that has an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client

from survey.models import (
    Campaign,
    EvidenceFile,
    Invitation,
    Membership,
    Organisation,
    Team,
    User,
    WeightProfile,
)
from survey.services.campaigns import close_campaign
from tests.factories import (
    NOW,
    answer_all,
    give_role,
    make_campaign,
    make_compared,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)
from tests.survey.evidence_files import attach


@dataclass
class World:
    """An organisation with a closed campaign of two teams, and its people by kind."""

    organisation: Organisation
    team: Team
    other_team: Team
    campaign: Campaign
    draft: Campaign
    invitation: Invitation
    membership: Membership
    profile: WeightProfile
    evidence: EvidenceFile
    people: dict[str, User] = field(default_factory=dict)

    def value(self, parameter: str, route: str) -> object:
        """What stands for an address's parameter."""
        of_draft = route.startswith("campaigns/") and "/outcomes/" not in route
        return {
            "slug": self.organisation.slug,
            "membership": self.membership.pk,
            "profile": self.profile.pk,
            "campaign": self.draft.pk if of_draft else self.campaign.pk,
            "team": self.team.slug,
            "file": self.evidence.pk,
            "item": "overall",
            "token": self.invitation.token,
            "section": "code-standards",
        }[parameter]


def make_world(name: str) -> World:
    owner = make_user()
    organisation = make_organisation(name, owner)
    team, other_team = make_team(organisation, "Payments"), make_team(organisation, "Mobile")
    campaign = make_campaign(organisation, [team, other_team])
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(campaign, team), option)
    campaign = close_campaign(campaign=campaign, now=NOW + timedelta(days=14))
    draft = make_campaign(organisation, [other_team], state="draft")
    going = make_campaign(organisation, [team], mode="named")
    extra = give_role(make_user(), organisation, "member", other_team)
    return World(
        organisation=organisation,
        team=team,
        other_team=other_team,
        campaign=campaign,
        draft=draft,
        invitation=make_invitation(going, team),
        membership=extra.memberships.get(),
        profile=make_compared(organisation),
        evidence=attach(draft),
        people={
            "owner": owner,
            "manager": give_role(make_user(), organisation, "manager"),
            "lead": give_role(make_user(), organisation, "lead", team),
            "member": give_role(make_user(), organisation, "member", team),
            "colleague": give_role(make_user(), organisation, "lead", other_team),
        },
    )


def browser(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
