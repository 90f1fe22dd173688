"""Radar of the capabilities in the order of their layers: now, last time and targets."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.theme import Figure, escape, figure, label
from reports.contents.shape import NodeRow, Part

FEWEST = 3
MOST = 40
WIDEST = 28
"""Fewer axes make no figure, more no legible one; the table says it all in both cases. Names are
cut to the widest that stands beside the circle."""


def radar(part: Part, *, now: str, last: str, target: str = "") -> Figure | None:
    """The figure, or None where a radar would say nothing.

    `now`, `last` and `target` name the series. The figure carries `meta.narrow`: the labels for
    small screens, where numbers stand on the spokes and the table explains them.
    """
    rows = [row for group in part.groups for row in group.capabilities]
    scored = [row for row in rows if row.score is not None]
    if not FEWEST <= len(rows) <= MOST or len(scored) < FEWEST:
        return None
    angles = [360 * index / len(rows) for index in range(len(rows))]
    data = [_trace(rows, [row.score for row in rows], angles, now, fill=True)]
    if any(row.previous_score is not None for row in rows):
        before = [row.previous_score for row in rows]
        data.append(_trace(rows, before, angles, last, fill=False))
    if any(row.target_score is not None for row in rows):
        if len(data) == 1:
            # Templates are given out in turn: the place of last time is kept, that of targets next.
            data.append({"type": "scatterpolar", "visible": False})
        data.append(_targets(rows, angles, target))
    return radar_figure(
        data, angles, [f"{label(row.name, WIDEST)} {row.score_text}" for row in rows]
    )


def radar_figure(data: list[Figure], angles: list[float], names: list[str]) -> Figure:
    """Outlines over the spokes at `angles`, whose `names` stand around."""
    return figure(
        data,
        {
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "height": 604,
            "margin": {"l": 190, "r": 190, "t": 58, "b": 58},
            "meta": {"narrow": [str(index) for index in range(1, len(angles) + 1)]},
            "polar": {
                "angularaxis": {
                    "rotation": 90,
                    "direction": "clockwise",
                    "thetaunit": "degrees",
                    "tickmode": "array",
                    "tickvals": angles,
                    "ticktext": names,
                },
                "radialaxis": {
                    "range": [0, 100],
                    "angle": 90,
                    "tickangle": 90,
                    "tickmode": "array",
                    "tickvals": [25, 50, 75, 100],
                    "ticktext": ["", "50", "", "100"],
                    "ticks": "",
                },
            },
        },
    )


def _trace(
    rows: list[NodeRow],
    scores: list[float | None],
    angles: list[float],
    name: str,
    *,
    fill: bool,
) -> Figure:
    """One series."""
    labels = [
        f"{escape(row.name)}<br>{escape(row.group_name)}<br>{escape(name)} "
        f"{row.score_text if fill else row.previous_score_text}"
        for row in rows
    ]
    return {
        **outline(name, scores, angles, labels),
        "mode": "lines+markers" if fill else "lines",
        "fill": "toself" if fill and all(score is not None for score in scores) else "none",
    }


def _targets(rows: list[NodeRow], angles: list[float], name: str) -> Figure:
    """A mark on every spoke that has a target, joined where neighbours have one too."""
    labels = [
        f"{escape(row.name)}<br>{escape(row.group_name)}<br>{escape(name)} {row.target_text}"
        for row in rows
    ]
    return outline(name, [row.target_score for row in rows], angles, labels)


def outline(
    name: str, scores: Sequence[float | None], angles: list[float], labels: list[str]
) -> Figure:
    """The first point is repeated, so that the outline closes; `labels` are escaped already."""
    # A hundredth of a point is less than a pixel, and the page carries every digit.
    drawn = [None if score is None else round(score, 2) for score in scores]
    return {
        "type": "scatterpolar",
        "mode": "lines+markers",
        "name": escape(name),
        "r": [*drawn, drawn[0]],
        "theta": [*angles, angles[0]],
        "text": [*labels, labels[0]],
        "hovertemplate": "%{text}<extra></extra>",
    }
