"""No sum of visible numbers isolates fewer than k people (docs/scoring.md, "Small groups").

LOOK_CASES says how many random organisations are attacked (1,000 without it).
"""

import os
import random

import pytest

from assessment.core.anonymity import suppress
from assessment.core.answers import DK, NA, UNANSWERED, answer_set
from assessment.core.cuts import can_cut_off, components
from assessment.core.disclosure import Partition, look
from assessment.core.evaluation import evaluate
from assessment.core.result import SCORED
from tests.assessment.core import t7
from tests.assessment.core.attack import isolated
from tests.assessment.core.states import scores_of

CASES = int(os.environ.get("LOOK_CASES", "1000"))
TREE = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 2), t7.practice("p1", 1))))
SLUGS = ("p0", "p1")


def team(*ratings, cells=None, first=0):
    """Answers to p0 (and the same to p1) of people named by number."""
    rows = [(f"r{first + i:02}", slug, code) for i, code in enumerate(ratings) for slug in SLUGS]
    return answer_set(rows, SLUGS)


def partition(slug, text):
    """One letter a person; a dot for a person without a cell."""
    return Partition(slug, {f"r{i:02}": c for i, c in enumerate(text) if c != "."})


def shown_groups(looks, practice, k):
    """Everything that is visible of a practice, as the engine scores it."""
    groups = []
    for each in looks:
        parts = [each.answers]
        parts += [each.cell(p.slug, cell) for p in each.partitions for cell in p.cells()]
        for answers in parts:
            if answers is None:
                continue
            scores = scores_of(answers, TREE, k)
            row = SLUGS.index(practice)
            if scores.shown[scores.layout.node_count + row, 0]:
                column = answers.codes[:, row].tolist()
                groups.append(
                    {w: c for w, c in zip(answers.respondents, column, strict=True) if c >= 0}
                )
    return groups


def cells_shown(found, practice="p0"):
    return {
        p.slug: [c for c in p.cells() if c not in hidden]
        for p, hidden in zip(found.partitions, found.hidden[practice], strict=True)
    }


def test_the_attacker_finds_what_is_known_to_be_there():
    whole = dict.fromkeys("abcdefgh", 3)
    assert isolated([whole, dict.fromkeys("abcde", 3)], 4) == frozenset("fgh")
    assert isolated([whole, dict.fromkeys("abcde", 3)], 3) is None
    assert isolated([whole, {**whole, "h": 1}], 3) == frozenset("h")
    # Two partitions, each harmless: the developers less sub-team x are one person.
    devs, xs = dict.fromkeys("abcdef", 3), dict.fromkeys("abcde", 3)
    rest = dict.fromkeys("fghij", 3)
    assert isolated([devs, xs, rest, dict.fromkeys("ghij", 3)], 4) == frozenset("f")


def test_one_partition_follows_complementary_suppression():
    roles = partition("role", "d" * 9 + "q" * 6 + "o" * 3)
    found = look(team(*[2] * 18), [roles], k=5)
    assert cells_shown(found) == {"role": list(suppress({"d": 9, "q": 6, "o": 3}, 5).shown)}
    assert found.cell("role", "d").respondents == tuple(f"r{i:02}" for i in range(9))
    assert found.cell("role", "o") is None
    assert scores_of(found.cell("role", "q"), TREE, 5).overall_shown.tolist() == [False]


def test_each_practice_is_judged_by_who_rated_it():
    rows = [(f"r{i:02}", slug, 3) for i in range(12) for slug in SLUGS]
    rows = [(w, s, DK if s == "p1" and w in ("r08", "r09") else c) for w, s, c in rows]
    roles = partition("role", "d" * 6 + "q" * 6)
    found = look(answer_set(rows, SLUGS), [roles], k=5)
    assert cells_shown(found, "p0") == {"role": ["d", "q"]}
    assert cells_shown(found, "p1") == {"role": []}
    result = evaluate(t7.model_of(TREE), found.cell("role", "d"), min_group=5).core
    assert [row.status for row in result.practices] == [SCORED, "not_enough_data"]


def test_people_without_a_cell_are_protected_too():
    roles = partition("role", "d" * 8 + "q" * 6 + "..")
    assert cells_shown(look(team(*[2] * 16), [roles], k=5)) == {"role": ["d"]}


def test_a_practice_that_does_not_apply_to_a_cell_may_be_said_to():
    codes = [3] * 8 + [NA] * 6 + [3] * 2
    roles = partition("role", "d" * 8 + "q" * 8)
    found = look(team(*codes), [roles], k=5)
    assert cells_shown(found) == {"role": []}
    result = evaluate(t7.model_of(TREE), found.cell("role", "q"), min_group=5).core
    assert {row.status for row in result.practices} == {"not_applicable"}


def test_two_partitions_that_differ_by_one_person_are_not_both_shown():
    roles = partition("role", "dddddd" + "qqqqqq")
    teams = partition("team", "xxxxx" + "yyyyyyy")
    assert cells_shown(look(team(*[2] * 12), [teams], k=5)) == {"team": ["x", "y"]}
    both = look(team(*[2] * 12), [roles, teams], k=5)
    assert cells_shown(both) == {"role": ["d", "q"], "team": []}
    other = look(team(*[2] * 12), [teams, roles], k=5)
    assert cells_shown(other) == {"team": ["x", "y"], "role": []}


def test_two_partitions_that_cross_widely_are_both_shown():
    roles = partition("role", "d" * 6 + "q" * 6)
    teams = partition("team", "xxxyyy" + "xxxyyy")
    found = look(team(*[2] * 12), [roles, teams], k=5)
    assert cells_shown(found) == {"role": ["d", "q"], "team": ["x", "y"]}


def test_a_look_is_refreshed_only_after_k_new_people():
    first = look(team(*[2] * 8), k=5)
    again = look(team(*[2] * 8, *[4] * 4), k=5, earlier=[first])
    assert again.answers.respondents == first.answers.respondents
    assert again.answers.codes.tolist() == first.answers.codes.tolist()
    second = look(team(*[2] * 13), k=5, earlier=[first])
    assert len(second.answers.respondents) == 13


def test_the_close_may_show_an_early_look_in_cells():
    first = look(team(*[2] * 10), k=5)
    roles = partition("role", "dddddqqqqq" + "q")
    close = look(team(*[2] * 10, 4), [roles], k=5, earlier=[first])
    assert cells_shown(close) == {"role": ["d", "q"]}
    assert len(close.cell("role", "q").respondents) == 5


def test_a_practice_that_too_few_answered_anew_keeps_its_number():
    first = look(team(*[2] * 8), k=5)
    rows = [(f"r{i:02}", slug, 2) for i in range(13) for slug in SLUGS]
    rows = [(w, s, DK if s == "p1" and w == "r12" else c) for w, s, c in rows]
    second = look(answer_set(rows, SLUGS), k=5, earlier=[first])
    rated = (second.answers.codes >= 0).sum(axis=0).tolist()
    assert rated == [13, 8]


def test_an_answer_changed_back_is_not_told():
    """Looks 1 and 3 alone would differ by the one person who kept a change."""
    first = look(team(*[2] * 5), k=5)
    second = look(team(*[3] * 5, *[2] * 5), k=5, earlier=[first])
    third = look(team(*[2] * 4, 3, *[2] * 10), k=5, earlier=[first, second])
    looks = [first, second, third]
    assert isolated(shown_groups(looks, "p0", 5), 5) is None


def test_cells_are_opened_at_the_close_only_if_the_early_look_allows_it():
    """The whole at look 1 less the developers at the close would be 2 testers and 2 developers."""
    roles = partition("role", "dddddddqq" + "ddqqq")
    first = look(team(*[2] * 9), k=5)
    second = look(team(*[2] * 14), [roles], k=5, earlier=[first])
    assert cells_shown(second) == {"role": []}
    assert cells_shown(look(team(*[2] * 14), [roles], k=5)) == {"role": ["d", "q"]}


def test_a_person_stays_in_the_cell_of_the_first_look():
    first = look(team(*[2] * 10), [partition("role", "dddddqqqqq")], k=5)
    moved = partition("role", "ddddqqqqqq" + "dddddqqqqq")
    second = look(team(*[2] * 20), [moved], k=5, earlier=[first])
    assert second.partitions[0].cell_of["r04"] == "d"
    assert len(second.cell("role", "d").respondents) == 10


def test_nothing_is_shown_below_k():
    found = look(team(2, 2, 2, 2), [partition("role", "dddd")], k=5)
    assert cells_shown(found) == {"role": []}
    assert found.cell("role", "d") is None
    with pytest.raises(ValueError, match="never below 3"):
        look(team(2, 2), k=2)


def random_partitions(rng, people):
    """None to three ways to divide people, some of them nearly the same."""
    partitions = []
    for slug in rng.sample(["role", "team", "site"], rng.choice([0, 1, 1, 1, 2, 2, 3])):
        cells = "abcd"[: rng.randint(2, 4)]
        cell_of = {who: rng.choice(cells) for who in people}
        if partitions and rng.random() < 0.4:
            cell_of = dict(partitions[0].cell_of)
            cell_of.update((who, rng.choice("ab")) for who in rng.sample(people, 2))
        partitions.append(Partition(slug, cell_of))
    return partitions


def random_looks(seed):
    """A team that answers bit by bit, changes its mind, and is divided in up to three ways."""
    rng = random.Random(seed)
    k = rng.choice([3, 3, 4, 5])
    people = [f"r{i:02}" for i in range(rng.randint(k, rng.choice([12, 25, 50])))]
    partitions = random_partitions(rng, people)
    order = list(people)
    if partitions and rng.random() < 0.5:  # one cell answers after the other
        order.sort(key=lambda who: partitions[0].cell_of[who])
    restless = rng.choice([0, 0, 0.02, 0.1])
    looks, codes, present = [], {}, 0
    for _ in range(rng.randint(1, 4)):
        present = min(len(people), present + rng.randint(k, 20))
        for who in order[:present]:
            for slug in SLUGS:
                if (who, slug) not in codes or rng.random() < restless:
                    codes[who, slug] = rng.choice(
                        [0, 1, 2, 3, 4, 2, 2, 2, 2, 3, NA, DK, UNANSWERED]
                    )
        answers = answer_set([(who, slug, code) for (who, slug), code in codes.items()], SLUGS)
        shown = partitions if rng.random() < 0.7 else []
        looks.append(look(answers, shown, k=k, earlier=looks))
    return looks, k


@pytest.mark.parametrize("block", range(10))
def test_nobody_is_isolated(block):
    for seed in range(block, CASES, 10):
        looks, k = random_looks(seed)
        for practice in SLUGS:
            assert isolated(shown_groups(looks, practice, k), k) is None, (seed, practice)


def test_the_attack_succeeds_where_each_partition_is_judged_alone():
    """The same random teams without the joint check: the property above is not empty."""
    broken = 0
    for seed in range(200):
        looks, k = random_looks(seed)
        final = looks[-1]
        alone = [look(final.answers, [p], k=k) for p in final.partitions]
        broken += isolated(shown_groups(alone, "p0", k), k) is not None
    assert broken > 10


def random_graph(rng):
    vertices = list(range(rng.randint(2, 7)))
    edges = {}
    for _ in range(rng.randint(1, 12)):
        a, b = rng.sample(vertices, 2)
        if (b, a) not in edges:
            edges[a, b] = rng.randint(1, 4)
    return edges


@pytest.mark.parametrize("seed", range(300))
def test_cuts_against_every_division(seed):
    rng = random.Random(seed)
    edges, k = random_graph(rng), rng.randint(2, 8)
    vertices = sorted({v for edge in edges for v in edge})
    weights = set()
    for chosen in range(1, 2 ** len(vertices) - 1):
        side = {v for i, v in enumerate(vertices) if chosen >> i & 1}
        weights.add(sum(w for (a, b), w in edges.items() if (a in side) != (b in side)))
    assert can_cut_off(edges, k) == any(0 < weight < k for weight in weights)
    name = components(edges)
    assert all(name[a] == name[b] for a, b in edges)
    assert len(set(name.values())) == connected_parts(vertices, edges)


def connected_parts(vertices, edges):
    parts = [{v} for v in vertices]
    for a, b in edges:
        one = next(p for p in parts if a in p)
        other = next(p for p in parts if b in p)
        if one is not other:
            parts.remove(other)
            one |= other
    return len(parts)


def test_a_look_keeps_its_smallest_group():
    found = look(team(*[2] * 6), [partition("role", "dddqqq")], k=3)
    assert found.min_group == 3
    assert len(found.cell("role", "d").respondents) == 3


def test_a_number_that_stays_is_not_shown_in_cells_that_are_new():
    """One person answered p1 anew, five p0; the division came after the first look."""
    roles = partition("role", "dddddddqqqqqq")
    first = look(team(*[2] * 8), k=5)
    rows = [(f"r{i:02}", slug, 2) for i in range(13) for slug in SLUGS]
    rows = [(w, s, DK if s == "p1" and w > "r08" else c) for w, s, c in rows]
    second = look(answer_set(rows, SLUGS), [roles], k=5, earlier=[first])
    assert second.hidden["p1"] == (frozenset("dq"),)


def test_a_number_that_stays_is_shown_in_the_cells_that_showed_it():
    roles = partition("role", "d" * 7 + "q" * 6 + "oo" + "dddqqq")
    first = look(team(*[2] * 15), [roles], k=5)
    assert cells_shown(first, "p1") == {"role": ["d"]}
    rows = [(f"r{i:02}", slug, 2) for i in range(21) for slug in SLUGS]
    rows = [(w, s, DK if s == "p1" and w > "r15" else c) for w, s, c in rows]
    second = look(answer_set(rows, SLUGS), [roles], k=5, earlier=[first])
    assert cells_shown(second, "p1") == {"role": ["d"]}


def test_the_lowest_rating_is_a_rating():
    found = look(team(*[0] * 12), [partition("role", "dddddd" + "qqqqqq")], k=5)
    assert cells_shown(found) == {"role": ["d", "q"]}


def test_many_people_without_a_cell_hide_a_small_cell():
    roles = partition("role", "d" * 6 + "q" * 4 + "." * 7)
    assert cells_shown(look(team(*[2] * 17), [roles], k=5)) == {"role": ["d"]}


def test_a_look_is_refreshed_though_some_took_their_ratings_back():
    """Five of the first ten do not know any more; ten others have come."""
    first = look(team(*[2] * 10), k=5)
    second = look(team(*[DK] * 5, *[2] * 15), k=5, earlier=[first])
    assert (second.answers.codes >= 0).sum(axis=0).tolist() == [15, 15]
