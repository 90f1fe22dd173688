"""One tree of a result beside its part of the model, read in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assessment.core.forms import form_of
from assessment.core.layout import Layout, layout_of
from assessment.core.model import CapabilityModel, Node, Practice, Scale, Tree, pick
from assessment.core.result import NodeResult, PracticeResult, Result, TreeResult
from assessment.formatting import CHINESE
from reports.contents import texts
from reports.contents.shape import ReportHeader

BUILDS_ON = ("As above", "在上一项之上")
"""How a statement begins that builds on the one before it (docs/formats.md)."""
ANCHORED = "anchored"
"""The built-in scale, the only one whose steps have names of their own."""


@dataclass(frozen=True)
class Reading:
    """What the builders of a report's parts read from; `tree` is already that of the form.

    `trees` are all of the model, the core first.

    `previous` is the same tree of the campaign before, `previous_title` names that campaign;
    `other_version` and `other_weights` say that it used another version of the model, or weights
    from elsewhere.
    """

    tree: Tree
    part: TreeResult
    trees: tuple[Tree, ...]
    practices_everywhere: Mapping[str, Practice]
    result: Result
    header: ReportHeader
    language: str
    is_module: bool = False
    previous: TreeResult | None = None
    previous_title: str = ""
    other_version: bool = False
    other_weights: bool = False

    @property
    def consensus(self) -> bool:
        return self.result.mode == "consensus"

    @cached_property
    def layout(self) -> Layout:
        return layout_of(self.tree)

    @cached_property
    def nodes(self) -> dict[str, NodeResult]:
        return {node.slug: node for node in self.part.nodes}

    @cached_property
    def practices(self) -> dict[str, PracticeResult]:
        return {practice.slug: practice for practice in self.part.practices}

    @cached_property
    def before(self) -> dict[str, NodeResult]:
        return {node.slug: node for node in self.previous.nodes} if self.previous else {}

    @cached_property
    def capabilities(self) -> tuple[Node, ...]:
        """Where levels are climbed first; without levels, the parents of practices."""
        items = (self.layout.items[index] for index in self.layout.capabilities)
        return tuple(item for item in items if isinstance(item, Node))

    @cached_property
    def layers(self) -> tuple[Node, ...]:
        """Top nodes that stand above the capabilities; none in a tree that starts with these."""
        slugs = {node.slug for node in self.capabilities}
        return tuple(r for r in self.tree.roots if isinstance(r, Node) and r.slug not in slugs)

    def ancestors(self, slug: str) -> tuple[Node, ...]:
        """Nodes above an item, nearest first."""
        path = self.layout.path(self.layout.position[slug])[1:]
        items = (self.layout.items[index] for index in path)
        return tuple(item for item in items if isinstance(item, Node))

    def top(self, slug: str) -> Node | None:
        """The layer above an item, or None in a tree without layers."""
        above = self.ancestors(slug)
        return above[-1] if above and above[-1] in self.layers else None

    def capability_of(self, slug: str) -> Node | None:
        """The capability of a practice, or its nearest node; None for a practice at the top."""
        above = self.ancestors(slug)
        known = {node.slug for node in self.capabilities}
        return next((node for node in above if node.slug in known), above[0] if above else None)

    def name(self, item: Node | Practice | Tree) -> str:
        return pick(item.name, self.language)

    def step_label(self, scale: Scale, step: int, *, brief: bool = False) -> str:
        """The name of an answer option, long or short."""
        return step_label(scale, step, self.language, brief=brief)

    def anchor(self, practice: Practice, step: int | None) -> str:
        if step is None or step >= len(practice.anchors):
            return ""
        return pick(practice.anchors[step], self.language)

    def whole_anchor(self, practice: Practice, step: int | None) -> str:
        """The statement where it stands alone: what it builds on is put before it."""
        text = self.anchor(practice, step)
        if step and text.startswith(BUILDS_ON):
            space = "" if self.language == CHINESE else " "
            return self.whole_anchor(practice, step - 1) + space + text
        return text


def step_label(scale: Scale, step: int, language: str, *, brief: bool = False) -> str:
    """The name of an answer option, long or short."""
    if scale.slug == ANCHORED and scale.is_five_step:
        return (texts.STEPS_SHORT if brief else texts.STEPS)[step](language)
    return texts.OPTION_NUMBER(language, step=step)


def reading_of(
    model: CapabilityModel,
    header: ReportHeader,
    result: Result,
    part: TreeResult,
    language: str,
    previous: tuple[str, Result] | None = None,
) -> Reading:
    """A part of a result (its core or one of its modules) beside its tree.

    `previous` is (campaign title, result) of a comparable earlier campaign.
    """
    is_module = part is not result.core
    tree: Tree = model.module(part.slug) if is_module else model.core
    past = None
    if previous:
        trees = previous[1].modules if is_module else (previous[1].core,)
        past = next((t for t in trees if t.slug == part.slug or not is_module), None)
    return Reading(
        tree=form_of(tree, result.form),
        part=part,
        trees=(model.core, *model.modules),
        practices_everywhere=model.practices,
        result=result,
        header=header,
        language=language,
        is_module=is_module,
        previous=past,
        previous_title=previous[0] if previous and past else "",
        other_version=bool(previous and previous[1].model["sha256"] != result.model["sha256"]),
        other_weights=bool(previous and previous[1].profile != result.profile),
    )
