"""Setting a campaign up, part by part; what is fixed by then is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.core.anonymity import SMALLEST_GROUP
from assessment.loading import find_model
from survey.campaign_locks import locks_of
from survey.models import (
    AnswerSheet,
    Campaign,
    EvidenceFile,
    Invitation,
    OpenLink,
    OutcomeFigures,
    Team,
    WeightProfile,
)
from survey.models.campaign import Mode, State, Weighting
from survey.questionnaire import capabilities
from survey.services.audit import record_campaign
from survey.services.campaigns import check_modules, check_profile, check_teams, locked
from survey.services.open_links import close_team_link
from survey.services.refusal import Refused
from survey.services.trial_answers import remove_trials

TARGETS = range(2, 6)
"""Levels that can be aimed at: everybody is at level 1."""
ASKED = (
    *("name", "name_zh", "model_slug", "model_version", "form", "modules"),
    *("weighting", "profile", "targets", "show_if"),
)


@transaction.atomic
def set_asked(
    *,
    campaign: Campaign,
    name: str,
    name_zh: str = "",
    model_ref: str,
    form: str,
    modules: Iterable[str] = (),
    now: datetime,
) -> frozenset[str]:
    """Its name, and what is asked.

    Gives what did not fit another questionnaire and went: some of "weights", "targets", "roles".
    Raises Refused for a module that the model has not, or where what is asked is fixed.
    """
    campaign = locked(campaign)
    model = find_model(model_ref)
    asked = check_modules(model, modules)
    before = told_asked(campaign)
    campaign.name, campaign.name_zh = name, name_zh
    campaign.model_slug, campaign.model_version = model.slug, model.version
    campaign.form, campaign.modules = form, asked
    after = told_asked(campaign)
    check_free(campaign, before, after)
    gone: frozenset[str] = frozenset()
    if any(before[field] != after[field] for field in ("model", "form", "modules")):
        before |= _told_dependent(campaign)
        gone = keep_what_fits(campaign)
        after |= _told_dependent(campaign)
        # Made-up answers of another form would stand where its questions are not.
        remove_trials(campaign=campaign, now=now)
    campaign.save(update_fields=ASKED)
    record_campaign("campaign.changed", campaign, at=now, before=before, after=after)
    return gone


def keep_what_fits(campaign: Campaign) -> frozenset[str]:
    """Take out of a draft, unsaved, what its questionnaire has not; what went of."""
    known = set(capabilities(campaign))
    targets = {slug: level for slug, level in campaign.targets.items() if slug in known}
    show_if = {slug: roles for slug, roles in campaign.show_if.items() if slug in known}
    gone = {
        name
        for name, lost in (
            ("targets", targets != campaign.targets),
            ("roles", show_if != campaign.show_if),
        )
        if lost
    }
    campaign.targets, campaign.show_if = targets, show_if
    if campaign.profile and campaign.profile.model_ref != campaign.model_ref:
        campaign.weighting, campaign.profile = Weighting.DEFAULT, None
        gone.add("weights")
    return frozenset(gone)


@transaction.atomic
def set_who(
    *, campaign: Campaign, teams: Iterable[Team], mode: str, min_group: int, now: datetime
) -> None:
    """Which teams are asked, and how they are protected.

    Raises Refused for teams of somebody else, for a team that cannot leave any more, where mode
    and smallest group are fixed, and while it is open for a change that protects people less.
    """
    campaign = locked(campaign)
    locks = locks_of(campaign)
    chosen = check_teams(campaign.organisation, teams)
    before = told_who(campaign)
    if campaign.state != State.DRAFT and not chosen:
        raise Refused(_("An open campaign keeps at least one team."))
    if mode not in locks.modes(campaign.mode):
        raise Refused(_("People were told how their answers are kept. That can only get stricter."))
    if min_group < SMALLEST_GROUP:
        raise Refused(_("The smallest group has at least %(k)s people.") % {"k": SMALLEST_GROUP})
    if locks.stricter_only and min_group < campaign.min_group:
        raise Refused(_("The smallest group can only become larger once the campaign is open."))
    _check_leaving(campaign, campaign.teams.exclude(pk__in=[team.pk for team in chosen]), now)
    campaign.mode, campaign.min_group = mode, min_group
    after = {**told_who(campaign), "teams": sorted(team.name for team in chosen)}
    check_free(campaign, before, after)
    campaign.save(update_fields=["mode", "min_group"])
    campaign.teams.set(chosen)
    record_campaign("campaign.changed", campaign, at=now, before=before, after=after)
    if mode == Mode.CONSENSUS:
        # A joint answer comes from a workshop or one link, never from whoever follows a link.
        for link in campaign.open_links.filter(closed_at__isnull=True):
            close_team_link(link=link, now=now)


def _check_leaving(campaign: Campaign, leaving: Iterable[Team], now: datetime) -> None:
    """Whatever belongs to a team in the campaign would be left without it."""
    gone = list(leaving)
    if not gone:
        return
    remove_trials(campaign=campaign, now=now)
    of_team = {"campaign": campaign, "team__in": gone}
    held = any(
        kind.objects.filter(**of_team).exists()
        for kind in (Invitation, OpenLink, EvidenceFile, AnswerSheet, OutcomeFigures)
    )
    if held:
        raise Refused(
            _(
                "A team that has links, answers, evidence or outcome figures in the campaign "
                "stays in it. Remove those first; answers stay."
            )
        )


@transaction.atomic
def set_weights(*, campaign: Campaign, weights: WeightProfile | str, now: datetime) -> None:
    """How much each part counts: a profile, "default" or "equal".

    Raises Refused for a profile of another organisation or model, or where weights are fixed.
    """
    campaign = locked(campaign)
    profile = weights if isinstance(weights, WeightProfile) else None
    check_profile(profile, campaign.organisation, find_model(campaign.model_ref))
    before = told_weights(campaign)
    campaign.weighting = Weighting.PROFILE if profile else weights
    campaign.profile = profile
    after = told_weights(campaign)
    check_free(campaign, before, after)
    campaign.save(update_fields=["weighting", "profile"])
    record_campaign("campaign.changed", campaign, at=now, before=before, after=after)


@transaction.atomic
def set_targets(*, campaign: Campaign, targets: Mapping[str, int], now: datetime) -> None:
    """The level that capabilities should reach, 2 to 5, where one is aimed at; in any state.

    Raises Refused for a capability that is not asked, or for another level.
    """
    campaign = locked(campaign)
    known = capabilities(campaign)
    if not set(targets) <= set(known):
        raise Refused(_("The questionnaire has no such capability."))
    if any(level not in TARGETS for level in targets.values()):
        raise Refused(_("A target is one of the levels 2 to 5."))
    before = {"targets": dict(campaign.targets)}
    campaign.targets = {slug: targets[slug] for slug in known if slug in targets}
    campaign.save(update_fields=["targets"])
    record_campaign(
        "campaign.targets_changed",
        campaign,
        at=now,
        before=before,
        after={"targets": dict(campaign.targets)},
    )


LOCK_OF = {"show_if": "roles", "weighting": "weights"}
"""The lock that holds a field of another name."""
STRICTER = frozenset({"mode", "min_group"})


def check_free(campaign: Campaign, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Raises Refused if something was changed that is fixed."""
    changed = {LOCK_OF.get(field, field) for field in after if before[field] != after[field]}
    if not changed & locks_of(campaign).fixed:
        return
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed: only its name and targets can be changed."))
    if changed & STRICTER or "roles" in changed:
        raise Refused(_("Somebody has begun to answer, so this cannot be changed any more."))
    raise Refused(_("This was fixed when the campaign opened."))


def told_asked(campaign: Campaign) -> dict[str, Any]:
    return {
        "name": campaign.name,
        "name_zh": campaign.name_zh,
        "model": campaign.model_ref,
        "form": str(campaign.form),
        "modules": list(campaign.modules),
    }


def _told_dependent(campaign: Campaign) -> dict[str, Any]:
    return {
        **told_weights(campaign),
        "targets": dict(campaign.targets),
        "show_if": dict(campaign.show_if),
    }


def told_who(campaign: Campaign) -> dict[str, Any]:
    return {
        "teams": sorted(campaign.teams.values_list("name", flat=True)),
        "mode": str(campaign.mode),
        "min_group": campaign.min_group,
    }


def told_weights(campaign: Campaign) -> dict[str, Any]:
    profile = campaign.profile
    return {"weighting": profile.name if profile else str(campaign.weighting)}
