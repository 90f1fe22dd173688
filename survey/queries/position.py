"""The teams of a campaign among which one of them may be placed."""

from __future__ import annotations

from assessment.core.benchmark import ReferenceTeam
from survey.models import Campaign, Team, TeamResult


def reference_teams(campaign: Campaign, team: Team) -> tuple[ReferenceTeam, ...]:
    """The campaign's other teams that have a score and belong to a unit."""
    rows = (
        TeamResult.objects.filter(campaign=campaign, score__isnull=False)
        .exclude(team=team)
        .exclude(team__unit=None)
        .order_by("pk")
        .values_list("score", "team__unit__slug")
    )
    return tuple(ReferenceTeam(score, unit) for score, unit in rows)
