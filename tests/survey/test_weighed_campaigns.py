"""Campaigns with weights of their own: pinned when they open, used when they close."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from assessment.core.ahp import judge, judgements
from assessment.core.evaluation import evaluate
from assessment.core.result import JudgedFamily, Result, WeightsUsed
from assessment.core.seeds import Seeds
from assessment.core.weights import equal_profile
from assessment.loading import built_in_model
from survey.models import Campaign, TeamResult
from survey.queries.answers import answers_digest, team_answers
from survey.queries.results import team_result
from survey.questionnaire import of_campaign
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign, open_campaign
from survey.services.weight_profiles import change_custom
from survey.weighing import profile_weights, weighed_model
from tests.factories import (
    LAYERS,
    NOW,
    answer_all,
    make_campaign,
    make_compared,
    make_custom,
    make_invitation,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=14)
REF = "engineering-practice@1.0.0"
TOP = ("technical", "management", "problem-solving", "engineering", "open-source")
NUMBERS = dict(zip(TOP, (100, 500, 100, 200, 100), strict=True))
PRACTICES = {"at-unit": 10, "at-integration": 10, "at-reliability": 970, "at-adequacy": 10}
MIXED = {
    "ci_pipeline": Draft("rated", 4),
    "pm_planning": Draft("rated", 0),
    "at_unit": Draft("rated", 4),
    "at_reliability": Draft("rated", 0),
}


def closed(campaign: Campaign) -> TeamResult:
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(campaign), option, **MIXED)
    close_campaign(campaign=campaign, now=LATER)
    return TeamResult.objects.get(campaign=campaign)


def expected(campaign: Campaign, weights, label: str, used: WeightsUsed | None = None):
    """What evaluate() says of the campaign's answers with these weights."""
    answers = team_answers(campaign, campaign.teams.get(), of_campaign(campaign))
    return evaluate(
        weighed_model(REF, weights),
        answers,
        form=campaign.form,
        invited=5,
        answers_sha256=answers_digest(answers),
        profile=label,
        weights=used,
        seeds=Seeds(str(campaign.pk), campaign.teams.get().slug),
    )


def as_json(result) -> dict:
    return json.loads(json.dumps(result.to_json()))


def test_opening_pins_the_profile_as_it_is():
    organisation = make_organisation()
    profile = make_custom(organisation, {"overall": NUMBERS}, name="Ours", name_zh="我们的")
    draft = make_campaign(organisation, state="draft", weights=profile)
    assert draft.weights is None
    campaign = open_campaign(campaign=draft, now=NOW)
    kept = {
        "method": "custom",
        "names": {"en": "Ours", "zh-hans": "我们的"},
        "sha256": profile.sha256,
        "weights": {"overall": NUMBERS},
        "reason": "We sell software.",
        "judgements": [],
    }
    assert campaign.weights == kept
    values = {"by": None, "name": "Other", "reason": "x", "now": LATER}
    even = {"overall": dict.fromkeys(TOP, 200)}
    change_custom(profile=profile, weights=even, **values)
    campaign.refresh_from_db()
    assert (campaign.weights, campaign.profile_id) == (kept, profile.pk)


@pytest.mark.parametrize("form", ["short", "full"])
def test_closing_freezes_what_the_engine_says_of_the_weighed_model(form):
    organisation = make_organisation()
    weights = {"overall": NUMBERS, "automated-testing": PRACTICES}
    profile = make_custom(organisation, weights)
    campaign = make_campaign(organisation, weights=profile, form=form)
    payload = json.loads(closed(campaign).payload)
    label = f"custom:{profile.sha256[:12]}"
    reasons = dict.fromkeys(weights, "We sell software.")
    used = WeightsUsed("custom", profile.sha256, weights, reasons)
    assert payload == as_json(expected(campaign, weights, label, used))
    assert payload["profile"] == label
    plain = as_json(expected(campaign, None, "default"))
    assert payload["overall"]["score"] != plain["overall"]["score"]
    model = built_in_model()
    assert payload["model"] == {
        "slug": model.slug,
        "version": model.version,
        "sha256": model.sha256,
    }
    assert payload["model"] == plain["model"]


def test_a_comparison_counts_and_names_itself():
    organisation = make_organisation()
    profile = make_compared(organisation)
    campaign = make_campaign(organisation, weights=profile)
    payload = json.loads(closed(campaign).payload)
    label = f"ahp:{profile.sha256[:12]}"
    weights = profile_weights(profile)
    said = judge(judgements([Fraction(step) for step in LAYERS]))
    shares = dict(zip(TOP, said.weights, strict=True))
    family = JudgedFamily("overall", 1, shares, said.eigenvalue, said.ratio)
    used = WeightsUsed("ahp", profile.sha256, weights, {}, (family,))
    assert payload == as_json(expected(campaign, weights, label, used))
    assert "Ann" not in json.dumps(payload["weights"])


def test_equal_weights_need_no_profile_and_reach_into_modules():
    campaign = make_campaign(weights="equal", form="full", modules=["large-model"])
    payload = json.loads(closed(campaign).payload)
    model = built_in_model()
    weights = equal_profile(model.core) | equal_profile(model.module("large-model"), "large-model")
    assert campaign.weights["weights"] == weights
    used = WeightsUsed("equal", None, {}, {})
    assert payload == as_json(expected(campaign, weights, "equal", used))
    assert {n["weight"] for n in payload["modules"][0]["nodes"]} == {250}


def test_without_a_choice_the_models_weights_count():
    campaign = make_campaign()
    payload = json.loads(closed(campaign).payload)
    assert (campaign.weighting, campaign.profile, campaign.weights) == ("default", None, None)
    assert payload == as_json(expected(campaign, None, "default"))


def test_readers_of_a_result_get_the_campaigns_weights():
    user = make_user()
    organisation = make_organisation("Works", user)
    campaign = make_campaign(organisation, weights=make_custom(organisation, {"overall": NUMBERS}))
    closed(campaign)
    found = team_result(user, campaign.pk, campaign.teams.get().slug)
    assert {root.slug: root.weight for root in found.model.core.roots} == NUMBERS
    assert found.result == Result.from_json(json.loads(found.payload))
    assert found.result.weights.parents == {"overall": NUMBERS}
    assert found.model.sha256 == built_in_model().sha256
    assert found.model.module("large-model") == built_in_model().module("large-model")


@pytest.mark.parametrize(
    ("weights", "en", "zh"),
    [
        ("default", "default", "默认"),
        ("equal", "equal", "等权"),
        ("custom", "custom, {}", "自定义（{}）"),
        ("ahp", "pairwise comparison, {}", "两两比较（{}）"),
    ],
)
def test_the_report_says_which_weights_count(weights, en, zh):
    user = make_user()
    organisation = make_organisation("Works", user)
    profile = {
        "custom": lambda: make_custom(organisation, {"overall": NUMBERS}),
        "ahp": lambda: make_compared(organisation),
    }.get(weights, lambda: weights)()
    campaign = make_campaign(organisation, weights=profile)
    frozen = closed(campaign)
    digest = getattr(profile, "sha256", "")[:12]
    client = Client()
    client.force_login(user)
    for language, text in (("en", en), ("zh-hans", zh)):
        page = client.get(f"/reports/{campaign.pk}/{frozen.team.slug}/?lang={language}")
        assert f"<dd>{text.format(digest)}</dd>" in page.content.decode()


def test_the_database_keeps_weights_and_state_together():
    campaign = make_campaign(weights="equal")
    for change in (
        {"weights": None},
        {"weighting": "default"},
        {"weighting": "profile"},
        {"profile": make_compared(campaign.organisation)},
        {"state": "draft", "opened_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Campaign.objects.filter(pk=campaign.pk).update(**change)
    campaign.refresh_from_db()
    assert campaign.weights["method"] == "equal"
