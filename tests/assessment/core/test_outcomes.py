"""Outcome figures of a team: what is refused, and whether there are any at all."""

import pytest

from assessment.core.outcomes import Outcomes


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ({"deployment_frequency": "often"}, "often is no frequency"),
        ({"lead_time": "soon"}, "soon is no time"),
        ({"recovery_time": "later"}, "later is no time"),
        ({"change_failure_rate": -0.5}, "a rate of -0.5 per cent does not lie between 0 and 100"),
        ({"rework_rate": 100.5}, "a rate of 100.5 per cent does not lie between 0 and 100"),
    ],
)
def test_figures_that_cannot_be(figures, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        Outcomes(**figures)


@pytest.mark.parametrize(
    ("figures", "any_at_all"),
    [
        ({}, False),
        ({"note": "asked the operators"}, False),
        ({"deployment_frequency": "on_demand"}, True),
        ({"lead_time": "under_hour"}, True),
        ({"recovery_time": "over_half_year"}, True),
        ({"change_failure_rate": 0}, True),
        ({"rework_rate": 100}, True),
        ({"change_failure_rate": 100, "rework_rate": 0}, True),
    ],
)
def test_figures_are_there_or_not(figures, any_at_all):
    assert Outcomes(**figures).has_figures is any_at_all
