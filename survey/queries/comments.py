"""Notes beside answers, as a team's report may show them: never whose, and of groups alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.core.anonymity import shown_comments
from survey.models import Answer, Campaign, CampaignTeam, Team
from survey.models.campaign import Mode, State


@dataclass(frozen=True)
class Comments:
    """`shown` are notes by practice, shuffled; `withheld` is how many others there are."""

    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    withheld: int = 0


NO_COMMENTS = Comments()


def team_comments(campaign: Campaign, team: Team) -> Comments:
    """The notes of a closed campaign, where enough people wrote one beside the same practice.

    A joint sheet is the team's own and shows its notes. Where the team's figures were shown more
    than once, none are: a later look less an earlier one would be the notes of a few.
    """
    if campaign.state != State.CLOSED:
        return NO_COMMENTS
    joint = campaign.mode == Mode.CONSENSUS
    pair = CampaignTeam.objects.filter(campaign=campaign, team=team)
    looks = pair.values_list("looks", flat=True).first() or []
    if len(looks) > 1 and not joint:
        return NO_COMMENTS
    rows = list(
        Answer.objects.filter(
            sheet__campaign=campaign,
            sheet__team=team,
            sheet__test=False,
            sheet__submitted_at__isnull=False,
        )
        .exclude(note="")
        .order_by("practice", "pk")
        .values_list("practice", "sheet_id", "note")
    )
    given: dict[str, list[tuple[object, str]]] = {}
    for practice, sheet, note in rows:
        given.setdefault(practice, []).append((sheet, note))
    shown = {}
    for practice, notes in given.items():
        name = f"{campaign.pk}|{team.slug}|{practice}|notes"
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
        shown[practice] = shown_comments(notes, k=1 if joint else campaign.min_group, seed=seed)
    shown = {practice: texts for practice, texts in shown.items() if texts}
    return Comments(shown, len(rows) - sum(len(texts) for texts in shown.values()))
