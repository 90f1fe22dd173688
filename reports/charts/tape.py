"""The score on a tape from 0 to 100, with last time's where known."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.position import INWARD_ABOVE, percent_of
from reports.contents.shape import Facts

LABELLED = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Tick:
    x: str
    end: str
    label: str
    anchor: str


@dataclass(frozen=True)
class Tape:
    """`last` is "" without an earlier score, `range_x` without a range; `…_anchor` and `…_dx`
    place their labels.
    """

    now: str
    last: str
    last_text: str
    last_anchor: str
    last_dx: str
    range_x: str
    range_width: str
    range_text: str
    range_anchor: str
    range_dx: str
    ticks: tuple[Tick, ...]


def _tick(at: int) -> Tick:
    anchor = {0: "start", 100: "end"}.get(at, "middle")
    label = str(at) if at in LABELLED else ""
    return Tick(f"{at}%", "53" if at % 10 == 0 else "49", label, anchor)


TICKS = tuple(_tick(at) for at in range(0, 101, 2))


def build_tape(facts: Facts) -> Tape | None:
    """The tape of a score; None where there is none."""
    if facts.score is None:
        return None
    before, between = facts.previous_score, facts.interval
    inward = before is not None and before > INWARD_ABOVE
    return Tape(
        now=percent_of(facts.score),
        last="" if before is None else percent_of(before),
        last_text=facts.previous_score_text,
        last_anchor="end" if inward else "start",
        last_dx="-11" if inward else "11",
        range_x="" if between is None else percent_of(between[0]),
        range_width="" if between is None else percent_of(between[1] - between[0]),
        range_text=facts.interval_text,
        range_anchor="end" if facts.score > INWARD_ABOVE else "start",
        range_dx="-12" if facts.score > INWARD_ABOVE else "12",
        ticks=TICKS,
    )
