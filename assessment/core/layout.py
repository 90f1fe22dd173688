"""A tree as arrays of positions, computed once and used for every team.

Items are numbered with the inner nodes first, in pre-order, then the practices in model order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
import numpy.typing as npt

from assessment.core.model import Node, Practice, Tree

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """Positions and weights of a tree.

    Attributes
    ----------
    items : inner nodes in pre-order, then practices in model order.
    parents : for each item the position of its parent, -1 at the top.
    children : for each inner node the positions of its children.
    depths : 0 for a top item.
    """

    tree: Tree
    items: tuple[Node | Practice, ...]
    parents: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    depths: tuple[int, ...]
    roots: tuple[int, ...]
    kept: dict[tuple[tuple[int, ...], int], tuple[int, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Answers of `whole_shares`, which every scoring asks again."""

    @cached_property
    def position(self) -> dict[str, int]:
        return {item.slug: index for index, item in enumerate(self.items)}

    @cached_property
    def node_count(self) -> int:
        return len(self.children)

    @cached_property
    def practice_count(self) -> int:
        return len(self.items) - len(self.children)

    @cached_property
    def weights(self) -> tuple[int, ...]:
        return tuple(item.weight for item in self.items)

    @cached_property
    def option_values(self) -> Floats:
        """Value in [0, 1] of each option, [practice, option]; unused options are 0."""
        practices = self.tree.practices
        width = max((len(p.scale.values) for p in practices), default=0)
        values = np.zeros((len(practices), width))
        for row, practice in enumerate(practices):
            for option, value in enumerate(practice.scale.values):
                values[row, option] = float(value)
        return values

    def siblings(self, index: int) -> tuple[int, ...]:
        parent = self.parents[index]
        return self.roots if parent < 0 else self.children[parent]

    def tier(self, index: int) -> str:
        """The tier's name; a practice is always of the last tier."""
        tiers = self.tree.tiers
        if index >= self.node_count:
            return tiers[-1]
        return tiers[min(self.depths[index], len(tiers) - 1)]

    @cached_property
    def capabilities(self) -> tuple[int, ...]:
        """Nodes at which levels are climbed first; without levels, parents of practices."""
        levels = self.tree.levels
        if levels is not None:
            return tuple(i for i in range(self.node_count) if self.tier(i) == levels.tier)
        return tuple(
            i for i in range(self.node_count) if any(c >= self.node_count for c in self.children[i])
        )

    def below(self, index: int) -> tuple[int, ...]:
        """Positions of the practices below a node, in model order."""
        found: list[int] = []
        for child in self.children[index]:
            found.extend([child] if child >= self.node_count else self.below(child))
        return tuple(found)

    @cached_property
    def paths(self) -> tuple[tuple[int, ...], ...]:
        """For each item, itself and its ancestors, from the item up."""
        chains = []
        for index in range(len(self.items)):
            chain = [index]
            while self.parents[chain[-1]] >= 0:
                chain.append(self.parents[chain[-1]])
            chains.append(tuple(chain))
        return tuple(chains)

    def path(self, index: int) -> tuple[int, ...]:
        """The item and its ancestors, from the item up."""
        return self.paths[index]

    def nominal_share(self, index: int, above: int = -1) -> Fraction:
        """Product of the model's weight shares from below `above` (the top) down to the item."""
        share = Fraction(1)
        for step in self.path(index):
            if step == above:
                break
            total = sum(self.weights[s] for s in self.siblings(step))
            share *= Fraction(self.weights[step], total) if total else 0
        return share

    def whole_shares(self, indices: tuple[int, ...], above: int = -1) -> tuple[int, ...]:
        """Nominal shares of several items, scaled to whole numbers of the same proportion."""
        if (indices, above) in self.kept:
            return self.kept[indices, above]
        shares = [self.nominal_share(index, above) for index in indices]
        scale = lcm(*(share.denominator for share in shares)) if shares else 1
        self.kept[indices, above] = tuple(int(share * scale) for share in shares)
        return self.kept[indices, above]


def _build(tree: Tree) -> Layout:
    nodes: list[Node] = []
    practices: list[Practice] = []
    for item, _ in tree.walk():
        if isinstance(item, Node):
            nodes.append(item)
        else:
            practices.append(item)
    items: tuple[Node | Practice, ...] = (*nodes, *practices)
    at = {id(item): index for index, item in enumerate(items)}
    parents = [-1] * len(items)
    depths = [0] * len(items)
    for item, parent in tree.walk():
        if parent is not None:
            parents[at[id(item)]] = at[id(parent)]
            depths[at[id(item)]] = depths[at[id(parent)]] + 1
    return Layout(
        tree=tree,
        items=items,
        parents=tuple(parents),
        children=tuple(tuple(at[id(child)] for child in node.children) for node in nodes),
        depths=tuple(depths),
        roots=tuple(at[id(root)] for root in tree.roots),
    )


def layout_of(tree: Tree) -> Layout:
    """The layout of a tree, kept on the tree itself."""
    kept = tree.__dict__.get("_layout")
    if kept is None:
        kept = _build(tree)
        tree.__dict__["_layout"] = kept
    layout: Layout = kept
    return layout
