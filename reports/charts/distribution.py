"""How many people chose which statement: one stacked bar a practice, one figure a layer."""

from __future__ import annotations

from collections.abc import Iterable

from reports.charts.theme import Figure, escape, figure, label
from reports.contents.shape import PracticeGroup, PracticeRow

ROW = 30
INSIDE_FROM = 0.06
"""Smaller pieces are too narrow for their number; it is in the table and on hover."""
OPTIONS = 5
NAMES = 236
WIDEST = 34
"""Room for the names in pixels, alike in all figures so that bars line up, and what fits in it."""


def distribution(groups: Iterable[PracticeGroup]) -> Figure | None:
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
            "barmode": "stack",
            "bargap": 0.34,
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "height": ROW * len(rows) + 24,
            "margin": {"l": NAMES, "r": 20, "t": 0, "b": 24},
            "xaxis": {
                "range": [0, 100],
                "tickvals": [0, 25, 50, 75, 100],
                "ticktext": ["0", "25", "50", "75", "100"],
                "fixedrange": True,
                "zeroline": False,
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


def _trace(rows: list[PracticeRow], option: int) -> Figure:
    bars = [next((b for b in row.bars or () if b.option == option), None) for row in rows]
    first = next(bar for bar in bars if bar is not None)
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape(first.label),
        "y": list(range(len(rows))),
        "x": [round(100 * bar.share, 2) if bar else 0 for bar in bars],
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
