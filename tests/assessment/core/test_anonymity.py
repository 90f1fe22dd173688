"""What may be shown of small groups: worked examples of docs/scoring.md, "Small groups"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.anonymity import (
    checked_group,
    is_small,
    may_show,
    may_show_histogram,
    shown_comments,
    shown_counts,
    suppress,
    without_counts,
)
from assessment.core.answers import answer_set
from assessment.core.evaluation import evaluate
from tests.assessment.core import t7


def test_k_is_never_below_three():
    assert checked_group(3) == 3
    with pytest.raises(ValueError, match="never below 3"):
        checked_group(2)


@pytest.mark.parametrize(
    ("n", "number", "histogram"),
    [(4, False, False), (5, True, False), (9, True, False), (10, True, True)],
)
def test_thresholds(n, number, histogram):
    assert (may_show(n, 5), may_show_histogram(n, 5)) == (number, histogram)


@pytest.mark.parametrize(
    ("cells", "shown", "hidden"),
    [
        ({"dev": 9, "ops": 6, "qa": 4, "data": 2}, ("dev", "ops"), ("qa", "data")),
        ({"dev": 9, "qa": 6, "ops": 3}, ("dev",), ("qa", "ops")),
        ({"dev": 9, "qa": 2, "ops": 2}, (), ("dev", "qa", "ops")),
        ({"dev": 9, "qa": 2, "ops": 3}, ("dev",), ("qa", "ops")),
        ({"dev": 9, "qa": 6, "ops": 5}, ("dev", "qa", "ops"), ()),
        ({"dev": 9, "qa": 6, "ops": 6, "data": 1}, ("dev", "qa"), ("ops", "data")),
        ({"dev": 4}, (), ("dev",)),
        ({}, (), ()),
    ],
)
def test_complementary_suppression(cells, shown, hidden):
    found = suppress(cells, 5)
    assert (found.shown, found.hidden, found.only_parent) == (shown, hidden, not shown)


def test_an_empty_cell_is_neither_shown_nor_hidden():
    found = suppress({"dev": 9, "ops": 0, "qa": 6}, 5)
    assert (found.shown, found.hidden, found.empty) == (("dev", "qa"), (), ("ops",))


def test_a_cell_can_be_hidden_for_another_reason():
    assert suppress({"dev": 9, "qa": 6, "": 7}, 5, closed={""}).hidden == ("qa", "")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)), st.integers(3, 6))
def test_what_is_hidden_is_together_at_least_two_cells_and_k_people(cells, k):
    found = suppress(cells, k)
    assert sorted((*found.shown, *found.hidden, *found.empty)) == sorted(cells)
    assert all(cells[slug] >= k for slug in found.shown)
    if found.shown and found.hidden:
        assert len(found.hidden) >= 2
        assert sum(cells[slug] for slug in found.hidden) >= k


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)), st.integers(3, 6))
def test_the_order_of_cells_does_not_matter(cells, k):
    turned = dict(reversed(cells.items()))
    assert set(suppress(turned, k).hidden) == set(suppress(cells, k).hidden)


@pytest.mark.parametrize(
    ("n_na", "n_dk", "shown"),
    [(0, 0, (0, 0)), (5, 9, (5, 9)), (4, 9, (None, None)), (9, 1, (None, None))],
)
def test_counts_of_na_and_dk(n_na, n_dk, shown):
    assert shown_counts(n_na, n_dk, 5) == shown


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_small_counts_read_less_than_k(count, small):
    assert is_small(count, 5) is small


def test_comments_need_k_authors():
    four = [(who, f"text {who}") for who in "abcd"]
    assert shown_comments([*four, ("a", "more")], k=5, seed=1) == ()
    assert sorted(shown_comments([*four, ("e", "more")], k=5, seed=1)) == [
        "more",
        *(text for _, text in four),
    ]


def test_the_order_of_comments_tells_nothing():
    given = [(who, f"text {who}") for who in "abcdefgh"]
    shown = shown_comments(given, k=5, seed=1)
    assert shown == shown_comments(reversed(given), k=5, seed=1)
    assert shown != shown_comments(given, k=5, seed=2)


def test_a_part_of_a_team_has_no_counts():
    result = evaluate(t7.MODEL, t7.answers(), min_group=3)
    whole, part = result.core, without_counts(result).core
    assert {row.n_na for row in whole.practices} == {None, 0, 3}
    assert {(row.n_na, row.n_dk, row.counts) for row in part.practices} == {(None, None, None)}
    assert [row.mean for row in part.practices] == [row.mean for row in whole.practices]


def test_a_part_of_a_team_has_no_counts_in_modules_either():
    model = t7.model_of(t7.T7, (t7.tree(t7.node("m1", 1, t7.practice("q1", 1))),))
    rows = [(f"r{i}", slug, 2) for i in range(10) for slug in model.practices]
    result = evaluate(model, answer_set(rows, list(model.practices)))
    (whole,) = result.modules[0].practices
    assert (whole.counts, whole.n_na, whole.n_dk) == ((0, 0, 10, 0, 0), 0, 0)
    part = without_counts(result)
    for (row,) in (part.modules[0].practices, part.core.practices[:1]):
        assert (row.mean, row.counts, row.n_na, row.n_dk) == (2.0, None, None, None)
