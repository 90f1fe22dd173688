"""The one thing that whoever manages a campaign does next."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from survey.models.campaign import State
from survey.window import OVER


class Counts(Protocol):
    """How far one team is."""

    @property
    def invited(self) -> int: ...

    @property
    def begun(self) -> int: ...

    @property
    def submitted(self) -> int: ...


def next_step(stage: str, teams: Collection[Counts], *, joint: bool, open_link: bool) -> str:
    """teams, invite, check, workshop, hand-out, board or close; "" where nothing is obvious.

    `joint` says that each team gives one answer, `open_link` that a team can invite itself.
    """
    if stage == OVER:
        return "close"
    if stage not in {State.DRAFT, State.OPEN}:
        return ""
    if not teams:
        return "teams"
    if joint:
        if stage == State.DRAFT:
            return "check"
        return "close" if all(team.submitted for team in teams) else "workshop"
    invited = sum(team.invited for team in teams)
    if not invited and not open_link:
        return "invite"
    if stage == State.DRAFT:
        return "check"
    if not any(team.begun for team in teams):
        return "hand-out"
    return "close" if sum(team.submitted for team in teams) >= invited else "board"
