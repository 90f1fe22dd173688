"""What a team's result is compared with, in the trend and as “last time” alike."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from survey.models import Campaign, TeamResult
from survey.queries.results import team_result
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign, open_campaign
from tests.factories import (
    NOW,
    answer_all,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
FIVE = (1, 2, 2, 2, 3)


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def team(owner):
    return make_team(make_organisation("Works", owner))


def opened(team, day: int, **more: object) -> Campaign:
    draft = make_campaign(team.organisation, [team], state="draft", **more)
    return open_campaign(campaign=draft, now=NOW + timedelta(days=day))


def closed(campaign, team, day: int, steps=FIVE, **special: Draft) -> Campaign:
    for step in steps:
        answer_all(make_invitation(campaign, team), step, **special)
    return close_campaign(campaign=campaign, now=NOW + timedelta(days=day))


def compared(owner, campaign, team) -> tuple[str | None, str | None]:
    """The campaign that is “last time”, and the one that the trend starts from, by name."""
    found = team_result(owner, campaign.pk, team.slug)
    trend = json.loads(found.payload)["trend"]
    digests = dict(TeamResult.objects.values_list("answers_sha256", "campaign__name"))
    return (
        found.previous[0]["en"] if found.previous else None,
        digests[trend["answers_sha256"]] if trend else None,
    )


def test_last_time_is_the_campaign_that_the_trend_starts_from(owner, team):
    closed(opened(team, 0, name="First"), team, 10, (1, 1, 1, 2, 2))
    closed(opened(team, 20, name="Second"), team, 30, (2, 2, 2, 2, 2))
    third = closed(opened(team, 40, name="Third"), team, 50)
    assert compared(owner, third, team) == ("Second", "Second")


def test_a_campaign_that_closed_after_this_one_had_opened_is_not_last_time(owner, team):
    closed(opened(team, 0, name="First"), team, 10, (1, 1, 1, 2, 2))
    beside = opened(team, 20, name="Beside")
    this = opened(team, 21, name="This")
    closed(beside, team, 30, (2, 2, 2, 2, 2))
    closed(this, team, 40)
    assert compared(owner, this, team) == ("First", "First")


def test_views_of_many_are_not_compared_with_a_joint_answer(owner, team):
    closed(opened(team, 0, name="Joint", mode="consensus"), team, 10, (2,))
    many = closed(opened(team, 20, name="Many"), team, 30)
    assert compared(owner, many, team) == (None, None)
    again = closed(opened(team, 40, name="Again", mode="consensus"), team, 50, (3,))
    assert compared(owner, again, team) == ("Joint", None)


def test_another_major_version_is_passed_over(owner, team):
    closed(opened(team, 0, name="First"), team, 10, (1, 1, 1, 2, 2))
    other = closed(opened(team, 20, name="Other"), team, 30, (2, 2, 2, 2, 2))
    Campaign.objects.filter(pk=other.pk).update(model_version="2.0.0")
    third = closed(opened(team, 40, name="Third"), team, 50)
    assert compared(owner, third, team) == ("First", "First")


def test_what_an_earlier_campaign_did_not_show_is_not_shown_by_a_later_one(team):
    """Five of ten rated a practice; the first campaign had promised groups of six."""
    first = opened(team, 0, name="First", min_group=6)
    for step in FIVE:
        answer_all(make_invitation(first, team), step)
        answer_all(make_invitation(first, team), step, ci_pipeline=Draft("dk"))
    close_campaign(campaign=first, now=NOW + timedelta(days=10))
    second = closed(opened(team, 20, name="Second", min_group=5), team, 30)
    before, after = (
        json.loads(TeamResult.objects.get(campaign=each).payload) for each in (first, second)
    )
    status = {row["slug"]: row["status"] for row in before["practices"]}
    hidden = [slug for slug, each in status.items() if each != "scored"]
    assert hidden == ["ci-pipeline"]
    common = [row["slug"] for row in after["practices"] if row["slug"] not in hidden]
    assert after["trend"]["common"] == common
    assert [row["slug"] for row in after["trend"]["practices"]] == common
