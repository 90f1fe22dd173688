"""Plans against every possible set of moves, on random small teams.

PLAN_CASES says how many teams are tried: 40 without it, 800 in about a minute.
Every set of moves is one column of the engine's own scoring, so the levels are the engine's.
"""

import os
import random
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from assessment.core.answers import DK, NA, Tally, answer_set
from assessment.core.levels import staged_levels
from assessment.core.model import Need
from assessment.core.plans import budget_plan, level_first_plan, next_level_plan
from assessment.core.scoring import score_teams
from assessment.core.team_state import TeamState
from tests.assessment.core import t7
from tests.assessment.core.states import state_of

CASES = int(os.environ.get("PLAN_CASES", "40"))
MOST_SETS = 4000


def random_needs(rng, before):
    if not before or rng.random() < 0.4:
        return ()
    chosen = rng.sample(before, min(len(before), rng.randint(1, 2)))
    return tuple(Need(rng.randint(1, 4), slug, rng.randint(1, 4)) for slug in chosen)


def random_team(seed):
    """One to three layers of capabilities, sometimes a module, and three to seven people.

    Weights, efforts and answers of a narrow range make many ties, of a wide range none.
    """
    rng = random.Random(seed)
    heaviest = rng.choice([1, 3, 60, 997])
    bands = rng.choice([("S",), ("S", "M"), ("S", "M", "L", "XL", 7)])
    order = [f"p{i}" for i in range(rng.randint(2, 5))]
    seen: list[str] = []

    def leaf(slug):
        needs = random_needs(rng, seen)
        seen.append(slug)
        return t7.practice(
            slug,
            rng.randint(1, heaviest),
            rng.choice(bands),
            gate=rng.random() < 0.25,
            na=t7.text("x"),
            needs=needs,
        )

    def a_module():
        return t7.tree(t7.node("m", 1, t7.node("m1", 1, leaf("q0"), leaf("q1"))))

    # A module built first may be needed by the core, one built last may need the core.
    kind = rng.choice(["", "", "first", "last"])
    module = a_module() if kind == "first" else None
    layers, left = [], list(order)
    while left:
        taken = [left.pop(0) for _ in range(min(len(left), rng.randint(1, 3)))]
        split = rng.randint(0, len(taken))
        groups = [group for group in (taken[:split], taken[split:]) if group]
        layers.append(
            t7.node(
                f"l{len(layers)}",
                rng.randint(1, heaviest),
                *(
                    t7.node(f"c-{group[0]}", rng.randint(1, heaviest), *map(leaf, group))
                    for group in groups
                ),
            )
        )
    core = t7.tree(*layers)
    module = a_module() if kind == "last" else module
    slugs = [*order, *(["q0", "q1"] if module else [])]
    people, highest = rng.choice([3, 4, 5, 7]), rng.randint(0, 3)
    rows = []
    for slug in slugs:
        usual = rng.choice([NA, DK]) if rng.random() < 0.08 else rng.randint(0, highest)
        for person in range(people):
            bent = DK if rng.random() < 0.08 else rng.choice([-1, 0, 0, 0, 1])
            code = bent if bent == DK else usual if usual < 0 else min(4, max(0, usual + bent))
            rows.append((f"r{person}", slug, code))
    trees = [core, module] if module else [core]
    return state_of(answer_set(rows, slugs), *trees, ranked=int(kind == "last")), rng


@dataclass(frozen=True)
class Sets:
    """Every set of moves that keeps the order and the prerequisites."""

    steps: list[dict[str, int]]
    gains: list[Fraction]
    efforts: list[int]
    moves: list[list[tuple[int, int]]]
    overall: np.ndarray
    nodes: dict[str, np.ndarray]

    def best(self, key, allowed):
        among = [i for i in range(len(self.steps)) if allowed(i)]
        return min(among, key=key, default=None)

    def by_budget(self, i):
        return (-self.gains[i], self.efforts[i], len(self.moves[i]), self.moves[i])

    def by_effort(self, i):
        return (self.efforts[i], -self.gains[i], len(self.moves[i]), self.moves[i])


def meets_needs(state: TeamState, steps: dict[str, int]) -> bool:
    """No practice that rises lacks what it needs at the step it comes to."""
    for slug, step in steps.items():
        standing = state.standings[slug]
        if step == standing.level:
            continue
        for need in standing.practice.needs:
            known = need.slug in steps
            if need.level <= step and known and steps[need.slug] < need.at:
                return False
    return True


def moved_counts(counts, level):
    """How many chose what, by the step that the practice is raised to: person by person."""
    people = [x for x, count in enumerate(counts) for _ in range(count)]
    moved = {level: counts}
    for step in range(level + 1, 5):
        people = [x + 1 if x < step else x for x in people]
        moved[step] = np.bincount(people, minlength=len(counts))
    return moved


def every_set(state: TeamState) -> Sets | None:
    movable = {s: x for s, x in state.standings.items() if x.level is not None}
    ranges = [range(x.level, 5) for x in movable.values()]
    if np.prod([len(r) for r in ranges], initial=1) > MOST_SETS:
        return None
    steps = [dict(zip(movable, chosen)) for chosen in product(*ranges)]
    steps = [chosen for chosen in steps if meets_needs(state, chosen)]
    place = {slug: at for at, slug in enumerate(state.standings)}
    moves = [
        [(s, t) for s in movable for t in range(movable[s].level + 1, chosen[s] + 1)]
        for chosen in steps
    ]
    layout, old = state.scores.layout, state.scores.tally
    counts = np.repeat(old.counts, len(steps), axis=2)
    for row, practice in enumerate(layout.tree.practices):
        if practice.slug in movable:
            moved = moved_counts(old.counts[row, :, 0], movable[practice.slug].level)
            counts[row] = np.array([moved[chosen[practice.slug]] for chosen in steps]).T
    columns = len(steps)
    scores = score_teams(
        layout.tree,
        Tally(counts, np.repeat(old.n_na, columns, 1), np.repeat(old.respondents, columns)),
        state.scores.min_group,
    )
    table = staged_levels(scores, state.cap)
    return Sets(
        steps,
        [sum((state.gain(m) for m in taken), Fraction(0)) for taken in moves],
        [sum(state.effort(m) for m in taken) for taken in moves],
        [[(place[s], t) for s, t in taken] for taken in moves],
        table.overall,
        {layout.items[n].slug: table.node[n] for n in range(layout.node_count)},
    )


def assert_same(state, sets, found, plan):
    """The plan is the set of moves that brute force found, and says the truth about it."""
    place = {slug: at for at, slug in enumerate(state.standings)}
    assert [(place[s], t) for s, t in plan.moves] == sets.moves[found]
    assert (plan.gain, plan.effort) == (sets.gains[found], sets.efforts[found])
    assert plan.level_after == (int(sets.overall[found]) or None)
    assert plan.score_after == pytest.approx(
        float(state.scores.overall[0]) + float(plan.gain), abs=1e-9
    )


def expect_level(state, sets, node, level, budget):
    """Next-level and level-first plan for one node (None: the overall)."""
    reached = sets.overall if node is None else sets.nodes[node]
    plan = next_level_plan(state, node=node, level=level)
    first = level_first_plan(state, node=node, level=level, budget=budget)
    cheapest = sets.best(sets.by_effort, lambda i: reached[i] >= level)
    if cheapest is None:
        assert plan is None
        assert first is None
        return
    assert_same(state, sets, cheapest, plan)
    assert first.smallest_budget == sets.efforts[cheapest]
    best = sets.best(sets.by_budget, lambda i: reached[i] >= level and sets.efforts[i] <= budget)
    if best is None:
        assert first.plan is None
    else:
        assert_same(state, sets, best, first.plan)


@pytest.mark.parametrize("seed", range(CASES))
def test_plans_are_the_best_of_all_sets_of_moves(seed):
    state, rng = random_team(seed)
    sets = every_set(state)
    if sets is None or not state.scores.overall_shown[0]:
        assert sets is None or budget_plan(state, budget=40) is None
        return
    full = max(sets.efforts)
    for budget in {0, rng.randint(0, full), rng.randint(0, full)}:
        found = sets.best(sets.by_budget, lambda i, b=budget: sets.efforts[i] <= b)
        assert_same(state, sets, found, budget_plan(state, budget=budget))
    layout = state.scores.layout
    for node in (None, layout.items[rng.randrange(layout.node_count)].slug):
        now = state.level if node is None else int(sets.nodes[node][0])
        if now == 0:
            assert next_level_plan(state, node=node) is None
        elif now < 5:
            expect_level(state, sets, node, rng.randint(now + 1, 5), rng.randint(0, full))
