"""What of a campaign may still be changed: one rule for the pages and for every change."""

from __future__ import annotations

from dataclasses import dataclass

from survey.models import AnswerSheet, Campaign
from survey.models.campaign import Mode, State

PINNED = frozenset({"model", "form", "modules", "weights"})
"""What opening pins, so that everybody answers the same and every team is scored alike."""
PROMISED = frozenset({"mode", "min_group", "roles"})
"""What people were told when they began to answer, and what decides who is asked what."""
WHILE_OPEN = frozenset({"teams", "times"})
# Name and targets are never fixed: they enter no answer and no score. A target that is set after
# closing is one for the next time; the audit log keeps what it was before.


@dataclass(frozen=True)
class Locks:
    """What is fixed in a state; `begun` says that somebody has begun to answer."""

    state: str
    begun: bool

    @property
    def fixed(self) -> frozenset[str]:
        """The names of what cannot be changed any more."""
        if self.state == State.DRAFT:
            return frozenset()
        if self.state == State.CLOSED:
            return PINNED | PROMISED | WHILE_OPEN
        return PINNED | PROMISED if self.begun else PINNED

    @property
    def stricter_only(self) -> bool:
        """May mode and smallest group change, but only so that people are protected more?"""
        return self.state == State.OPEN and not self.begun

    def modes(self, present: str) -> tuple[str, ...]:
        """The modes that the campaign may have, its present one among them."""
        if self.state == State.DRAFT:
            return tuple(str(mode) for mode in Mode)
        if self.stricter_only and present == Mode.NAMED:
            return (str(Mode.ANONYMOUS), str(Mode.NAMED))
        return (str(present),)


def locks_of(campaign: Campaign) -> Locks:
    begun = (
        campaign.state != State.DRAFT
        and AnswerSheet.objects.filter(campaign=campaign, test=False).exists()
    )
    return Locks(str(campaign.state), begun)
