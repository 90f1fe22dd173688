"""What the pages of campaigns show, as frozen rows in one language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.core.model import Text, pick
from assessment.formatting import number
from assessment.loading import find_model
from survey import access
from survey.access import Person
from survey.models import AnswerSheet, Campaign, Invitation, OpenLink, Organisation, TeamResult
from survey.models.campaign import Mode, State
from survey.queries.answering import role_names
from survey.queries.minutes import minutes_of
from survey.queries.moments import moment, zone_of
from survey.queries.next_step import next_step
from survey.queries.outcomes import OutcomeTeam, outcome_links
from survey.queries.places import open_places
from survey.queries.workshops import WorkshopLink, workshop_links
from survey.questionnaire import ModelChanged, Questionnaire, of_campaign, questionnaire
from survey.window import OVER, PAUSED, window_of


@dataclass(frozen=True)
class TeamProgress:
    """How far one team is; after closing whether its report shows figures.

    `invited` counts links and the places that an open link has left, `begun` sheets with at least
    one saved answer, `submitted` those handed in. `answered`, `score` and `level` are those of the
    frozen result; 0 and None before, and where it is hidden.
    """

    slug: str
    name: str
    invited: int
    begun: int
    submitted: int
    hidden_reason: str
    readable: bool
    answered: int
    score: float | None
    level: int | None

    @property
    def shown(self) -> bool:
        return self.hidden_reason == ""

    @property
    def score_text(self) -> str:
        """One decimal; "" where there is none."""
        return "" if self.score is None else number(self.score)


@dataclass(frozen=True)
class CampaignRow:
    id: UUID
    name: str
    state: str
    state_text: str
    opened_at: datetime | None
    closed_at: datetime | None
    deadline: datetime | None
    teams: tuple[TeamProgress, ...]
    level_names: tuple[Text, ...]

    @property
    def any_shown(self) -> bool:
        return any(team.shown for team in self.teams)

    @property
    def submitted(self) -> int:
        return sum(team.submitted for team in self.teams)

    @property
    def invited(self) -> int:
        return sum(team.invited for team in self.teams)


@dataclass(frozen=True)
class Weights:
    """Which weights count. `kind` is default, equal or profile; `profile` the row's number."""

    kind: str
    text: str
    profile: int | None


@dataclass(frozen=True)
class CampaignPage:
    """One campaign. `links`, and the count of files of evidence, are for its managers alone;
    `outcomes` are the teams whose figures the person may enter, `workshops` those whose workshop
    they may run. `stage` is draft, open, paused,
    over or closed; `deadline` and `until`, the end of the grace, are written out with their zone;
    `tests` says that somebody tries the form out; `targets` counts capabilities with one;
    `reminders` are days before the deadline; `next_step` is what its managers do next."""

    row: CampaignRow
    organisation_slug: str
    organisation: str
    sample: bool
    manages: bool
    model: str
    model_version: str
    model_slug: str
    modules: tuple[str, ...]
    form_text: str
    mode: str
    mode_text: str
    min_group: int
    weights: Weights
    items: int
    minutes: int
    evidence_files: int
    outcomes: tuple[OutcomeTeam, ...]
    workshops: tuple[WorkshopLink, ...]
    stage: str
    deadline: str
    until: str
    late: bool
    tests: bool
    roles: tuple[str, ...]
    targets: int
    reminders: tuple[int, ...]
    grace_hours: int
    next_step: str

    @property
    def paused(self) -> bool:
        return self.stage == PAUSED

    @property
    def over(self) -> bool:
        return self.stage == OVER

    @property
    def short(self) -> tuple[TeamProgress, ...]:
        """Teams of which nothing could be shown if the campaign closed now."""
        if self.mode == Mode.CONSENSUS:
            return ()
        return tuple(team for team in self.row.teams if team.submitted < self.min_group)

    @property
    def waiting(self) -> int:
        """Sheets that were begun and not submitted: closing leaves them out."""
        return sum(team.begun - team.submitted for team in self.row.teams)


def campaign_rows(
    person: Person, organisations: Collection[Organisation], language: str
) -> dict[int, tuple[CampaignRow, ...]]:
    """For each organisation, by number, its campaigns that the person may look at, newest first."""
    campaigns = list(access.campaigns(person).filter(organisation__in=organisations))
    progress = _progress(person, campaigns, language)
    found: dict[int, list[CampaignRow]] = {organisation.pk: [] for organisation in organisations}
    for campaign in campaigns:
        row = _row(campaign, progress[campaign.pk], language)
        found[campaign.organisation_id].append(row)
    return {pk: tuple(rows) for pk, rows in found.items()}


def _row(campaign: Campaign, teams: tuple[TeamProgress, ...], language: str) -> CampaignRow:
    return CampaignRow(
        id=campaign.pk,
        name=pick(campaign.names, language),
        state=campaign.state,
        state_text=campaign.get_state_display(),
        opened_at=campaign.opened_at,
        closed_at=campaign.closed_at,
        deadline=campaign.deadline,
        teams=teams,
        level_names=_level_names(campaign),
    )


def _level_names(campaign: Campaign) -> tuple[Text, ...]:
    """The names of levels 1 to 5; none where the model has no levels."""
    levels = find_model(campaign.model_ref).core.levels
    return levels.names if levels else ()


def _progress(
    person: Person, campaigns: list[Campaign], language: str
) -> dict[UUID, tuple[TeamProgress, ...]]:
    """Progress of every team of several campaigns, in seven queries whatever their number."""
    wanted = [campaign.pk for campaign in campaigns]
    of = {"campaign_id__in": wanted}
    invited = _counts(Invitation.objects.filter(**of, test=False))
    begun = _counts(AnswerSheet.objects.filter(test=False, **of))
    places = open_places(OpenLink.objects.filter(**of))
    submitted = _counts(AnswerSheet.objects.filter(test=False, **of, submitted_at__isnull=False))
    results = TeamResult.objects.filter(**of).defer("payload")
    frozen = {(row.campaign_id, row.team_id): row for row in results}
    readable = set(access.campaign_teams(person).filter(**of).values_list("pk", flat=True))
    found: dict[UUID, list[TeamProgress]] = {pk: [] for pk in wanted}
    pairs = Campaign.teams.through.objects.filter(**of).select_related("team")
    for pair in pairs:
        key = (pair.campaign_id, pair.team_id)
        result = frozen.get(key)
        found[pair.campaign_id].append(
            TeamProgress(
                slug=pair.team.slug,
                name=pick(pair.team.names, language),
                invited=invited.get(key, 0) + places.get(key, 0),
                begun=begun.get(key, 0),
                submitted=submitted.get(key, 0),
                hidden_reason=result.hidden_reason if result else "open",
                readable=pair.pk in readable,
                answered=result.answered if result else 0,
                score=result.score if result else None,
                level=result.level if result else None,
            )
        )
    return {pk: tuple(teams) for pk, teams in found.items()}


def _counts(rows: object) -> dict[tuple[UUID, int], int]:
    counted = rows.order_by().values("campaign_id", "team_id").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    return {(row["campaign_id"], row["team_id"]): row["n"] for row in counted}


def campaign_page(
    person: Person, campaign: Campaign, language: str, now: datetime | None = None
) -> CampaignPage:
    """One campaign; links only for those who manage it."""
    now = now or timezone.now()
    window, zone = window_of(campaign), zone_of(campaign)
    stage = window.stage(now)
    manages = access.managed_campaigns(person).filter(pk=campaign.pk).exists()
    asked = _asked(campaign)
    teams = _progress(person, [campaign], language)[campaign.pk]
    return CampaignPage(
        row=_row(campaign, teams, language),
        organisation_slug=campaign.organisation.slug,
        organisation=pick(campaign.organisation.names, language),
        sample=campaign.organisation.sample,
        manages=manages,
        model=pick(asked.model.name, language),
        model_version=campaign.model_version,
        model_slug=campaign.model_slug,
        modules=tuple(pick(asked.model.module(slug).name, language) for slug in campaign.modules),
        form_text=campaign.get_form_display(),
        mode=campaign.mode,
        mode_text=campaign.get_mode_display(),
        min_group=campaign.min_group,
        weights=weights_of(campaign, language),
        items=len(asked.practices),
        minutes=minutes_of(campaign, asked),
        evidence_files=campaign.evidence_files.count() if manages else 0,
        outcomes=outcome_links(person, campaign, language),
        workshops=_workshops(person, campaign, language),
        stage=stage,
        deadline=moment(window.deadline, language, zone),
        until=moment(window.until, language, zone),
        late=stage == State.OPEN and window.deadline is not None and window.deadline <= now,
        tests=manages and campaign.invitations.filter(test=True).exists(),
        roles=tuple(pick(role_names(role), language) for role in campaign.roles),
        targets=len(campaign.targets),
        reminders=tuple(campaign.reminder_days),
        grace_hours=campaign.grace_hours,
        next_step=_next_step(campaign, stage, teams) if manages else "",
    )


def _next_step(campaign: Campaign, stage: str, teams: tuple[TeamProgress, ...]) -> str:
    return next_step(stage, teams, joint=campaign.mode == Mode.CONSENSUS, fewest=campaign.min_group)


def _workshops(person: Person, campaign: Campaign, language: str) -> tuple[WorkshopLink, ...]:
    if campaign.mode != Mode.CONSENSUS:
        return ()
    return workshop_links(person, language, [campaign.organisation]).get(campaign.pk, ())


def _asked(campaign: Campaign) -> Questionnaire:
    """What the campaign asks; if its model was changed, what that asks now.

    Closing is then refused, and this is the page that says why.
    """
    try:
        return of_campaign(campaign)
    except ModelChanged:
        ref = campaign.model_ref
        return questionnaire(ref, campaign.form, tuple(campaign.modules))


def weights_of(campaign: Campaign, language: str) -> Weights:
    """The names pinned when the campaign opened; before, those that the profile has now."""
    text = campaign.get_weighting_display()
    if campaign.profile is not None:
        names = campaign.weights["names"] if campaign.weights else campaign.profile.names
        method = campaign.profile.get_method_display()
        text = _("%(name)s (%(method)s)") % {"name": pick(names, language), "method": method}
    return Weights(campaign.weighting, text, campaign.profile_id)
