"""Pages of a campaign whose model, or whose answers, are not what they were any more."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from survey.models import Answer, Campaign
from survey.queries.standing import team_standing
from survey.services.campaigns import close_campaign
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


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def campaign(owner) -> Campaign:
    organisation = make_organisation("Works", owner)
    campaign = make_campaign(organisation, [make_team(organisation, "Payments")])
    for option in (1, 2, 2, 2, 3):
        answer_all(make_invitation(campaign), option)
    return campaign


def close(campaign: Campaign) -> None:
    close_campaign(campaign=campaign, now=NOW + timedelta(days=14))


def test_closing_a_campaign_whose_model_was_changed_says_why_on_its_page(client, owner, campaign):
    Campaign.objects.update(model_sha256="0" * 64)
    client.force_login(owner)
    answer = client.post(f"/campaigns/{campaign.pk}/close/", follow=True)
    assert answer.status_code == 200
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
    assert "Put that version back, then close the campaign." in text
    assert Campaign.objects.get().state == "open"


def test_a_standing_is_worked_out_only_from_the_frozen_answers(client, owner, campaign):
    close(campaign)
    found, state = team_standing(owner, campaign.pk, "payments")
    assert state is not None
    assert state.scores.overall[0] == found.result.core.overall.score == 50.0
    Answer.objects.filter(practice="ci-pipeline", option=1).update(option=4)
    assert team_standing(owner, campaign.pk, "payments") == (found, None)
    client.force_login(owner)
    report = f"/reports/{campaign.pk}/payments/"
    assert client.get(f"{report}plan/").headers["Location"] == report


def test_a_standing_needs_the_model_that_was_answered(owner, campaign):
    close(campaign)
    Campaign.objects.update(model_sha256="0" * 64)
    found, state = team_standing(owner, campaign.pk, "payments")
    assert (found.result.core.overall.score, state) == (50.0, None)
