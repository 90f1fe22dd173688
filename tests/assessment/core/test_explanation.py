"""Why a number is what it is: inputs that add up to it, and what was left out and why."""

from dataclasses import replace

import pytest

from assessment.core.answers import DK, NA, answer_set
from assessment.core.evaluation import evaluate
from assessment.core.explanation import explain
from tests.assessment.core import t7


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


@pytest.fixture(scope="module")
def told():
    result = evaluate(t7.MODEL, t7.answers(), min_group=3)
    return lambda slug: explain(t7.MODEL, result, slug)


def test_the_overall(told):
    overall = told("overall")
    assert (overall.kind, overall.parent, overall.coverage) == ("overall", None, 1.0)
    assert overall.status == "shown"
    assert overall.score == near(48.0625)
    assert [(row.slug, row.share, row.contribution) for row in overall.inputs] == [
        ("A", near(0.6), near(32.0625)),
        ("B", near(0.4), near(16)),
    ]


def test_a_capability_with_a_practice_that_does_not_apply(told):
    a1 = told("a1")
    assert (a1.kind, a1.parent, a1.status, a1.score) == ("node", "A", "shown", near(65.625))
    assert (a1.share, a1.contribution) == (near(0.5), near(32.8125))
    assert [(row.slug, row.weight, row.share, row.left_out) for row in a1.inputs] == [
        ("p1", 50, near(0.625), None),
        ("p2", 30, near(0.375), None),
        ("p3", 20, None, "not_applicable"),
    ]
    assert sum(row.contribution or 0 for row in a1.inputs) == near(65.625)


def test_a_practice(told):
    p4 = told("p4")
    assert (p4.kind, p4.parent, p4.inputs, p4.coverage) == ("practice", "a2", (), None)
    assert (p4.score, p4.share, p4.contribution) == (near(56.25), near(0.6), near(33.75))
    assert p4.practice is not None
    assert (p4.practice.n, p4.practice.mean) == (4, 2.25)


def test_a_top_node_belongs_to_the_overall(told):
    assert told("A").parent == "overall"


def test_an_unknown_slug(told):
    with pytest.raises(KeyError):
        told("c9")


def test_every_reason_for_leaving_out():
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node(
                "a1",
                1,
                t7.practice("p0", 90),
                t7.practice("p1", 5, na=t7.text("x")),
                t7.practice("p2", 5),
                t7.practice("p3", 0),
            ),
        )
    )
    model = t7.model_of(tree)
    codes = {"p0": 3, "p1": NA, "p2": DK, "p3": 4}
    rows = [(who, slug, code) for who in "abc" for slug, code in codes.items()]
    told = explain(model, evaluate(model, answer_set(rows, list(codes)), min_group=3), "a1")
    assert [(row.slug, row.left_out) for row in told.inputs] == [
        ("p0", None),
        ("p1", "not_applicable"),
        ("p2", "not_enough_data"),
        ("p3", "zero_weight"),
    ]
    assert (told.score, told.coverage) == (near(75), near(90 / 95))


def test_a_module_is_explained_under_its_own_slug():
    module = replace(
        t7.tree(t7.node("m1", 1, t7.practice("q1", 1))),
        slug="extra",
        tiers=("capability", "practice"),
    )
    model = t7.model_of(t7.T7, (module,))
    rows = [(who, slug, 2) for who in "abc" for slug in model.practices]
    result = evaluate(model, answer_set(rows, list(model.practices)), min_group=3)
    top, inner = explain(model, result, "extra"), explain(model, result, "m1")
    assert (top.kind, top.tree, top.score) == ("overall", "extra", 50.0)
    assert (inner.tree, inner.parent, inner.contribution) == ("extra", "extra", 50.0)


def test_in_the_short_form_only_what_was_asked_is_explained():
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node("a1", 1, t7.practice("p0", 1, short=True), t7.practice("p1", 1)),
        )
    )
    model = t7.model_of(tree)
    rows = [(who, "p0", 2) for who in "abc"]
    result = evaluate(model, answer_set(rows, ["p0"]), min_group=3, form="short")
    assert [row.slug for row in explain(model, result, "a1").inputs] == ["p0"]
    with pytest.raises(KeyError):
        explain(model, result, "p1")
