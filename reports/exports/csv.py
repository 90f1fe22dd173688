"""A result's practices as a table for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assessment.core.model import CapabilityModel, pick
from assessment.core.result import PracticeResult, Result, TreeResult

if TYPE_CHECKING:
    import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
WHOLE = ("level", "not_applicable", "dont_know")
COUNT = re.compile(r"n\d+")


def practice_table(model: CapabilityModel, result: Result, language: str) -> pd.DataFrame:
    """One row a practice of the core and the modules, in model order, numbers unrounded.

    The overall score of a tree is the sum of `effective_weight` times `score` over its rows.
    Columns `n0`, `n1` and so on count who chose each option, as many as the model's longest scale
    has; they are empty where counts are not shown.
    """
    # pandas takes a third of a second to import, which only those who export have to pay.
    import pandas as pd

    trees = (result.core, *result.modules)
    options = max(
        (len(model.practices[row.slug].scale.values) for tree in trees for row in tree.practices),
        default=0,
    )
    rows = [
        _row(model, tree, practice, language, options)
        for tree in trees
        for practice in tree.practices
    ]
    return pd.DataFrame(rows)


def _row(
    model: CapabilityModel,
    tree: TreeResult,
    practice: PracticeResult,
    language: str,
    options: int,
) -> dict[str, object]:
    parent = model.nodes.get(practice.parent or "")
    counts = practice.counts or ()
    return {
        "tree": tree.slug,
        "capability": practice.parent or "",
        "capability_name": pick(parent.name, language) if parent else "",
        "practice": practice.slug,
        "practice_name": pick(model.practices[practice.slug].name, language),
        "status": practice.status,
        "mean": practice.mean,
        "score": practice.score,
        "level": practice.level,
        "rated": practice.n,
        "not_applicable": practice.n_na,
        "dont_know": practice.n_dk,
        "agreement": practice.agreement,
        "average_deviation": practice.ad,
        "effective_weight": practice.effective_weight,
        **{f"n{o}": counts[o] if o < len(counts) else None for o in range(options)},
    }


def as_csv(table: pd.DataFrame, *, bom: bool = False) -> bytes:
    """UTF-8 with full precision; text that a spreadsheet would run as a formula is quoted off.

    `bom` puts a byte order mark first, without which Excel misreads Chinese.
    """
    # Blanks turn a column of whole numbers into floats; Int64 knows blanks.
    whole = [name for name in table.columns if name in WHOLE or COUNT.fullmatch(name)]
    safe = table.astype(dict.fromkeys(whole, "Int64")).map(neutral)
    text: str = safe.to_csv(index=False, lineterminator="\r\n")
    return ((BOM if bom else "") + text).encode()


def neutral(cell: object) -> object:
    """Text that starts like a formula gets an apostrophe; anything else is left as it is.

    >>> neutral("=1+1"), neutral("plain"), neutral(-1.5)
    ("'=1+1", 'plain', -1.5)
    """
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return "'" + cell
    return cell


def csv_line(cells: Iterable[object]) -> str:
    """One line of a table that is written as it comes; text like a formula is quoted off, and
    None is an empty cell."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(neutral(cell) for cell in cells)
    return line.getvalue()
