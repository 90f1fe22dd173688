"""Inline drawings of the overview: positions come from `reports.charts.spread`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessment.core.result import NOT_ENOUGH_DATA, SHOWN
from reports.charts.spread import build_team_mark, build_whisker
from reports.contents.overview_shape import Cell, Column, TeamLine

register = template.Library()


@register.simple_tag
def heat_cell(cell: Cell, report: str) -> SafeString:
    """Level above, score below, with a link to how they came about; `report` is the team's page.

    A tag and not a template, because a page may hold thousands of cells.
    """
    kinds = ["c"]
    figures = SafeString("<b>–</b>")
    if cell.state == NOT_ENOUGH_DATA:
        kinds.append("few")
        figures = SafeString("")
    elif cell.state == SHOWN:
        figures = format_html("<small>{}</small>", cell.score_text)
        if cell.level:
            kinds.append(f"lv{cell.level}")
            figures = format_html("<b>{}</b>{}", cell.level, figures)
    if cell.split:
        kinds.append("split")
    return format_html(
        '<td class="{}"><a href="{}why/{}/"><span class="visually-hidden">{}</span>'
        '<span aria-hidden="true">{}</span></a></td>',
        " ".join(kinds),
        report,
        cell.slug,
        cell.text,
        figures,
    )


@register.inclusion_tag("reports/drawings/team_mark.html")
def team_mark(row: TeamLine) -> dict[str, Any]:
    """A team's score and range on a line from 0 to 100, below its level."""
    return {"row": row, "mark": build_team_mark(row.score or 0, row.interval)}


@register.inclusion_tag("reports/drawings/whisker.html")
def whisker(column: Column) -> dict[str, Any]:
    """Lowest, median and highest score of a column; nothing where too few teams have one."""
    drawn = build_whisker(column.spread) if column.spread else None
    return {"column": column, "drawn": drawn}
