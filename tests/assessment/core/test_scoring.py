"""Practice states and values, roll-up, coverage: the worked numbers of docs/scoring.md."""

import numpy as np
import pytest

from assessment.core.answers import DK, NA, UNANSWERED, answer_set, tally, tally_long
from assessment.core.evaluation import evaluate
from assessment.core.layout import layout_of
from assessment.core.model import Scale
from assessment.core.result import NOT_APPLICABLE, NOT_ENOUGH_DATA, SCORED, SHOWN
from assessment.core.scoring import practice_scores, score_teams, team_tally
from tests.assessment.core import t7

EXACT = 1e-9


def near(value):
    return pytest.approx(value, abs=EXACT, rel=0)


@pytest.fixture(scope="module")
def core():
    return evaluate(t7.MODEL, t7.answers(), min_group=3).core


def test_practice_means(core):
    assert {p.slug: p.mean for p in core.practices} == {
        "p1": 3.0,
        "p2": 2.0,
        "p3": None,
        "p4": 2.25,
        "p5": 0.75,
        "p6": 1.0,
        "p7": near(2.2),
    }


def test_practice_scores(core):
    scores = {p.slug: p.score for p in core.practices}
    assert scores["p4"] == near(56.25)
    assert scores["p7"] == near(55.0)


def test_practice_states(core):
    states = {p.slug: p.status for p in core.practices}
    assert states.pop("p3") == NOT_APPLICABLE
    assert set(states.values()) == {SCORED}


def test_node_scores(core):
    assert {n.slug: n.score for n in core.nodes} == {
        "A": near(53.4375),
        "a1": near(65.625),
        "a2": near(41.25),
        "B": near(40),
        "b1": near(40),
    }


def test_overall(core):
    assert core.overall.score == near(48.0625)
    assert core.overall.coverage == 1.0
    assert core.overall.status == SHOWN


def test_effective_weights(core):
    assert {p.slug: p.effective_weight for p in core.practices} == {
        "p1": near(0.1875),
        "p2": near(0.1125),
        "p3": 0.0,
        "p4": near(0.18),
        "p5": near(0.12),
        "p6": near(0.2),
        "p7": near(0.2),
    }


@pytest.mark.parametrize(
    ("respondent", "a1", "a2", "b1", "overall"),
    [("r1", 57.5, 30, 37.5, 41.25), ("r3", 40.625, 75, 50, 54.6875)],
)
def test_one_respondents_own_scores(respondent, a1, a2, b1, overall):
    """Section 3.1: one person's answers roll up the same way (k = 1)."""
    answers = t7.answers()
    row = answers.respondents.index(respondent)
    scores = score_teams(t7.T7, tally(answers.codes[np.newaxis, row : row + 1]), 1)
    at = layout_of(t7.T7).position
    assert [scores.score[at[slug], 0] for slug in ("a1", "a2", "b1")] == [
        near(a1),
        near(a2),
        near(b1),
    ]
    assert scores.overall[0] == near(overall)


def test_one_respondents_coverage():
    answers = t7.answers()
    row = answers.respondents.index("r3")
    scores = score_teams(t7.T7, tally(answers.codes[np.newaxis, row : row + 1]), 1)
    assert scores.coverage[layout_of(t7.T7).position["a2"], 0] == near(0.6)


def test_mean_of_own_scores_is_not_the_team_score():
    answers = t7.answers()
    each = score_teams(t7.T7, tally(answers.codes[:, np.newaxis, :]), 1, display_limits=False)
    assert each.overall.mean() == near(47.125)


def test_second_wave():
    core = evaluate(t7.MODEL, t7.answers(t7.WAVE_2), min_group=3).core
    assert core.overall.score == near(62.8125)
    assert [core.node(slug).score for slug in ("a1", "a2", "b1")] == [
        near(79.375),
        near(60),
        near(52.5),
    ]


def single(rows, min_group=3):
    """Status of a lone practice under one layer and capability, from its raw codes."""
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p1", 1))))
    people = [(f"r{i}", "p1", code) for i, code in enumerate(rows)]
    result = evaluate(t7.model_of(tree), answer_set(people, ["p1"]), min_group=min_group)
    return result.core.practices[0].status


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([1, 2, 3], SCORED),
        ([1, 2], NOT_ENOUGH_DATA),
        ([1, 2, 3, DK, DK, DK], SCORED),
        ([1, 2, 3, DK, DK, DK, DK], NOT_ENOUGH_DATA),
        ([1, NA, NA], NOT_APPLICABLE),
        ([1, 2, NA, NA], NOT_ENOUGH_DATA),
        ([1, 2, 3, NA, NA, NA], SCORED),
        ([NA, NA, NA, DK, DK, DK], NOT_APPLICABLE),
        ([NA, NA, NA, DK, DK, DK, DK], NOT_ENOUGH_DATA),
        ([NA, NA], NOT_ENOUGH_DATA),
    ],
)
def test_practice_status_rule(rows, status):
    assert single(rows) == status


def test_a_single_respondent_is_consensus():
    result = evaluate(t7.MODEL, answer_set([("all", "p1", 3)], ["p1"]))
    assert result.mode == "consensus"
    assert result.core.practice("p1").status == SCORED
    assert result.core.practice("p1").agreement is None
    assert result.core.overall.status == NOT_ENOUGH_DATA


def test_unanswered_counts_as_dont_know_and_the_silent_do_not_count():
    rows = [("a", "p1", 3), ("a", "p2", UNANSWERED), ("b", "p2", UNANSWERED), ("c", "p1", 2)]
    answers = answer_set(rows, ["p1", "p2"])
    assert answers.respondents == ("a", "c")
    counted = tally(answers.select(["p1", "p2"])[np.newaxis])
    assert counted.n_dk[:, 0].tolist() == [0, 2]


def test_long_and_dense_tallies_agree():
    answers = t7.answers()
    team = np.zeros(answers.codes.size, dtype=int)
    practice = np.tile(np.arange(7), 5)
    dense = tally(answers.codes[np.newaxis])
    long = tally_long(team, practice, answers.codes.ravel(), np.array([5]), 7)
    assert (dense.counts == long.counts).all()
    assert (dense.n_na == long.n_na).all()
    assert (dense.n_dk == long.n_dk).all()


def coverage_tree(weights):
    children = [t7.practice(f"p{i}", w, na=t7.text("x")) for i, w in enumerate(weights)]
    return t7.tree(t7.node("A", 1, t7.node("a1", 1, *children)))


def test_who_rated_nothing_has_no_score_of_their_own():
    """Without display limits one rating is enough, but none is still none."""
    slugs = [p.slug for p in t7.T7.practices]
    rows = [(who, slug, 3 if who == "b" and slug == "p1" else DK) for who in "ab" for slug in slugs]
    codes = answer_set(rows, slugs).codes
    each = score_teams(t7.T7, tally(codes[:, np.newaxis, :]), 1, display_limits=False)
    assert each.overall_shown.tolist() == [False, True]
    assert not each.shown[:, 0].any()
    assert not each.score[:, 0].any()
    assert practice_scores(each.layout, each.tally)[:, 0].tolist() == [0.0] * len(slugs)


def scored_only(tree, count):
    """Three people rate the first `count` practices and do not know the rest."""
    slugs = [p.slug for p in tree.practices]
    rows = [(who, slug, 2 if i < count else DK) for who in "abc" for i, slug in enumerate(slugs)]
    return evaluate(t7.model_of(tree), answer_set(rows, slugs), min_group=3).core


def test_a_node_is_shown_from_exactly_sixty_percent():
    assert scored_only(coverage_tree([3, 3, 4]), 2).node("a1").status == SHOWN
    core = scored_only(coverage_tree([3000000, 2999999, 4000001]), 2)
    assert core.node("a1").status == NOT_ENOUGH_DATA
    assert core.node("a1").score is None
    assert core.node("a1").coverage == near(0.5999999)


def test_the_overall_needs_three_quarters():
    assert scored_only(coverage_tree([3, 3, 4]), 2).overall.status == NOT_ENOUGH_DATA
    assert scored_only(coverage_tree([3, 1]), 1).overall.status == SHOWN


def light_layer(weight):
    tree = t7.tree(
        t7.node("A", 100 - weight, t7.node("a1", 1, t7.practice("p1", 1))),
        t7.node("B", weight, t7.node("b1", 1, t7.practice("p2", 1))),
    )
    return scored_only(tree, 1).overall.status


def test_a_light_layer_may_be_absent_a_weighty_one_may_not():
    assert light_layer(14) == SHOWN
    assert light_layer(15) == NOT_ENOUGH_DATA


def test_not_applicable_leaves_numerator_and_denominator():
    tree = coverage_tree([50, 50])
    rows = [(who, "p0", 2) for who in "abc"] + [(who, "p1", NA) for who in "abc"]
    core = evaluate(t7.model_of(tree), answer_set(rows, ["p0", "p1"]), min_group=3).core
    assert core.overall.score == near(50)
    assert core.overall.coverage == 1.0
    assert core.node("a1").narrowed is True


def test_narrowed_from_more_than_forty_percent():
    tree = coverage_tree([60, 40])
    rows = [(who, "p0", 2) for who in "abc"] + [(who, "p1", NA) for who in "abc"]
    core = evaluate(t7.model_of(tree), answer_set(rows, ["p0", "p1"]), min_group=3).core
    assert core.node("a1").narrowed is False


def test_all_not_applicable():
    rows = [(who, "p0", NA) for who in "abc"]
    tree = coverage_tree([1])
    core = evaluate(t7.model_of(tree), answer_set(rows, ["p0"]), min_group=3).core
    assert core.node("a1").status == NOT_APPLICABLE
    assert core.overall.status == NOT_APPLICABLE
    assert core.overall.score is None
    assert core.recommendations == ()


def test_zero_weight_is_asked_and_not_scored():
    core = scored_only(coverage_tree([0, 1]), 2)
    zero = core.practice("p0")
    assert (zero.status, zero.mean, zero.effective_weight) == (SCORED, 2.0, 0.0)
    assert [r.practice for r in core.recommendations] == ["p1"]


def test_other_scales_are_scored_without_levels():
    from fractions import Fraction

    yes_no = Scale("yes-no", (Fraction(0), Fraction(1)))
    tree = t7.tree(
        t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1, scale=yes_no))),
        t7.node("B", 1, t7.node("b1", 1, t7.practice("p1", 1))),
    )
    rows = [(w, "p0", x) for w, x in zip("abcd", (0, 1, 1, 1), strict=True)]
    rows += [(w, "p1", 2) for w in "abcd"]
    core = evaluate(t7.model_of(tree), answer_set(rows, ["p0", "p1"]), min_group=3).core
    assert core.practice("p0").score == near(75)
    assert core.practice("p0").level is None
    assert core.node("a1").level is None
    assert core.node("b1").level == 3
    assert core.overall.score == near(62.5)
    assert core.overall.level is None


def test_small_counts_and_histograms_are_withheld():
    core = evaluate(t7.MODEL, t7.answers(), min_group=3).core
    assert core.practice("p1").counts is None  # n = 5 < 2k
    assert (core.practice("p1").n_na, core.practice("p1").n_dk) == (0, 0)
    assert (core.practice("p4").n_na, core.practice("p4").n_dk) == (None, None)


def test_a_group_below_three_is_refused():
    with pytest.raises(ValueError, match="never below 3"):
        evaluate(t7.MODEL, t7.answers(), min_group=2)


@pytest.mark.parametrize(("short", "shown"), [(0, True), (1, False)])
def test_a_limit_that_doubles_cannot_tell_is_decided_in_fractions(short, shown):
    """Coverage 0.6, or less by 1e-18; as a double it is 0.6 either way."""
    most, rest = 6 * 10**17 - short, 4 * 10**17 + short
    tree = t7.tree(
        t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", most), t7.practice("p1", rest)))
    )
    rows = [(who, "p0", 2) for who in "abc"]
    answers = answer_set(rows, ["p0", "p1"])
    scores = score_teams(tree, tally(answers.codes[np.newaxis]), 3)
    assert scores.coverage[scores.layout.position["a1"]].tolist() == [0.6]
    assert scores.shown[scores.layout.position["a1"]].tolist() == [shown]


def test_people_who_answered_only_elsewhere_do_not_know():
    codes = np.array([[2] * 7, [UNANSWERED] * 7], dtype=np.int8)
    assert team_tally(t7.T7, codes).n_dk[:, 0].tolist() == [1] * 7


def test_what_is_not_shown_has_the_score_nought():
    rows = [(who, "p1", 4) for who in "abc"]
    answers = answer_set(rows, [p.slug for p in t7.T7.practices])
    scores = score_teams(t7.T7, tally(answers.codes[np.newaxis]), 3)
    assert (scores.overall_shown.tolist(), scores.overall.tolist()) == ([False], [0.0])
    assert scores.score[~scores.shown].tolist() == [0.0] * 11
