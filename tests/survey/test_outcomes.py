"""A team's outcome figures: entered, changed, removed, refused; never part of a result."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from assessment.core.outcomes import CLUSTERS, FREQUENCIES, TIMES, Outcomes
from survey.models import OutcomeFigures, TeamResult
from survey.queries.outcomes import TeamOutcomes, team_outcomes
from survey.services.campaigns import close_campaign
from survey.services.outcomes import LONGEST_NOTE, enter_outcomes
from survey.services.refusal import Refused
from tests.factories import (
    NOW,
    answer_all,
    make_campaign,
    make_invitation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=14)
ALL = {
    "deployment_frequency": "day_to_week",
    "lead_time": "week_to_month",
    "change_failure_rate": Decimal("12.5"),
    "recovery_time": "under_day",
    "rework_rate": Decimal("8"),
    "note": "Payments, July to September.",
}


def enter(campaign, **figures):
    values = {"team": campaign.teams.get(), "by": None, "now": NOW, **figures}
    return enter_outcomes(campaign=campaign, **values)


def test_figures_are_kept_changed_and_removed():
    user, campaign = make_user(), make_campaign()
    team = campaign.teams.get()
    assert team_outcomes(campaign, team) is None
    enter(campaign, by=user, **ALL)
    figures = Outcomes("day_to_week", "week_to_month", 12.5, "under_day", 8.0, ALL["note"])
    assert team_outcomes(campaign, team) == TeamOutcomes(figures, "2026-10-12")
    assert OutcomeFigures.objects.get().entered_by == user
    enter(campaign, rework_rate=Decimal(0), now=LATER)
    assert team_outcomes(campaign, team) == TeamOutcomes(Outcomes(rework_rate=0.0), "2026-10-26")
    assert enter(campaign) is None
    assert team_outcomes(campaign, team) is None


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ({"lead_time": "soon"}, "Choose from the list, and give rates from 0 to 100."),
        (
            {"deployment_frequency": "under_day"},
            "Choose from the list, and give rates from 0 to 100.",
        ),
        ({"rework_rate": Decimal("100.1")}, "Choose from the list, and give rates from 0 to 100."),
        ({"rework_rate": Decimal("-1")}, "Choose from the list, and give rates from 0 to 100."),
        ({"change_failure_rate": Decimal("1.25")}, "Give rates with at most one decimal."),
        ({"change_failure_rate": Decimal("NaN")}, "Give rates with at most one decimal."),
        ({"note": "x"}, "Give at least one figure; a note alone says nothing."),
        (
            {"lead_time": "under_day", "note": "x" * (LONGEST_NOTE + 1)},
            "The note is longer than 2000 characters.",
        ),
    ],
)
def test_bad_figures_are_refused_and_earlier_ones_stay(figures, message):
    campaign = make_campaign()
    enter(campaign, **ALL)
    before = OutcomeFigures.objects.values().get()
    with pytest.raises(Refused) as refused:
        enter(campaign, **figures)
    assert str(refused.value) == message
    assert OutcomeFigures.objects.values().get() == before


def test_a_team_that_takes_no_part_has_no_figures():
    campaign = make_campaign()
    with pytest.raises(Refused):
        enter(campaign, team=make_team(campaign.organisation), **ALL)
    assert not OutcomeFigures.objects.exists()


def test_the_result_is_the_same_with_and_without_figures():
    payloads = []
    for figures in ({}, ALL):
        campaign = make_campaign()
        for option in (1, 2, 2, 3, 4):
            answer_all(make_invitation(campaign), option)
        if figures:
            enter(campaign, **figures)
        close_campaign(campaign=campaign, now=LATER)
        frozen = TeamResult.objects.get(campaign=campaign)
        enter(campaign, **ALL)
        assert TeamResult.objects.get(campaign=campaign).payload == frozen.payload
        payloads.append(frozen.payload)
    keys = ("deployment", "lead_time", "rework", "outcome")
    assert [key for key in keys if any(key in payload for payload in payloads)] == []


def test_the_database_knows_the_choices():
    campaign = make_campaign()
    enter(campaign, **ALL)
    for change in ({"lead_time": "soon"}, {"rework_rate": 101}, {"change_failure_rate": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OutcomeFigures.objects.update(**change)


def test_the_published_clusters():
    """DORA 2024: the figures, and their choices among those that a team can make."""
    assert [
        (
            each.name["en"],
            each.share,
            each.deployment_frequency,
            each.lead_time,
            each.change_failure_rate,
            each.recovery_time,
        )
        for each in CLUSTERS
    ] == [
        ("Elite", 19, "on_demand", "under_day", 5, "under_hour"),
        ("High", 22, "day_to_week", "day_to_week", 20, "under_day"),
        ("Medium", 35, "week_to_month", "week_to_month", 10, "under_day"),
        ("Low", 25, "month_to_half_year", "month_to_half_year", 40, "week_to_month"),
    ]
    for each in CLUSTERS:
        assert each.deployment_frequency in FREQUENCIES
        assert {each.lead_time, each.recovery_time} <= set(TIMES)
