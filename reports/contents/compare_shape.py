"""The shape of a comparison, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from reports.contents.portfolio_shape import Option


@dataclass(frozen=True)
class SideHead:
    """One side; `campaign` is None and `reason` says why where nothing is shown."""

    name: str
    team: str
    campaign: UUID | None
    reason: str


@dataclass(frozen=True)
class Value:
    score: float | None
    score_text: str
    range_text: str


@dataclass(frozen=True)
class CompareRow:
    """One capability or the whole; `values` in the order of the sides."""

    slug: str
    name: str
    group: str
    values: tuple[Value, ...]
    change_text: str
    words: str
    clear: bool


@dataclass(frozen=True)
class ComparePage:
    """`sides` is empty while too little is chosen; `pairs` are teams in two campaigns."""

    slug: str
    organisation: str
    eyebrow: str
    heading: str
    sample_text: str
    note: str
    teams: tuple[Option, ...]
    first_rounds: tuple[Option, ...]
    second_rounds: tuple[Option, ...]
    sides: tuple[SideHead, ...]
    whole: CompareRow | None
    rows: tuple[CompareRow, ...]
    pairs: tuple[CompareRow, ...]
    pairs_heads: tuple[str, ...]
    medians_text: str
    chosen: bool
    alt: str = ""
