"""Personal links."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import Campaign, Invitation, Team
from survey.models.campaign import Mode, State
from survey.services.campaigns import locked
from survey.services.refusal import Refused

MOST_AT_ONCE = 500


@transaction.atomic
def invite(
    *, campaign: Campaign, team: Team, labels: Iterable[str], role: str = ""
) -> list[Invitation]:
    """Make a personal link for each label; who has one already keeps it and is left out.

    Raises Refused for a closed campaign, a team that does not take part, too many at once, or a
    second link where the team answers jointly.
    """
    wanted = list(dict.fromkeys(" ".join(label.split()) for label in labels))
    wanted = [label for label in wanted if label]
    campaign = locked(campaign)
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed; nobody can be invited any more."))
    if not campaign.teams.filter(pk=team.pk).exists():
        raise Refused(_("This team does not take part in the campaign."))
    if len(wanted) > MOST_AT_ONCE:
        raise Refused(_("At most %(most)s people at once.") % {"most": MOST_AT_ONCE})
    too_long = next((label for label in wanted if len(label) > 120), None)
    if too_long:
        raise Refused(
            _("“%(label)s…” is too long: at most 120 characters a line.") % {"label": too_long[:30]}
        )
    there = set(campaign.invitations.filter(team=team).values_list("label", flat=True))
    fresh = [label for label in wanted if label not in there]
    if campaign.mode == Mode.CONSENSUS and len(there) + len(fresh) > 1:
        raise Refused(_("A team that answers jointly has one link, for its facilitator."))
    return Invitation.objects.bulk_create(
        Invitation(campaign=campaign, team=team, label=label, role=role) for label in fresh
    )
