"""A new draft that is set up as an earlier campaign was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.loading import find_model
from survey.models import Campaign, User, WeightProfile
from survey.services.audit import record_campaign
from survey.services.campaign_setup import keep_what_fits
from survey.services.campaigns import create_campaign
from survey.services.refusal import Refused


@transaction.atomic
def copy_campaign(
    *,
    template: Campaign,
    by: User | None,
    name: str,
    name_zh: str = "",
    model_ref: str = "",
    now: datetime,
) -> tuple[Campaign, frozenset[str]]:
    """A draft with what the template asks, of whom, how, with which weights, targets and roles.

    People, dates and answers stay behind. `model_ref` may name another version of its
    questionnaire; "" keeps the version. The second value names what did not fit that version and
    was left out: some of "modules", "weights", "targets", "roles". Raises Refused for another
    questionnaire.
    """
    model = find_model(model_ref or template.model_ref)
    if model.slug != template.model_slug:
        raise Refused(_("Choose a version of the same questionnaire."))
    there = {module.slug for module in model.modules}
    modules = [slug for slug in template.modules if slug in there]
    weights, profile_left = _weights(template, f"{model.slug}@{model.version}")
    campaign = create_campaign(
        organisation=template.organisation,
        by=by,
        name=name,
        name_zh=name_zh,
        model_ref=f"{model.slug}@{model.version}",
        teams=template.teams.all(),
        form=template.form,
        modules=modules,
        mode=template.mode,
        min_group=template.min_group,
        weights=weights,
        now=now,
    )
    campaign.grace_hours, campaign.time_zone = template.grace_hours, template.time_zone
    campaign.reminder_days = list(template.reminder_days)
    campaign.roles = [dict(role) for role in template.roles]
    campaign.targets, campaign.show_if = dict(template.targets), dict(template.show_if)
    left = set(keep_what_fits(campaign))
    left |= {"weights"} if profile_left else set()
    left |= {"modules"} if modules != template.modules else set()
    copied = ("grace_hours", "reminder_days", "targets", "show_if")
    campaign.save(update_fields=[*copied, "time_zone", "roles"])
    record_campaign(
        "campaign.copied",
        campaign,
        at=now,
        after={
            "template": template.name,
            "roles": [role["en"] for role in campaign.roles],
            **{field: getattr(campaign, field) for field in copied},
        },
    )
    return campaign, frozenset(left)


def _weights(template: Campaign, ref: str) -> tuple[WeightProfile | str, bool]:
    """The template's weights, and whether a profile stays behind as one of another version."""
    if template.profile is None:
        return str(template.weighting), False
    if template.profile.model_ref != ref:
        return "default", True
    return template.profile, False
