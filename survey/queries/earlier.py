"""What a team's result is compared with: one rule for the trend and for “last time”."""

from __future__ import annotations

from django.db.models import Q

from survey.models import Campaign, Team, TeamResult
from survey.models.campaign import Mode


def earlier_result(campaign: Campaign, team: Team) -> TeamResult | None:
    """The team's last comparable result from before the campaign opened; None if there is none.

    Comparable are the same model up to the minor version and the same form, joint answers with
    joint answers only, and what is shown at all.
    """
    major = campaign.model_version.partition(".")[0]
    joint = Q(campaign__mode=Mode.CONSENSUS)
    return (
        TeamResult.objects.filter(
            joint if campaign.mode == Mode.CONSENSUS else ~joint,
            team=team,
            campaign__model_slug=campaign.model_slug,
            campaign__model_version__startswith=f"{major}.",
            campaign__form=campaign.form,
            campaign__closed_at__lte=campaign.opened_at,
        )
        .exclude(payload="")
        .select_related("campaign")
        .order_by("-campaign__closed_at", "-pk")
        .first()
    )
