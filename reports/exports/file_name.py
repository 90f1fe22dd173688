"""Names of exported files: readable, and safe on every file system."""

from __future__ import annotations

import re
import unicodedata

from reports.contents.shape import ReportHeader

LONGEST = 60
UNSAFE = re.compile(r'[\\/:*?"<>|.]+')


def file_name(header: ReportHeader, kind: str, extension: str) -> str:
    """Team, campaign and kind, without what a file system or a header may not hold.

    >>> file_name(ReportHeader("Acme", "Pay/ments", "Autumn 2026"), "report", "pdf")
    'Pay-ments - Autumn 2026 - report.pdf'
    """
    parts = [_clean(part) for part in (header.team, header.campaign, kind)]
    return f"{' - '.join(part for part in parts if part)}.{extension}"


def _clean(text: str) -> str:
    # Control and format characters (line breaks, direction marks) would let a name lie.
    shown = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return UNSAFE.sub("-", " ".join(shown.split())).strip("- ")[:LONGEST].strip("- ")
