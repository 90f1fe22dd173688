"""What respondents may call themselves, and which of them is asked what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import Campaign
from survey.questionnaire import capabilities
from survey.services.audit import record_campaign
from survey.services.campaign_setup import check_free
from survey.services.campaigns import locked
from survey.services.refusal import Refused


@transaction.atomic
def set_roles(
    *,
    campaign: Campaign,
    roles: Iterable[Mapping[str, str]],
    show_if: Mapping[str, Iterable[str]],
    now: datetime,
) -> None:
    """What respondents may call themselves, and which capabilities only some of them are asked.

    `roles` are {"slug", "en", "zh-hans"}; a capability without roles is asked of everybody. Raises
    Refused for a name given twice, an unknown capability or role, a role that would be asked
    nothing, or where roles are fixed.
    """
    campaign = locked(campaign)
    named = [dict(role) for role in roles]
    slugs = [role["slug"] for role in named]
    if len(set(slugs)) < len(slugs) or len({role["en"].casefold() for role in named}) < len(slugs):
        raise Refused(_("Two roles have the same name."))
    known = capabilities(campaign)
    chosen = {
        slug: [role for role in slugs if role in set(show_if[slug])]
        for slug in known
        if slug in show_if
    }
    asked_of = {role for wanted in show_if.values() for role in wanted}
    if not set(show_if) <= set(known) or not asked_of <= set(slugs):
        raise Refused(_("The questionnaire has no such capability or role."))
    before = told_roles(campaign)
    campaign.roles = named
    campaign.show_if = {
        slug: wanted for slug, wanted in chosen.items() if wanted and len(wanted) < len(slugs)
    }
    for role in named:
        if all(role["slug"] not in campaign.show_if.get(slug, slugs) for slug in known):
            raise Refused(_("“%(role)s” would be asked nothing.") % {"role": role["en"]})
    after = told_roles(campaign)
    check_free(campaign, before, after)
    campaign.save(update_fields=["roles", "show_if"])
    record_campaign("campaign.roles_changed", campaign, at=now, before=before, after=after)


def told_roles(campaign: Campaign) -> dict[str, Any]:
    return {
        "roles": [role["en"] for role in campaign.roles],
        "show_if": {slug: list(wanted) for slug, wanted in campaign.show_if.items()},
    }
