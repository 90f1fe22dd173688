"""From what an organisation decided about weights to the weights, and to a model that has them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from assessment.core.ahp import RANDOM_INDEX, Judged, judge_together, judgements
from assessment.core.model import CapabilityModel, Node, Practice, Text, Tree, canonical_json
from assessment.core.result import JudgedFamily, WeightsUsed
from assessment.core.seeds import OVERALL
from assessment.core.weights import (
    AHP,
    CUSTOM,
    EQUAL,
    Profile,
    equal_profile,
    families,
    judged_profile,
    weighed_tree,
)
from assessment.loading import find_model
from survey.models import Campaign, WeightProfile
from survey.models.campaign import Weighting

MOST_COMPARED = max(RANDOM_INDEX)
SHORT_DIGEST = 12


@dataclass(frozen=True)
class Family:
    """A parent with the children whose weights can be chosen: two or more, none of weight 0.

    `top` is "overall" or the slug of the module the parent belongs to, `depth` 0 for the parent
    of the top nodes. `name` is None for "overall".
    """

    slug: str
    top: str
    depth: int
    name: Text | None
    children: tuple[Node | Practice, ...]

    @property
    def fine(self) -> bool:
        """Are these the single practices of a capability?"""
        return self.depth > 0 and not any(isinstance(child, Node) for child in self.children)

    @property
    def comparable(self) -> bool:
        """Compared in pairs are up to ten top nodes, or inner nodes below them."""
        return not self.fine and len(self.children) <= MOST_COMPARED


def trees(model: CapabilityModel) -> dict[str, Tree]:
    """The core as "overall" and the modules by slug."""
    return {OVERALL: model.core, **{module.slug: module for module in model.modules}}


def model_families(model: CapabilityModel) -> tuple[Family, ...]:
    """Everything in a model that a profile can weigh, each parent before what is below it."""
    found = []
    for top, tree in trees(model).items():
        names = {node.slug: node.name for node in tree.nodes}
        depths: dict[str, int] = {}
        for item, parent in tree.walk():
            depths[item.slug] = depths[parent.slug] + 1 if parent else 1
        for slug, children in families(tree, top).items():
            weighed = tuple(child for child in children if child.weight > 0)
            if len(weighed) > 1:
                name = names.get(slug, None if slug == OVERALL else tree.name)
                found.append(Family(slug, top, depths.get(slug, 0), name, weighed))
    return tuple(found)


def family_of(model: CapabilityModel, slug: str) -> Family:
    """The family of a parent. Raises KeyError if it has none."""
    for family in model_families(model):
        if family.slug == slug:
            return family
    raise KeyError(slug)


def judged(experts: Sequence[Mapping[str, Any]]) -> Judged:
    """What experts' judgements of one part say together; each is {"upper": ["2", "1/3", …]}.

    Raises what `judge_together` raises.
    """
    matrices = [judgements([Fraction(step) for step in each["upper"]]) for each in experts]
    return judge_together(matrices)


def resolved(model: CapabilityModel, method: str, content: Mapping[str, Any]) -> Profile:
    """The weights of a profile: per mille for every parent it names.

    A comparison never rounds a child down to 0: with ten children, a ratio below 0.10 and no
    judgement under 1/9 the smallest weight is above 9 per mille.
    """
    found: dict[str, Mapping[str, int]] = {}
    if method == EQUAL:
        for top, tree in trees(model).items():
            found |= equal_profile(tree, top)
    elif method == CUSTOM:
        found |= content["weights"]
    else:
        all_trees = trees(model)
        for part, experts in content["parts"].items():
            top = family_of(model, part).top
            found |= judged_profile(all_trees[top], {part: judged(experts).weights}, top)
    return found


def content_digest(model: CapabilityModel, method: str, content: Mapping[str, Any]) -> str:
    """SHA-256 of model, method and content as canonical JSON."""
    whole = {"model": model.sha256, "method": method, "content": content}
    return hashlib.sha256(canonical_json(whole).encode()).hexdigest()


def pinned(campaign: Campaign, model: CapabilityModel) -> dict[str, Any] | None:
    """What opening a campaign keeps of its weights; None for the model's own."""
    if campaign.weighting == Weighting.DEFAULT:
        return None
    profile = campaign.profile
    if profile is None:
        weights = resolved(model, EQUAL, {})
        kept = {"names": {}, "sha256": None, "reason": "", "judgements": []}
        return {"method": EQUAL, "weights": weights, **kept}
    return {
        "method": profile.method,
        "names": dict(profile.names),
        "sha256": content_digest(model, profile.method, profile.content),
        "weights": resolved(model, profile.method, profile.content),
        "reason": profile.content["reason"],
        "judgements": _judgements(model, profile.content.get("parts", {})),
    }


def _judgements(model: CapabilityModel, parts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What each compared part says together, without the names of people."""
    found = []
    for part, experts in parts.items():
        said = judged(experts)
        children = [child.slug for child in family_of(model, part).children]
        found.append(
            {
                "parent": part,
                "experts": len(experts),
                "weights": dict(zip(children, said.weights, strict=True)),
                "eigenvalue": said.eigenvalue,
                "ratio": said.ratio,
            }
        )
    return found


def weights_used(weights: Mapping[str, Any] | None) -> WeightsUsed | None:
    """What a result tells of the weights that a campaign pinned; None for the model's own."""
    if weights is None:
        return None
    parents = {} if weights["method"] == EQUAL else weights["weights"]
    return WeightsUsed(
        method=weights["method"],
        sha256=weights["sha256"],
        parents=parents,
        reasons={parent: weights["reason"] for parent in parents if weights["reason"]},
        judgements=tuple(JudgedFamily(**each) for each in weights["judgements"]),
    )


def profile_label(weights: Mapping[str, Any] | None) -> str:
    """What a result says of its weights: default, equal, or method and digest ("ahp:1f2e…")."""
    if weights is None:
        return "default"
    method: str = weights["method"]
    return f"{method}:{weights['sha256'][:SHORT_DIGEST]}" if method in (CUSTOM, AHP) else method


def profile_weights(profile: WeightProfile) -> Profile:
    return resolved(find_model(profile.model_ref), profile.method, profile.content)


def weighed_model(ref: str, weights: Profile | None) -> CapabilityModel:
    """A model, under its own digest, with other weights; None or {} leaves it as it is."""
    return _weighed(ref, json.dumps(weights, sort_keys=True)) if weights else find_model(ref)


@lru_cache(maxsize=64)
def _weighed(ref: str, weights: str) -> CapabilityModel:
    """Kept, because trees remember what was worked out about them."""
    model, profile = find_model(ref), json.loads(weights)
    return replace(
        model,
        core=weighed_tree(model.core, profile),
        modules=tuple(weighed_tree(tree, profile, tree.slug) for tree in model.modules),
    )


def campaign_model(campaign: Campaign) -> CapabilityModel:
    """The campaign's model with the weights that were pinned when it opened."""
    ref = campaign.model_ref
    return weighed_model(ref, campaign.weights["weights"] if campaign.weights else None)
