"""A team's score over its campaigns: a line a series with the band of its ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reports.charts.position import percent_of
from reports.charts.theme import PALETTES, Figure, escape, figure, template
from reports.contents.trend_shape import Series, SmallPoint, TrendPage

HEIGHT = 340
STYLES = (("solid", "circle"), ("dash", "square"), ("dot", "diamond"), ("dashdot", "triangle-up"))
TOP, BOTTOM = 6.0, 58.0
"""Pixels from the upper edge at which a small drawing has the scores 100 and 0."""


def trend_figures(page: TrendPage, language: str) -> dict[str, Any]:
    """The figure of the whole team, from two points on, and the templates that colour it."""
    shown = [point for series in page.series for point in series.points if point.score is not None]
    figures = {"trend": _trend(page)} if len(shown) > 1 else {}
    return {
        "templates": {theme: _template(theme, language) for theme in PALETTES},
        "figures": figures,
    }


def _template(theme: str, language: str) -> Figure:
    """Each series has its band first, then its line."""
    colour, base = PALETTES[theme], template(theme, language)
    lines = (colour.now, colour.bob, colour.ink_3, colour.ink)
    base["data"]["scatter"] = [
        each
        for line, (dash, symbol) in zip(lines, STYLES, strict=True)
        for each in (
            {"fillcolor": colour.now_fill, "line": {"color": "rgba(0,0,0,0)", "width": 0}},
            {
                "line": {"color": line, "width": 2, "dash": dash},
                "marker": {"color": line, "size": 9, "symbol": symbol},
            },
        )
    ]
    return base


def _trend(page: TrendPage) -> Figure:
    data = [trace for series in page.series[: len(STYLES)] for trace in _traces(series)]
    marks = [point.closed for point in page.points if point.mark]
    return figure(
        data,
        {
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "height": HEIGHT,
            "margin": {"l": 36, "r": 16, "t": 12, "b": 36},
            "xaxis": {"type": "date", "fixedrange": True, "showgrid": False, "nticks": 6},
            "yaxis": {
                "range": [0, 100],
                "tickvals": [0, 25, 50, 75, 100],
                "fixedrange": True,
                "zeroline": False,
            },
            "shapes": [
                {
                    "type": "line",
                    "x0": day,
                    "x1": day,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"dash": "dot", "width": 1, "color": "#7f8079"},
                }
                for day in marks
            ],
        },
    )


def _traces(series: Series) -> list[Figure]:
    """The band goes along the upper ends and back along the lower ones."""
    ranged = [(point.closed, point.interval) for point in series.points if point.interval]
    days = [day for day, _ in ranged]
    band = {
        "type": "scatter",
        "mode": "lines",
        "x": [*days, *reversed(days)],
        "y": [
            *(round(ends[1], 2) for _, ends in ranged if ends),
            *(round(ends[0], 2) for _, ends in reversed(ranged) if ends),
        ],
        "fill": "toself",
        "hoverinfo": "skip",
    }
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(series.name),
        "x": [point.closed for point in series.points],
        "y": [None if p.score is None else round(p.score, 2) for p in series.points],
        "text": [escape(point.hover) for point in series.points],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }
    return [band, line]


@dataclass(frozen=True)
class Stroke:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class SmallDrawing:
    """Lines between neighbours, ranges as uprights, and a dot a score."""

    lines: tuple[Stroke, ...]
    ranges: tuple[Stroke, ...]
    dots: tuple[tuple[str, str], ...]


def build_small(points: Sequence[SmallPoint]) -> SmallDrawing:
    pairs = [
        (one, two)
        for one, two in pairwise(points)
        if one.score is not None and two.score is not None
    ]
    return SmallDrawing(
        lines=tuple(_stroke(one.at, one.score or 0, two.at, two.score or 0) for one, two in pairs),
        ranges=tuple(
            _stroke(p.at, p.interval[0], p.at, p.interval[1])
            for p in points
            if p.score is not None and p.interval
        ),
        dots=tuple((_across(p.at), _down(p.score)) for p in points if p.score is not None),
    )


def _stroke(at: float, score: float, to: float, score_to: float) -> Stroke:
    return Stroke(_across(at), _down(score), _across(to), _down(score_to))


def _across(at: float) -> str:
    return percent_of(4 + 92 * at)


def _down(score: float) -> str:
    return f"{BOTTOM - (BOTTOM - TOP) * score / 100:.1f}"
