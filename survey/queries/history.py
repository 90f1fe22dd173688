"""One team over all its closed campaigns."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from assessment.core.excerpt import from_excerpt
from assessment.core.model import CapabilityModel, Text
from assessment.core.result import Result
from survey import access
from survey.access import Person
from survey.models import TeamResult as Frozen
from survey.queries.portfolio import Round, round_of
from survey.weighing import campaign_model


@dataclass(frozen=True)
class Point:
    """One campaign of the team. `result` holds no practices and is None where nothing is shown.

    `since` is the earlier campaign that its change was computed from; None without one.
    """

    round: Round
    answered: int
    hidden_reason: str
    result: Result | None
    since: Round | None


@dataclass(frozen=True)
class TeamHistory:
    """Points from the oldest on; `model` is that of the newest, None without a point."""

    slug: str
    organisation: Text
    team_slug: str
    team: Text
    sample: bool
    manages: bool
    model: CapabilityModel | None
    points: tuple[Point, ...]


def team_history(person: Person, slug: str, team_slug: str) -> TeamHistory:
    """What the person may read of the team. Raises Http404 if it is not theirs."""
    team = (
        access.teams(person)
        .filter(organisation__slug=slug, slug=team_slug)
        .select_related("organisation")
        .first()
    )
    if team is None:
        raise Http404
    rows = list(
        Frozen.objects.filter(team=team)
        .select_related("campaign")
        .defer("payload")
        .order_by("campaign__closed_at", "pk")
    )
    return TeamHistory(
        slug=slug,
        organisation=team.organisation.names,
        team_slug=team.slug,
        team=team.names,
        sample=team.organisation.sample,
        manages=access.managed_organisations(person).filter(pk=team.organisation_id).exists(),
        model=campaign_model(rows[-1].campaign) if rows else None,
        points=_points(rows),
    )


def _points(rows: list[Frozen]) -> tuple[Point, ...]:
    """The earlier campaign of a change is known by the digest of its answers."""
    seen: dict[str, Round] = {}
    found = []
    for row in rows:
        here = round_of(row.campaign)
        result = from_excerpt(row.excerpt) if row.excerpt else None
        trend = result.core.trend if result else None
        since = seen.get(trend.answers_sha256) if trend else None
        found.append(Point(here, row.answered, row.hidden_reason, result, since))
        if row.answers_sha256:
            seen[row.answers_sha256] = here
    return tuple(found)
