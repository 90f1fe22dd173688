"""What all choices of a portfolio give away together: nothing of fewer than k people (bar Q4)."""

from itertools import chain, combinations

import hypothesis.strategies as st
from hypothesis import given, settings

from assessment.core.benchmark import organisation_view
from assessment.core.organisation import FEWEST_TEAMS
from tests.assessment.core.attack import isolated
from tests.reports.overviews import K, Team, scored

organisations = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2)), min_size=3, max_size=7)
"""People and unit of each team."""


@settings(max_examples=60, deadline=None)
@given(organisations)
def test_no_two_choices_isolate_fewer_than_k_people(teams):
    """Each visible figure, as the people whose ratings it adds up: teams, units, any choice."""
    results = {f"t{at}": scored(Team((2,) * size), False) for at, (size, _) in enumerate(teams)}
    people = {f"t{at}": [f"t{at}p{n}" for n in range(size)] for at, (size, _) in enumerate(teams)}
    groups = []
    for chosen in chain.from_iterable(combinations(results, n) for n in range(1, len(teams) + 1)):
        view = organisation_view({slug: results[slug] for slug in chosen})
        assert (view.figure.score is not None) == (len(view.shown) >= FEWEST_TEAMS)
        if view.figure.respondents is not None:
            inside = [who for slug in view.shown for who in people[slug]]
            assert view.figure.respondents == len(inside)
            groups.append(dict.fromkeys(inside, 2))
    shown = organisation_view(results).shown
    groups.extend(dict.fromkeys(people[slug], 2) for slug in shown)
    assert all(len(people[slug]) >= K for slug in shown)
    assert isolated(groups, K) is None
