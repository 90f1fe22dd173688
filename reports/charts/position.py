"""Positions for inline SVG, as text.

Positions are percentages and sizes pixels, so that a drawing needs no `style` attribute and fits
any width. They are formatted here, because a template under a comma locale would print "8,5" and
break the attribute.
"""

from __future__ import annotations

INWARD_BELOW, INWARD_ABOVE = 25.0, 75.0
"""Outside these a label would leave the drawing, so it is set towards the middle."""


def percent_of(value: float) -> str:
    """A position or width on a scale from 0 to 100.

    >>> percent_of(39.03125)
    '39.03%'
    """
    return f"{value:.2f}%"
