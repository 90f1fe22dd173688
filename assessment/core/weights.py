"""Weight profiles: other weights for the same questions (docs/scoring.md, "Weights").

A profile maps the slug of a parent to the weights of its children. The parent of the top nodes is
"overall" in the core, and the module's slug in a module. Parents that a profile does not name keep
the model's weights, and a practice of weight 0 in the model is never brought into the score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.core.ahp import PER_MILLE, per_mille
from assessment.core.answers import Tally
from assessment.core.levels import TOP, staged_levels
from assessment.core.model import Node, Practice, Tree
from assessment.core.scoring import score_teams
from assessment.core.seeds import OVERALL

Profile = Mapping[str, Mapping[str, int]]

DEFAULT = "default"
EQUAL = "equal"
AHP = "ahp"
CUSTOM = "custom"

SMALLEST_SHARE = 10
"""Per mille that a custom profile gives to each child at least."""

UNKNOWN_PARENT = "unknown_parent"
UNKNOWN_CHILD = "unknown_child"
MISSING_CHILD = "missing_child"
NOT_SCORED = "not_scored"
TOO_SMALL = "too_small"
WRONG_SUM = "wrong_sum"
NO_REASON = "no_reason"


@dataclass(frozen=True)
class ProfileFault:
    """What is wrong with a custom profile.

    `problem` is unknown_parent; unknown_child, missing_child, not_scored (the model gives it
    weight 0) or too_small (below 10) for a child; wrong_sum (not 1000) for a parent; or no_reason.
    `value` is the weight or the sum at fault.
    """

    problem: str
    parent: str | None = None
    child: str | None = None
    value: int | None = None


def families(tree: Tree, top: str = OVERALL) -> dict[str, tuple[Node | Practice, ...]]:
    """The children of every parent by its slug, the top nodes first."""
    return {top: tree.roots, **{node.slug: node.children for node in tree.nodes}}


def default_profile(tree: Tree, top: str = OVERALL) -> dict[str, dict[str, int]]:
    """The model's own weights, which may add up to anything."""
    return {
        parent: {child.slug: child.weight for child in children}
        for parent, children in families(tree, top).items()
    }


def equal_profile(tree: Tree, top: str = OVERALL) -> dict[str, dict[str, int]]:
    """Exactly equal weights at each node, among the children that the model weighs at all."""
    profile = {}
    for parent, children in families(tree, top).items():
        weighed = sum(child.weight > 0 for child in children)
        share = max(1, PER_MILLE // weighed) if weighed else 0
        profile[parent] = {child.slug: share if child.weight else 0 for child in children}
    return profile


def judged_profile(
    tree: Tree, weights: Mapping[str, Sequence[float]], top: str = OVERALL
) -> dict[str, dict[str, int]]:
    """A profile from weights that add up to 1, such as those of pairwise judgements.

    `weights` has, for each parent, one number for each child of some weight, in model order.
    Raises KeyError for an unknown parent and ValueError for a wrong number of weights.
    """
    known = families(tree, top)
    return {
        parent: dict(
            zip((child.slug for child in _weighed(known[parent])), per_mille(shares), strict=True)
        )
        for parent, shares in weights.items()
    }


def _weighed(children: Sequence[Node | Practice]) -> list[Node | Practice]:
    return [child for child in children if child.weight > 0]


def check_custom(
    trees: Mapping[str, Tree], profile: Profile, reason: str
) -> tuple[ProfileFault, ...]:
    """Everything that is wrong with a custom profile; nothing if it may be used.

    For each parent it names: whole numbers per mille that add up to 1000, each at least 10, for
    every child that the model weighs; a child of weight 0 is left out or stays 0. And a reason.

    `trees` are the trees of the model by the slug of their top: "overall" and the modules' slugs.
    """
    known = {
        parent: children
        for top, tree in trees.items()
        for parent, children in families(tree, top).items()
    }
    faults: list[ProfileFault] = []
    for parent, weights in profile.items():
        if parent not in known:
            faults.append(ProfileFault(UNKNOWN_PARENT, parent))
            continue
        faults.extend(_check_family(parent, known[parent], weights))
    if not reason.strip():
        faults.append(ProfileFault(NO_REASON))
    return tuple(faults)


def _check_family(
    parent: str, children: Sequence[Node | Practice], weights: Mapping[str, int]
) -> list[ProfileFault]:
    own = {child.slug: child.weight for child in children}
    faults = [
        ProfileFault(MISSING_CHILD, parent, slug)
        for slug, weight in own.items()
        if weight > 0 and slug not in weights
    ]
    for slug, weight in weights.items():
        if slug not in own:
            faults.append(ProfileFault(UNKNOWN_CHILD, parent, slug, weight))
        elif own[slug] == 0:
            if weight != 0:
                faults.append(ProfileFault(NOT_SCORED, parent, slug, weight))
        elif weight < SMALLEST_SHARE:
            faults.append(ProfileFault(TOO_SMALL, parent, slug, weight))
    if sum(weights.values()) != PER_MILLE:
        faults.append(ProfileFault(WRONG_SUM, parent, value=sum(weights.values())))
    return faults


def weighed_tree(tree: Tree, profile: Profile, top: str = OVERALL) -> Tree:
    """The tree with the weights of a profile.

    Parents of other trees are passed over, so that one profile serves a core and its modules, in
    their full and short forms. Raises ValueError if a child that the model weighs gets no weight
    or a negative one, if one of weight 0 gets some, or if nothing is left of a parent.
    """
    return replace(tree, roots=_weighed_children(tree.roots, top, profile))


def _weighed_children(
    children: tuple[Node | Practice, ...], parent: str, profile: Profile
) -> tuple[Node | Practice, ...]:
    weights = profile.get(parent)
    changed: list[Node | Practice] = []
    for child in children:
        inner: Node | Practice = child
        if isinstance(inner, Node):
            inner = replace(inner, children=_weighed_children(inner.children, inner.slug, profile))
        changed.append(inner if weights is None else _weigh(inner, parent, weights))
    return tuple(changed)


def _weigh(child: Node | Practice, parent: str, weights: Mapping[str, int]) -> Node | Practice:
    weight = weights.get(child.slug, 0)
    if weight < 0 or (child.weight > 0) != (weight > 0):
        raise ValueError(
            f"weight {weight} for {child.slug} in {parent}; the model's is {child.weight}"
        )
    return replace(child, weight=weight)


@dataclass(frozen=True)
class Outcome:
    """What a team would have reached under a profile.

    `score` and `level` are None where the overall is not shown, `difference` (in points from the
    first profile) also where the first is not.
    """

    profile: str
    score: float | None
    level: int | None
    difference: float | None
    nodes: Mapping[str, float]
    """Scores of the inner nodes that are shown."""


def what_if(
    tree: Tree,
    tally: Tally,
    profiles: Mapping[str, Profile],
    *,
    min_group: int = 5,
    cap: int = TOP,
    top: str = OVERALL,
) -> tuple[Outcome, ...]:
    """One team's answers under several profiles, the campaign's own first.

    Parameters
    ----------
    tally : counts of one team.
    profiles : by name; the differences are from the first.
    min_group : k, 1 in consensus mode.
    cap : the highest level given.
    """
    outcomes: list[Outcome] = []
    for name, profile in profiles.items():
        scores = score_teams(weighed_tree(tree, profile, top), tally, min_group)
        score = float(scores.overall[0]) if scores.overall_shown[0] else None
        first = outcomes[0].score if outcomes else score
        outcomes.append(
            Outcome(
                profile=name,
                score=score,
                level=int(staged_levels(scores, cap).overall[0]) or None,
                difference=None if score is None or first is None else score - first,
                nodes={
                    scores.layout.items[node].slug: float(scores.score[node, 0])
                    for node in range(scores.layout.node_count)
                    if scores.shown[node, 0]
                },
            )
        )
    return tuple(outcomes)
