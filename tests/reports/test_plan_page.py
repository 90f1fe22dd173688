"""The page of plans: what it shows is what the engine solves, and bad input is told."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest

from assessment.core.evaluation import standing_of
from assessment.core.plans import budget_plan, level_first_plan, next_level_plan
from assessment.core.result import Result
from assessment.core.what_if import what_if
from reports import formatting as fmt
from reports.contents.plan_page import build_plan_page, default_budget, read_budget
from reports.contents.reading import reading_of
from survey.models import Campaign
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign
from tests.assessment.core import t7
from tests.factories import NOW, answer_all, make_campaign, make_invitation, make_user
from tests.reports.reporting import header, t7_result


def reading(language="en"):
    result = t7_result()
    return reading_of(t7.MODEL, header(), result, result.core, language)


def state():
    return standing_of(t7.MODEL, t7.answers(), min_group=3)


def page(budget="20", language="en", **raised):
    return build_plan_page(reading(language), state(), budget, raised)


def test_the_worked_budgets():
    """docs/scoring.md: 10 days buy 6 points, 20 days 12.9375; level 3 first with 20 takes 9.25."""
    ten, twenty = page("10").within, page("20").within
    assert (ten.effort_text, ten.gain_text) == ("9.25 person-days", "+6.0")
    assert [(s.slug, s.to_label) for s in ten.steps] == [
        ("p1", "Measured and improved"),
        ("p2", "Kept up by a routine"),
    ]
    assert (twenty.effort_text, twenty.gain_text) == ("19.25 person-days", "+12.9")
    first = page("20").first
    assert first.heading == "Level 3 first: raise three practices"
    assert (first.level_text, first.effort_text) == ("Level 3, Systematic", "20 person-days")


def test_a_budget_too_small_for_the_level_says_what_would_do():
    first = page("10").first
    assert first.steps == ()
    assert first.note == "At least 17 person-days would reach level 3."
    assert page("10", "zh-hans").first.note == "达到3级至少需要17人日。"


def test_the_page_says_what_the_engine_solves():
    for days in (0, 3, 8, 17, 33):
        solved = budget_plan(state(), budget=4 * days)
        shown = page(str(days)).within
        assert shown.gain_text == fmt.gain(float(solved.gain))
        assert {(s.slug) for s in shown.steps} == {step.practice for step in solved.targets}
    assert page("0").within.heading == "No step fits the budget"
    least = next_level_plan(state()).effort
    assert level_first_plan(state(), budget=least).plan is not None
    assert default_budget(reading()) == "17"


def test_what_if_says_score_level_and_what_is_missing():
    shown = page(p7="3").what_if
    outcome = what_if(state(), {"p7": 3})
    assert outcome.gain == Fraction(4)
    assert (shown.score_text, shown.gain_text) == ("52.1", "+4.0")
    assert shown.level_text == "Level 2, Foundational"
    assert "p5 to “Agreed and shared”" in shown.note
    assert "p6 to “Agreed and shared”" in shown.note
    whole = page(p5="2", p6="2").what_if
    assert (whole.note, whole.level_text) == ("", "Level 3, Systematic")


@pytest.mark.parametrize(
    "raised", [{"p7": "1"}, {"p7": "9"}, {"p7": "x"}, {"p3": "4"}, {"nobody": "3"}, {"p7": ""}]
)
def test_steps_that_cannot_be_raised_are_left_out(raised):
    assert page(**raised).what_if is None


@pytest.mark.parametrize("text", ["", "many", "-1", "2001", "1e99", "nan", "inf", "1,2,3"])
def test_impossible_budgets_are_told(text):
    quarters, error = read_budget(text, "en")
    assert quarters is None
    assert error
    assert page(text).within is None


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("12", 48),
        ("2,5", 10),
        ("2，5", 10),
        (" 7.25 ", 29),
        ("0", 0),
        ("1,500", 6000),
        ("1，500.5", 6002),
        ("0,125", 0),
    ],
)
def test_budgets_are_read_to_a_quarter_of_a_day(text, quarters):
    assert read_budget(text, "en") == (quarters, "")


@pytest.mark.django_db
def test_the_page_of_a_campaign(client):
    user = make_user()
    campaign = make_campaign(form="full")
    campaign.organisation.memberships.update(user=user)
    for option in (1, 2, 2, 3, 2):
        answer_all(make_invitation(campaign), option, cd_automation=Draft("rated", 1))
    close_campaign(campaign=campaign, now=NOW + timedelta(days=3))
    client.force_login(user)
    address = f"/reports/{campaign.pk}/{campaign.teams.get().slug}"
    report = client.get(f"{address}/").content.decode()
    assert f'href="{address}/plan/"' in report
    html = client.get(f"{address}/plan/?budget=30&to-cd-automation=3").content.decode()
    assert "Most points for the budget" in html
    assert "If one practice stood higher" in html
    wrong = client.get(f"{address}/plan/?budget=%3Cscript%3E").content.decode()
    assert "Give the person-days as a number" in wrong
    assert "<script>" not in wrong.split("</head>")[1].replace('<script type="module"', "")


@pytest.mark.django_db
def test_a_module_has_plans_of_its_own(client):
    user = make_user()
    campaign = make_campaign(form="full", modules=["large-model"])
    campaign.organisation.memberships.update(user=user)
    for option in (1, 2, 2, 3, 2):
        answer_all(make_invitation(campaign), option)
    close_campaign(campaign=campaign, now=NOW + timedelta(days=3))
    client.force_login(user)
    address = f"/reports/{campaign.pk}/{campaign.teams.get().slug}"
    assert f'href="{address}/plan/?part=large-model"' in client.get(f"{address}/").content.decode()
    core = client.get(f"{address}/plan/").context["page"]
    assert [(part.slug, part.chosen) for part in core.parts] == [("", True), ("large-model", False)]
    found = client.get(f"{address}/plan/?part=large-model&budget=40&lang=zh-hans")
    module, html = found.context["page"], found.content.decode()
    result = Result.from_json(json.loads(campaign.results.get().payload))
    (frozen,) = result.modules
    practices = {practice.slug for practice in frozen.practices}
    chosen = {row.slug for group in module.groups for row in group.practices}
    assert chosen
    assert chosen <= practices
    assert module.score_text == fmt.number(frozen.overall.score)
    # Steps of the core that come first cost effort and gain nothing for the module.
    gained = {step.slug for step in module.within.steps}
    assert gained & practices
    assert '<input type="hidden" name="part" value="large-model">' in html
    assert "大模型工程" in html
    assert client.get(f"{address}/plan/?part=nothing").status_code == 404


@pytest.mark.django_db
def test_a_hidden_result_has_no_plans(client):
    user = make_user()
    campaign = make_campaign()
    campaign.organisation.memberships.update(user=user)
    answer_all(make_invitation(campaign), 2)
    close_campaign(campaign=Campaign.objects.get(), now=NOW + timedelta(days=3))
    client.force_login(user)
    address = f"/reports/{campaign.pk}/{campaign.teams.get().slug}"
    answer = client.get(f"{address}/plan/?budget=10")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{address}/")
