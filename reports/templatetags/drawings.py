"""Inline drawings: positions come from `reports.charts`, words from the contents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reports.charts.gain_effort import build_scatter
from reports.charts.gaps import build_gap
from reports.charts.needed import build_needed
from reports.charts.position import percent_of
from reports.charts.sticks import build_sticks
from reports.charts.tape import build_tape
from reports.contents.gain_effort_shape import GainEffort
from reports.contents.shape import Bar, Breadth, Facts
from reports.contents.target_shape import TargetRow

register = template.Library()

SCRIPT_SAFE = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}
"""What could end or escape a script element; the same as Django's own, and line separators."""


@register.inclusion_tag("reports/drawings/tape.html")
def tape(facts: Facts) -> dict[str, Any]:
    """The score from 0 to 100."""
    return {"facts": facts, "tape": build_tape(facts)}


@register.inclusion_tag("reports/drawings/needed.html")
def needed(breadth: Breadth) -> dict[str, Any]:
    """The share of the weight at a level, and what the next level needs."""
    return {"breadth": breadth, "drawn": build_needed(breadth.share, breadth.needed)}


@register.inclusion_tag("reports/drawings/gain_effort.html")
def gain_effort(picture: GainEffort) -> dict[str, Any]:
    """The first ranked steps by gain and effort."""
    return {"picture": picture, "drawn": build_scatter(picture.points)}


@register.inclusion_tag("reports/drawings/gap.html")
def gap_bar(row: TargetRow) -> dict[str, Any]:
    """A capability's level, and the mark of its target."""
    return {"row": row, "drawn": build_gap(row.level, row.target)}


@register.inclusion_tag("reports/drawings/sticks.html")
def sticks(bars: tuple[Bar, ...], alt: str) -> dict[str, Any]:
    """How many people chose which statement."""
    return {"alt": alt, "sticks": build_sticks(bars)}


@register.simple_tag
def bar(
    value: float | None,
    before: float | None = None,
    between: tuple[float, float] | None = None,
) -> SafeString:
    """A score or share of 100 as a thin bar beside its number, which says it to all."""
    parts = [
        format_html('<rect class="g-bar" y="3" width="{}" height="8"/>', percent_of(value or 0))
    ]
    if between is not None:
        ends = [percent_of(end) for end in between]
        parts.append(format_html('<line class="g-rangeb" x1="{}" x2="{}" y1="7" y2="7"/>', *ends))
    if before is not None:
        at = percent_of(before)
        parts.append(format_html('<line class="g-was" x1="{0}" x2="{0}" y1="0" y2="14"/>', at))
    return format_html(
        '<svg class="pl-bar" aria-hidden="true" focusable="false"><rect class="g-rest" y="3" '
        'width="100%" height="8"/>{}</svg>',
        format_html_join("", "{}", ((part,) for part in parts)),
    )


@register.simple_tag
def figures_json(figures: Mapping[str, Any]) -> SafeString:
    """The figures as a JSON script, like `json_script`, with Chinese in UTF-8: half the bytes."""
    text = json.dumps(figures, ensure_ascii=False, separators=(",", ":")).translate(SCRIPT_SAFE)
    return mark_safe(f'<script id="figures" type="application/json">{text}</script>')


@register.simple_tag
def share_bar(share: float) -> SafeString:
    """A share of 1 as a thin bar."""
    return bar(100 * share)
