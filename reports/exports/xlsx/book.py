"""A workbook that is written row by row: real tables, frozen heads, and text that stays text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.table import Table, TableStyleInfo

Value = str | int | float | None
SCORE = "0.0"
DAYS = "General"
"""Person-days come in quarters; a fixed format would round them or fill them up with zeros."""
SHARE = "0%"
INDEX = "0.00"
COUNT = "0"
LONGEST = 32_000
TOP = Alignment(vertical="top", wrap_text=True)
HEAD = Font(bold=True)
TITLE = Font(bold=True, size=14)
STYLE = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)


@dataclass(frozen=True)
class Column:
    """`format` is a number format; text needs none."""

    head: str
    width: int = 12
    format: str = ""


class Book:
    """One workbook in the making. `keywords` is where a digest is found without opening a sheet."""

    def __init__(self, title: str, keywords: str = "") -> None:
        self._book = Workbook(write_only=True)
        self._book.properties.title = clean(title)
        self._book.properties.creator = "Plumbline 准绳"
        self._book.properties.keywords = keywords

    def pages(self, title: str, rows: Iterable[tuple[str, Value]], head: str = "") -> None:
        """A sheet of names and what they are; `head` stands above them."""
        sheet = self._sheet(title, (26, 96))
        if head:
            sheet.append([_cell(sheet, head, font=TITLE)])
        for name, value in rows:
            sheet.append([_cell(sheet, name, font=HEAD), _cell(sheet, value)])

    def table(
        self,
        title: str,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        after: Iterable[str] = (),
        nothing: str = "",
    ) -> tuple[WriteOnlyWorksheet, int]:
        """A sheet with one table from its first cell on; gives the sheet and how many rows it has.

        `name` is the table's own, in ASCII; `after` are lines below it, `nothing` what stands
        there instead where there is no row.
        """
        sheet = self._sheet(title, [column.width for column in columns])
        sheet.freeze_panes = "B2"
        sheet.append([_cell(sheet, column.head, font=HEAD) for column in columns])
        count = 0
        for row in rows:
            sheet.append(
                [
                    _cell(sheet, value, format=column.format)
                    for value, column in zip(row, columns, strict=True)
                ]
            )
            count += 1
        if count:
            self._add_table(sheet, name, columns, count)
        lines = [*after] if count else [nothing, *after]
        for line in ("", *lines) if lines else ():
            sheet.append([_cell(sheet, line)])
        return sheet, count

    def as_bytes(self) -> bytes:
        stream = io.BytesIO()
        self._book.save(stream)
        return stream.getvalue()

    def _sheet(self, title: str, widths: Sequence[int]) -> WriteOnlyWorksheet:
        sheet = self._book.create_sheet(title)
        for at, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        return sheet

    def _add_table(
        self, sheet: WriteOnlyWorksheet, name: str, columns: Sequence[Column], count: int
    ) -> None:
        table = Table(displayName=name, ref=f"A1:{get_column_letter(len(columns))}{count + 1}")
        table.tableStyleInfo = STYLE
        # A sheet that is written row by row cannot be asked for its heads.
        table._initialise_columns()
        for part, column in zip(table.tableColumns, columns, strict=True):
            part.name = clean(column.head)
        sheet.tables.add(table)


def clean(text: str) -> str:
    """Text without what a workbook may not hold, and no longer than a cell.

    >>> clean("Pay\\x00ments")
    'Payments'
    """
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]


def _cell(
    sheet: WriteOnlyWorksheet, value: Value, *, format: str = "", font: Font | None = None
) -> WriteOnlyCell:
    """Text is a string cell whatever it starts with, so that no program runs it as a formula."""
    cell = WriteOnlyCell(sheet, None if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.value = clean(value) or None
        if cell.value is not None:
            cell.data_type = "s"
            # Shown as the leading apostrophe: it stays text when somebody edits the cell.
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        cell.alignment = TOP
    elif format:
        cell.number_format = format
        cell.alignment = Alignment(vertical="top")
    if font is not None:
        cell.font = font
    return cell
