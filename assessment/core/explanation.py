"""Why a number is what it is: inputs, weights, what was left out and why, what it adds above.

Everything is read from a result and its model; nothing is scored again.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.forms import form_of
from assessment.core.model import CapabilityModel, Node, Practice, Text, Tree
from assessment.core.result import (
    NOT_APPLICABLE,
    NOT_ENOUGH_DATA,
    SCORED,
    SHOWN,
    NodeResult,
    PracticeResult,
    Result,
    TreeResult,
)

OVERALL = "overall"
ZERO_WEIGHT = "zero_weight"


@dataclass(frozen=True)
class Input:
    """One child of an explained node.

    `share` is its renormalised weight among the children in the score (they add up to 1),
    `contribution` the points it adds to the node; both None if it was left out, and `left_out`
    then says why: not_applicable, not_enough_data, hidden or zero_weight.
    """

    slug: str
    name: Text
    score: float | None
    weight: int
    share: float | None
    contribution: float | None
    status: str
    left_out: str | None


@dataclass(frozen=True)
class Explanation:
    """How the number of an item came about.

    `kind` is overall, node or practice. For a node or the overall `inputs` are its children; a
    practice has none, its own counts are in the result. `contribution` is what the item adds to
    `parent`, in points, and `share` its renormalised weight there.
    """

    slug: str
    tree: str
    kind: str
    name: Text
    status: str
    score: float | None
    coverage: float | None
    inputs: tuple[Input, ...]
    parent: str | None
    share: float | None
    contribution: float | None
    practice: PracticeResult | None = None


def explain(model: CapabilityModel, result: Result, slug: str) -> Explanation:
    """Explain a node, a practice, or the overall (slug "overall", or a module's slug).

    Raises KeyError if the result has no such item.
    """
    pairs = [(form_of(model.core, result.form), result.core)]
    pairs += [(form_of(model.module(m.slug), result.form), m) for m in result.modules]
    for index, (tree, part) in enumerate(pairs):
        top = OVERALL if index == 0 else tree.slug
        if slug == top:
            return _overall(tree, part, top)
        for item, parent in tree.walk():
            if item.slug == slug:
                return _item(tree, part, item, parent, top)
    raise KeyError(slug)


def _overall(tree: Tree, part: TreeResult, top: str) -> Explanation:
    return Explanation(
        slug=top,
        tree=top,
        kind=OVERALL,
        name=tree.name,
        status=part.overall.status,
        score=part.overall.score,
        coverage=part.overall.coverage,
        inputs=_inputs(part, tree.roots),
        parent=None,
        share=None,
        contribution=None,
    )


def _item(
    tree: Tree, part: TreeResult, item: Node | Practice, parent: Node | None, top: str
) -> Explanation:
    siblings = _inputs(part, parent.children if parent else tree.roots)
    own = next(sibling for sibling in siblings if sibling.slug == item.slug)
    practice = part.practice(item.slug) if isinstance(item, Practice) else None
    return Explanation(
        slug=item.slug,
        tree=top,
        kind="practice" if practice else "node",
        name=item.name,
        status=own.status,
        score=own.score,
        coverage=None if practice else part.node(item.slug).coverage,
        inputs=() if isinstance(item, Practice) else _inputs(part, item.children),
        parent=parent.slug if parent else top,
        share=own.share,
        contribution=own.contribution,
        practice=practice,
    )


def _inputs(part: TreeResult, children: tuple[Node | Practice, ...]) -> tuple[Input, ...]:
    found = [(child, _result(part, child)) for child in children]
    counted = [child.weight > 0 and row.status in (SHOWN, SCORED) for child, row in found]
    total = sum(child.weight for (child, _), ok in zip(found, counted, strict=True) if ok)
    rows = []
    for (child, row), ok in zip(found, counted, strict=True):
        share = child.weight / total if ok else None
        rows.append(
            Input(
                slug=child.slug,
                name=child.name,
                score=row.score,
                weight=child.weight,
                share=share,
                contribution=share * row.score
                if share is not None and row.score is not None
                else None,
                status=row.status,
                left_out=None if ok else _reason(child, row),
            )
        )
    return tuple(rows)


def _result(part: TreeResult, child: Node | Practice) -> NodeResult | PracticeResult:
    return part.practice(child.slug) if isinstance(child, Practice) else part.node(child.slug)


def _reason(child: Node | Practice, row: NodeResult | PracticeResult) -> str:
    if row.status in (NOT_APPLICABLE, NOT_ENOUGH_DATA):
        return row.status
    return ZERO_WEIGHT if child.weight == 0 else row.status
