"""Plans on a model as large as the built-in one: what they keep to, and how long they take."""

import random
from time import process_time

import pytest

from assessment.core.answers import DK, answer_set
from assessment.core.model import Need
from assessment.core.plans import budget_plan, level_first_plan, next_level_plan
from tests.assessment.core import t7
from tests.assessment.core.states import state_of

LIMIT = 2.0
"""CPU seconds of one plan, several solves together; measured below 0.3."""


def full_size_model():
    """5 layers, 20 capabilities, 73 practices, 8 gates; three in five practices need another."""
    rng = random.Random(5)
    sizes = [3] * 7 + [4] * 13
    slugs = iter(range(73))
    seen = []
    capabilities = []
    for number, size in enumerate(sizes):
        practices = []
        for _ in range(size):
            slug = f"p{next(slugs)}"
            needs = ()
            if seen and rng.random() < 0.6:
                needs = (Need(rng.randint(2, 3), rng.choice(seen), rng.randint(1, 2)),)
            practices.append(
                t7.practice(
                    slug,
                    rng.randint(15, 50),
                    rng.choice(["S", "S", "M", "M", "L"]),
                    gate=int(slug[1:]) % 9 == 0 and slug != "p0",
                    needs=needs,
                )
            )
            seen.append(slug)
        capabilities.append(t7.node(f"c{number}", rng.randint(15, 55), *practices))
    layers = [
        t7.node(f"l{i}", weight, *capabilities[4 * i : 4 * i + 4])
        for i, weight in enumerate((25, 20, 15, 30, 10))
    ]
    return t7.tree(*layers)


MODEL = full_size_model()


def team(seed, people, usual):
    rng = random.Random(seed)
    rows = []
    for practice in MODEL.practices:
        level = rng.gauss(usual, 0.8)
        for person in range(people):
            code = DK if rng.random() < 0.05 else min(4, max(0, round(rng.gauss(level, 0.7))))
            rows.append((f"r{person}", practice.slug, code))
    return state_of(answer_set(rows, [p.slug for p in MODEL.practices]), MODEL)


@pytest.fixture(scope="module", params=[(1, 8, 1.6), (2, 11, 0.9), (3, 5, 2.2)])
def state(request):
    return team(*request.param)


def cpu(call):
    start = process_time()
    found = call()
    return found, process_time() - start


def test_the_size():
    assert (len(MODEL.practices), sum(p.gate for p in MODEL.practices)) == (73, 8)
    assert len([node for node in MODEL.nodes if node.slug.startswith("c")]) == 20


def test_each_plan_is_quick_and_keeps_its_promise(state):
    assert 1 <= state.level < 5
    richer, took = cpu(lambda: budget_plan(state, budget=160))
    assert took < LIMIT
    assert richer.effort <= 160
    cheapest, took = cpu(lambda: next_level_plan(state))
    assert took < LIMIT
    assert cheapest.level_after == state.level + 1
    first, took = cpu(lambda: level_first_plan(state, budget=cheapest.effort + 80))
    assert took < LIMIT
    assert first.plan.level_after >= cheapest.level_after
    assert cheapest.effort <= first.plan.effort <= cheapest.effort + 80
    assert first.plan.gain >= cheapest.gain


def test_no_plan_lacks_a_prerequisite(state):
    plans = [
        budget_plan(state, budget=160),
        next_level_plan(state),
        next_level_plan(state, level=4),
    ]
    for plan in plans:
        after = {s: x.level for s, x in state.standings.items()}
        after |= {step.practice: step.to for step in plan.targets}
        for step in plan.targets:
            for need in state.standings[step.practice].practice.needs:
                assert need.level > step.to or after[need.slug] in (None, *range(need.at, 5))


def test_more_money_never_buys_less(state):
    gains = [budget_plan(state, budget=budget).gain for budget in range(0, 400, 57)]
    assert gains == sorted(gains)
    assert len(set(gains)) == len(gains)


def test_equal_practices_are_taken_in_model_order():
    """All weights, efforts and answers equal: hundreds of columns, every plan a tie."""
    layers = [
        t7.node(
            f"l{i}",
            1,
            *(
                t7.node(f"c{i}-{j}", 1, *(t7.practice(f"p{i}-{j}-{n}", 1, "S") for n in range(4)))
                for j in range(4)
            ),
        )
        for i in range(5)
    ]
    tree = t7.tree(*layers)
    slugs = [p.slug for p in tree.practices]
    rows = [(who, slug, 1) for who in "abc" for slug in slugs]
    plan = budget_plan(state_of(answer_set(rows, slugs), tree), budget=8 * 30)
    assert plan.moves == tuple((slug, 2) for slug in slugs[:30])
