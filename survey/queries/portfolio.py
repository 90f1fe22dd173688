"""The newest figures of every team of an organisation, across its campaigns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from assessment.core.benchmark import OrganisationView, ReferenceTeam, organisation_view
from assessment.core.excerpt import from_excerpt
from assessment.core.forms import FULL
from assessment.core.model import CapabilityModel, Text
from assessment.core.result import Result
from survey import access
from survey.access import Person
from survey.models import Action, Campaign, Organisation, Team, Unit
from survey.models import TeamResult as Frozen
from survey.models.campaign import State
from survey.queries.actions import OPEN_STATES
from survey.queries.kinds import Kind, kind_of
from survey.queries.moments import day
from survey.weighing import campaign_model

NEVER = "never"
"""Why a team without a closed campaign shows nothing."""


@dataclass(frozen=True)
class UnitName:
    slug: str
    name: Text


@dataclass(frozen=True)
class Round:
    """A closed campaign; `closed` is an ISO date."""

    id: UUID
    name: Text
    closed: str
    version: str
    kind: Kind
    min_group: int


@dataclass(frozen=True)
class NewestResult:
    """A team's last closed campaign of the family. `result` holds no practices; it is None where
    nothing is shown, and `hidden_reason` says why: too_few, no_answers or never. `unit` is "" for
    none, `round` None for never."""

    slug: str
    name: Text
    unit: str
    round: Round | None
    answered: int
    hidden_reason: str
    result: Result | None


@dataclass(frozen=True)
class Wave:
    """What the teams scored in one campaign: (team, score), shown teams alone."""

    round: Round
    teams: int
    scores: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class ActionCount:
    """How many actions of the organisation have not ended, and how many of these are late."""

    open: int
    overdue: int


@dataclass(frozen=True)
class Portfolio:
    """Teams by name, units by name, waves from the oldest on; all figures are of one kind.

    `kinds` are all that closed campaigns asked, each with its model's name, the newest first;
    `kind` and `model` are the chosen one, None without a closed campaign.
    """

    slug: str
    organisation: Text
    sample: bool
    units: tuple[UnitName, ...]
    kinds: tuple[tuple[Kind, Text], ...]
    kind: Kind | None
    model: CapabilityModel | None
    teams: tuple[NewestResult, ...]
    waves: tuple[Wave, ...]
    actions: ActionCount

    @property
    def form(self) -> str:
        return self.kind.form if self.kind else FULL

    def view(self, teams: Iterable[NewestResult]) -> OrganisationView:
        """Which of the teams stand side by side, and what they give together."""
        return organisation_view({team.slug: team.result for team in teams})


def managed(person: Person, slug: str) -> Organisation:
    """The organisation that the person manages. Raises Http404 if there is none."""
    found = access.managed_organisations(person).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def first_managed(person: Person) -> str | None:
    """The slug of the first organisation, by name, that the person manages."""
    return access.managed_organisations(person).values_list("slug", flat=True).first()


def portfolio(person: Person, slug: str, kind: str = "") -> Portfolio:
    """What the person may read of all teams. An unknown kind stands for that of most teams.

    Raises Http404 if the organisation is not theirs to manage.
    """
    organisation = managed(person, slug)
    closed = closed_campaigns(organisation)
    teams = list(Team.objects.filter(organisation=organisation).select_related("unit"))
    rows = _rows([campaign.pk for campaign in closed])
    newest = {kind_of(campaign): campaign for campaign in closed}
    kinds = sorted(newest, key=lambda each: closed.index(newest[each]), reverse=True)
    chosen = next((each for each in kinds if each.key == kind), _usual(kinds, closed, rows))
    asked = [campaign for campaign in closed if kind_of(campaign) == chosen]
    return Portfolio(
        slug=organisation.slug,
        organisation=organisation.names,
        sample=organisation.sample,
        units=unit_names(organisation),
        kinds=tuple((each, campaign_model(newest[each]).name) for each in kinds),
        kind=chosen,
        model=campaign_model(asked[-1]) if asked else None,
        teams=_teams(teams, asked, rows),
        waves=_waves(teams, asked, rows),
        actions=_actions(organisation),
    )


def _actions(organisation: Organisation) -> ActionCount:
    late = Count("pk", filter=Q(due__lt=timezone.localdate()))
    running = Action.objects.filter(organisation=organisation, state__in=OPEN_STATES)
    return ActionCount(**running.aggregate(open=Count("pk"), overdue=late))


def closed_campaigns(organisation: Organisation) -> list[Campaign]:
    """From the oldest on, by when they were closed."""
    closed = Campaign.objects.filter(organisation=organisation, state=State.CLOSED)
    return list(closed.order_by("closed_at", "pk"))


def unit_names(organisation: Organisation) -> tuple[UnitName, ...]:
    units = Unit.objects.filter(organisation=organisation)
    return tuple(UnitName(unit.slug, unit.names) for unit in units)


def round_of(campaign: Campaign) -> Round:
    return Round(
        campaign.pk,
        campaign.names,
        day(campaign.closed_at),
        campaign.model_version,
        kind_of(campaign),
        campaign.min_group,
    )


@dataclass(frozen=True)
class _Row:
    """A frozen result without its long texts."""

    pk: int
    answered: int
    hidden_reason: str
    score: float | None


Rows = dict[UUID, dict[int, _Row]]
"""By campaign, from the oldest on, and by team."""


def _rows(campaigns: list[UUID]) -> Rows:
    """One index answers it, however many there are."""
    found: Rows = {campaign: {} for campaign in campaigns}
    rows = Frozen.objects.filter(campaign__in=campaigns).order_by()
    for pk, campaign, team, *rest in rows.values_list(
        "pk", "campaign_id", "team_id", "answered", "hidden_reason", "score"
    ):
        found[campaign][team] = _Row(pk, *rest)
    return found


def _usual(kinds: Sequence[Kind], closed: Sequence[Campaign], rows: Rows) -> Kind | None:
    """The kind that most teams were asked, of equal ones the newest: a short round of a few teams
    must not hide the figures of all the others."""
    asked: dict[Kind, set[int]] = {kind: set() for kind in kinds}
    for campaign in closed:
        asked[kind_of(campaign)].update(rows[campaign.pk])
    return max(kinds, key=lambda kind: len(asked[kind]), default=None)


def _waves(teams: Sequence[Team], asked: Sequence[Campaign], rows: Rows) -> tuple[Wave, ...]:
    slugs = {team.pk: team.slug for team in teams}
    return tuple(
        Wave(
            round_of(campaign),
            len(rows[campaign.pk]),
            tuple(
                (slugs[team], row.score)
                for team, row in rows[campaign.pk].items()
                if row.score is not None
            ),
        )
        for campaign in asked
    )


def _teams(
    teams: Sequence[Team], asked: Sequence[Campaign], rows: Rows
) -> tuple[NewestResult, ...]:
    newest: dict[int, tuple[Round, _Row]] = {}
    for campaign in asked:
        here = round_of(campaign)
        newest.update({team: (here, row) for team, row in rows[campaign.pk].items()})
    results = excerpts([row.pk for _, row in newest.values()])
    return tuple(_newest(team, newest.get(team.pk), results) for team in teams)


def _newest(
    team: Team, last: tuple[Round, _Row] | None, results: Mapping[int, Result]
) -> NewestResult:
    unit = team.unit.slug if team.unit else ""
    if last is None:
        return NewestResult(team.slug, team.names, unit, None, 0, NEVER, None)
    here, row = last
    return NewestResult(
        slug=team.slug,
        name=team.names,
        unit=unit,
        round=here,
        answered=row.answered,
        hidden_reason=row.hidden_reason,
        result=results.get(row.pk),
    )


def excerpts(pks: list[int]) -> dict[int, Result]:
    """Frozen results without their practices, by number; hidden ones are missing."""
    rows = Frozen.objects.filter(pk__in=pks, excerpt__isnull=False).order_by()
    return {pk: from_excerpt(data) for pk, data in rows.values_list("pk", "excerpt")}


def references(teams: Iterable[NewestResult], own: str) -> list[ReferenceTeam]:
    """The other shown teams that belong to a unit: among whom a team may be placed."""
    return [
        ReferenceTeam(team.result.core.overall.score, team.unit)
        for team in teams
        if team.slug != own
        and team.unit
        and team.result is not None
        and team.result.core.overall.score is not None
    ]
