"""Actions as frozen rows in one language, and whether their practices moved since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import F, Q, QuerySet

from assessment.core.model import CapabilityModel, pick
from assessment.loading import ModelFaults, UnknownModel, find_model
from survey import access
from survey.access import Person
from survey.models import Action, Campaign, Organisation, TeamResult
from survey.models.action import ActionState
from survey.queries.results import parsed

OPEN_STATES = (ActionState.TODO, ActionState.DOING)
REACHED, MOVED, SAME, BACK, UNKNOWN = "reached", "moved", "same", "back", "unknown"


@dataclass(frozen=True)
class Outcome:
    """Where an action's practice stands in a campaign that opened after it was decided.

    `code` is reached, moved, same, back or unknown; `now` and `wanted` are answer options.
    """

    code: str
    campaign_id: UUID
    campaign: str
    now: int | None
    wanted: int | None


@dataclass(frozen=True)
class ActionRow:
    """One action. `days` are days until it is due, negative when overdue; None without a date
    or when it has ended. `outcome` is None until a later campaign has closed."""

    id: UUID
    title: str
    note: str
    team_slug: str
    team: str
    campaign_id: UUID | None
    campaign: str
    practice: str
    practice_name: str
    capability_name: str
    from_level: int | None
    to_level: int | None
    owner: str
    owner_id: int | None
    due: date | None
    days: int | None
    state: str
    state_text: str
    created: date
    outcome: Outcome | None

    @property
    def overdue(self) -> bool:
        return self.days is not None and self.days < 0


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class ActionPage:
    """The actions of one organisation that the person may see, filtered."""

    organisation_slug: str
    organisation: str
    rows: tuple[ActionRow, ...]
    teams: tuple[Choice, ...]
    total: int

    def in_state(self, state: str) -> tuple[ActionRow, ...]:
        return tuple(row for row in self.rows if row.state == state)

    @property
    def todo(self) -> tuple[ActionRow, ...]:
        return self.in_state(ActionState.TODO)

    @property
    def doing(self) -> tuple[ActionRow, ...]:
        return self.in_state(ActionState.DOING)

    @property
    def done(self) -> tuple[ActionRow, ...]:
        return self.in_state(ActionState.DONE)

    @property
    def dropped(self) -> tuple[ActionRow, ...]:
        return self.in_state(ActionState.DROPPED)

    @property
    def overdue(self) -> int:
        return sum(row.overdue for row in self.rows)


def action_page(
    person: Person,
    organisation: Organisation,
    language: str,
    today: date,
    *,
    team: str = "",
    mine: bool = False,
    overdue: bool = False,
) -> ActionPage:
    """What `person` may see of an organisation's actions; filters are a team's slug, the
    person's own, and those past their date."""
    teams = access.teams(person).filter(organisation=organisation)
    seen = Action.objects.filter(team__in=teams)
    wanted = seen.filter(team__slug=team) if team else seen
    if mine:
        wanted = wanted.filter(owner_id=person.pk)
    if overdue:
        wanted = wanted.filter(due__lt=today, state__in=OPEN_STATES)
    return ActionPage(
        organisation_slug=organisation.slug,
        organisation=pick(organisation.names, language),
        rows=rows_of(wanted, language, today),
        teams=tuple(Choice(t.slug, pick(t.names, language)) for t in teams.order_by("name")),
        total=seen.count(),
    )


def team_actions(
    person: Person, campaign: Campaign | UUID, team: str, language: str, today: date
) -> tuple[ActionRow, ...]:
    """A team's actions that were decided before a campaign opened: what it comes back to."""
    found = access.campaign_teams(person).filter(campaign=campaign, team__slug=team)
    pair = found.select_related("campaign", "team").first()
    if pair is None or pair.campaign.opened_at is None:
        return ()
    before = Action.objects.filter(team=pair.team, created_at__lt=pair.campaign.opened_at)
    going = Q(state__in=OPEN_STATES) | Q(closed_at__gte=F("campaign__closed_at"))
    return rows_of(before.filter(going), language, today, within=pair.campaign)


def rows_of(
    actions: QuerySet[Action], language: str, today: date, within: Campaign | None = None
) -> tuple[ActionRow, ...]:
    """Rows by date, those without one last; three queries whatever their number.

    `within` says in which campaign to look whether practices moved; by default each team's newest.
    """
    found = list(
        actions.select_related("team", "campaign", "owner").order_by(
            F("due").asc(nulls_last=True), "created_at", "pk"
        )
    )
    results = _results({action.team_id for action in found if action.practice}, within)
    return tuple(_row(a, results.get(a.team_id), language, today) for a in found)


def _results(teams: Collection[int], within: Campaign | None) -> dict[int, TeamResult]:
    """Each team's newest shown result, or the one of `within`."""
    rows = TeamResult.objects.filter(team__in=teams).exclude(payload="")
    if within is not None:
        rows = rows.filter(campaign=within)
    newest: dict[int, tuple[object, int]] = {}
    times = rows.values_list("team_id", "campaign__closed_at", "pk")
    for team, closed, pk in times.order_by("campaign__closed_at", "pk"):
        newest[team] = (closed, pk)
    chosen = rows.filter(pk__in=[pk for _closed, pk in newest.values()]).select_related("campaign")
    return {row.team_id: row for row in chosen}


def _row(action: Action, result: TeamResult | None, language: str, today: date) -> ActionRow:
    practice, capability = _names(action, language)
    running = action.state in OPEN_STATES
    return ActionRow(
        id=action.pk,
        title=action.title,
        note=action.note,
        team_slug=action.team.slug,
        team=pick(action.team.names, language),
        campaign_id=action.campaign_id,
        campaign=pick(action.campaign.names, language) if action.campaign else "",
        practice=action.practice,
        practice_name=practice,
        capability_name=capability,
        from_level=action.from_level,
        to_level=action.to_level,
        owner=str(action.owner) if action.owner else action.owner_name,
        owner_id=action.owner_id,
        due=action.due,
        days=(action.due - today).days if action.due and running else None,
        state=action.state,
        state_text=action.get_state_display(),
        created=action.created_at.date(),
        outcome=_outcome(action, result, language),
    )


def _names(action: Action, language: str) -> tuple[str, str]:
    """The practice and its capability by name; the slug where the model does not know it."""
    model = _model(action.model_slug) if action.practice else None
    practice = model.practices.get(action.practice) if model else None
    if model is None or practice is None:
        return action.practice, ""
    home = _homes(action.model_slug).get(action.practice)
    return pick(practice.name, language), pick(model.nodes[home].name, language) if home else ""


@lru_cache(maxsize=16)
def _homes(ref: str) -> dict[str, str]:
    """The node right above each practice of a model."""
    model = find_model(ref)
    return {
        child.slug: slug
        for slug, node in model.nodes.items()
        for child in node.children
        if child.slug in model.practices
    }


def _model(ref: str) -> CapabilityModel | None:
    try:
        return find_model(ref)
    except (UnknownModel, ModelFaults):
        return None


def _outcome(action: Action, result: TeamResult | None, language: str) -> Outcome | None:
    """What a later campaign says of the practice; None where there is none to ask."""
    if result is None or not action.practice or result.campaign.model_slug != action.model_slug:
        return None
    campaign = result.campaign
    if campaign.opened_at is None or campaign.opened_at <= action.created_at:
        return None
    stored = parsed(result.result_sha256, result.payload)
    trees = (stored.core, *stored.modules)
    levels = {row.slug: row.level for tree in trees for row in tree.practices}
    now = levels.get(action.practice)
    return Outcome(
        code=_code(action.from_level, action.to_level, now),
        campaign_id=campaign.pk,
        campaign=pick(campaign.names, language),
        now=now,
        wanted=action.to_level,
    )


def _code(before: int | None, wanted: int | None, now: int | None) -> str:
    if now is None:
        return UNKNOWN
    if wanted is not None and now >= wanted:
        return REACHED
    if before is None:
        return UNKNOWN
    return MOVED if now > before else SAME if now == before else BACK


def reached(rows: Iterable[ActionRow]) -> tuple[int, int]:
    """How many actions reached what they wanted, of how many that a campaign could judge."""
    judged = [row.outcome.code for row in rows if row.outcome and row.outcome.code != UNKNOWN]
    return judged.count(REACHED), len(judged)
