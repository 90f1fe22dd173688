"""The home page: for each organisation where its teams stand, and its campaigns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from assessment.core.model import Text, pick
from reports import formatting as fmt
from reports.contents.finding import level_text
from reports.contents.portfolio import build_home_answers
from reports.contents.portfolio_shape import Evidence
from survey.queries.campaigns import CampaignRow, TeamProgress
from survey.queries.organisations import OrganisationRow
from survey.queries.portfolio import Portfolio


@dataclass(frozen=True)
class Standing:
    """One team's latest figures; the texts are a dash where nothing is shown."""

    slug: str
    name: str
    shown: bool
    level: int | None
    level_text: str
    score_text: str
    answered: int
    readable: bool


@dataclass(frozen=True)
class OrganisationHome:
    """`latest` is the newest closed campaign, whose teams are in `standings` by name; `answers` are
    those of the portfolio, where no other organisation that the person manages has results."""

    row: OrganisationRow
    latest: CampaignRow | None
    latest_id: UUID | None
    standings: tuple[Standing, ...]
    answers: tuple[Evidence, ...] = ()


def build_home(
    organisations: Iterable[OrganisationRow], found: Portfolio | None, language: str
) -> tuple[OrganisationHome, ...]:
    """`found` is the portfolio of the one organisation with results that the person manages."""
    return tuple(
        _organisation(row, found if found and found.slug == row.slug else None, language)
        for row in organisations
    )


def _organisation(row: OrganisationRow, found: Portfolio | None, language: str) -> OrganisationHome:
    closed = [campaign for campaign in row.campaigns if campaign.closed_at is not None]
    latest = max(closed, key=lambda c: (c.closed_at, c.id), default=None)  # type: ignore[arg-type, return-value]
    if latest is None:
        return OrganisationHome(row, None, None, ())
    standings = tuple(
        _standing(team, latest.level_names, language) for team in latest.teams if team.readable
    )
    answers = build_home_answers(found, language) if found else ()
    return OrganisationHome(row, latest, latest.id, standings, answers)


def _standing(team: TeamProgress, names: tuple[Text, ...], language: str) -> Standing:
    name = pick(names[team.level - 1], language) if team.level and names else ""
    return Standing(
        slug=team.slug,
        name=team.name,
        shown=team.shown,
        level=team.level,
        level_text=fmt.capital(level_text(team.level, name, language)),
        score_text=fmt.number(team.score),
        answered=team.answered,
        readable=team.readable,
    )
