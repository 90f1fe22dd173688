"""What other weights would change: only shown teams, only from the frozen answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.core.evaluation import evaluate
from assessment.core.seeds import Seeds
from survey.models import Answer, Campaign
from survey.queries.answers import team_answers
from survey.queries.weights_effect import change_texts, effect
from survey.questionnaire import of_campaign
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign
from survey.weighing import weighed_model
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
REF = "engineering-practice@1.0.0"
TOP = ("technical", "management", "problem-solving", "engineering", "open-source")
WEIGHTS = {"overall": dict(zip(TOP, (100, 500, 100, 200, 100), strict=True))}
SLUGS = [f"pm_{name}" for name in ("planning", "tracking", "resources", "delivery")]


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def campaign(owner) -> Campaign:
    """Two teams of five and one of four; management differs."""
    organisation = make_organisation("Works", owner)
    teams = [make_team(organisation, name) for name in ("Alpha", "Beta", "Few")]
    campaign = make_campaign(organisation, teams, form="full")
    low = dict.fromkeys(SLUGS, Draft("rated", 0))
    for team, people, special in zip(teams, (5, 5, 4), (low, {}, {}), strict=True):
        for _person in range(people):
            answer_all(make_invitation(campaign, team), 2, **special)
    return close_campaign(campaign=campaign, now=NOW + timedelta(days=14))


def test_scores_are_those_of_the_engine_with_and_without(owner, campaign):
    found = effect(owner, campaign.organisation, REF, WEIGHTS, "en")
    assert found is not None
    assert [team.name for team in found.teams] == ["Alpha", "Beta"]
    assert (found.hidden, found.same_weights, found.name) == (1, False, "Autumn 2026")
    team = campaign.teams.get(slug="alpha")
    answers = team_answers(campaign, team, of_campaign(campaign))
    before, after = (
        evaluate(weighed_model(REF, w), answers, seeds=Seeds(str(campaign.pk), "alpha")).core
        for w in (None, WEIGHTS)
    )
    alpha = found.teams[0]
    assert alpha.score == f"{before.overall.score:.1f}"
    assert alpha.other == f"{after.overall.score:.1f}"
    assert alpha.level == before.overall.level
    assert alpha.other_level == after.overall.level
    assert alpha.other_weakest is not None
    drawn = after.sensitivity.monte_carlo
    assert alpha.other_weakest.name == "Management layer"
    assert drawn.weakest == "management"
    assert alpha.other_weakest.share == int(100 * drawn.weakest_share)
    assert campaign.results.get(team=team).score == before.overall.score


def test_all_alike_nothing_moves(owner, campaign):
    found = effect(owner, campaign.organisation, REF, WEIGHTS, "en")
    beta = found.teams[1]
    assert (beta.score, beta.other, beta.change) == ("50.0", "50.0", "0.0")
    assert found.order is not None
    assert (found.order.teams, found.order.same, found.order.share) == (2, True, 100)
    assert found.order.depends is False


def test_the_campaigns_own_weights_are_said_to_be_the_same(owner, campaign):
    organisation = campaign.organisation
    own = {"overall": dict(zip(TOP, (250, 200, 150, 300, 100), strict=True))}
    found = effect(owner, organisation, REF, own, "en")
    assert found.same_weights
    assert {team.change for team in found.teams} == {"0.0"}


def test_answers_that_are_not_the_frozen_ones_give_no_figures(owner, campaign):
    alpha = Answer.objects.filter(sheet__team__slug="alpha", practice="pm-planning")
    alpha.update(option=4)
    found = effect(owner, campaign.organisation, REF, WEIGHTS, "en")
    assert [team.name for team in found.teams] == ["Beta"]
    assert (found.hidden, found.order) == (2, None)


@pytest.mark.parametrize("teams", [1, 4])
def test_as_many_queries_for_one_team_as_for_many(owner, teams, django_assert_num_queries):
    organisation = make_organisation("Works", owner)
    asked = [make_team(organisation) for _ in range(teams)]
    campaign = make_campaign(organisation, asked, mode="consensus")
    for team in asked:
        answer_all(make_invitation(campaign, team), 2)
    close_campaign(campaign=campaign, now=NOW + timedelta(days=1))
    with django_assert_num_queries(4):
        found = effect(owner, organisation, REF, WEIGHTS, "en")
    assert len(found.teams) == teams


def test_only_closed_campaigns_and_only_for_those_who_manage(owner):
    organisation = make_organisation("Works", owner)
    campaign = make_campaign(organisation)
    answer_all(make_invitation(campaign), 2)
    assert effect(owner, organisation, REF, WEIGHTS, "en") is None
    close_campaign(campaign=campaign, now=NOW + timedelta(days=1))
    found = effect(owner, organisation, REF, WEIGHTS, "en")
    assert (found.teams, found.hidden) == ((), 1)
    lead = give_role(make_user(), organisation, "lead", campaign.teams.get())
    assert effect(lead, organisation, REF, WEIGHTS, "en") is None


@pytest.mark.parametrize(
    ("score", "other", "texts"),
    [
        (50.0, 50.0, ("50.0", "50.0", "0.0")),
        (38.0, 39.0, ("38.0", "39.0", "+1.0")),
        (60.0, 57.5, ("60.0", "57.5", "\N{MINUS SIGN}2.5")),
        (56.324, 57.262, ("56.32", "57.26", "+0.94")),
        (50.0, 49.96, ("50.0", "50.0", "0.0")),
    ],
)
def test_the_change_is_taken_before_rounding_and_agrees_with_what_is_shown(score, other, texts):
    assert change_texts(score, other) == texts
