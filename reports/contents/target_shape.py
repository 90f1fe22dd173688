"""The shape of a report's targets and gaps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TargetRow:
    """A capability against its target; `state` is below, met, above, over or unknown.

    `level` is None and its text a dash where no level is shown. `bar_alt` says the row in words.
    """

    slug: str
    name: str
    level: int | None
    level_text: str
    target: int
    target_text: str
    gap: int | None
    gap_text: str
    state: str
    bar_alt: str


@dataclass(frozen=True)
class Targets:
    """Every capability that has a target, in model order; `heads` name the columns."""

    heading: str
    label: str
    heads: tuple[str, ...]
    bar: str
    key: str
    rows: tuple[TargetRow, ...]
    about: str
    note: str
