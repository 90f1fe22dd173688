"""Native charts beside a table: the spreadsheet draws them from its own cells."""

from __future__ import annotations

from openpyxl.chart import BarChart, RadarChart, Reference, Series
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

DATA = "24506D"


def bars(
    sheet: WriteOnlyWorksheet, title: str, *, names: int, values: int, rows: int, at: str
) -> None:
    """Horizontal bars from 0 to 100; `names` and `values` are columns, `rows` those below row 1."""
    chart = BarChart()
    chart.type = "bar"
    chart.gapWidth = 60
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.y_axis.majorUnit = 20
    chart.height, chart.width = max(7.0, 0.75 * rows + 2.5), 20
    _fill(chart, sheet, title, names=names, values=values, rows=rows)
    sheet.add_chart(chart, at)


def radar(
    sheet: WriteOnlyWorksheet, title: str, *, names: int, values: int, rows: int, at: str
) -> None:
    chart = RadarChart()
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.y_axis.majorUnit = 25
    chart.height, chart.width = 14, 20
    _fill(chart, sheet, title, names=names, values=values, rows=rows)
    sheet.add_chart(chart, at)


def _fill(
    chart: BarChart | RadarChart,
    sheet: WriteOnlyWorksheet,
    title: str,
    *,
    names: int,
    values: int,
    rows: int,
) -> None:
    last = rows + 1
    figures = Series(Reference(sheet, min_col=values, min_row=2, max_row=last), title=title)
    properties = figures.graphicalProperties
    if isinstance(chart, BarChart):
        properties.solidFill = DATA
    properties.line.solidFill = DATA
    chart.series.append(figures)
    chart.set_categories(Reference(sheet, min_col=names, min_row=2, max_row=last))
    chart.title = title
    chart.legend = None
    # Without this, newer programs leave the axes out.
    chart.x_axis.delete = chart.y_axis.delete = False
