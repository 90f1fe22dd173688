"""What the engine says about one team, in the shape of the format `plumbline-result/1`.

Field names and meanings are those of docs/formats.md. Numbers carry full precision; an undefined
number is None and the status beside it says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from assessment.core.model import Text

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
    from_level: int
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

    def node(self, slug: str) -> NodeResult:
        return next(node for node in self.nodes if node.slug == slug)

    def practice(self, slug: str) -> PracticeResult:
        return next(practice for practice in self.practices if practice.slug == slug)


@dataclass(frozen=True)
class Result:
    """A team's full result."""

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

    def to_json(self) -> dict[str, Any]:
        """The result as plain JSON values in the order of the format."""
        return {
            "format": FORMAT,
            "engine": self.engine,
            "model": dict(self.model),
            "profile": self.profile,
            "form": self.form,
            "min_group": self.min_group,
            "answers_sha256": self.answers_sha256,
            "respondents": self.respondents,
            "mode": self.mode,
            **_tree_json(self.core),
            "modules": [{"slug": m.slug, **_tree_json(m)} for m in self.modules],
            "trend": None,
            "flags": None if self.flags is None else asdict(self.flags),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """Read back what `to_json` wrote."""
        return cls(
            core=_tree_from_json(data, data["model"]["slug"]),
            modules=tuple(_tree_from_json(m, m["slug"]) for m in data["modules"]),
            flags=None if data["flags"] is None else FlagCounts(**data["flags"]),
            **{
                name: data[name]
                for name in (
                    "engine",
                    "model",
                    "profile",
                    "form",
                    "min_group",
                    "answers_sha256",
                    "respondents",
                    "mode",
                )
            },
        )


def _tree_json(tree: TreeResult) -> dict[str, Any]:
    recommendations = []
    for item in tree.recommendations:
        row = asdict(item)
        recommendations.append({{"from_level": "from"}.get(k, k): v for k, v in row.items()})
    return {
        "overall": asdict(tree.overall),
        "nodes": [asdict(node) for node in tree.nodes],
        "practices": [asdict(practice) for practice in tree.practices],
        "recommendations": recommendations,
        "breadth": dict(tree.breadth),
        "plans": asdict(tree.plans),
        "sensitivity": None if tree.sensitivity is None else asdict(tree.sensitivity),
    }


def _tree_from_json(data: Mapping[str, Any], slug: str) -> TreeResult:
    def pair(value: Any) -> tuple[float, float] | None:
        return None if value is None else (value[0], value[1])

    overall = data["overall"]
    return TreeResult(
        slug=slug,
        overall=Overall(
            **{
                **overall,
                "blocked_by": tuple(overall["blocked_by"]),
                "interval": pair(overall["interval"]),
            }
        ),
        nodes=tuple(NodeResult(**{**n, "interval": pair(n["interval"])}) for n in data["nodes"]),
        practices=tuple(
            PracticeResult(**{**p, "counts": None if p["counts"] is None else tuple(p["counts"])})
            for p in data["practices"]
        ),
        recommendations=tuple(
            Recommendation(
                **{
                    **{{"from": "from_level"}.get(k, k): v for k, v in r.items()},
                    "first": tuple(Step(**step) for step in r["first"]),
                    "badges": tuple(r["badges"]),
                }
            )
            for r in data["recommendations"]
        ),
        breadth=data["breadth"],
        plans=Plans(**{name: _plan_from_json(plan) for name, plan in data["plans"].items()}),
        sensitivity=_sensitivity_from_json(data["sensitivity"]),
    )


def _plan_from_json(data: Mapping[str, Any] | None) -> PlanResult | None:
    if data is None:
        return None
    return PlanResult(**{**data, "moves": tuple(Step(**step) for step in data["moves"])})


def _sensitivity_from_json(data: Mapping[str, Any] | None) -> WeightSensitivity | None:
    if data is None:
        return None
    layers = tuple(LayerNudge(**layer) for layer in data["layers"])
    return WeightSensitivity(layers, WeightDraws(**data["monte_carlo"]))
