"""The audit log as files: one entry a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from reports.exports.csv import BOM, csv_line
from survey.queries.audit import Raw

COLUMNS = (
    "at",
    "actor",
    "action",
    "words",
    "subject",
    "subject_id",
    "campaign",
    "before",
    "after",
    "reason",
)


def csv_lines(entries: Iterable[Raw], *, bom: bool = False) -> Iterator[str]:
    """CSV with a header; text that a spreadsheet would run as a formula is quoted off."""
    yield (BOM if bom else "") + csv_line(COLUMNS)
    for entry in entries:
        cells = asdict(entry)
        yield csv_line(_cell(cells[column]) for column in COLUMNS)


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    return value


def json_lines(entries: Iterable[Raw]) -> Iterator[str]:
    """JSON, one object a line, as it is kept."""
    for entry in entries:
        yield json.dumps(asdict(entry), ensure_ascii=False) + "\n"
