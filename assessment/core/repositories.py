"""What checks of several repositories of one team say together (docs/scoring.md, "Evidence")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assessment.core.evidence import Check


def over_repositories(found: Sequence[Sequence[Check]]) -> tuple[Check, ...]:
    """One list of checks from those of each repository.

    The same check of the same practice gives its median bound over the repositories in which it
    told something, with their lowest confidence. Bounds are put in order by step, at equal steps
    "at most" first. Of two in the middle that point the same way the weaker counts; if they point
    different ways both do.
    """
    groups: dict[tuple[str, str], list[Check]] = {}
    for checks in found:
        for check in checks:
            if check.tells:
                groups.setdefault((check.check, check.practice), []).append(check)
    return tuple(check for group in groups.values() for check in _median(group))


def _median(group: Sequence[Check]) -> list[Check]:
    ordered = sorted(group, key=_place)
    middle = ordered[(len(group) - 1) // 2], ordered[len(group) // 2]
    lowest = min(group, key=lambda check: check.exact_confidence).confidence
    if _place(middle[0])[1] == _place(middle[1])[1]:
        # The weaker bound claims less: the lower "at least", the higher "at most".
        kept = [middle[0] if middle[0].at_least is not None else middle[1]]
    else:
        kept = list(middle)
    return [replace(check, confidence=lowest) for check in kept]


def _place(check: Check) -> tuple[int, int]:
    if check.at_most is not None:
        return check.at_most, 0
    return check.at_least or 0, 1
