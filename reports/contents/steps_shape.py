"""The shape of what a report advises: ranked steps, the plan to a level, and other weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Badge:
    code: str
    text: str


@dataclass(frozen=True)
class FirstStep:
    """A prerequisite: the practice and the step it must reach first."""

    slug: str
    name: str
    to: int
    to_label: str
    anchor: str


@dataclass(frozen=True)
class Way:
    """One of the four ways of cultivation: C, H, L or T."""

    code: str
    name: str
    text: str


@dataclass(frozen=True)
class Advice:
    """One ranked recommendation.

    `gain` and `effort` are those of the move with its prerequisites, `own_…` of the move alone.
    `why` are short sentences: gain, the level it helps to open, the benefit.
    """

    rank: int
    slug: str
    name: str
    capability: str
    capability_name: str
    from_step: int
    from_label: str
    to_step: int
    to_label: str
    title: str
    now: str
    next: str
    gain: float
    gain_text: str
    effort: float
    effort_text: str
    own_gain: float
    own_gain_text: str
    own_effort: float
    own_effort_text: str
    why: tuple[str, ...]
    why_text: str
    first: tuple[FirstStep, ...]
    first_text: str
    effort_sentence: str
    proof: str
    ways: tuple[Way, ...]
    badges: tuple[Badge, ...]
    sentence: str


@dataclass(frozen=True)
class PlanStep:
    """A practice that the plan raises, from where it stands to its final step (0 to 4)."""

    slug: str
    name: str
    capability_name: str
    from_step: int
    from_label: str
    to_step: int
    to_label: str
    next: str
    effort: float
    effort_text: str
    opens_gate: bool
    gate_text: str


@dataclass(frozen=True)
class Plan:
    """The cheapest plan to the next level; `after` says where the score would stand."""

    level: int
    level_name: str
    heading: str
    steps: tuple[PlanStep, ...]
    effort: float
    effort_text: str
    goal: str
    after: str
    note: str


@dataclass(frozen=True)
class Nudge:
    """The score if one top node's weight were 30 % lower or higher."""

    slug: str
    name: str
    down_text: str
    up_text: str


@dataclass(frozen=True)
class Weights:
    """How much the score depends on the weights; `head` names the three columns of `nudges`."""

    sentences: tuple[str, ...]
    head: tuple[str, str, str]
    nudges: tuple[Nudge, ...]
