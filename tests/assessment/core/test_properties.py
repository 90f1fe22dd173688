"""What must hold for any model and any answers."""

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.core.answers import NA, answer_set
from assessment.core.evaluation import evaluate
from assessment.core.explanation import explain
from assessment.core.model import Node, Practice
from assessment.core.result import SCORED, SHOWN
from tests.assessment.core import t7
from tests.assessment.core.strategies import cases

RATINGS = st.integers(0, 4)
many = settings(max_examples=60, deadline=None)


def score(tree, rows, **more):
    slugs = [p.slug for p in tree.practices]
    return evaluate(t7.model_of(tree), answer_set(rows, slugs), min_group=3, **more)


def rebuilt(tree, change):
    """The tree with `change` applied to every item, from the leaves up."""

    def visit(item):
        if isinstance(item, Node):
            item = replace(item, children=tuple(visit(child) for child in item.children))
        return change(item)

    return replace(tree, roots=tuple(visit(root) for root in tree.roots))


@many
@given(cases())
def test_bounds(case):
    core = score(*case).core
    for row in (*core.nodes, core.overall):
        assert (row.score is None) == (row.status != SHOWN)
        assert row.score is None or 0 <= row.score <= 100 + 1e-9
        assert -1e-9 <= row.coverage <= 1 + 1e-9
        assert row.agreement is None or 0 <= row.agreement <= 1
        assert row.level in (None, 1, 2, 3, 4, 5)
    for row in core.practices:
        assert (row.mean is None) == (row.status != SCORED)
        assert row.mean is None or 0 <= row.mean <= 4
        assert row.counts is None or sum(row.counts) == row.n


@many
@given(cases())
def test_a_node_lies_between_its_shown_children(case):
    tree, rows = case
    result = score(tree, rows)
    for node in result.core.nodes:
        told = explain(t7.model_of(tree), result, node.slug)
        inside = [i.score for i in told.inputs if i.share is not None]
        if node.status == SHOWN:
            assert min(inside) - 1e-9 <= node.score <= max(inside) + 1e-9
            assert sum(i.contribution for i in told.inputs if i.share is not None) == pytest.approx(
                node.score, abs=1e-9
            )
            assert sum(i.share for i in told.inputs if i.share is not None) == pytest.approx(1)


@many
@given(cases(codes=RATINGS), st.data())
def test_a_higher_answer_never_lowers_anything(case, data):
    tree, rows = case
    at = data.draw(st.integers(0, len(rows) - 1))
    who, slug, code = rows[at]
    assume(code < 4)
    raised = [*rows[:at], (who, slug, code + 1), *rows[at + 1 :]]
    before, after = score(tree, rows).core, score(tree, raised).core
    assert after.overall.score > before.overall.score
    assert after.overall.level >= before.overall.level
    for old, new in zip(before.nodes, after.nodes, strict=True):
        assert new.score >= old.score - 1e-9
        assert new.level >= old.level


@many
@given(cases(), st.integers(2, 50))
def test_only_shares_of_weights_matter(case, factor):
    tree, rows = case
    scaled = rebuilt(tree, lambda item: replace(item, weight=item.weight * factor))
    one, other = score(tree, rows).core.overall, score(scaled, rows).core.overall
    assert other.score == pytest.approx(one.score, abs=1e-9)
    assert other.coverage == pytest.approx(one.coverage, abs=1e-9)
    assert (other.status, other.level) == (one.status, one.level)
    assert other.blocked_by == one.blocked_by


@many
@given(cases(), st.integers(0, 2**32))
def test_order_of_rows_does_not_matter(case, seed):
    tree, rows = case
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    assert score(tree, shuffled) == score(tree, rows)


@many
@given(cases())
def test_a_practice_that_applies_to_nobody_is_as_if_never_asked(case):
    tree, rows = case
    first = tree.practices[0].slug
    parent = next(node for node in tree.nodes if tree.practices[0] in node.children)
    assume(len(parent.children) > 1)
    away = [(who, slug, NA if slug == first else code) for who, slug, code in rows]
    people = {who for who, _, code in rows if code > -3}
    assume({who for who, slug, code in rows if slug != first and code > -3} == people)
    assume(len(people) >= 3)

    def drop(item):
        if isinstance(item, Node):
            kept = tuple(
                c for c in item.children if not (isinstance(c, Practice) and c.slug == first)
            )
            return replace(item, children=kept)
        return item

    shorter = rebuilt(tree, drop)
    fewer = [row for row in rows if row[1] != first]
    assume({who for who, _, _ in away} == {who for who, _, _ in fewer})
    with_na, without = score(tree, away).core.overall, score(shorter, fewer).core.overall
    assert with_na.score == pytest.approx(without.score, abs=1e-9)
    assert with_na.level == without.level
    assert with_na.coverage == pytest.approx(without.coverage, abs=1e-9)


@many
@given(cases())
def test_effective_weights_add_up_to_one(case):
    core = score(*case).core
    total = sum(p.effective_weight for p in core.practices)
    assert total == pytest.approx(1 if core.overall.status == SHOWN else 0, abs=1e-9)


@many
@given(cases(codes=RATINGS))
def test_a_gain_is_what_the_score_really_gains(case):
    """Move everybody below the step up by one and score again."""
    tree, rows = case
    before = score(tree, rows).core
    assume(before.recommendations)
    advice = before.recommendations[0]
    raised = [
        (who, slug, code + 1 if slug == advice.practice and code < advice.to else code)
        for who, slug, code in rows
    ]
    after = score(tree, raised).core
    assert after.overall.score - before.overall.score == pytest.approx(advice.own_gain, abs=1e-9)
    assert after.practice(advice.practice).level == advice.to


@many
@given(cases())
def test_ranking_is_sorted_and_complete(case):
    core = score(*case).core
    ratios = [r.ratio for r in core.recommendations]
    assert ratios == sorted(ratios, reverse=True)
    assert [r.rank for r in core.recommendations] == list(range(1, len(ratios) + 1))
    expected = {p.slug for p in core.practices if p.effective_weight > 0 and (p.level or 0) < 4}
    assert {r.practice for r in core.recommendations} == expected
