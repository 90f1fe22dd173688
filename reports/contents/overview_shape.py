"""The shape of a campaign's overview: everything that the page shows, already in one language.

Nothing of a team that is not shown stands in it but its name and the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from assessment.core.model import CapabilityModel, Text
from assessment.core.result import Result


class TeamBeside(Protocol):
    """A team as it stands beside others: of a campaign, or with its newest figures."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> Text: ...
    @property
    def hidden_reason(self) -> str: ...
    @property
    def result(self) -> Result | None: ...


class Beside(Protocol):
    """Teams that were asked one form of one model."""

    @property
    def model(self) -> CapabilityModel: ...
    @property
    def form(self) -> str: ...
    @property
    def teams(self) -> Sequence[TeamBeside]: ...


@dataclass(frozen=True)
class LevelCount:
    """How many of the shown teams stand at a level."""

    number: int
    name: str
    count: int
    text: str


@dataclass(frozen=True)
class Together:
    """The teams as one figure. `note` says what is missing; the texts are then a dash.

    `levels` is empty where the model has none, or with too few teams.
    """

    heading: str
    note: str
    score_text: str
    teams_text: str
    people_text: str
    levels: tuple[LevelCount, ...]


@dataclass(frozen=True)
class Column:
    """A capability or a layer with its spread over the shown teams; None with fewer than three."""

    slug: str
    name: str
    first: bool
    spread: tuple[float, float, float] | None
    median_text: str
    spread_text: str


@dataclass(frozen=True)
class ColumnGroup:
    """A layer's columns; in a tree without layers the tree's own."""

    slug: str
    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Cell:
    """One team in one column. `state` is shown, not_applicable, not_enough_data or not_asked.

    `text` says it all in words; `first` marks the first column of a layer.
    """

    slug: str
    first: bool
    state: str
    level: int | None
    score_text: str
    split: bool
    text: str


@dataclass(frozen=True)
class TeamLine:
    """A team's row. Where it is not shown, `reason` says why and everything else is empty."""

    slug: str
    name: str
    shown: bool
    reason: str
    answered_text: str
    level: int | None
    level_name: str
    score: float | None
    score_text: str
    interval: tuple[float, float] | None
    text: str
    cells: tuple[Cell, ...]
    layers: tuple[Cell, ...]


@dataclass(frozen=True)
class HeatMap:
    """Teams by capabilities, and by layers for narrow screens.

    `levels` are (number, name) for the key; `spread_heading` is "" where no spread is drawn.
    """

    groups: tuple[ColumnGroup, ...]
    layers: tuple[Column, ...]
    rows: tuple[TeamLine, ...]
    levels: tuple[tuple[int, str], ...]
    spread_heading: str
    has_split: bool
    has_few: bool
    has_na: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for group in self.groups for column in group.columns)

    @property
    def width(self) -> int:
        """Columns between a team's name and its overall, with the gaps before the layers."""
        return len(self.columns) + len(self.groups) - 1


@dataclass(frozen=True)
class Blocker:
    """A gate that several teams have yet to pass."""

    slug: str
    name: str
    capability_name: str
    count: int
    sentence: str
    teams_text: str


@dataclass(frozen=True)
class LowCapability:
    slug: str
    name: str
    layer_name: str
    score: float
    score_text: str
    spread_text: str


@dataclass(frozen=True)
class Weaknesses:
    """What most teams lack; notes stand where a list is empty."""

    heading: str
    blockers: tuple[Blocker, ...]
    blockers_note: str
    low: tuple[LowCapability, ...]
    low_note: str


@dataclass(frozen=True)
class ItemLine:
    slug: str
    name: str
    capability_name: str
    text: str


@dataclass(frozen=True)
class ItemList:
    """Questions that stand out, and a sentence on those that do not or cannot be judged."""

    heading: str
    items: tuple[ItemLine, ...]
    note: str


@dataclass(frozen=True)
class Instrument:
    """How good the questionnaire is; `note` alone where that cannot be told, with the reason."""

    heading: str
    note: str
    sentences: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    lists: tuple[ItemList, ...]


@dataclass(frozen=True)
class Overview:
    """All of the page. `together` and what follows are None while there are no results."""

    campaign_id: UUID
    campaign: str
    organisation: str
    eyebrow: str
    heading: str
    lede: str
    sample_text: str
    together: Together | None
    heat: HeatMap | None
    weaknesses: Weaknesses | None
    weights_heading: str
    weights_text: str
    instrument: Instrument | None
    small_groups: str
