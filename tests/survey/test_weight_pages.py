"""Pages and forms of weights, as a browser without scripts uses them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from survey.models import Campaign, WeightProfile
from survey.queries.judgements import STEPS, nearest_step, ratio_text, step_text
from survey.services.campaigns import open_campaign
from survey.services.weight_profiles import used
from tests.factories import (
    LAYERS,
    NOW,
    make_campaign,
    make_compared,
    make_custom,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db
TOP = ("technical", "management", "problem-solving", "engineering", "open-source")
NUMBERS = dict(zip(TOP, (100, 500, 100, 200, 100), strict=True))
PAIRS = [f"pair-{row}-{column}" for row in range(5) for column in range(row + 1, 5)]
BAD = ("1", "2", "1/2", "3", "9", "1/2", "3", "1/2", "2", "1/9")


@pytest.fixture
def organisation():
    return make_organisation("Works", make_user("owner@example.org"))


@pytest.fixture
def browser(organisation) -> Client:
    client = Client()
    client.force_login(organisation.memberships.get().user)
    return client


def address(name: str, *more: object) -> str:
    return reverse(name, args=["works", *more])


def text_of(response) -> str:
    """What the page says, on one line."""
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).split())


def numbers(parent: str = "overall", **values: object) -> dict[str, object]:
    given = {f"weight.{parent}.{slug}": value for slug, value in (NUMBERS | values).items()}
    return {"name": "Ours", "reason": "We sell it.", **given}


def comparison(upper=LAYERS, **values: object) -> dict[str, object]:
    pairs = dict(zip(PAIRS, upper, strict=True))
    return {"name": "Board", "expert": "Ann", **pairs, **values}


def test_numbers_make_a_profile(browser, organisation):
    answer = browser.post(address("weights-numbers"), numbers())
    profile = WeightProfile.objects.get()
    assert answer.url == address("weight-profile", profile.pk)
    assert profile.organisation == organisation
    assert profile.content == {"weights": {"overall": NUMBERS}, "reason": "We sell it."}
    page = text_of(browser.get(answer.url))
    assert "Management layer50.0 %" in page
    assert "We sell it." in page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (numbers(technical=""), "Give a number here too."),
        (numbers(technical=9), "At least 10."),
        (numbers(technical=1001), "At most 1000."),
        (numbers(technical="1.5"), "Give a whole number."),
        (numbers(technical="many"), "Give a whole number."),
        (numbers(technical=99), "The numbers add up to 999, not to 1000: 1 too few."),
        (numbers(technical=102), "The numbers add up to 1002, not to 1000: 2 too many."),
        (numbers() | {"reason": "  "}, "This field is required."),
        (numbers() | {"name": ""}, "This field is required."),
        (numbers() | {"reason": "x" * 2001}, "at most 2000 characters"),
        ({"name": "Ours", "reason": "so"}, "Give numbers for at least one part."),
    ],
)
def test_bad_numbers_are_shown_where_they_stand(browser, organisation, values, message):
    answer = browser.post(address("weights-numbers"), values)
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert WeightProfile.objects.count() == 0


def test_several_wholes_are_numbers_of_their_own(browser, organisation):
    inner = {
        f"weight.open-source.{slug}": value
        for slug, value in (("open-source-use", 700), ("open-source-contribution", 200))
    }
    answer = browser.post(address("weights-numbers"), numbers() | inner)
    assert "The numbers add up to 900, not to 1000: 100 too few." in text_of(answer)
    inner["weight.open-source.open-source-contribution"] = 300
    browser.post(address("weights-numbers"), numbers() | inner)
    assert WeightProfile.objects.get().content["weights"] == {
        "overall": NUMBERS,
        "open-source": {"open-source-use": 700, "open-source-contribution": 300},
    }


def test_each_pair_has_seventeen_steps_in_words(browser, organisation):
    page = browser.get(address("weights-compare")).content.decode()
    assert [name in page for name in PAIRS] == [True] * 10
    selects = re.findall(r'<select name="pair-0-1".*?</select>', page, flags=re.DOTALL)
    options = [unescape(o).strip() for o in re.findall(r"<option[^>]*>([^<]*)<", selects[0])]
    assert len(options) == 1 + 17
    assert options[1] == "9 · Technical layer extremely more important"
    assert options[9] == "1 · both equally important"
    assert options[13] == "5 · Management layer much more important"
    values = re.findall(r'<option value="([^"]*)"', selects[0])
    assert tuple(values) == ("", *STEPS)


def test_a_comparison_makes_a_profile_and_says_its_ratio(browser, organisation):
    answer = browser.post(address("weights-compare"), comparison(reason="Board and architects"))
    profile = WeightProfile.objects.get()
    assert profile.content == {
        "parts": {"overall": [{"expert": "Ann", "upper": list(LAYERS)}]},
        "reason": "Board and architects",
    }
    page = text_of(browser.get(answer.url))
    assert "consistency ratio 0.014" in page
    assert "Technical layer or Problem-solving layer" in page
    assert "35.5 %" in page


def test_contradictions_are_refused_in_words_and_the_choices_are_kept(browser, organisation):
    answer = browser.post(address("weights-compare"), comparison(BAD))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "the consistency ratio is 0.655 and must be below 0.10" in page
    assert "Most at odds with the rest: Engineering practice or Open-source collaboration." in page
    assert "You chose “Open-source collaboration extremely more important (9)”" in page
    closest = "Open-source collaboration between equally and somewhat more important (2)"
    assert f"all judgements together come closest to “{closest}”" in page
    body = answer.content.decode()
    assert body.count('class="wt-odd"') == 1
    assert body.index('id="odd"') < body.index('name="pair-3-4"')
    assert body.count(" selected>") == 10
    assert WeightProfile.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"pair-0-1": ""}, "Choose how these two compare."),
        ({"pair-0-1": "10"}, "Select a valid choice."),
        ({"pair-0-1": "2/1"}, "Select a valid choice."),
        ({"expert": " "}, "This field is required."),
        ({"expert": "x" * 81}, "at most 80 characters"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_bad_comparisons_are_shown_where_they_stand(browser, organisation, values, message):
    answer = browser.post(address("weights-compare"), comparison(**values))
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert WeightProfile.objects.count() == 0


def test_people_and_parts_are_added_changed_and_removed(browser, organisation):
    profile = make_compared(organisation)
    judge = address("weight-profile-judge", profile.pk)
    browser.post(judge, comparison(expert="Bo"))
    browser.post(f"{judge}?part=problem-solving", {"expert": "Bo", "pair-0-1": "2"})
    profile.refresh_from_db()
    assert [e["expert"] for e in profile.content["parts"]["overall"]] == ["Ann", "Bo"]
    assert "problem-solving" not in profile.content["parts"]
    three = {"expert": "Bo", "pair-0-1": "2", "pair-0-2": "3", "pair-1-2": "2"}
    browser.post(f"{judge}?part=problem-solving", three)
    profile.refresh_from_db()
    said = [{"expert": "Bo", "upper": ["2", "3", "2"]}]
    assert profile.content["parts"]["problem-solving"] == said
    page = browser.get(f"{judge}?part=problem-solving&expert=Bo").content.decode()
    assert page.count(" selected>") == 3
    out = address("weight-profile-unjudge", profile.pk)
    browser.post(out, {"part": "overall", "expert": "Ann"})
    profile.refresh_from_db()
    assert [e["expert"] for e in profile.content["parts"]["overall"]] == ["Bo"]
    answer = browser.post(out, {"part": "overall", "expert": "Bo"}, follow=True)
    assert "needs a comparison of the main parts" in text_of(answer)


def test_unknown_parts_and_models_are_not_there(browser, organisation):
    judge = address("weight-profile-judge", make_compared(organisation).pk)
    for path in (
        f"{judge}?part=magic",
        f"{judge}?part=code-standards",
        f"{address('weights-compare')}?model=other@1.0.0",
        f"{address('weights-equal')}?model=engineering-practice",
    ):
        assert browser.get(path).status_code == 404, path


def test_a_change_after_opening_makes_new_weights(browser, organisation):
    profile = make_custom(organisation, {"overall": NUMBERS})
    open_campaign(campaign=make_campaign(organisation, state="draft", weights=profile), now=NOW)
    assert used(profile)
    change = address("weight-profile-change", profile.pk)
    assert "A change makes new ones." in text_of(browser.get(change))
    answer = browser.post(change, numbers(technical=200, management=400), follow=True)
    assert "Saved as new weights" in text_of(answer)
    new = WeightProfile.objects.exclude(pk=profile.pk).get()
    assert new.content["weights"]["overall"]["management"] == 400
    profile.refresh_from_db()
    assert profile.content["weights"]["overall"] == NUMBERS


def test_a_profile_in_use_is_not_removed(browser, organisation):
    profile = make_compared(organisation)
    make_campaign(organisation, state="draft", weights=profile)
    remove = address("weight-profile-remove", profile.pk)
    assert "uses these weights" in text_of(browser.post(remove, follow=True))
    Campaign.objects.all().delete()
    assert "The weights are removed." in text_of(browser.post(remove, follow=True))
    assert WeightProfile.objects.count() == 0


def test_a_campaign_takes_the_weights_that_were_chosen(browser, organisation):
    profile = make_compared(organisation)
    campaign = make_campaign(organisation, state="draft")
    step = reverse("campaign-set-up", args=[campaign.pk, "weights"])
    for chosen, weighting in (("default", "default"), ("equal", "equal"), (profile.pk, "profile")):
        answer = browser.post(step, {"weights": chosen})
        assert answer.url == reverse("campaign-set-up", args=[campaign.pk, "targets"])
        campaign.refresh_from_db()
        assert campaign.weighting == weighting
        assert campaign.profile == (profile if weighting == "profile" else None)
    page = browser.get(reverse("campaign", args=[campaign.pk]))
    assert "Board (Comparison in pairs)" in text_of(page)
    foreign = make_compared(make_organisation("Other"))
    for chosen in ("", "magic", foreign.pk):
        answer = browser.post(step, {"weights": chosen})
        assert answer.context["form"].errors.keys() == {"weights"}
    browser.post(step, {"weights": "default"})
    WeightProfile.objects.filter(pk=profile.pk).update(model_version="0.9.0")
    answer = browser.post(step, {"weights": profile.pk})
    assert "These weights belong to another questionnaire." in text_of(answer)
    campaign.refresh_from_db()
    assert campaign.profile is None


def test_a_profile_of_another_organisation_is_not_there(browser, organisation):
    foreign = make_compared(make_organisation("Other", make_user()))
    for name in ("weight-profile", "weight-profile-change", "weight-profile-judge"):
        assert browser.get(address(name, foreign.pk)).status_code == 404
    assert browser.post(address("weight-profile-remove", foreign.pk)).status_code == 404
    assert WeightProfile.objects.filter(pk=foreign.pk).exists()


def test_steps_read_alike_from_both_sides():
    for number in range(2, 10):
        assert step_text(str(number), "A", "B") == step_text(f"1/{number}", "B", "A")
    assert step_text("1", "A", "B") == "both equally important (1)"
    for language in ("en", "zh-hans"):
        with override(language):
            assert len({step_text(step, "A", "B") for step in STEPS}) == 17


def test_the_nearest_step_is_nearest_on_the_log_scale():
    assert [nearest_step(r) for r in (1.0, 1.4, 1.45, 2.4, 2.5, 20.0, 1 / 2.5, 0.01)] == [
        "1",
        "1",
        "2",
        "2",
        "3",
        "9",
        "1/3",
        "1/9",
    ]


def test_a_ratio_below_the_limit_never_reads_as_the_limit():
    assert [ratio_text(r) for r in (0.0, -1e-17, 0.0138, 0.09949, 0.09995, 0.1, 0.1004)] == [
        "0.000",
        "0.000",
        "0.014",
        "0.099",
        "0.099950",
        "0.100",
        "0.100",
    ]
