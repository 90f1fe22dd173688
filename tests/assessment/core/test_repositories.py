"""Several repositories of one team (docs/scoring.md, "Evidence")."""

import pytest

from assessment.core.evidence import Check
from assessment.core.repositories import over_repositories


def least(step, confidence=0.7):
    return Check("p1", at_least=step, confidence=confidence, check="E1")


def most(step, confidence=0.7):
    return Check("p1", at_most=step, confidence=confidence, check="E1")


SILENT = Check("p1", check="E1")


@pytest.mark.parametrize(
    ("found", "together"),
    [
        ([least(2, 0.9)], [least(2, 0.9)]),
        ([least(2), least(3), least(4)], [least(3)]),
        ([least(2), least(3)], [least(2)]),
        ([most(1), most(3)], [most(3)]),
        ([least(3), most(1), most(1)], [most(1)]),
        ([least(3), most(1), least(2)], [least(2)]),
        ([least(2), most(1)], [most(1), least(2)]),
        ([least(2), most(2)], [most(2), least(2)]),
        ([least(3, 0.9), least(3, 0.4), SILENT], [least(3, 0.4)]),
        ([SILENT, SILENT], []),
        ([least(0), most(1)], [least(0), most(1)]),
    ],
)
def test_the_median_bound_with_the_lowest_confidence(found, together):
    assert over_repositories([[check] for check in found]) == tuple(together)
    assert over_repositories([[check] for check in reversed(found)]) == tuple(together)


def test_checks_and_practices_are_kept_apart():
    other = Check("p1", at_least=1, confidence=0.8, check="E2")
    elsewhere = Check("p2", at_least=1, confidence=0.8, check="E1")
    assert over_repositories([[least(2), other], [elsewhere, least(4)]]) == (
        least(2),
        other,
        elsewhere,
    )
