"""Gain, effort, closure and ranking: worked numbers of docs/scoring.md, "Advice"."""

from fractions import Fraction

import pytest

from assessment.core.answers import DK, NA, answer_set
from assessment.core.evaluation import evaluate
from assessment.core.model import Need
from assessment.core.planning import Plan, Standing, gain, quarter_days
from tests.assessment.core import t7


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


@pytest.fixture(scope="module")
def core():
    return evaluate(t7.MODEL, t7.answers(), min_group=3).core


def standing(core, slug):
    answers = t7.answers()
    column = answers.codes[:, answers.practices.index(slug)].tolist()
    row = core.practice(slug)
    return Standing(
        practice=next(p for p in t7.T7.practices if p.slug == slug),
        level=row.level,
        not_applicable=False,
        weight=Fraction(row.effective_weight).limit_denominator(10000),
        counts=tuple(column.count(x) for x in range(5)),
    )


@pytest.mark.parametrize(
    ("slug", "step", "points", "days"),
    [
        ("p1", 4, 3.75, 6.25),
        ("p2", 3, 2.25, 3),
        ("p2", 4, 2.8125, 2.5),
        ("p4", 3, 3.375, 7.5),
        ("p4", 4, 4.5, 6.25),
        ("p5", 2, 3, 5),
        ("p5", 3, 3, 7.5),
        ("p5", 4, 3, 6.25),
        ("p6", 2, 4, 12),
        ("p6", 3, 5, 18),
        ("p6", 4, 5, 15),
        ("p7", 3, 4, 7.5),
        ("p7", 4, 5, 6.25),
    ],
)
def test_moves(core, slug, step, points, days):
    place = standing(core, slug)
    assert float(gain(place, step)) == near(points)
    assert quarter_days(place.practice, step) / 4 == days


def test_ranking(core):
    assert [(r.practice, r.from_level, r.to) for r in core.recommendations] == [
        ("p2", 2, 3),
        ("p1", 3, 4),
        ("p5", 1, 2),
        ("p4", 2, 3),
        ("p7", 2, 3),
        ("p6", 1, 2),
    ]
    assert [r.ratio for r in core.recommendations] == [
        near(x) for x in (0.75, 0.6, 0.6, 0.45, 0.4489795918, 0.4117647059)
    ]


def test_closure(core):
    row = next(r for r in core.recommendations if r.practice == "p7")
    assert [(s.practice, s.to) for s in row.first] == [("p5", 2), ("p6", 2)]
    assert (row.gain, row.effort, row.own_gain, row.own_effort) == (near(11), 24.5, near(4), 7.5)


def test_badges(core):
    badges = {r.practice: r.badges for r in core.recommendations}
    assert badges.pop("p6") == ("needed_for_next_level",)
    assert set(badges.values()) == {()}


@pytest.mark.parametrize(
    ("effort", "step", "quarters"),
    [("S", 1, 4), ("M", 1, 10), ("L", 3, 72), ("XL", 4, 125), (1, 4, 5), (1, 1, 2), (3, 4, 15)],
)
def test_effort_is_in_quarter_days(effort, step, quarters):
    assert quarter_days(t7.practice("p", 1, effort), step) == quarters


def test_effort_is_rounded_half_up():
    assert quarter_days(t7.practice("p", 1, 1), 1, Fraction(1, 4)) == 1  # 0.125 days


def pair(code, **more):
    """p1 at step 1 needs p0 at 2 for step 2; p0 is answered by `code` of everybody."""
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node(
                "a1",
                1,
                t7.practice("p0", 10, na=t7.text("x")),
                t7.practice("p1", 90, needs=(Need(more.get("level", 2), "p0", 2),)),
            ),
        )
    )
    rows = [(who, "p0", code) for who in "abc"] + [(who, "p1", 1) for who in "abc"]
    core = evaluate(t7.model_of(tree), answer_set(rows, ["p0", "p1"]), min_group=3).core
    return next(r for r in core.recommendations if r.practice == "p1")


def test_a_prerequisite_is_climbed_step_by_step():
    row = pair(0)
    assert [(s.practice, s.to) for s in row.first] == [("p0", 2)]
    assert row.effort == 5 + 2.5 + 5  # p1→2, p0→1, p0→2


def test_a_prerequisite_that_does_not_apply_is_waived():
    assert (pair(NA).first, pair(NA).badges) == ((), ("needed_for_next_level",))


def test_a_prerequisite_without_data_is_to_be_checked():
    row = pair(DK)
    assert row.first == ()
    assert "check_first" in row.badges


def test_a_claimed_step_without_its_prerequisite_is_a_contradiction():
    row = pair(0, level=1)
    assert "contradiction" in row.badges
    assert [(s.practice, s.to) for s in row.first] == [("p0", 2)]


def test_a_claimed_step_whose_prerequisite_is_just_met_is_none():
    row = pair(2, level=1)
    assert "contradiction" not in row.badges
    assert row.first == ()


def stands(slug, level, *needs, away=False):
    """A practice of the whole weight at a level, or without one where nobody rated it."""
    practice = t7.practice(slug, 1, needs=needs)
    counts = tuple(3 * (step == level) for step in range(5))
    return Standing(practice, level, away, Fraction(1), counts)


def plan_of(*standings):
    return Plan({standing.practice.slug: standing for standing in standings})


def test_a_practice_that_nobody_rated_gains_nothing():
    assert gain(stands("p", None), 1) == 0


def test_what_two_practices_need_is_done_once():
    """r needs q at 1 and then at 2, s too; s needs r."""
    r_needs = (Need(1, "q", 1), Need(2, "q", 2))
    s_needs = (Need(1, "q", 1), Need(1, "r", 2), Need(2, "q", 2))
    plan = plan_of(stands("q", 0), stands("r", 0, *r_needs), stands("s", 0, *s_needs))
    below = (("q", 1), ("r", 1), ("q", 2), ("r", 2))
    assert plan.closure("r", 2).moves == below
    assert plan.closure("s", 2).moves == (*below, ("s", 1), ("s", 2))


def test_a_need_that_is_waived_or_unknown_hides_no_other():
    needs = (Need(3, "q", 1), Need(1, "away", 2), Need(1, "unknown", 2), Need(1, "q", 1))
    plan = plan_of(
        *(stands("q", 0), stands("away", None, away=True), stands("unknown", None)),
        stands("r", 0, *needs),
    )
    found = plan.closure("r", 1)
    assert (found.moves, found.badges) == ((("q", 1), ("r", 1)), {"check_first"})


def test_module_gains_nothing_from_core_moves():
    from dataclasses import replace

    module = replace(
        t7.tree(t7.node("m1", 1, t7.practice("q1", 1, needs=(Need(2, "p5", 2),)))),
        slug="extra",
        tiers=("capability", "practice"),
    )
    model = t7.model_of(t7.T7, (module,))
    answers = t7.answers()
    rows = [
        (who, slug, int(answers.codes[i, j]))
        for i, who in enumerate(answers.respondents)
        for j, slug in enumerate(answers.practices)
    ] + [(who, "q1", 1) for who in answers.respondents]
    result = evaluate(model, answer_set(rows, [*answers.practices, "q1"]), min_group=3)
    (row,) = result.modules[0].recommendations
    assert (row.gain, row.own_gain, row.effort) == (25.0, 25.0, 10.0)
    assert [(s.practice, s.to) for s in row.first] == [("p5", 2)]
    assert result.core.overall.score == near(48.0625)


def test_the_whole_ranking_table(core):
    """Gain and effort of each closure and of the move alone, as in section 5."""
    rows = {r.practice: (r.gain, r.effort, r.own_gain, r.own_effort) for r in core.recommendations}
    assert rows == {
        "p1": (near(3.75), 6.25, near(3.75), 6.25),
        "p2": (near(2.25), 3.0, near(2.25), 3.0),
        "p4": (near(3.375), 7.5, near(3.375), 7.5),
        "p5": (near(3), 5.0, near(3), 5.0),
        "p6": (near(7), 17.0, near(4), 12.0),
        "p7": (near(11), 24.5, near(4), 7.5),
    }
    assert [r.rank for r in core.recommendations] == [1, 2, 3, 4, 5, 6]
    assert {r.practice: [s.practice for s in r.first] for r in core.recommendations if r.first} == {
        "p6": ["p5"],
        "p7": ["p5", "p6"],
    }
