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


def next_step(stage: str, teams: Collection[Counts], *, joint: bool, fewest: int) -> str:
    """teams, invite, check, workshop, hand-out, board, few, too-late or close.

    "" where nothing is obvious; too-late is few after the time to answer.

    `joint` says that each team gives one answer; else a team needs `fewest` to be shown.
    """
    draft = stage == State.DRAFT
    invited = sum(team.invited for team in teams)
    submitted = sum(team.submitted for team in teams)
    few = not joint and all(team.submitted < fewest for team in teams)
    # The first that holds.
    for step, so in (
        ("too-late", stage == OVER and few),
        ("close", stage == OVER),
        ("", stage not in {State.DRAFT, State.OPEN}),
        ("teams", not teams),
        ("invite", not joint and not invited),
        ("check", draft),
        ("workshop", joint and not all(team.submitted for team in teams)),
        ("hand-out", not joint and not any(team.begun for team in teams)),
        ("board", submitted < invited),
        ("few", few),
    ):
        if so:
            return step
    return "close"
