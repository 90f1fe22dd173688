"""What changed between two campaigns: worked numbers and rules of docs/scoring.md, "Trend"."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.answers import AnswerSet, answer_set
from assessment.core.evaluation import evaluate
from assessment.core.model import Node
from assessment.core.resampling import tail
from assessment.core.seeds import Seeds
from assessment.core.trend import DECLINED, IMPROVED, STABLE, UNCLEAR, label, trend
from assessment.core.waves import LINKED, UNLINKED, comparable, people_of, same_ids
from tests.assessment.core import reference, t7
from tests.assessment.core.strategies import cases

SEEDS = Seeds("campaign", "team")
many = settings(max_examples=30, deadline=None)
WAVE_1, WAVE_2 = t7.answers(), t7.answers(t7.WAVE_2)


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def compared(earlier=WAVE_1, later=WAVE_2, tree=t7.T7, links=None, **more):
    links = same_ids(earlier, later) if links is None else links
    return trend(tree, earlier, later, seeds=SEEDS, links=links, **{"min_group": 3, **more})


def node(found, slug):
    return next(change for change in found.nodes if change.slug == slug)


def table(*lines):
    return t7.answers("\n".join(f"r{i} {line}" for i, line in enumerate(lines)))


def test_t7():
    found = compared()
    assert (found.method, found.people, found.level) == (LINKED, 5, 0.9)
    assert found.common == ("p1", "p2", "p4", "p5", "p6", "p7")
    overall = found.overall
    assert (overall.before, overall.after) == (near(48.0625), near(62.8125))
    assert overall.delta == near(14.75)
    assert overall.interval == (near(9.7875), near(17.6533835470))
    assert overall.label == IMPROVED


def test_t7_nodes_and_practices():
    found = compared()
    assert [(c.slug, c.before, c.after) for c in found.nodes] == [
        ("A", near(53.4375), near(69.6875)),
        ("a1", near(65.625), near(79.375)),
        ("a2", near(41.25), near(60)),
        ("B", near(40), near(52.5)),
        ("b1", near(40), near(52.5)),
    ]
    assert [c.label for c in found.nodes] == [IMPROVED, IMPROVED, UNCLEAR, IMPROVED, IMPROVED]
    assert node(found, "a2").interval == (near(-1), near(31))
    p5 = next(c for c in found.practices if c.slug == "p5")
    assert (p5.before, p5.after, p5.delta) == (near(18.75), near(45), near(26.25))
    assert (p5.interval, p5.label) == (None, None)


def test_unlinked_waves_are_drawn_one_after_the_other():
    found = compared(links=())
    assert (found.method, found.people) == (UNLINKED, 5)
    for change, slug in ((found.overall, None), (node(found, "a1"), "a1")):
        generator = random.Random(SEEDS.of(slug or "overall", "tr1"))
        values = []
        for _ in range(4000):
            first = [int(generator.random() * 5) for _ in range(5)]
            second = [int(generator.random() * 5) for _ in range(5)]
            before, after = (
                reference.resampled(t7.T7, wave, people, lambda item: item != "p3", slug)
                for wave, people in ((WAVE_1, first), (WAVE_2, second))
            )
            values.append(after - before)
        expected = [near(reference.quantile(values, share)) for share in (tail(5), 1 - tail(5))]
        assert change.delta == near(14.75 if slug is None else 13.75)
        assert list(change.interval) == expected


def test_more_than_six_linked_people_are_drawn_jointly():
    rng = random.Random(4)
    slugs = [p.slug for p in t7.T7.practices]
    waves = [
        answer_set(
            [(f"r{i}", slug, rng.randint(low, 4)) for i in range(7) for slug in slugs], slugs
        )
        for low in (0, 2)
    ]
    found = compared(*waves)
    generator = random.Random(SEEDS.of("overall", "tr1"))
    values = []
    for _ in range(4000):
        people = [int(generator.random() * 7) for _ in range(7)]
        before, after = (
            reference.resampled(t7.T7, wave, people, lambda item: True) for wave in waves
        )
        values.append(after - before)
    assert (found.method, found.people) == (LINKED, 7)
    assert list(found.overall.interval) == [
        near(reference.quantile(values, share)) for share in (tail(7), 1 - tail(7))
    ]


def crowd(*names):
    return answer_set([(name, "p1", 2) for name in names], ["p1"])


@pytest.mark.parametrize(
    ("earlier", "later", "method", "number"),
    [
        ("abcde", "abcde", LINKED, 5),
        ("abcdefghij", "abcdeklmno", LINKED, 5),  # half of the smaller wave
        ("abcdefghijk", "abcdelmnopq", UNLINKED, 11),  # less than half
        ("abcdefghijk", "abcdelmnop", LINKED, 5),
        ("abcdef", "abcdgh", UNLINKED, 6),  # fewer than k = 5
        ("abcdef", "ghijk", UNLINKED, 5),
    ],
)
def test_who_is_resampled(earlier, later, method, number):
    waves = crowd(*earlier), crowd(*later)
    people = people_of(*waves, same_ids(*waves), 5)
    assert (people.method, people.number) == (method, number)


def test_links_are_ordered_by_the_later_id():
    people = people_of(crowd("a", "b", "c"), crowd("x", "y", "z"), [("a", "z"), ("c", "x")], 2)
    assert (people.earlier, people.later) == ((2, 0), (0, 2))


@pytest.mark.parametrize(
    "links", [[("a", "x"), ("a", "y")], [("a", "x"), ("b", "x")], [("a", "q")], [("q", "x")]]
)
def test_wrong_links_are_refused(links):
    with pytest.raises(ValueError, match="only once"):
        people_of(crowd("a", "b"), crowd("x", "y"), links, 3)


def test_links_by_another_key_give_the_same():
    """In a campaign a person has another id in each wave."""
    names = {f"r{i}": f"q{i}" for i in range(1, 6)}
    renamed = AnswerSet(tuple(sorted(names.values())), WAVE_2.practices, WAVE_2.codes)
    assert compared(later=renamed, links=tuple(names.items())) == compared()


def test_who_answered_once_counts_in_the_scores_and_not_in_the_interval():
    more = t7.answers(t7.WAVE_2 + "\nr6 4 4 N 4 4 4 4")
    found, alone = compared(later=more), compared()
    assert found.overall.after > alone.overall.after
    assert (found.method, found.people) == (LINKED, 5)
    assert found.overall.interval == alone.overall.interval


@pytest.mark.parametrize("versions", [("1.0.0", "1.9.3"), ("2.1.0", "2.0.9")])
def test_one_major_version_is_comparable(versions):
    assert comparable(*versions)


@pytest.mark.parametrize("versions", [("1.0.0", "2.0.0"), ("1.0.0", "10.0.0")])
def test_another_major_version_is_not(versions):
    assert not comparable(*versions)


def test_only_practices_scored_in_both_count():
    """p4 does not apply in the second wave, p5 has not enough data in the first."""
    first = table(*["3 2 1 2 D 1 2"] * 5)
    second = table(*["4 3 2 N 4 2 2"] * 5)
    found = compared(first, second)
    assert found.common == ("p1", "p2", "p3", "p6", "p7")
    # a2 has p4, which does not apply, and p5 without enough data: it is not shown.
    assert [c.slug for c in found.nodes] == ["a1", "B", "b1"]
    assert node(found, "a1").delta == near(25)
    assert found.overall is None


def test_a_practice_that_does_not_apply_in_one_wave_leaves_both():
    first = table(*["3 2 1 N 2 1 2"] * 5)
    second = table(*["3 2 1 4 2 1 2"] * 5)
    found = compared(first, second)
    assert found.common == ("p1", "p2", "p3", "p5", "p6", "p7")
    assert (found.overall.delta, found.overall.label) == (near(0), STABLE)


def test_the_later_weights_count_for_both_waves():
    def heavier(item):
        if item.slug == "B":
            return replace(item, weight=240)
        return item

    tree = replace(t7.T7, roots=tuple(heavier(root) for root in t7.T7.roots))
    found = compared(tree=tree)
    assert found.overall.before == near((60 * 53.4375 + 240 * 40) / 300)


def test_a_practice_new_in_the_later_version_is_not_common():
    shorter = [p.slug for p in t7.T7.practices][:-1]
    first = AnswerSet(WAVE_1.respondents, tuple(shorter), WAVE_1.codes[:, :-1])
    found = compared(first)
    assert found.common == ("p1", "p2", "p4", "p5", "p6")
    assert [c.slug for c in found.nodes] == ["A", "a1", "a2"]  # p6 alone is half of b1


def test_a_wave_scores_like_a_team_on_its_own():
    """With the same practices scored, before and after are the waves' own scores."""
    found = compared()
    for wave, side in ((WAVE_1, "before"), (WAVE_2, "after")):
        core = evaluate(t7.MODEL, wave, min_group=3).core
        assert getattr(found.overall, side) == core.overall.score
        assert [getattr(c, side) for c in found.nodes] == [n.score for n in core.nodes]


@pytest.mark.parametrize("number", [3, 4])
def test_few_people_have_no_interval(number):
    found = compared(table(*["1 1 1 1 1 1 1"] * number), table(*["3 3 3 3 3 3 3"] * number))
    assert (found.overall.delta, found.overall.interval) == (near(50), None)
    assert found.overall.label == UNCLEAR


def test_joint_answers_have_no_interval():
    found = compared(table("1 1 1 1 1 1 1"), table("2 2 2 2 2 2 2"), min_group=5)
    assert (found.people, found.overall.delta) == (1, near(25))
    assert (found.overall.interval, found.overall.label) == (None, UNCLEAR)


@pytest.mark.parametrize(
    ("delta", "low", "high", "expected"),
    [
        (5, 1, 9, IMPROVED),
        (6, 0, 9, UNCLEAR),
        (Fraction(49, 10), 1, 9, UNCLEAR),
        (Fraction(49, 10), 1, Fraction(499, 100), STABLE),
        (-5, -9, -1, DECLINED),
        (-6, -9, 0, UNCLEAR),
        (0, -5, 4, UNCLEAR),
        (0, -4, 5, UNCLEAR),
        (0, 0, 0, STABLE),
        (5, 5, 5, IMPROVED),
        (6, -9, -1, UNCLEAR),  # the people who answered both went the other way
    ],
)
def test_labels(delta, low, high, expected):
    assert label(Fraction(delta), Fraction(low), Fraction(high)) == expected


def uneven(*weights):
    children = [t7.practice(f"p{i}", w) for i, w in enumerate(weights)]
    return t7.tree(t7.node("A", 1, t7.node("a1", 1, *children)))


def wave(tree, *rows):
    slugs = [p.slug for p in tree.practices]
    return answer_set(
        [(f"r{i}", slug, x) for i, row in enumerate(rows) for slug, x in zip(slugs, row)], slugs
    )


def test_a_bound_of_exactly_zero_does_not_exclude_zero():
    """Three people trade a step of one practice for one of another, three rise.

    In resamples of the three alone nothing changes; in doubles the lower bound is 7e-15.
    """
    tree = uneven(4, 4, 4)
    low, high = (0, 0, 0), (4, 4, 4)
    first = wave(tree, (1, 3, 2), (1, 1, 2), (3, 2, 1), low, low, low)
    second = wave(tree, (0, 4, 2), (0, 2, 2), (4, 1, 1), high, high, high)
    found = compared(first, second, tree=tree).overall
    assert found.delta == near(50)
    assert 0 < found.interval[0] < 1e-12
    assert found.label == UNCLEAR


def test_a_change_of_exactly_five_is_one():
    """25 points in one practice of weight 5 of 25; in doubles the change is a little less."""
    tree = uneven(5, 9, 11)
    first = [(3, 2, 3), (1, 1, 0), (3, 1, 1), (1, 0, 2), (0, 3, 2), (3, 2, 1)]
    second = [(x + 1, y, z) for x, y, z in first]
    found = compared(wave(tree, *first), wave(tree, *second), tree=tree).overall
    assert found.delta < 5
    assert found.delta == near(5)
    assert found.label == IMPROVED


@pytest.mark.parametrize("links", [None, ()])
def test_unchanged_answers_give_no_change(links):
    found = compared(later=WAVE_1, links=links)
    assert [c.delta for c in (found.overall, *found.nodes)] == [0.0] * 6
    low, high = found.overall.interval
    assert low <= 0 <= high
    if links is None:
        assert (low, high, found.overall.label) == (0.0, 0.0, STABLE)


def test_unchanged_answers_of_many_people_are_stable():
    rows = [(1, 2, 3), (0, 4, 1), (2, 2, 2), (4, 0, 3), (3, 1, 1), (2, 3, 4), (1, 1, 0), (2, 0, 1)]
    tree = uneven(3, 5, 7)
    found = compared(wave(tree, *rows), wave(tree, *rows), tree=tree).overall
    assert (found.interval, found.label) == ((0.0, 0.0), STABLE)


OPPOSITE = {IMPROVED: DECLINED, DECLINED: IMPROVED, STABLE: STABLE, UNCLEAR: UNCLEAR}


@many
@given(cases(), st.data())
def test_backwards_a_change_has_the_other_sign(case, data):
    """All resamples of up to six people are taken, so nothing is left to chance."""
    tree, rows = case
    rows = [row for row in rows if row[0] < "r6"]
    other = [(who, slug, data.draw(st.integers(-3, 4))) for who, slug, _ in rows]
    slugs = [p.slug for p in tree.practices]
    first, second = (answer_set(r, slugs) for r in (rows, other))
    there, back = compared(first, second, tree=tree), compared(second, first, tree=tree)
    if there.method == UNLINKED:
        return
    assert back.common == there.common
    changes = zip([there.overall, *there.nodes], [back.overall, *back.nodes], strict=True)
    for one, two in changes:
        assert (one is None) == (two is None)
        if one is None:
            continue
        assert (two.before, two.after, two.delta) == (one.after, one.before, -one.delta)
        assert two.label == OPPOSITE[one.label]
        if one.interval:
            assert two.interval == (near(-one.interval[1]), near(-one.interval[0]))
            assert -100 - 1e-9 <= one.interval[0] <= one.interval[1] <= 100 + 1e-9


@many
@given(cases(), st.integers(2, 30))
def test_only_shares_of_weights_matter(case, factor):
    tree, rows = case
    slugs = [p.slug for p in tree.practices]

    def scaled(item):
        if isinstance(item, Node):
            item = replace(item, children=tuple(scaled(child) for child in item.children))
        return replace(item, weight=item.weight * factor)

    heavy = replace(tree, roots=tuple(scaled(root) for root in tree.roots))
    first = answer_set(rows, slugs)
    second = answer_set([(who, slug, min(4, code + 1)) for who, slug, code in rows], slugs)
    one, two = (compared(first, second, tree=t).overall for t in (tree, heavy))
    assert (one is None) == (two is None)
    if one is not None:
        assert (two.delta, two.label) == (near(one.delta), one.label)


def test_people_who_did_not_rate_a_node_before_have_no_interval_there():
    """Five answered both times, but b1 was rated by five others in the earlier wave."""
    earlier = table(*["3 2 2 2 1 D D"] * 5, *["3 2 2 2 1 1 2"] * 5)
    later = table(*["3 2 2 2 1 2 2"] * 5)
    links = [(f"r{i}", f"r{i}") for i in range(5)]
    found = compared(earlier, later, links=links)
    assert (found.method, found.people) == (LINKED, 5)
    b1 = node(found, "b1")
    assert (b1.before, b1.after) == (near(37.5), near(50))
    assert (b1.interval, b1.label) == (None, UNCLEAR)
    assert node(found, "a1").interval == (near(0), near(0))


def test_a_higher_level_is_a_wider_interval():
    usual, high = compared(), compared(alpha=0.05)
    assert high.level == near(0.95)
    assert high.overall.interval[0] < usual.overall.interval[0]
    assert high.overall.interval[1] > usual.overall.interval[1]
