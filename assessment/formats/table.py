"""A CSV file -> its records with the physical lines they begin at, within limits."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from assessment.faults import FaultList

MAX_BYTES = 32 * 1024 * 1024
LONGEST_CELL = 4000
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""In UTF-8 these bytes stand for themselves alone."""
LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True)
class Record:
    """One record: its cells, trimmed, and the first of its physical lines."""

    line: int
    cells: tuple[str, ...]


def read_bytes(path: Path, faults: FaultList) -> bytes | None:
    """The whole file; None, with a fault, if it cannot be read or is too large."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = _("the file cannot be read (%(reason)s)") % {"reason": error.strerror}
        faults.add(str(path), 1, message, _("give a file that exists and may be read"))
        return None
    if len(data) > MAX_BYTES:
        message = _("the file is larger than %(limit)d MiB") % {"limit": MAX_BYTES // 2**20}
        faults.add(str(path), 1, message, _("split it by team"))
        return None
    return data


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def records(name: str, data: bytes, faults: FaultList) -> Iterator[Record]:
    """Every record that is not blank; stops with a fault where the file is no CSV text."""
    if not _is_text(name, data, faults):
        return
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    reader = csv.reader(stream, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            message = _("this record is not valid CSV (%(problem)s)") % {"problem": error}
            remedy = _("close every quotation mark, and double those inside a text")
            faults.add(name, line, message, remedy)
            return
        if cells is None:
            return
        trimmed = tuple(cell.strip() for cell in cells)
        if trimmed in ((), ("",)):
            continue
        if any(len(cell) > LONGEST_CELL for cell in trimmed):
            message = _("a cell is longer than %(limit)d characters") % {"limit": LONGEST_CELL}
            faults.add(name, line, message, _("shorten it"))
            continue
        yield Record(line, trimmed)


def _is_text(name: str, data: bytes, faults: FaultList) -> bool:
    """Whether the bytes are UTF-8 without control characters; adds a fault where they are not."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message, remedy = _("the file is not UTF-8"), _("save it as “CSV UTF-8”")
        faults.add(name, _line_at(data, error.start), message, remedy)
        return False
    odd = CONTROL.search(data)
    if odd is not None:
        code = f"{odd.group()[0]:04X}"
        message = _("the file holds the control character U+%(code)s") % {"code": code}
        faults.add(name, _line_at(data, odd.start()), message, _("remove it"))
    return odd is None


def _line_at(data: bytes, position: int) -> int:
    """The physical line of a position, counted as the CSV reader counts lines."""
    return sum(1 for _end in LINE_END.finditer(data, 0, position)) + 1
