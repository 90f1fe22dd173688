"""The steps of setting a campaign up, and what each says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessment.core.model import pick
from assessment.loading import find_model, published_models
from survey.campaign_locks import Locks, locks_of
from survey.models import Campaign, Organisation
from survey.models.campaign import Mode, State
from survey.queries.answering import role_names
from survey.queries.campaigns import weights_of
from survey.queries.moments import moment, zone_of
from survey.questionnaire import capabilities

STEPS = {
    "asked": gettext_lazy("What is asked"),
    "who": gettext_lazy("Teams and privacy"),
    "when": gettext_lazy("When"),
    "weights": gettext_lazy("Weights"),
    "targets": gettext_lazy("Targets"),
    "roles": gettext_lazy("Roles"),
    "open": gettext_lazy("Check and open"),
}
NEEDED = ("asked", "who")
"""Steps without which no campaign opens; the others have defaults."""


@dataclass(frozen=True)
class StepRow:
    """One step; `note` says what is set by now, `done` whether somebody has set it."""

    slug: str
    number: int
    name: str
    note: str
    done: bool


@dataclass(frozen=True)
class SetUpPage:
    """One step of a campaign, `step`, among all; `fixed` says what cannot be changed, and why.

    `before` and `after` are the neighbouring steps or None.
    """

    campaign: UUID
    name: str
    organisation: str
    organisation_slug: str
    draft: bool
    joint: bool
    step: StepRow
    steps: tuple[StepRow, ...]
    before: StepRow | None
    after: StepRow | None
    fixed: str


@dataclass(frozen=True)
class Check:
    """What stands in the way of opening, and what is worth a thought before it; `only` are the
    capabilities that only some roles are asked, each with those roles."""

    missing: tuple[tuple[str, str], ...]
    hints: tuple[tuple[str, str], ...]
    only: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Template:
    """An earlier campaign that a new one can be set up like."""

    id: UUID
    name: str
    created: datetime


def set_up_page(campaign: Campaign, step: str, language: str) -> SetUpPage:
    """The frame of a step. Raises KeyError for an unknown one."""
    at = {slug: place for place, slug in enumerate(STEPS)}[step]
    notes = _notes(campaign, language)
    steps = tuple(
        StepRow(slug, number, str(name), *notes[slug])
        for number, (slug, name) in enumerate(STEPS.items(), 1)
    )
    return SetUpPage(
        campaign=campaign.pk,
        name=pick(campaign.names, language),
        organisation=pick(campaign.organisation.names, language),
        organisation_slug=campaign.organisation.slug,
        draft=campaign.state == State.DRAFT,
        joint=campaign.mode == Mode.CONSENSUS,
        step=steps[at],
        steps=steps,
        before=steps[at - 1] if at else None,
        after=steps[at + 1] if at + 1 < len(steps) else None,
        fixed=_fixed(step, locks_of(campaign)),
    )


def _notes(campaign: Campaign, language: str) -> Mapping[str, tuple[str, bool]]:
    """What is set in each step, and whether somebody has set it."""
    teams, targets, roles = campaign.teams.count(), len(campaign.targets), len(campaign.roles)
    deadline = moment(campaign.deadline, language, zone_of(campaign))
    own = campaign.weighting != "default"
    return {
        "asked": (campaign.get_form_display(), True),
        "who": (
            ngettext("%(n)s team", "%(n)s teams", teams) % {"n": teams}
            if teams
            else _("no team yet"),
            teams > 0,
        ),
        "when": (deadline or _("no deadline"), bool(deadline)),
        "weights": (weights_of(campaign, language).text, own),
        "targets": (
            ngettext("%(n)s capability", "%(n)s capabilities", targets) % {"n": targets}
            if targets
            else _("none"),
            targets > 0,
        ),
        "roles": (
            ngettext("%(n)s role", "%(n)s roles", roles) % {"n": roles}
            if roles
            else _("everybody is asked the same"),
            roles > 0,
        ),
        "open": (campaign.get_state_display(), campaign.state != State.DRAFT),
    }


def _fixed(step: str, locks: Locks) -> str:
    """What of a step cannot be changed in this state, and why; "" for nothing."""
    if locks.state == State.DRAFT:
        return ""
    pinned = {
        "asked": _(
            "Questionnaire, length and modules were fixed when the campaign opened, so that "
            "everybody answers the same questions. Its name can change."
        ),
        "weights": _(
            "Weights were fixed when the campaign opened, so that every team is scored alike."
        ),
    }
    if step in pinned:
        return pinned[step]
    if locks.state == State.CLOSED:
        return _closed(step)
    if not locks.begun:
        return {
            "who": _(
                "People may have read how their answers are kept. Until somebody begins to "
                "answer, mode and smallest group can only change so that they protect people "
                "more. Teams can be added."
            )
        }.get(step, "")
    return {
        "who": _(
            "Somebody has begun to answer: mode and smallest group stay as people were told. "
            "Teams can be added; a team with links or answers stays."
        ),
        "roles": _(
            "Somebody has begun to answer: who is asked what stays, because answers would turn "
            "into missing ones or the other way round."
        ),
    }.get(step, "")


def _closed(step: str) -> str:
    if step == "targets":
        return _(
            "Results are frozen and hold no target, so targets can still be set and changed. "
            "The audit log keeps what they were before."
        )
    if step in {"who", "when", "roles"}:
        return _("The campaign is closed and its results are frozen, so this stays as it is.")
    return ""


def check(campaign: Campaign, now: datetime, language: str) -> Check:
    """What is missing and what is odd, as pairs of a step and a sentence."""
    missing, hints = [], []
    if not campaign.teams.exists():
        missing.append(("who", _("No team is chosen.")))
    if campaign.deadline and campaign.deadline <= now:
        missing.append(("when", _("The deadline has passed.")))
    if campaign.reminder_days and not campaign.deadline:
        hints.append(("when", _("Reminders are counted back from a deadline, and there is none.")))
    if campaign.roles and campaign.mode == Mode.CONSENSUS:
        hints.append(("roles", _("A team that answers jointly is asked everything.")))
    if campaign.roles and not campaign.show_if:
        hints.append(("roles", _("Roles are set, but every role is asked the same.")))
    names = {role["slug"]: pick(role_names(role), language) for role in campaign.roles}
    only = tuple(
        (pick(section.name, language), tuple(names[role] for role in campaign.show_if[slug]))
        for slug, section in capabilities(campaign).items()
        if slug in campaign.show_if
    )
    return Check(tuple(missing), tuple(hints), only)


def templates(organisation: Organisation, language: str) -> tuple[Template, ...]:
    """The organisation's campaigns, newest first."""
    rows = organisation.campaigns.all()
    return tuple(Template(row.pk, pick(row.names, language), row.created_at) for row in rows)


def versions(campaign: Campaign, language: str) -> list[tuple[str, str]]:
    """What a copy may ask: the campaign's version of its questionnaire, then newer ones.

    References with words; the version that is not published any more is left out.
    """
    published = [version for slug, version in published_models() if slug == campaign.model_slug]
    at = published.index(campaign.model_version) if campaign.model_version in published else None
    newer = published if at is None else published[:at]
    same = [] if at is None else [campaign.model_version]
    found = []
    for version in [*same, *newer]:
        ref = f"{campaign.model_slug}@{version}"
        texts = {"name": pick(find_model(ref).name, language), "version": version}
        words = _("%(name)s %(version)s, newer") if version in newer else _("%(name)s %(version)s")
        found.append((ref, words % texts))
    return found
