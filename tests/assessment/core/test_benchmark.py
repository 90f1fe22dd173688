"""Percentiles and organisations (docs/scoring.md, "Benchmark and organisation")."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.answers import answer_set
from assessment.core.benchmark import (
    Percentile,
    ReferenceTeam,
    organisation_view,
    percentile,
)
from assessment.core.evaluation import evaluate
from assessment.core.outcomes import CLUSTERS, FREQUENCIES, SOURCE, TIMES
from tests.assessment.core import t7

SCORES = (31.2, 40, 40, 47.5, 52, 55, 58, 61.3, 66, 72.5)
TREE = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1))))


def others(scores=SCORES, units=3):
    return [ReferenceTeam(score, f"u{i % units}") for i, score in enumerate(scores)]


def test_worked_example():
    found = percentile(55, others())
    assert (found.teams, found.units, found.rank, found.rounded) == (10, 3, 55, 55)


@pytest.mark.parametrize(
    ("own", "rank", "rounded"),
    [(10, 0, 0), (99, 100, 100), (40, 20, 20), (47.5, 35, 35), (50, 40, 40)],
)
def test_mid_rank(own, rank, rounded):
    found = percentile(own, others())
    assert (found.rank, found.rounded) == (rank, rounded)


def test_rounding_to_five_is_half_up():
    twenty = others(range(20))
    assert [percentile(own, twenty).rank for own in (0, 1)] == [Fraction(5, 2), Fraction(15, 2)]
    assert [percentile(own, twenty).rounded for own in (0, 1)] == [5, 10]


@pytest.mark.parametrize(
    ("scores", "units", "shown"), [(SCORES, 3, True), (SCORES[:9], 3, False), (SCORES, 2, False)]
)
def test_enough_teams_of_enough_units(scores, units, shown):
    found = percentile(55, others(scores, units))
    assert (found.rounded is not None) is shown
    assert found.rank is not None


def test_without_reference_teams():
    assert percentile(55, []) == Percentile(teams=0, units=0, rank=None, rounded=None)


@given(st.lists(st.integers(0, 20), min_size=1), st.integers(0, 20), st.integers(0, 20))
def test_a_better_score_never_ranks_lower(scores, one, other):
    reference = others([Fraction(score) for score in scores])
    low, high = sorted((one, other))
    assert 0 <= percentile(low, reference).rank <= percentile(high, reference).rank <= 100


def result(people, step, k=5):
    rows = [(f"r{i}", "p0", step) for i in range(people)]
    return evaluate(t7.model_of(TREE), answer_set(rows, ["p0"]), min_group=k)


def test_mean_weighted_by_respondents():
    teams = {"a": result(5, 4), "b": result(10, 2), "c": result(6, 1)}
    view = organisation_view(teams)
    assert (view.shown, view.hidden) == (("a", "b", "c"), ())
    assert view.figure.score == pytest.approx((500 + 500 + 150) / 21, abs=1e-9)
    assert view.figure.levels == {"1": 0, "2": 1, "3": 1, "4": 0, "5": 1}
    assert (view.figure.respondents, view.figure.teams) == (21, 3)


def test_teams_too_small_are_left_out_and_hide_nobody():
    teams = {
        "a": result(9, 4),
        "b": result(6, 2),
        "c": result(3, 0),
        "d": result(8, 2),
        "e": None,
    }
    view = organisation_view(teams)
    assert (view.shown, view.hidden) == (("a", "b", "d"), ("c", "e"))
    assert view.figure.score == pytest.approx((900 + 300 + 400) / 23, abs=1e-9)
    assert (view.figure.teams, view.figure.teams_shown, view.figure.respondents) == (5, 3, 23)


def test_fewer_than_three_teams_have_no_mean():
    view = organisation_view({"a": result(9, 4), "b": result(6, 2)})
    assert (view.shown, view.figure.score, view.figure.levels) == (("a", "b"), None, None)


def test_a_jointly_agreed_sheet_is_a_team_like_any_other():
    teams = {"a": result(1, 4), "b": result(6, 2), "c": result(7, 0)}
    view = organisation_view(teams)
    assert view.shown == ("a", "b", "c")
    assert view.figure.score == pytest.approx((100 + 300) / 14, abs=1e-9)


@pytest.mark.parametrize("seed", range(100))
def test_a_hidden_team_s_answers_change_nothing(seed):
    """What is visible of an organisation holds nothing of a team that is not shown."""
    rng = random.Random(seed)
    teams = {
        f"t{i}": result(rng.choice([1, 2, 3, 4, 5, 6, 9]), rng.randint(0, 4))
        for i in range(rng.randint(1, 8))
    }
    view = organisation_view(teams)
    changed = {
        slug: result(each.respondents, rng.randint(0, 4)) if slug in view.hidden else each
        for slug, each in teams.items()
    }
    assert organisation_view(changed) == view
    turned = dict(reversed(teams.items()))
    assert organisation_view(turned).figure == view.figure


def test_outcome_clusters():
    assert [(each.name["en"], each.change_failure_rate, each.share) for each in CLUSTERS] == [
        ("Elite", 5, 19),
        ("High", 20, 22),
        ("Medium", 10, 35),
        ("Low", 40, 25),
    ]
    assert "2024" in SOURCE
    for each in CLUSTERS:
        often, lead, recovery = each.deployment_frequency, each.lead_time, each.recovery_time
        texts = (each.name, FREQUENCIES[often], TIMES[lead], TIMES[recovery])
        assert all(set(text) == {"en", "zh-hans"} and all(text.values()) for text in texts)
    with pytest.raises(AttributeError):
        CLUSTERS[0].share = 50
