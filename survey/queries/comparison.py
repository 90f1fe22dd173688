"""Two to four results side by side: teams, one team in two campaigns, or all teams in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from assessment.core.model import CapabilityModel, Text
from assessment.core.result import Result
from survey.access import Person
from survey.models import Campaign, Organisation, Team
from survey.models import TeamResult as Frozen
from survey.queries.portfolio import NEVER, Round, closed_campaigns, excerpts, managed, round_of
from survey.weighing import campaign_model

MOST = 4


@dataclass(frozen=True)
class Side:
    """One team in one campaign; `result` holds no practices and is None where nothing is shown."""

    team_slug: str
    team: Text
    round: Round | None
    hidden_reason: str
    result: Result | None


@dataclass(frozen=True)
class Comparison:
    """`teams` and `rounds` are all that may be chosen, the newest round first.

    `sides` are two to four of them. `pairs` are all teams in the two rounds of `between`, the
    earlier first. Both are empty where too little was chosen. `model` is the newest one's.
    """

    slug: str
    organisation: Text
    sample: bool
    teams: tuple[tuple[str, Text], ...]
    rounds: tuple[Round, ...]
    model: CapabilityModel | None
    sides: tuple[Side, ...]
    between: tuple[Round, ...]
    pairs: tuple[tuple[Side, Side], ...]


def comparison(
    person: Person, slug: str, team_slugs: Sequence[str], rounds: Sequence[str]
) -> Comparison:
    """What was chosen, as far as it is the organisation's; the first four teams, two rounds.

    With several teams and no round each stands with its newest closed campaign. Raises Http404 if
    the organisation is not the person's to manage.
    """
    organisation = managed(person, slug)
    closed = closed_campaigns(organisation)
    all_teams = list(Team.objects.filter(organisation=organisation))
    teams = [team for team in all_teams if team.slug in team_slugs][:MOST]
    chosen = [campaign for campaign in closed if str(campaign.pk) in rounds][-2:]
    sides, pairs = _chosen(organisation, all_teams, teams, closed, chosen)
    kept = [
        side.round.id for side in (*sides, *(side for pair in pairs for side in pair)) if side.round
    ]
    asked = [campaign for campaign in closed if campaign.pk in kept]
    return Comparison(
        slug=organisation.slug,
        organisation=organisation.names,
        sample=organisation.sample,
        teams=tuple((team.slug, team.names) for team in all_teams),
        rounds=tuple(round_of(campaign) for campaign in reversed(closed)),
        model=campaign_model(asked[-1]) if asked else None,
        sides=tuple(sides),
        between=tuple(round_of(campaign) for campaign in chosen),
        pairs=tuple(pairs),
    )


def _chosen(
    organisation: Organisation,
    all_teams: Sequence[Team],
    teams: Sequence[Team],
    closed: Sequence[Campaign],
    chosen: Sequence[Campaign],
) -> tuple[list[Side], list[tuple[Side, Side]]]:
    if len(chosen) == 2 and not teams:
        found = _sides(all_teams, chosen)
        one, two = (
            {s.team_slug: s for s in found if s.round and s.round.id == c.pk} for c in chosen
        )
        return [], [
            (one[team.slug], two[team.slug])
            for team in all_teams
            if team.slug in one and team.slug in two
        ]
    if len(chosen) == 2 and len(teams) == 1:
        return _sides(teams, chosen), []
    if len(teams) < 2:
        return [], []
    newest: dict[str, Side] = {}
    for side in _sides(teams, chosen[-1:] or closed):
        newest[side.team_slug] = side
    nothing = [Side(team.slug, team.names, None, NEVER, None) for team in teams]
    return [newest.get(side.team_slug, side) for side in nothing], []


def _sides(teams: Sequence[Team], campaigns: Sequence[Campaign]) -> list[Side]:
    """From the oldest campaign on."""
    rounds: dict[UUID, Round] = {campaign.pk: round_of(campaign) for campaign in campaigns}
    names = {team.pk: team for team in teams}
    order = list(rounds)
    rows = Frozen.objects.filter(campaign__in=order, team__in=names).order_by()
    values = list(rows.values_list("pk", "campaign_id", "team_id", "hidden_reason"))
    values.sort(key=lambda row: (order.index(row[1]), row[0]))
    results = excerpts([row[0] for row in values])
    return [
        Side(names[team].slug, names[team].names, rounds[campaign], hidden, results.get(pk))
        for pk, campaign, team, hidden in values
    ]


def comparable(sides: Sequence[Side]) -> bool:
    """Are all of one kind, so that differences mean something?"""
    return len({side.round.kind for side in sides if side.round}) <= 1
