"""Where a team stands among the others of its campaign: in its report, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from survey.models import TeamResult, Unit
from survey.services.campaigns import close_campaign
from survey.services.sharing import share
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

pytestmark = pytest.mark.django_db


def campaign_of(others, units=3):
    """A team that answers 2 throughout, and others with frozen scores: six lower, the rest higher.

    Each of the others belongs to a unit.
    """
    organisation = make_organisation()
    parts = [
        Unit.objects.create(organisation=organisation, slug=f"unit-{at}", name=f"Unit {at}")
        for at in range(units)
    ]
    own = make_team(organisation, "Own")
    teams = [make_team(organisation, f"Team {at}") for at in range(others)]
    campaign = make_campaign(organisation, [own, *teams], min_group=3)
    for _ in range(3):
        answer_all(make_invitation(campaign, own), 2)
    close_campaign(campaign=campaign, now=NOW)
    for at, team in enumerate(teams):
        team.unit = parts[at % units]
        team.save()
        TeamResult.objects.filter(campaign=campaign, team=team).update(
            payload="{}", result_sha256="0" * 64, hidden_reason="", score=20.0 if at < 6 else 80.0
        )
    campaign.refresh_from_db()
    return campaign


def reader(campaign):
    manager = make_user()
    give_role(manager, campaign.organisation, "manager")
    client = Client()
    client.force_login(manager)
    return client, manager


def test_among_ten_teams_of_three_units_the_report_says_where_the_team_stands():
    campaign = campaign_of(10)
    client, manager = reader(campaign)
    address = reverse("team-report", args=[campaign.pk, "own"])
    english = client.get(address, {"lang": "en"}).content.decode()
    assert "Position 60 of 100 among the 10 other teams of 3 units in this campaign" in english
    trend = reverse("team-trend", args=[campaign.organisation.slug, "own"])
    assert f'href="{trend}"' in english
    chinese = client.get(address, {"lang": "zh-hans"}).content.decode()
    assert "在本次评估其他10个团队（3个部门）中的位置为60" in chinese
    link = share(
        campaign=campaign,
        team=campaign.teams.get(slug="own"),
        cut="full",
        days=7,
        note="",
        by=manager,
        now=timezone.now(),
    )
    shared = Client().get(reverse("shared", args=[link.token]), {"lang": "en"}).content.decode()
    assert "Own" in shared
    assert "other teams" not in shared


@pytest.mark.parametrize(("others", "units"), [(9, 3), (10, 2)])
def test_too_few_teams_or_units_give_no_position(others, units):
    campaign = campaign_of(others, units)
    client, _manager = reader(campaign)
    address = reverse("team-report", args=[campaign.pk, "own"])
    assert "other teams" not in client.get(address, {"lang": "en"}).content.decode()
