"""Checks of `needs` over a whole model: what they name exists, and no move waits for itself."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from django.utils.translation import gettext as _

from assessment.core.model import Need
from assessment.core.planning import Move
from assessment.faults import FaultList
from assessment.loading.documents import Value
from assessment.loading.values import add

Needs = list[tuple[str, Need, Value]]


def check_needs(needs: Needs, slugs: set[str], practices: set[str], faults: FaultList) -> None:
    """Add a fault for every prerequisite that names no practice, and for every cycle."""
    sound = []
    for slug, need, value in needs:
        if need.slug in practices:
            sound.append((slug, need, value))
            continue
        message = (
            _("“%(slug)s” is not a practice")
            if need.slug in slugs
            else _("no practice has the slug “%(slug)s”")
        )
        add(value, faults, message % {"slug": need.slug}, _("name a practice of this model"))
    while True:
        item = _in_a_cycle(sound)
        if item is None:
            return
        slug, need, value = item
        message = _("“%(slug)s” at %(level)d waits for itself through “%(other)s”")
        values = {"slug": slug, "level": need.level, "other": need.slug}
        add(value, faults, message % values, _("take one prerequisite out of the cycle"))
        sound.remove(item)


def _in_a_cycle(needs: Needs) -> tuple[str, Need, Value] | None:
    """One prerequisite of a cycle of moves, or None.

    A move (p, t) waits for (p, t - 1) and, for each prerequisite t<q@u of p, for (q, u).
    """
    waits: dict[Move, set[Move]] = {}
    for slug, need, _value in needs:
        for name, top in ((slug, need.level), (need.slug, need.at)):
            for step in range(2, top + 1):
                waits.setdefault((name, step), set()).add((name, step - 1))
        waits.setdefault((slug, need.level), set()).add((need.slug, need.at))
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        cycle: list[Move] = error.args[1]
        # graphlib lists each move before the one that waits for it.
        steps = set(zip(cycle[1:], cycle, strict=False))
        for item in needs:
            slug, need, _value = item
            if ((slug, need.level), (need.slug, need.at)) in steps:
                return item
        raise
    return None
