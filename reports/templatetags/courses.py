"""Inline drawings of a team's course: positions come from `reports.charts.trend`."""

from __future__ import annotations

from typing import Any

from django import template

from reports.charts.trend import build_small
from reports.contents.trend_shape import SmallCourse

register = template.Library()


@register.inclusion_tag("reports/drawings/small_course.html")
def small_course(course: SmallCourse) -> dict[str, Any]:
    """One capability over the campaigns."""
    return {"course": course, "drawn": build_small(course.points)}
