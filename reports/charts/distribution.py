"""How many people chose which statement: a bar a practice, one figure a layer.

Bars diverge: each stands around the middle of its scale, half of the middle statement on either
side, so that a bar further right is of a practice further along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from reports.charts.theme import Figure, escape, figure, label
from reports.contents.shape import PracticeGroup, PracticeRow

ROW = 30
INSIDE_FROM = 0.08
"""Smaller pieces are too narrow for their number; it is in the table and on hover."""
OPTIONS = 5
NAMES = 236
WIDEST = 34
"""Room for the names in pixels, alike in all figures so that bars line up, and what fits in it."""


Reach = tuple[int, int]
"""How far bars go to the left and to the right of the middle, in per cent."""


def reach_of(groups: Iterable[PracticeGroup]) -> Reach:
    """Room for every bar, in steps of 25: figures with the same reach can be compared."""
    rows = [row for group in groups for row in group.practices if row.bars]
    lefts = [_left(row) for row in rows]
    left = max(lefts, default=0.0)
    right = max((100 - each for each in lefts), default=0.0)
    return 25 * ceil(left / 25), 25 * ceil(right / 25)


def distribution(groups: Iterable[PracticeGroup], reach: Reach) -> Figure | None:
    """The figure of some capabilities' practices in their order, from the top down.

    None where no practice may show its counts, or the scale has more options than there are
    steps of the ramp.
    """
    rows = [row for group in groups for row in group.practices if row.bars]
    if not rows or any(len(row.bars or ()) > OPTIONS for row in rows):
        return None
    count = max(len(row.bars or ()) for row in rows)
    return figure(
        [_trace(rows, option) for option in range(count)],
        {
            "barmode": "overlay",
            "bargap": 0.34,
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "height": ROW * len(rows) + 24,
            "margin": {"l": NAMES, "r": 20, "t": 0, "b": 24},
            "xaxis": {
                "range": [-reach[0], reach[1]],
                "tickvals": list(range(-100, 101, 25)),
                "ticktext": [str(abs(at)) for at in range(-100, 101, 25)],
                "fixedrange": True,
                "zeroline": True,
            },
            "yaxis": {
                "range": [len(rows) - 0.5, -0.5],
                "tickmode": "array",
                "tickvals": list(range(len(rows))),
                "ticktext": [label(row.name, WIDEST) + " " for row in rows],
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "ticks": "",
            },
        },
    )


def _share(row: PracticeRow, options: Sequence[float]) -> float:
    """Per cent of the people who chose one of the options."""
    return 100 * sum(bar.share for bar in row.bars or () if bar.option in options)


def _left(row: PracticeRow) -> float:
    """How much of a bar stands left of the middle, in per cent."""
    middle = (len(row.bars or ()) - 1) / 2
    below = [option for option in range(OPTIONS) if option < middle]
    return _share(row, below) + _share(row, [middle]) / 2


def _trace(rows: list[PracticeRow], option: int) -> Figure:
    bars = [next((b for b in row.bars or () if b.option == option), None) for row in rows]
    first = next(bar for bar in bars if bar is not None)
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape(first.label),
        "y": list(range(len(rows))),
        "x": [round(100 * bar.share, 2) if bar else 0 for bar in bars],
        "base": [round(_share(row, range(option)) - _left(row), 2) for row in rows],
        "text": [str(bar.count) if bar and bar.share >= INSIDE_FROM else "" for bar in bars],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "hovertext": [
            f"{escape(row.name)}<br>{escape(_wrap(bar.anchor))}<br>"
            f"{escape(bar.label)}: {bar.count} ({bar.share_text})"
            if bar
            else ""
            for row, bar in zip(rows, bars, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _wrap(text: str, width: int = 60) -> str:
    """A long statement is cut for the hover label; the table has all of it."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
