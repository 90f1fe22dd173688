"""Radar of two to four sides over each other, told apart by dash and symbol as well as colour."""

from __future__ import annotations

from typing import Any

from reports.charts.radar import FEWEST, MOST, WIDEST, outline, radar_figure
from reports.charts.theme import PALETTES, Figure, escape, label, template
from reports.charts.trend import STYLES
from reports.contents.compare_shape import ComparePage, CompareRow


def compare_figures(page: ComparePage, language: str) -> dict[str, Any]:
    """One figure, or none where a radar would say nothing; the table has the same numbers."""
    names = [side.name for side in page.sides] or list(page.pairs_heads)
    rows = page.rows
    scored = [row for row in rows if any(value.score is not None for value in row.values)]
    figures = {}
    if FEWEST <= len(rows) <= MOST and len(scored) >= FEWEST:
        figures["compare"] = _radar(rows, names)
    templates = {theme: _template(theme, language) for theme in PALETTES}
    return {"templates": templates, "figures": figures}


def _template(theme: str, language: str) -> Figure:
    colour, base = PALETTES[theme], template(theme, language)
    lines = (colour.now, colour.bob, colour.ink_3, colour.ink)
    base["data"]["scatterpolar"] = [
        {
            "line": {"color": line, "width": 2, "dash": dash},
            "marker": {"color": line, "size": 7, "symbol": symbol},
        }
        for line, (dash, symbol) in zip(lines, STYLES, strict=True)
    ]
    return base


def _radar(rows: tuple[CompareRow, ...], names: list[str]) -> Figure:
    angles = [360 * index / len(rows) for index in range(len(rows))]
    traces = [_trace(rows, side, angles, name) for side, name in enumerate(names)]
    return radar_figure(traces, angles, [label(row.name, WIDEST) for row in rows])


def _trace(rows: tuple[CompareRow, ...], side: int, angles: list[float], name: str) -> Figure:
    """One side."""
    labels = [f"{escape(row.name)}<br>{escape(name)} {row.values[side].score_text}" for row in rows]
    return outline(name, [row.values[side].score for row in rows], angles, labels)
