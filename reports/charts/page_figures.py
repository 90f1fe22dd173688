"""All figures of a page, and the two templates that colour them, as one plain dictionary."""

from __future__ import annotations

from typing import Any

from reports.charts.distribution import distribution, reach_of
from reports.charts.radar import radar
from reports.charts.theme import Figure, template
from reports.contents.team_page import TeamPage


def page_figures(page: TeamPage, *, now: str, last: str, target: str = "") -> dict[str, Any]:
    """`{"templates": {"light", "dark"}, "figures": {key: figure}}`; figures that would say
    nothing are left out. `now`, `last` and `target` name the series of a radar.
    """
    figures: dict[str, Figure] = {}
    for part in page.parts:
        if part.bare:
            continue
        drawn = radar(part.part, now=now, last=last, target=target)
        if drawn:
            figures[part.radar] = drawn
        reach = reach_of(group for layer in part.answers for group in layer.groups)
        for layer in part.answers:
            drawn = distribution(layer.groups, reach)
            if drawn:
                figures[layer.figure] = drawn
    language = page.report.language
    templates = {theme: template(theme, language) for theme in ("light", "dark")}
    return {"templates": templates, "figures": figures}
