"""Random models and answers for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from assessment.core.answers import DK, NA, UNANSWERED
from tests.assessment.core import t7

CODES = st.sampled_from([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, NA, DK, UNANSWERED])


@st.composite
def trees(draw: st.DrawFn):
    """Two or three layers of one to three capabilities of one to four practices."""
    number = iter(range(1000))

    def leaf():
        return t7.practice(
            f"p{next(number)}",
            draw(st.integers(1, 60)),
            draw(st.sampled_from(["S", "M", "L", "XL", 7])),
            gate=draw(st.booleans()) and draw(st.booleans()),
            na=t7.text("may not apply"),
        )

    def capability(layer, index):
        children = [leaf() for _ in range(draw(st.integers(1, 4)))]
        return t7.node(f"c{layer}-{index}", draw(st.integers(1, 60)), *children)

    layers = []
    for layer in range(draw(st.integers(2, 3))):
        inner = [capability(layer, i) for i in range(draw(st.integers(1, 3)))]
        layers.append(t7.node(f"l{layer}", draw(st.integers(1, 60)), *inner))
    return t7.tree(*layers)


@st.composite
def cases(draw: st.DrawFn, codes=CODES):
    """A tree, and rows (respondent, practice, code) of three to eight people."""
    tree = draw(trees())
    slugs = [p.slug for p in tree.practices]
    people = [f"r{i}" for i in range(draw(st.integers(3, 8)))]
    given = draw(
        st.lists(codes, min_size=len(people) * len(slugs), max_size=len(people) * len(slugs))
    )
    cells = iter(given)
    return tree, [(who, slug, next(cells)) for who in people for slug in slugs]
