"""What the engine says about one team, in the shape of the format `plumbline-result/1`.

Field names and meanings are those of docs/formats.md. Numbers carry full precision; an undefined
number is None and the status beside it says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.core.model import Text
from assessment.core.records import KEY, from_plain, to_plain

FORMAT = "plumbline-result/1"

SHOWN = "shown"
HIDDEN = "hidden"
NOT_APPLICABLE = "not_applicable"
NOT_ENOUGH_DATA = "not_enough_data"
SCORED = "scored"


@dataclass(frozen=True)
class Overall:
    status: str
    score: float | None
    level: int | None
    level_name: Text | None
    provisional: bool | None
    blocked_by: tuple[str, ...]
    coverage: float
    agreement: float | None
    interval: tuple[float, float] | None = None
    interval_level: float = 0.9


@dataclass(frozen=True)
class NodeResult:
    slug: str
    tier: str
    parent: str | None
    status: str
    score: float | None
    level: int | None
    coverage: float | None
    weight: int
    effective_weight: float
    agreement: float | None
    narrowed: bool
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class PracticeResult:
    slug: str
    parent: str | None
    status: str
    mean: float | None
    score: float | None
    level: int | None
    n: int
    n_na: int | None
    n_dk: int | None
    agreement: float | None
    ad: float | None
    effective_weight: float
    counts: tuple[int, ...] | None


@dataclass(frozen=True)
class Step:
    """A practice and the level it is brought to."""

    practice: str
    to: int


@dataclass(frozen=True)
class Recommendation:
    """One ranked move with the closure of its missing prerequisites; effort in person-days."""

    rank: int
    practice: str
    from_level: int = field(metadata={KEY: "from"})
    to: int
    gain: float
    effort: float
    ratio: float
    own_gain: float
    own_effort: float
    first: tuple[Step, ...]
    badges: tuple[str, ...]


@dataclass(frozen=True)
class PlanResult:
    """Moves to make together: one entry a practice, with its final step; effort in person-days.

    `level` is the level that the plan reaches, `budget` the person-days it had to keep to; each is
    None where the plan is not about it.
    """

    level: int | None
    budget: float | None
    moves: tuple[Step, ...]
    effort: float
    gain: float
    score_after: float | None
    level_after: int | None


@dataclass(frozen=True)
class Plans:
    """The cheapest plan to the next level, the best within a budget, and the best of both."""

    next_level: PlanResult | None = None
    budget: PlanResult | None = None
    level_first: PlanResult | None = None


@dataclass(frozen=True)
class LayerNudge:
    """The overall score if one top node's weight is 30 % higher (`up`) or lower (`down`)."""

    slug: str
    up: float
    down: float


@dataclass(frozen=True)
class WeightDraws:
    """Quantiles of the overall score, and the weakest layer, with all weights varied at random."""

    p05: float
    p50: float
    p95: float
    weakest: str | None
    weakest_share: float | None


@dataclass(frozen=True)
class WeightSensitivity:
    layers: tuple[LayerNudge, ...]
    monte_carlo: WeightDraws


@dataclass(frozen=True)
class FlagCounts:
    """How many people are flagged; None where the count lies between 1 and k - 1.

    The two scores stand side by side or, where their difference would tell what fewer than k
    people said, not at all.
    """

    straight_lining: int | None
    haste: int | None
    contradiction: int | None
    flagged: int | None
    score: float | None
    score_without: float | None


@dataclass(frozen=True)
class PracticeChange:
    """A practice scored in both waves, in points."""

    slug: str
    before: float
    after: float
    delta: float


@dataclass(frozen=True)
class NodeChange:
    """A score of both waves on the common practices, in points.

    `label` is improved, declined, stable or unclear; without an interval it is unclear.
    """

    slug: str
    before: float
    after: float
    delta: float
    interval: tuple[float, float] | None
    label: str


@dataclass(frozen=True)
class TrendResult:
    """What changed since an earlier wave of answers.

    `method` is "linked" if the intervals come from the people who answered both, else "unlinked",
    and `people` their n; `common` are the practices scored in both waves. `overall` is None where
    these cover too little of the tree. `answers_sha256` is of the earlier answers.
    """

    answers_sha256: str
    method: str
    people: int
    interval_level: float
    common: tuple[str, ...]
    overall: NodeChange | None
    nodes: tuple[NodeChange, ...]
    practices: tuple[PracticeChange, ...]


@dataclass(frozen=True)
class EvidenceCheck:
    """What one check says of a practice, with its confidence 0–1; one of the bounds is None."""

    id: str
    at_least: int | None
    at_most: int | None
    confidence: float


@dataclass(frozen=True)
class PracticeEvidence:
    """Self-report and evidence of one practice, in steps 0–4.

    The bounds are those of the firm checks together. `mean` is what people said, `bounded` the
    nearest mean that evidence allows, `adjusted` the mean moved towards it, `distance` `bounded`
    less `mean`; each is None where there is none, as where the bounds contradict each other
    (`mixed`).
    """

    practice: str
    at_least: int | None
    at_most: int | None
    mixed: bool
    mean: float | None
    bounded: float | None
    adjusted: float | None
    distance: float | None
    checks: tuple[EvidenceCheck, ...]


@dataclass(frozen=True)
class BesideEvidence:
    """A node's score as people gave it, as evidence adjusts it, and the first less the second."""

    slug: str
    score: float
    with_evidence: float
    gap: float


@dataclass(frozen=True)
class EvidenceResult:
    """Evidence beside the self-report, which it never replaces.

    `share` and `firm_share` are the shares of the score's weight with any evidence and with a firm
    bound. `talk` are the practices a step or more away from what evidence allows,
    `not_applicable` those with evidence that people called not applicable. The scores are None
    where the overall is not shown. `heads` are the commits of the repositories.
    """

    heads: tuple[str, ...]
    score: float | None
    with_evidence: float | None
    gap: float | None
    share: float
    firm_share: float
    nodes: tuple[BesideEvidence, ...]
    practices: tuple[PracticeEvidence, ...]
    talk: tuple[str, ...]
    not_applicable: tuple[str, ...]


@dataclass(frozen=True)
class JudgedFamily:
    """Pairwise judgements of the children of one parent, by one expert or several together.

    `weights` add up to 1, by child in model order; `eigenvalue` is λ, `ratio` the consistency
    ratio of the combined judgements.
    """

    parent: str
    experts: int
    weights: Mapping[str, float]
    eigenvalue: float
    ratio: float


@dataclass(frozen=True)
class WeightsUsed:
    """Weights that are not the model's own.

    `method` is "equal", "custom" or "ahp"; `sha256` is of the profile's content, None for equal
    weights. For each parent that the profile names (for equal weights none, as all are equal)
    `parents` has the whole numbers that its children weigh, `reasons` why, and `judgements` what
    they were rounded from, if anything.
    """

    method: str
    sha256: str | None
    parents: Mapping[str, Mapping[str, int]]
    reasons: Mapping[str, str]
    judgements: tuple[JudgedFamily, ...] = ()


@dataclass(frozen=True)
class TreeResult:
    """The core, or one module, of a model."""

    slug: str
    overall: Overall
    nodes: tuple[NodeResult, ...]
    practices: tuple[PracticeResult, ...]
    recommendations: tuple[Recommendation, ...]
    breadth: Mapping[str, float] = field(default_factory=dict)
    """Share of capability weight at or above each level, "2" to "5" (empty without levels)."""
    plans: Plans = field(default_factory=Plans)
    sensitivity: WeightSensitivity | None = None
    trend: TrendResult | None = None
    evidence: EvidenceResult | None = None

    def node(self, slug: str) -> NodeResult:
        return next(node for node in self.nodes if node.slug == slug)

    def practice(self, slug: str) -> PracticeResult:
        return next(practice for practice in self.practices if practice.slug == slug)


@dataclass(frozen=True)
class Result:
    """A team's full result.

    `profile` is "default", "equal", or the weight profile's name or method and, after a colon, the
    start of its digest; `weights` tells the weights where they are not the model's own. In JSON the
    parts of `core` stand beside the other keys.
    """

    engine: str
    model: Mapping[str, str]
    profile: str
    form: str
    min_group: int
    answers_sha256: str
    respondents: int
    mode: str
    core: TreeResult
    modules: tuple[TreeResult, ...]
    flags: FlagCounts | None = None
    weights: WeightsUsed | None = None

    def to_json(self) -> dict[str, Any]:
        """The result as plain JSON values in the order of the format."""
        values = to_plain(self)
        core = values.pop("core")
        core.pop("slug")
        rest = {key: values.pop(key) for key in ("modules", "flags")}
        return {"format": FORMAT, **values, **core, **rest}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """Read back what `to_json` wrote."""
        return from_plain(cls, {**data, "core": {**data, "slug": data["model"]["slug"]}})
