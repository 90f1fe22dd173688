"""The shape of a team's course over its campaigns, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class TrendPoint:
    """One campaign. `score` is None where nothing is shown, and `reason` says why.

    `mark` says what changed in what was asked; `broken` that no line leads here from before.
    """

    campaign: UUID
    team: str
    title: str
    closed: str
    day: str
    score: float | None
    score_text: str
    level_text: str
    interval: tuple[float, float] | None
    range_text: str
    answered: int
    reason: str
    label: str
    label_text: str
    change_text: str
    change_range: str
    since_text: str
    mark: str
    hover: str


@dataclass(frozen=True)
class Series:
    """Points that may be compared, from the oldest on."""

    name: str
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True)
class SmallPoint:
    """Positions are made of `at` (0 to 1 along the campaigns) and the score; None is a gap."""

    at: float
    score: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class SmallCourse:
    """One capability over the campaigns of the newest series."""

    slug: str
    name: str
    points: tuple[SmallPoint, ...]
    text: str
    label_text: str


@dataclass(frozen=True)
class SmallGroup:
    name: str
    courses: tuple[SmallCourse, ...]


@dataclass(frozen=True)
class TrendPage:
    """All of the page. `newest` is the campaign that the capabilities lead to."""

    slug: str
    organisation: str
    team_slug: str
    team: str
    eyebrow: str
    heading: str
    lede: str
    sample_text: str
    manages: bool
    points: tuple[TrendPoint, ...]
    series: tuple[Series, ...]
    alt: str
    groups: tuple[SmallGroup, ...]
    newest: UUID | None
