"""What the home page and an organisation's page read, and in how many queries."""

from __future__ import annotations

import pytest

from survey.queries.organisations import organisation_rows
from survey.services.campaigns import close_campaign
from tests.factories import (
    NOW,
    give_role,
    make_campaign,
    make_organisation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db


def furnish(owner, name: str, teams: int = 1) -> None:
    """An organisation with teams, each with a lead and a member, and two campaigns."""
    organisation = make_organisation(name, owner)
    made = [make_team(organisation, f"{name} {number}") for number in reversed(range(teams))]
    for team in made:
        give_role(make_user(), organisation, "lead", team)
        give_role(make_user(), organisation, "member", team)
    close_campaign(campaign=make_campaign(organisation, made, name="First"), now=NOW)
    make_campaign(organisation, made, name="Second", state="draft")


def test_each_organisation_has_its_own_campaigns_and_teams():
    owner = make_user()
    furnish(owner, "Alpha", teams=2)
    furnish(owner, "Beta")
    furnish(make_user(), "Foreign")
    alpha, beta = organisation_rows(owner, "en")
    assert [team.name for team in alpha.teams] == ["Alpha 0", "Alpha 1"]
    assert [(len(team.leads), team.members) for team in alpha.teams] == [(1, 1), (1, 1)]
    assert [team.name for team in beta.teams] == ["Beta 0"]
    for row, teams in ((alpha, 2), (beta, 1)):
        assert {campaign.name for campaign in row.campaigns} == {"First", "Second"}
        assert [len(campaign.teams) for campaign in row.campaigns] == [teams, teams]
        assert row.manages


def test_only_the_managed_ones_say_so():
    owner, guest = make_user(), make_user()
    furnish(owner, "Alpha")
    furnish(guest, "Beta")
    alpha = make_organisation("Gamma", owner)
    give_role(guest, alpha, "lead", make_team(alpha))
    assert [(row.name, row.manages) for row in organisation_rows(guest, "en")] == [
        ("Beta", True),
        ("Gamma", False),
    ]


@pytest.mark.parametrize(("organisations", "teams"), [(1, 1), (1, 8), (6, 2)])
def test_as_many_queries_for_one_as_for_many(organisations, teams, django_assert_num_queries):
    owner = make_user()
    for number in range(organisations):
        furnish(owner, f"Works {number}", teams)
    with django_assert_num_queries(15):
        organisation_rows(owner, "en")
