"""The life of a campaign: set up, opened (which pins the model), closed (which freezes results)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.core.model import CapabilityModel
from assessment.formats import EvidenceFaults
from assessment.loading import find_model
from survey.models import Campaign, Invitation, Organisation, Seat, Team, User, WeightProfile
from survey.models.campaign import Mode, State, Weighting
from survey.queries.minutes import own_median
from survey.questionnaire import ModelChanged, of_campaign
from survey.services.audit import record_campaign
from survey.services.freezing import Figures, freeze_results, work_out
from survey.services.refusal import Refused
from survey.services.trial_answers import remove_trials
from survey.services.unlinking import unlink_answers
from survey.weighing import pinned


@transaction.atomic
def create_campaign(
    *,
    organisation: Organisation,
    by: User | None,
    name: str,
    name_zh: str = "",
    model_ref: str,
    teams: Iterable[Team] = (),
    form: str = "full",
    modules: Iterable[str] = (),
    mode: str = Mode.ANONYMOUS,
    min_group: int = 5,
    deadline: datetime | None = None,
    weights: WeightProfile | str = Weighting.DEFAULT,
    now: datetime,
) -> Campaign:
    """A draft. `weights` is a profile, "default" or "equal".

    Raises Refused for a module that the model has not, teams of somebody else, or a profile of
    another organisation or model.
    """
    model = find_model(model_ref)
    chosen = check_teams(organisation, teams)
    asked = check_modules(model, modules)
    profile = weights if isinstance(weights, WeightProfile) else None
    check_profile(profile, organisation, model)
    campaign = Campaign.objects.create(
        organisation=organisation,
        name=name,
        name_zh=name_zh,
        model_slug=model.slug,
        model_version=model.version,
        form=form,
        modules=asked,
        mode=mode,
        min_group=min_group,
        deadline=deadline,
        weighting=Weighting.PROFILE if profile else weights,
        profile=profile,
        created_by=by,
        created_at=now,
    )
    campaign.teams.set(chosen)
    record_campaign(
        "campaign.created",
        campaign,
        after={
            "model": f"{model.slug}@{model.version}",
            "form": str(form),
            "modules": asked,
            "mode": str(mode),
            "min_group": min_group,
            "deadline": deadline.isoformat() if deadline else None,
            "weighting": str(campaign.weighting),
            "teams": sorted(team.name for team in chosen),
        },
        at=now,
    )
    return campaign


def check_teams(organisation: Organisation, teams: Iterable[Team]) -> list[Team]:
    """The teams as a list. Raises Refused if one is somebody else's."""
    chosen = list(teams)
    if any(team.organisation_id != organisation.pk for team in chosen):
        raise Refused(_("Choose teams of this organisation."))
    return chosen


def check_modules(model: CapabilityModel, modules: Iterable[str]) -> list[str]:
    """The modules, each once. Raises Refused for one that the model has not."""
    asked = list(dict.fromkeys(modules))
    if not set(asked) <= {module.slug for module in model.modules}:
        raise Refused(_("The model has no such module."))
    return asked


def check_profile(
    profile: WeightProfile | None, organisation: Organisation, model: CapabilityModel
) -> None:
    """Raises Refused for weights of another organisation or model."""
    fits = (organisation.pk, f"{model.slug}@{model.version}")
    if profile and (profile.organisation_id, profile.model_ref) != fits:
        raise Refused(_("These weights belong to another questionnaire."))


def locked(campaign: Campaign) -> Campaign:
    """The campaign's row, held until the transaction ends."""
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


@transaction.atomic
def open_campaign(*, campaign: Campaign, now: datetime) -> Campaign:
    """Let people answer; the model's content is pinned by its digest, other weights as they are.

    Raises Refused if it is no draft, has no team, or its deadline has passed.
    """
    campaign = locked(campaign)
    if campaign.state != State.DRAFT:
        raise Refused(_("Only a draft can be opened."))
    if not campaign.teams.exists():
        raise Refused(_("Choose at least one team first."))
    if campaign.deadline and campaign.deadline <= now:
        raise Refused(_("The deadline has passed. Choose a later one first."))
    model = of_campaign(campaign).model
    if campaign.profile_id:
        # Whoever changes the profile holds it too, so that what is pinned is what stays.
        campaign.profile = WeightProfile.objects.select_for_update().get(pk=campaign.profile_id)
    campaign.model_sha256 = model.sha256
    campaign.weights = pinned(campaign, model)
    remove_trials(campaign=campaign, now=now)
    campaign.state = State.OPEN
    campaign.opened_at = now
    campaign.save(update_fields=["model_sha256", "weights", "state", "opened_at"])
    record_campaign(
        "campaign.opened",
        campaign,
        before={"state": str(State.DRAFT)},
        after={"state": str(State.OPEN), "model_sha256": campaign.model_sha256},
        at=now,
    )
    return campaign


def close_campaign(*, campaign: Campaign, now: datetime) -> Campaign:
    """End answering and freeze every team's result.

    In an anonymous campaign every way from a person to their answers is cut for good. Raises
    Refused if it is not open, or if the pinned model is not there to score with or does not fit
    the evidence.
    """
    present = Campaign.objects.get(pk=campaign.pk)
    if present.state != State.OPEN:
        raise Refused(_("Only an open campaign can be closed."))
    try:
        # Before the transaction, so that nobody's save waits while results are worked out.
        figures = work_out(present)
        return _close(campaign, figures, now)
    except ModelChanged as changed:
        raise Refused(
            _(
                "The content of model %(ref)s is not the one this campaign was opened with. "
                "Put that version back, then close the campaign."
            )
            % {"ref": changed}
        ) from changed
    except EvidenceFaults as faults:
        raise Refused(
            _(
                "The evidence in “%(file)s” does not fit the questionnaire any more. "
                "Remove it first."
            )
            % {"file": faults.faults[0].file}
        ) from faults


@transaction.atomic
def _close(campaign: Campaign, figures: Mapping[int, Figures], now: datetime) -> Campaign:
    campaign = locked(campaign)
    if campaign.state != State.OPEN:
        raise Refused(_("Only an open campaign can be closed."))
    freeze_results(campaign=campaign, figures=figures, now=now)
    remove_trials(campaign=campaign, now=now)
    counted = Invitation.objects.filter(campaign=campaign, sheet__submitted_at__isnull=False)
    if campaign.mode != Mode.CONSENSUS:
        counted.update(answered=True)
    campaign.state = State.CLOSED
    campaign.paused_at = None
    campaign.closed_at = now
    # What follows forgets when anybody answered.
    took = own_median(campaign)
    campaign.median_minutes = campaign.median_minutes if took is None else took
    campaign.save(update_fields=["state", "closed_at", "paused_at", "median_minutes"])
    # Names beside votes were for the talk, and it is over.
    Seat.objects.filter(workshop__campaign=campaign).update(name="")
    if campaign.mode == Mode.ANONYMOUS:
        unlink_answers(campaign=campaign, now=now)
    record_campaign(
        "campaign.closed",
        campaign,
        before={"state": str(State.OPEN)},
        after={
            "state": str(State.CLOSED),
            "results_shown": campaign.results.exclude(payload="").count(),
            "results_hidden": campaign.results.filter(payload="").count(),
        },
        at=now,
    )
    return campaign
