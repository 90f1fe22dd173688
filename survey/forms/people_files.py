"""Lists of people as rows of cells: pasted text, a CSV file or a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

LARGEST = 1024 * 1024
"""Bytes of an upload, and letters of pasted text."""
UNPACKED = 8 * 1024 * 1024
"""Bytes that a spreadsheet may have once it is unpacked."""
MOST_ROWS = 600
MOST_COLUMNS = 12
MAIL_AFTER_NAME = re.compile(r"\s*\"?(?P<name>[^<>\"]*)\"?\s*<(?P<mail>[^<>]+)>\s*(?P<rest>.*)$")
BREAKS = re.compile(r"[\t,;，；]")


class Unreadable(Exception):
    """The message says, in the reader's language, why a list cannot be read at all."""


@dataclass(frozen=True)
class Line:
    """One row; `number` is where it stands, from 1."""

    number: int
    cells: tuple[str, ...]


def pasted_lines(text: str) -> list[Line]:
    """Lines as people paste them: cells between tabs or commas, or `Name <mail>` first."""
    if len(text) > LARGEST:
        raise Unreadable(_("The list is longer than 1 MiB. Split it."))
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        mail = MAIL_AFTER_NAME.match(line)
        if mail:
            cells = [mail["name"], mail["mail"], *BREAKS.split(mail["rest"].lstrip("\t,;，； "))]
        else:
            cells = BREAKS.split(line)
        found.append(_line(number, cells))
    return _kept(found)


def uploaded_lines(name: str, data: bytes) -> list[Line]:
    """The rows of a CSV file or the first sheet of an XLSX file. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(_("The file is larger than 1 MiB. Split it."))
    if data.startswith(b"PK\x03\x04"):
        return _kept(_sheet(data))
    if name.lower().endswith((".xlsx", ".xls")) or b"\x00" in data:
        raise Unreadable(_("This is no spreadsheet that can be read. Save it as XLSX or CSV."))
    return _kept(_table(data))


def as_text(lines: list[Line]) -> str:
    """Lines as they can be pasted again, so that what was previewed is what is made."""
    by_number = {line.number: "\t".join(line.cells) for line in lines}
    return "\n".join(by_number.get(n, "") for n in range(1, max(by_number, default=0) + 1))


def _table(data: bytes) -> list[Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")  # how Excel in Chinese saves CSV
        except UnicodeDecodeError as broken:
            raise Unreadable(_("The file is no text in UTF-8. Save it again as UTF-8.")) from broken
    head = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    found = []
    try:
        for cells in reader:
            found.append(_line(reader.line_num, cells))
            if len(found) > MOST_ROWS:
                raise Unreadable(_too_many())
    except csv.Error as broken:
        raise Unreadable(_("Line %(n)s cannot be read.") % {"n": reader.line_num}) from broken
    return found


def _sheet(data: bytes) -> list[Line]:
    """The first sheet, without running or working out anything: a formula is its text."""
    from openpyxl import load_workbook

    broken = _("This is no spreadsheet that can be read. Save it as XLSX or CSV.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            # The archive's reader stops at the size that is declared here.
            if sum(entry.file_size for entry in packed.infolist()) > UNPACKED:
                raise Unreadable(_("The spreadsheet is too large once it is unpacked. Use CSV."))
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            rows = book.worksheets[0].iter_rows(
                max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True
            )
            found = [
                _line(number, ["" if cell is None else str(cell) for cell in row])
                for number, row in enumerate(rows, 1)
            ]
        finally:
            book.close()
    except Unreadable:
        raise
    except Exception as fault:  # a broken file makes the reader stumble in every way there is
        raise Unreadable(broken) from fault
    if len(found) > MOST_ROWS and any(found[-1].cells):
        raise Unreadable(_too_many())
    return found


def _line(number: int, cells: list[str]) -> Line:
    cleaned = tuple(" ".join(_printable(cell).split()) for cell in cells[:MOST_COLUMNS])
    return Line(number, cleaned)


def _printable(cell: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in cell)


def _kept(lines: list[Line]) -> list[Line]:
    kept = [line for line in lines if any(line.cells)]
    if len(kept) > MOST_ROWS:
        raise Unreadable(_too_many())
    return kept


def _too_many() -> str:
    return _("The list has more than %(most)s lines. Split it.") % {"most": MOST_ROWS}
