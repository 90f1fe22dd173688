"""Levels against targets: the table of docs/scoring.md, "Targets"."""

import pytest

from assessment.core.targets import ABOVE, BELOW, MET, OVER, UNKNOWN, against_target, target_score


@pytest.mark.parametrize(
    ("level", "interval", "target", "found"),
    [
        (None, (90.0, 95.0), 2, UNKNOWN),
        (2, (90.0, 95.0), 3, BELOW),
        (3, (90.0, 95.0), 3, MET),
        (4, (50.1, 95.0), 3, OVER),
        (4, (50.0, 95.0), 3, ABOVE),
        (4, None, 3, ABOVE),
    ],
)
def test_only_a_range_wholly_above_the_target_is_over_it(level, interval, target, found):
    assert against_target(level, interval, target) == found


def test_targets_stand_at_the_quarters_of_the_scale():
    assert [target_score(level) for level in range(1, 6)] == [0.0, 25.0, 50.0, 75.0, 100.0]
