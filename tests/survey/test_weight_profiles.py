"""Weight profiles: how numbers and comparisons become weights, and when they may change."""

from __future__ import annotations

import hashlib
from fractions import Fraction

import pytest

from assessment.core.ahp import judge, judge_together, judgements, per_mille
from assessment.core.model import canonical_json
from assessment.core.weights import ProfileFault
from assessment.loading import built_in_model
from survey.models import Organisation, WeightProfile
from survey.services import weight_profiles as service
from survey.services.campaigns import create_campaign, open_campaign
from survey.services.refusal import Refused
from survey.weighing import profile_weights
from tests.factories import (
    LAYERS,
    NOW,
    make_campaign,
    make_compared,
    make_custom,
    make_organisation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
TOP = ("technical", "management", "problem-solving", "engineering", "open-source")
NUMBERS = dict(zip(TOP, (100, 500, 100, 200, 100), strict=True))
OTHER = ("1", "1", "1", "1", "1", "1", "1", "1", "1", "1")
BAD = ("1", "2", "1/2", "3", "9", "1/2", "3", "1/2", "2", "1/9")


def matrix(upper):
    return judgements([Fraction(step) for step in upper])


def test_numbers_are_kept_with_their_reason_and_a_digest():
    profile = make_custom(make_organisation(), {"overall": NUMBERS}, reason=" We sell it. ")
    assert profile.content == {"weights": {"overall": NUMBERS}, "reason": "We sell it."}
    assert profile_weights(profile) == {"overall": NUMBERS}
    whole = {"model": built_in_model().sha256, "method": "custom", "content": profile.content}
    assert profile.sha256 == hashlib.sha256(canonical_json(whole).encode()).hexdigest()


@pytest.mark.parametrize(
    ("weights", "reason", "faults"),
    [
        (
            {"overall": {**NUMBERS, "technical": 99}},
            "so",
            [ProfileFault("wrong_sum", "overall", value=999)],
        ),
        (
            {"overall": {**NUMBERS, "technical": 9, "management": 591}},
            "so",
            [ProfileFault("too_small", "overall", "technical", 9)],
        ),
        (
            {"overall": {"technical": 1000}},
            "so",
            [ProfileFault("missing_child", "overall", slug) for slug in TOP[1:]],
        ),
        ({"magic": {"a": 1000}}, "so", [ProfileFault("unknown_parent", "magic")]),
        ({"overall": NUMBERS}, " ", [ProfileFault("no_reason")]),
        ({}, "so", []),
    ],
)
def test_bad_numbers_are_refused_and_say_where(weights, reason, faults):
    organisation = make_organisation()
    with pytest.raises(service.BadWeights) as refused:
        make_custom(organisation, weights, reason=reason)
    assert list(refused.value.faults) == faults
    assert WeightProfile.objects.count() == 0


def test_a_comparison_becomes_per_mille():
    profile = make_compared(make_organisation())
    expected = per_mille(judge(matrix(LAYERS)).weights)
    assert profile_weights(profile) == {"overall": dict(zip(TOP, expected, strict=True))}
    assert expected == (223, 192, 155, 355, 75)


def test_a_contradictory_comparison_is_refused_with_what_it_says():
    organisation = make_organisation()
    with pytest.raises(service.Contradiction) as refused:
        make_compared(organisation, BAD)
    assert refused.value.said == judge(matrix(BAD))
    assert refused.value.said.worst == (3, 4)
    assert WeightProfile.objects.count() == 0


def add(profile, expert="Bo", part="overall", upper=OTHER):
    return service.add_judgement(
        profile=profile, by=None, part=part, expert=expert, upper=upper, now=NOW
    )


def test_several_people_count_by_their_geometric_mean():
    profile = add(make_compared(make_organisation()))
    both = judge_together([matrix(LAYERS), matrix(OTHER)])
    expected = dict(zip(TOP, per_mille(both.weights), strict=True))
    assert profile_weights(profile) == {"overall": expected}
    assert expected != profile_weights(make_compared(profile.organisation))["overall"]


def test_each_person_must_pass_alone():
    profile = make_compared(make_organisation())
    before = profile.content
    with pytest.raises(service.Contradiction):
        add(profile, upper=BAD)
    profile.refresh_from_db()
    assert profile.content == before


def test_a_person_who_compares_again_replaces_what_they_said():
    profile = add(make_compared(make_organisation()), expert=" Ann ")
    assert profile.content["parts"]["overall"] == [{"expert": "Ann", "upper": list(OTHER)}]
    assert profile_weights(profile) == {"overall": dict.fromkeys(TOP, 200)}


def test_a_layer_and_a_module_can_be_compared_inside():
    profile = add(make_compared(make_organisation()), part="problem-solving", upper=("2", "3", "2"))
    profile = add(profile, part="large-model", upper=("1",) * 6)
    assert profile_weights(profile)["problem-solving"] == {
        "problem-identification": 540,
        "solution-evaluation": 297,
        "problem-resolution": 163,
    }
    assert set(profile_weights(profile)["large-model"].values()) == {250}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"part": "code-standards", "upper": ("1",) * 6}, "cannot be compared"),
        ({"part": "magic"}, "cannot be compared"),
        ({"upper": ("1",) * 9}, "every pair"),
        ({"upper": ("1",) * 11}, "every pair"),
        ({"upper": ("10", *OTHER[1:])}, "from the list"),
        ({"upper": ("2/3", *OTHER[1:])}, "from the list"),
        ({"upper": ("much", *OTHER[1:])}, "from the list"),
        ({"upper": ("1/0", *OTHER[1:])}, "from the list"),
        ({"upper": ("2/2", *OTHER[1:])}, "from the list"),
        ({"expert": "  "}, "whose judgement"),
    ],
)
def test_bad_comparisons_are_refused(values, message):
    profile = make_compared(make_organisation())
    with pytest.raises(Refused, match=message):
        add(profile, **values)


def test_the_last_comparison_of_the_main_parts_stays():
    profile = add(make_compared(make_organisation()), part="open-source", upper=("3",))

    def drop(part, expert):
        return service.remove_judgement(profile=profile, by=None, part=part, expert=expert, now=NOW)

    assert drop("open-source", "Bo").content["parts"].keys() == {"overall"}
    with pytest.raises(Refused, match="needs a comparison of the main parts"):
        drop("overall", "Ann")
    with pytest.raises(Refused, match="no such comparison"):
        drop("overall", "Cy")
    profile = add(profile)
    assert [e["expert"] for e in drop("overall", "Ann").content["parts"]["overall"]] == ["Bo"]


def test_a_profile_changes_in_place_until_a_campaign_has_opened_with_it():
    organisation = make_organisation()
    profile = make_compared(organisation)
    draft = make_campaign(organisation, state="draft", weights=profile)
    changed = add(profile)
    assert changed.pk == profile.pk
    assert changed.sha256 != profile.sha256
    open_campaign(campaign=draft, now=NOW)
    by = make_user()
    new = service.rename_compared(profile=changed, by=by, name="Ours", reason="why", now=NOW)
    assert (new.pk != profile.pk, new.name, new.created_by) == (True, "Ours", by)
    profile.refresh_from_db()
    assert (profile.name, profile.sha256) == ("Board", changed.sha256)
    assert new.content == {**changed.content, "reason": "why"}


def test_renaming_a_comparison_loses_none_that_was_added_meanwhile():
    profile = make_compared(make_organisation())
    as_read_before = WeightProfile.objects.get(pk=profile.pk)
    added = add(profile)
    renamed = service.rename_compared(profile=as_read_before, by=None, name="Ours", now=NOW)
    assert renamed.content["parts"] == added.content["parts"]
    assert [each["expert"] for each in renamed.content["parts"]["overall"]] == ["Ann", "Bo"]


def test_numbers_change_too():
    organisation = make_organisation()
    profile = make_custom(organisation, {"overall": NUMBERS})
    values = {"by": None, "name": "New", "now": NOW, "reason": "other"}
    even = {"overall": dict.fromkeys(TOP, 200)}
    changed = service.change_custom(profile=profile, weights=even, **values)
    assert (changed.pk, changed.name, profile_weights(changed)) == (profile.pk, "New", even)
    with pytest.raises(service.BadWeights):
        service.change_custom(profile=profile, weights={"overall": {}}, **values)


def test_a_profile_of_a_campaign_is_not_removed_but_goes_with_its_organisation():
    organisation = make_organisation()
    free, taken = make_compared(organisation), make_compared(organisation)
    make_campaign(organisation, state="draft", weights=taken)
    service.remove_profile(profile=free)
    with pytest.raises(Refused, match="uses these weights"):
        service.remove_profile(profile=taken)
    assert list(WeightProfile.objects.all()) == [taken]
    organisation.delete()
    assert (Organisation.objects.count(), WeightProfile.objects.count()) == (0, 0)


def test_a_campaign_takes_only_profiles_of_its_organisation_and_model():
    mine, other = make_organisation("Mine"), make_organisation("Other")
    foreign, older = make_compared(other), make_compared(mine)
    WeightProfile.objects.filter(pk=older.pk).update(model_version="0.9.0")
    older.refresh_from_db()
    values = {"by": None, "name": "x", "model_ref": "engineering-practice", "now": NOW}
    for profile in (foreign, older):
        with pytest.raises(Refused, match="another questionnaire"):
            create_campaign(organisation=mine, teams=[make_team(mine)], weights=profile, **values)
