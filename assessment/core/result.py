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
class TreeResult:
    """The core, or one module, of a model."""

    slug: str
    overall: Overall
    nodes: tuple[NodeResult, ...]
    practices: tuple[PracticeResult, ...]
    recommendations: tuple[Recommendation, ...]
    breadth: Mapping[str, float] = field(default_factory=dict)
    """Share of capability weight at or above each level, "2" to "5" (empty without levels)."""

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
            "plans": {"next_level": None, "budget": None, "level_first": None},
            "sensitivity": None,
            "trend": None,
            "flags": None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """Read back what `to_json` wrote."""
        return cls(
            core=_tree_from_json(data, data["model"]["slug"]),
            modules=tuple(_tree_from_json(m, m["slug"]) for m in data["modules"]),
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
    )
