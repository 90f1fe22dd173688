"""Names that people typed, made fit to stand inside a sentence."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from reports.contents.shape import ReportHeader


def one_line(name: str) -> str:
    """The name without line breaks, control characters and direction overrides.

    A direction override would turn round the rest of the sentence around it.

    >>> one_line("Pay\\u202ements\\n team")
    'Payments team'
    """
    kept = (" " if c.isspace() else c for c in name if c.isspace() or not _steers(c))
    return " ".join("".join(kept).split())


def _steers(char: str) -> bool:
    return unicodedata.category(char) == "Cc" or unicodedata.bidirectional(char) in {
        *("LRE", "RLE", "LRO", "RLO", "PDF"),
        *("LRI", "RLI", "FSI", "PDI"),
    }


def clean(header: ReportHeader) -> ReportHeader:
    """The header with names that fit into a sentence."""
    return replace(
        header,
        organisation=one_line(header.organisation),
        team=one_line(header.team),
        campaign=one_line(header.campaign),
    )
