"""The full and the short form."""

import pytest

from assessment.core.forms import FULL, SHORT, form_of, forms_of, has_short_form
from tests.assessment.core import t7

TREE = t7.tree(
    t7.node(
        "A",
        60,
        t7.node("a1", 50, t7.practice("p1", 70, short=True), t7.practice("p2", 30)),
        t7.node("a2", 50, t7.practice("p3", 100)),
    ),
    t7.node("B", 40, t7.node("b1", 100, t7.practice("p4", 100))),
)


def test_the_full_form_is_the_tree_itself():
    assert form_of(TREE, FULL) is TREE


def test_the_short_form_drops_nodes_that_it_leaves_empty():
    short = form_of(TREE, SHORT)
    assert [practice.slug for practice in short.practices] == ["p1"]
    assert [node.slug for node in short.nodes] == ["A", "a1"]
    assert short.levels == TREE.levels
    assert [practice.slug for practice in TREE.practices] == ["p1", "p2", "p3", "p4"]


def test_the_short_form_is_made_once():
    assert form_of(TREE, SHORT) is form_of(TREE, SHORT)


def test_a_tree_without_short_practices_has_no_short_form():
    assert (has_short_form(TREE), has_short_form(t7.T7)) == (True, False)
    with pytest.raises(ValueError, match="t7 has no short form"):
        form_of(t7.T7, SHORT)


def test_the_short_form_leaves_out_modules_that_have_none():
    assert forms_of([TREE, t7.T7], FULL) == [TREE, t7.T7]
    assert forms_of([TREE, t7.T7], SHORT) == [form_of(TREE, SHORT)]


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="unknown form 'medium'"):
        form_of(TREE, "medium")
