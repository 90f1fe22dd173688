"""The shape of an organisation's portfolio: everything that the page shows, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from reports.contents.overview_shape import Column, HeatMap, TeamLine, Weaknesses
from reports.contents.portfolio_choice import Choice


@dataclass(frozen=True)
class Option:
    """One choice of a field."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Filters:
    """The fields of the form; `units` is empty where the organisation has none."""

    kinds: tuple[Option, ...]
    units: tuple[Option, ...]
    layers: tuple[Option, ...]
    orders: tuple[Option, ...]
    text: str
    order_note: str


@dataclass(frozen=True)
class Evidence:
    """A sentence that answers a question, and the place on the page or the team that shows why.

    `page` is what the link opens: "" for the report that `campaign` and `team` name, or for the
    part `anchor` of the portfolio without them; else choose, actions or actions-overdue.
    `practice` is the step that the page of choices has ticked.
    """

    question: str
    answer: str
    link: str
    anchor: str
    campaign: UUID | None = None
    team: str = ""
    page: str = ""
    practice: str = ""


@dataclass(frozen=True)
class PortfolioLine:
    """A team's row. `beneath` stands under its name; `campaign` is None where there is none."""

    line: TeamLine
    campaign: UUID | None
    beneath: tuple[str, ...]
    has_course: bool


@dataclass(frozen=True)
class RollUp:
    """A unit, or all that was chosen, as one figure; the texts are a dash where it is too few."""

    name: str
    teams_text: str
    people_text: str
    score_text: str
    score: float | None
    levels_text: str


@dataclass(frozen=True)
class Move:
    """What changed in one team between its last two campaigns."""

    slug: str
    name: str
    campaign: UUID
    label: str
    label_text: str
    change_text: str
    range_text: str
    between_text: str


@dataclass(frozen=True)
class Moves:
    heading: str
    note: str
    rows: tuple[Move, ...]
    rest_text: str


@dataclass(frozen=True)
class WaveColumn:
    """The teams' scores in one campaign; `mark` says what changed from the one before."""

    campaign: UUID
    name: str
    when: str
    teams_text: str
    column: Column
    mark: str


@dataclass(frozen=True)
class Course:
    """Median and spread over the campaigns, from the oldest on; empty with fewer than two."""

    heading: str
    note: str
    waves: tuple[WaveColumn, ...]


@dataclass(frozen=True)
class Pages:
    """Which rows are shown, and the addresses of the rows before and after; "" for none."""

    text: str
    before: str
    after: str


@dataclass(frozen=True)
class PortfolioPage:
    """All of the page. `newest` is the last closed campaign; `heat` and what follows are None while
    no campaign has been closed."""

    slug: str
    organisation: str
    heading: str
    lede: str
    sample_text: str
    choice: Choice
    filters: Filters
    answers: tuple[Evidence, ...]
    newest: UUID | None
    heat: HeatMap | None
    rows: tuple[PortfolioLine, ...]
    pages: Pages
    place_note: str
    roll_ups: tuple[RollUp, ...]
    roll_up_note: str
    moves: Moves | None
    weaknesses: Weaknesses | None
    course: Course | None
    small_groups: str
    empty_text: str
