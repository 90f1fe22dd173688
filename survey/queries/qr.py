"""QR codes of links, as drawings that stand in a page."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_drawing(link: str) -> SafeString:
    """An SVG with classes and no size of its own; our link is all that stands in it."""
    code = segno.make(link, error="m", micro=False)
    drawing = code.svg_inline(omitsize=True, svgclass="inv-qr", lineclass=None, border=3)
    return mark_safe(drawing)
