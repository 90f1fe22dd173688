"""A team report as a tagged PDF, set by Typst from the contents that the page shows too.

All text travels as JSON data, so nothing a person typed is ever read as markup. Fonts are the
vendored ones alone: the same input gives the same bytes on every machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Literal

import typst

from reports.contents.shape import TeamReport
from reports.exports.words import words_in

Cut = Literal["summary", "full"]
CUTS: tuple[Cut, ...] = ("summary", "full")
HERE = Path(__file__).resolve().parent


@lru_cache(maxsize=len(CUTS))
def _compiler(cut: Cut) -> typst.Compiler:
    """Kept, because finding and reading the fonts is most of a cold start."""
    return typst.Compiler(
        str(HERE / "typst" / f"{cut}.typ"),
        root=str(HERE / "typst"),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
    )


def render_pdf(report: TeamReport, cut: Cut = "summary") -> bytes:
    """The PDF/UA-1 document of a report.

    Parameters
    ----------
    report : contents in the language in which they are to be printed.
    cut : "summary" (two pages) or "full".

    Raises
    ------
    KeyError : unknown cut.
    """
    if cut not in CUTS:
        raise KeyError(cut)
    inputs = {
        "report": json.dumps(asdict(report), ensure_ascii=False),
        "words": json.dumps(words_in(report.language), ensure_ascii=False),
    }
    document: bytes = _compiler(cut).compile(
        format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=0
    )
    return document
