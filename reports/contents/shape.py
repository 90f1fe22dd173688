"""The shape of a team report: everything that page and PDF show, already in one language.

Every number stands twice: raw (for charts and sorting) and as `…_text`, formatted once. A value
that is not known is None and its text is a dash; a status or note beside it says why. All of it
turns into plain JSON by `dataclasses.asdict`. `reports.contents.team_report` builds these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.contents.comment_shape import CommentSection
from reports.contents.evidence_shape import EvidenceBeside, OutcomePanel
from reports.contents.gain_effort_shape import GainEffort
from reports.contents.steps_shape import Advice, Plan, Weights
from reports.contents.target_shape import Targets
from reports.contents.workshop_shape import WorkshopPanel


@dataclass(frozen=True)
class ReportHeader:
    """What the campaign (or the command line) knows about a result; not yet in a language.

    `opened` and `closed` are ISO dates in the organisation's time zone, or "". `mode` is
    anonymous, named or consensus; `form` full or short. `hidden_reason` is a code of the campaign
    if the result may not be shown at all. `targets` are levels by capability, where any were set;
    `place` says where the team stands among the campaign's others, "" where nothing may be said.
    `comments` are notes by practice, as they may be shown; `comments_withheld` counts the others.
    """

    organisation: str
    team: str
    campaign: str
    opened: str = ""
    closed: str = ""
    mode: str = "anonymous"
    form: str = "full"
    answered: int = 0
    invited: int | None = None
    min_group: int = 5
    answers_sha256: str = ""
    result_sha256: str = ""
    sample: bool = False
    hidden_reason: str | None = None
    targets: Mapping[str, int] = field(default_factory=dict)
    place: str = ""
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comments_withheld: int = 0


@dataclass(frozen=True)
class Span:
    """A piece of a sentence; `strong` pieces carry the finding."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence in pieces; `text` is the whole of it."""

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True)
class Named:
    """Something of the model by slug and name."""

    slug: str
    name: str


@dataclass(frozen=True)
class LevelName:
    number: int
    name: str
    current: bool


@dataclass(frozen=True)
class Facts:
    """Level, score, coverage, agreement and who answered.

    `answered_text` is "11 of 13", `answered_note` what they did ("people answered").

    `level_text` is "level 2, Foundational" or a dash; `levels` are the five steps, empty where
    the model has none. `notes` are sentences a reader must see beside the figures: provisional,
    indicative, consensus, change since last time, not enough data.
    """

    status: str
    score: float | None
    score_text: str
    interval: tuple[float, float] | None
    interval_text: str
    level: int | None
    level_name: str
    level_text: str
    levels: tuple[LevelName, ...]
    coverage: float | None
    coverage_text: str
    agreement: float | None
    agreement_text: str
    agreement_band: str
    agreement_word: str
    answered: int
    invited: int | None
    answered_text: str
    answered_note: str
    provisional: bool
    indicative: bool
    previous_title: str
    previous_score: float | None
    previous_score_text: str
    previous_level: int | None
    change_text: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Gate:
    """A gate practice below the step that the next level asks for (or without data)."""

    slug: str
    name: str
    capability: str
    now_step: int | None
    now: str
    needed_step: int
    needed: str


@dataclass(frozen=True)
class Breadth:
    """Share of capability weight at or above a level, against what the next level asks for."""

    level: int
    share: float
    share_text: str
    needed: float
    needed_text: str
    met: bool
    sentence: str
    below: tuple[Named, ...]
    below_text: str


@dataclass(frozen=True)
class Blocks:
    """What keeps the team from the next level; `next_level` None at the top or without levels.

    `note` says what a gate is, "" where the model has none.
    """

    next_level: int | None
    next_level_name: str
    heading: str
    gates: tuple[Gate, ...]
    gates_note: str
    breadth: tuple[Breadth, ...]
    note: str


@dataclass(frozen=True)
class NodeRow:
    """A layer or a capability. `group` is the top node above it (its own slug for a layer).

    `target_score` is where the capability's target stands among the scores; None without one.
    """

    slug: str
    name: str
    group: str
    group_name: str
    status: str
    status_text: str
    score: float | None
    score_text: str
    interval: tuple[float, float] | None
    interval_text: str
    level: int | None
    level_text: str
    coverage: float | None
    coverage_text: str
    agreement: float | None
    agreement_text: str
    agreement_band: str
    agreement_word: str
    narrowed: bool
    narrowed_text: str
    weight_text: str
    previous_score: float | None
    previous_score_text: str
    change_text: str
    target_score: float | None
    target_text: str


@dataclass(frozen=True)
class Bar:
    """How many people chose one option; `label` is short, `anchor` the whole statement."""

    option: int
    label: str
    anchor: str
    count: int
    share: float
    share_text: str


@dataclass(frozen=True)
class PracticeRow:
    """One practice; `bars` is None where the counts are not shown and `bars_note` says why."""

    slug: str
    name: str
    stem: str
    capability: str
    capability_name: str
    gate: bool
    status: str
    status_text: str
    score: float | None
    score_text: str
    step: int | None
    step_label: str
    anchor: str
    n: int
    n_text: str
    others_text: str
    agreement: float | None
    agreement_text: str
    agreement_band: str
    agreement_word: str
    bars: tuple[Bar, ...] | None
    bars_note: str
    bars_alt: str


@dataclass(frozen=True)
class Dispute:
    """A practice on which the team is split: talk about it first."""

    practice: PracticeRow
    two_camps: bool
    sentence: str
    ask: str


@dataclass(frozen=True)
class CapabilityGroup:
    """A layer with its capabilities; in a tree without layers the tree itself."""

    slug: str
    name: str
    capabilities: tuple[NodeRow, ...]


@dataclass(frozen=True)
class PracticeGroup:
    """A capability with its practices."""

    slug: str
    name: str
    layer: str
    practices: tuple[PracticeRow, ...]


@dataclass(frozen=True)
class Headings:
    """The finding of each section, to stand as its heading."""

    facts: str
    layers: str
    capabilities: str
    ends: str
    talk: str
    advice: str
    distribution: str


@dataclass(frozen=True)
class Part:
    """The core of a model or one of its modules, scored on its own.

    `layers` are the top nodes if they stand above the capabilities (else empty); `groups` hold
    every capability for the radar and its table; `strongest` and `weakest` are practices.
    """

    slug: str
    name: str
    finding: Sentence
    facts: Facts
    blocks: Blocks
    layers: tuple[NodeRow, ...]
    groups: tuple[CapabilityGroup, ...]
    strongest: tuple[PracticeRow, ...]
    weakest: tuple[PracticeRow, ...]
    disputes: tuple[Dispute, ...]
    disputes_note: str
    advice: tuple[Advice, ...]
    advice_note: str
    gain_effort: GainEffort | None
    plan: Plan | None
    weights: Weights | None
    distribution: tuple[PracticeGroup, ...]
    evidence: EvidenceBeside | None
    targets: Targets | None
    comments: CommentSection | None
    headings: Headings


@dataclass(frozen=True)
class Paragraph:
    title: str
    text: str


@dataclass(frozen=True)
class Provenance:
    """What the figures were made from; `footer` holds the two lines of the page footer."""

    model: str
    model_name: str
    version: str
    engine: str
    weights: str
    digest: str
    digest_text: str
    answers_sha256: str
    model_sha256: str
    result_sha256: str
    footer: tuple[str, str]


@dataclass(frozen=True)
class TeamReport:
    """Everything a team's report shows.

    `status` is shown, not_enough_data or hidden; `core` is None only when hidden, and `reason`
    then explains in words what is missing and what to do. `source` is one line: period, form,
    mode. `sample` means made-up figures, and `sample_text` says so. `outcomes` stand beside the
    result and are no part of it. `workshop` is how a joint answer came about, None elsewhere.
    """

    language: str
    title: str
    status: str
    reason: str
    header: ReportHeader
    finding: Sentence
    source: str
    sample_text: str
    core: Part | None
    modules: tuple[Part, ...]
    modules_note: str
    flags_text: str
    outcomes: OutcomePanel | None
    workshop: WorkshopPanel | None
    method: tuple[Paragraph, ...]
    limits: tuple[Paragraph, ...]
    provenance: Provenance
