"""Reports as tagged PDFs, set by Typst from the contents that the pages show too.

All text travels as JSON data, so nothing a person typed is ever read as markup. Fonts are the
vendored ones alone: the same input gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from reports.contents.overview_shape import Overview
from reports.contents.shape import TeamReport
from reports.exports.layout import Layout, Mark
from reports.exports.words import words_in

Cut = Literal["summary", "full"]
CUTS: tuple[Cut, ...] = ("summary", "full")
PORTFOLIO = "portfolio"
HERE = Path(__file__).resolve().parent
PLAIN = Layout()
BOX = "\N{WHITE SQUARE}"
"""Stands for a sign that no font here has, an emoji in a name say: PDF/UA allows no empty glyph."""
UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
JOINERS = dict.fromkeys((0x200D, 0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400)))
"""What makes one emoji of several; nothing joins boxes."""
_unknown: set[str] = set()
"""Signs that were found to have no glyph; the fonts stay the same as long as the process."""
ON_A_TEAMS_PAGE = 9
"""The most of any list that a team's one page prints; the count of the rest is told."""


@lru_cache(maxsize=len(CUTS) + 1)
def _compiler(kind: str) -> typst.Compiler:
    """Kept, because finding and reading the fonts is most of a cold start."""
    return typst.Compiler(
        str(HERE / "typst" / f"{kind}.typ"),
        root=str(HERE / "typst"),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
    )


def render_pdf(report: TeamReport, cut: Cut = "summary", layout: Layout = PLAIN) -> bytes:
    """The PDF/UA-1 document of a report.

    Parameters
    ----------
    report : contents in the language in which they are to be printed.
    cut : "summary" (two pages) or "full".
    layout : cover, contents, sections and the organisation's mark; cover, contents and sections
        are the full report's.

    Raises
    ------
    KeyError : unknown cut.
    """
    if cut not in CUTS:
        raise KeyError(cut)
    if cut == "summary":
        layout = replace(layout, cover=False, contents=False)
    data = asdict(report)
    data["provenance"]["digests"] = [report.provenance.digest]
    return _set(cut, data, report.language, layout)


def render_portfolio(
    overview: Overview, reports: Sequence[TeamReport], language: str, layout: Layout = PLAIN
) -> bytes:
    """All teams of a campaign: overview, teams by capabilities, then a page for each report."""
    footers = [report.provenance.footer[-1] for report in reports[:1]]
    digests = [report.provenance.digest for report in reports if report.provenance.digest]
    data = {
        "language": language,
        "title": f"{overview.organisation}: {overview.campaign}",
        "header": {"organisation": overview.organisation, "campaign": overview.campaign},
        "heading": overview.heading,
        "lede": overview.lede,
        "sample_text": overview.sample_text,
        "small_groups": overview.small_groups,
        "together": asdict(overview.together) if overview.together else None,
        "weaknesses": asdict(overview.weaknesses) if overview.weaknesses else None,
        "heat": asdict(overview.heat) if overview.heat else None,
        "provenance": {"footer": footers, "digests": digests},
        "teams": [_one_page(report) for report in reports],
    }
    return _set(PORTFOLIO, data, language, layout)


def _one_page(report: TeamReport) -> dict[str, Any]:
    """What a team's one page prints: setting hundreds of practices that it does not is slow."""
    core = report.core
    if core is not None:
        core = replace(core, distribution=(), evidence=None, weights=None, strongest=(), weakest=())
        core = replace(core, advice=core.advice[:ON_A_TEAMS_PAGE], gain_effort=None, comments=None)
    bare = replace(report, core=core, modules=(), outcomes=None, workshop=None)
    return asdict(replace(bare, method=(), limits=()))


def _set(kind: str, data: dict[str, Any], language: str, layout: Layout) -> bytes:
    try:
        return _compile(kind, data, language, layout)
    except typst.TypstError:
        if not layout.mark.logo:
            raise
        # A picture that cannot be drawn must not keep anybody from the figures.
        mark = Mark(accent=layout.mark.accent)
        return _compile(kind, data, language, replace(layout, mark=mark))


def _compile(kind: str, data: dict[str, Any], language: str, layout: Layout) -> bytes:
    inputs = {
        "report": json.dumps(data, ensure_ascii=False, default=str),
        "words": json.dumps(words_in(language), ensure_ascii=False),
        "chosen": json.dumps(layout.as_data()),
    }
    while True:
        if _unknown:
            drawn = {**dict.fromkeys(map(ord, set(_unknown)), BOX), **JOINERS}
            inputs["report"] = inputs["report"].translate(drawn)
        try:
            document: bytes = _compiler(kind).compile(
                format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=0
            )
            return document
        except typst.TypstError as error:
            new = _undrawn(str(error)) - _unknown - {BOX}
            if not new:
                raise
            _unknown.update(new)


def _undrawn(error: str) -> set[str]:
    """Signs of which Typst says that no font can draw them."""
    found = "".join(UNDRAWN.findall(error))
    spelled = [chr(int(code, 16)) for code in ESCAPED.findall(found)]
    return {sign for sign in (*ESCAPED.sub("", found), *spelled) if not sign.isascii()}
