"""Weight profiles (docs/scoring.md, "Weights")."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from assessment.core.ahp import judge, judgements
from assessment.core.answers import answer_set, tally
from assessment.core.evaluation import evaluate
from assessment.core.forms import SHORT, form_of
from assessment.core.scoring import score_teams
from assessment.core.weights import (
    MISSING_CHILD,
    NO_REASON,
    NOT_SCORED,
    TOO_SMALL,
    UNKNOWN_CHILD,
    UNKNOWN_PARENT,
    WRONG_SUM,
    ProfileFault,
    check_custom,
    default_profile,
    equal_profile,
    judged_profile,
    weighed_tree,
    what_if,
)
from tests.assessment.core import t7
from tests.assessment.core.strategies import cases

many = settings(max_examples=40, deadline=None)


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def weights_of(tree):
    return {item.slug: item.weight for item, _ in tree.walk()}


def test_default_profile_is_the_models_own():
    profile = default_profile(t7.T7)
    assert profile == {
        "overall": {"A": 60, "B": 40},
        "A": {"a1": 50, "a2": 50},
        "a1": {"p1": 50, "p2": 30, "p3": 20},
        "a2": {"p4": 60, "p5": 40},
        "B": {"b1": 100},
        "b1": {"p6": 50, "p7": 50},
    }
    assert weighed_tree(t7.T7, profile) == t7.T7


def test_equal_profile_is_exactly_equal():
    profile = equal_profile(t7.T7)
    assert profile["overall"] == {"A": 500, "B": 500}
    assert profile["a1"] == {"p1": 333, "p2": 333, "p3": 333}
    assert profile["B"] == {"b1": 1000}


def zero_tree():
    children = [t7.practice("p0", 0), t7.practice("p1", 2), t7.practice("p2", 1)]
    return t7.tree(t7.node("A", 1, t7.node("a1", 1, *children)))


def test_zero_weight_stays_zero():
    profile = equal_profile(zero_tree())
    assert profile["a1"] == {"p0": 0, "p1": 500, "p2": 500}
    weighed = weights_of(weighed_tree(zero_tree(), profile))
    assert (weighed["p0"], weighed["p1"]) == (0, 500)
    with pytest.raises(ValueError, match="weight 10 for p0"):
        weighed_tree(zero_tree(), {"a1": {"p0": 10, "p1": 490, "p2": 500}})


def test_a_parent_without_weighed_children_stays_without():
    tree = t7.tree(
        t7.node(
            "A", 1, t7.node("a1", 1, t7.practice("p0", 0)), t7.node("a2", 1, t7.practice("p1", 5))
        )
    )
    assert equal_profile(tree)["a1"] == {"p0": 0}


def test_parents_that_are_not_named_keep_their_weights():
    weighed = weights_of(weighed_tree(t7.T7, {"a2": {"p4": 100, "p5": 900}, "elsewhere": {}}))
    assert weighed == {**weights_of(t7.T7), "p4": 100, "p5": 900}


def test_a_tree_that_was_laid_out_is_not_changed():
    score_teams(t7.T7, tally(t7.answers().codes[None]), 3)
    weighed = weighed_tree(t7.T7, {"overall": {"A": 100, "B": 900}})
    scores = score_teams(weighed, tally(t7.answers().codes[None]), 3)
    assert scores.overall[0] == near(0.1 * 53.4375 + 0.9 * 40)
    assert weights_of(t7.T7)["B"] == 40


@pytest.mark.parametrize("weights", [{"p4": 1000}, {"p4": 1000, "p5": 0}, {"p4": 5, "p5": -1}])
def test_a_weighed_child_needs_a_weight(weights):
    with pytest.raises(ValueError, match="p5 in a2"):
        weighed_tree(t7.T7, {"a2": weights})


def test_a_module_has_its_own_top():
    module = replace(t7.tree(t7.node("m1", 1, t7.practice("q1", 1))), slug="extra")
    profile = {"overall": {"A": 500, "B": 500}, "extra": {"m1": 700}}
    assert weights_of(weighed_tree(module, profile, "extra"))["m1"] == 700


def test_one_profile_serves_the_short_form():
    first, second, third = (t7.practice(f"p{i}", 1, short=i < 2) for i in range(3))
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, first, second, third)))
    profile = {"a1": {"p0": 500, "p1": 300, "p2": 200}}
    weighed = weights_of(weighed_tree(form_of(tree, SHORT), profile))
    assert weighed == {"A": 1, "a1": 1, "p0": 500, "p1": 300}


TREES = {"overall": t7.T7}


def test_a_custom_profile_that_may_be_used():
    profile = {"overall": {"A": 990, "B": 10}, "a1": {"p1": 334, "p2": 333, "p3": 333}}
    assert check_custom(TREES, profile, "The product has no operation of its own.") == ()


def test_every_fault_of_a_custom_profile_is_told():
    profile = {
        "overall": {"A": 991, "B": 9},
        "a1": {"p1": 600, "p2": 300, "q": 100},
        "a2": {"p4": 600, "p5": 410},
        "x": {"y": 1000},
    }
    assert check_custom(TREES, profile, "  ") == (
        ProfileFault(TOO_SMALL, "overall", "B", 9),
        ProfileFault(MISSING_CHILD, "a1", "p3"),
        ProfileFault(UNKNOWN_CHILD, "a1", "q", 100),
        ProfileFault(WRONG_SUM, "a2", value=1010),
        ProfileFault(UNKNOWN_PARENT, "x"),
        ProfileFault(NO_REASON),
    )


def test_a_custom_profile_leaves_unscored_practices_alone():
    trees = {"overall": zero_tree()}
    assert check_custom(trees, {"a1": {"p1": 500, "p2": 500}}, "why") == ()
    assert check_custom(trees, {"a1": {"p0": 0, "p1": 500, "p2": 500}}, "why") == ()
    assert check_custom(trees, {"a1": {"p0": 10, "p1": 490, "p2": 500}}, "why") == (
        ProfileFault(NOT_SCORED, "a1", "p0", 10),
    )


def test_a_judged_profile():
    weights = judge(judgements((2, 3, 2))).weights
    assert judged_profile(t7.T7, {"a1": weights}) == {"a1": {"p1": 540, "p2": 297, "p3": 163}}
    assert judged_profile(zero_tree(), {"a1": (0.9, 0.1)}) == {"a1": {"p1": 900, "p2": 100}}
    with pytest.raises(ValueError, match="zip"):
        judged_profile(t7.T7, {"a1": (0.5, 0.5)})
    with pytest.raises(KeyError):
        judged_profile(t7.T7, {"nowhere": (1.0,)})


def test_what_if():
    profiles = {
        "default": default_profile(t7.T7),
        "equal": equal_profile(t7.T7),
        "custom": {"overall": {"A": 900, "B": 100}},
    }
    own, equal, custom = what_if(t7.T7, tally(t7.answers().codes[None]), profiles, min_group=3)
    assert (own.profile, own.score, own.level, own.difference) == ("default", near(48.0625), 2, 0)
    # a1 (75 + 50) / 2 without p3, a2 (56.25 + 18.75) / 2, b1 40.
    assert equal.nodes["a1"] == near(62.5)
    assert equal.nodes["a2"] == near(37.5)
    assert (equal.score, equal.difference) == (near(45), near(-3.0625))
    assert custom.score == near(0.9 * 53.4375 + 0.1 * 40)
    assert custom.level == 2  # p6 ★ is at 1, whatever the weights


def test_what_if_nothing_is_shown():
    answers = answer_set([(w, "p1", 2) for w in "abc"], [p.slug for p in t7.T7.practices])
    profiles = {"default": {}, "equal": equal_profile(t7.T7)}
    for outcome in what_if(t7.T7, tally(answers.codes[None]), profiles, min_group=3):
        assert (outcome.score, outcome.level, outcome.difference) == (None, None, None)


@many
@given(cases())
def test_what_if_agrees_with_the_engine(case):
    tree, rows = case
    answers = answer_set(rows, [p.slug for p in tree.practices])
    if not answers.respondents:
        return
    profile = equal_profile(tree)
    found = what_if(tree, tally(answers.codes[None]), {"equal": profile}, min_group=3)[0]
    core = evaluate(t7.model_of(weighed_tree(tree, profile)), answers, min_group=3).core
    if len(answers.respondents) > 1:
        assert (found.score, found.level) == (core.overall.score, core.overall.level)


def test_equal_weights_of_a_module_and_of_many_practices():
    many_practices = [t7.practice(f"q{i}", i + 1) for i in range(600)]
    module = t7.tree(t7.node("m1", 3, *many_practices))
    assert equal_profile(module, "extra") == {
        "extra": {"m1": 1000},
        "m1": {f"q{i}": 1 for i in range(600)},
    }
    trees = {"overall": t7.T7, "extra": module}
    assert check_custom(trees, {"extra": {"m1": 1000}}, "why") == ()


def test_every_unknown_parent_is_told():
    assert check_custom(TREES, {"x": {}, "a2": {"p4": 1000}, "y": {}}, "why") == (
        ProfileFault(UNKNOWN_PARENT, "x"),
        ProfileFault(MISSING_CHILD, "a2", "p5"),
        ProfileFault(UNKNOWN_PARENT, "y"),
    )


def test_a_score_that_only_other_weights_show_has_no_difference():
    """With 10 % of the top weight, B need not be shown; with 40 % it must be."""
    slugs = [p.slug for p in t7.T7.practices]
    rows = [(who, slug, 2) for who in "abc" for slug in slugs[:5]]
    counted = tally(answer_set(rows, slugs).codes[None])
    profiles = {"default": {}, "custom": {"overall": {"A": 900, "B": 100}}}
    own, custom = what_if(t7.T7, counted, profiles, min_group=3)
    assert (own.score, own.difference) == (None, None)
    assert (custom.score, custom.difference) == (near(50), None)
    turned = what_if(t7.T7, counted, dict(reversed(profiles.items())), min_group=3)
    assert [(each.score, each.difference) for each in turned] == [(near(50), 0), (None, None)]
