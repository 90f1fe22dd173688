"""A capability model: an immutable weighted tree of nodes whose leaves are practices.

Nothing here reads files; `assessment.loading` builds these values from YAML and checks them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

Text = Mapping[str, str]
"""One text in every language of the model, by language code ("en", "zh-hans")."""

FIVE_STEPS = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
EFFORT_BANDS = {"S": 2, "M": 5, "L": 12, "XL": 25}
"""Person-days for one level up in the middle of the scale, before the step factor."""


@dataclass(frozen=True)
class Scale:
    """A named answer scale; option values lie in [0, 1] and do not decrease."""

    slug: str
    values: tuple[Fraction, ...]

    @property
    def is_five_step(self) -> bool:
        """Levels, gates, moves and agreement are defined for the scale 0, ¼, ½, ¾, 1 only."""
        return self.values == FIVE_STEPS


@dataclass(frozen=True)
class Need:
    """To reach `level` or higher here, practice `slug` must be at `at` or higher."""

    level: int
    slug: str
    at: int


@dataclass(frozen=True)
class Practice:
    """A leaf: one question with one anchor a scale option."""

    slug: str
    name: Text
    weight: int
    scale: Scale
    stem: Text
    anchors: tuple[Text, ...]
    definition: Text = field(default_factory=dict)
    evidence: tuple[Text, ...] = ()
    na: Text | None = None
    needs: tuple[Need, ...] = ()
    effort: str | int = "M"
    ways: tuple[str, ...] = ()
    short: bool = False
    gate: bool = False
    added: bool = False

    @property
    def effort_days(self) -> int:
        """The band in person-days: S 2, M 5, L 12, XL 25, or the model's own number."""
        return EFFORT_BANDS[self.effort] if isinstance(self.effort, str) else self.effort


@dataclass(frozen=True)
class Node:
    """An inner node: a layer, a capability, or whatever the model's tiers call it."""

    slug: str
    name: Text
    weight: int
    children: tuple[Node | Practice, ...]
    definition: Text = field(default_factory=dict)
    benefit: Text | None = None

    def practices(self) -> Iterator[Practice]:
        for child in self.children:
            if isinstance(child, Practice):
                yield child
            else:
                yield from child.practices()


@dataclass(frozen=True)
class Levels:
    """Staged levels: the tier at which they are climbed first, and their five names."""

    tier: str
    names: tuple[Text, ...]


@dataclass(frozen=True)
class Tree:
    """What is scored as one: the core of a model, or one of its modules."""

    slug: str
    name: Text
    tiers: tuple[str, ...]
    roots: tuple[Node | Practice, ...]
    levels: Levels | None
    definition: Text = field(default_factory=dict)

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """Every practice in model order."""
        found: list[Practice] = []
        for root in self.roots:
            found.extend([root] if isinstance(root, Practice) else root.practices())
        return tuple(found)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Inner nodes in pre-order."""
        return tuple(node for node, _ in self.walk() if isinstance(node, Node))

    def walk(self) -> Iterator[tuple[Node | Practice, Node | None]]:
        """Every node and practice with its parent, in pre-order."""

        def visit(
            item: Node | Practice, parent: Node | None
        ) -> Iterator[tuple[Node | Practice, Node | None]]:
            yield item, parent
            if isinstance(item, Node):
                for child in item.children:
                    yield from visit(child, item)

        for root in self.roots:
            yield from visit(root, None)


@dataclass(frozen=True)
class Term:
    """A glossary entry."""

    term: Text
    text: Text


@dataclass(frozen=True)
class CapabilityModel:
    """A published questionnaire with its weights; never edited, only followed by a version."""

    slug: str
    version: str
    name: Text
    languages: tuple[str, ...]
    core: Tree
    modules: tuple[Tree, ...]
    scales: tuple[Scale, ...]
    glossary: tuple[Term, ...]
    canonical: str
    """The loaded content as JSON with sorted keys and no spaces; its digest is `sha256`."""

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @cached_property
    def practices(self) -> Mapping[str, Practice]:
        """Every practice of the core and the modules by slug, in model order."""
        trees = (self.core, *self.modules)
        return {practice.slug: practice for tree in trees for practice in tree.practices}

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every inner node of the core and the modules by slug, in pre-order."""
        return {node.slug: node for tree in (self.core, *self.modules) for node in tree.nodes}

    def module(self, slug: str) -> Tree:
        """The module of that slug; KeyError if there is none."""
        for tree in self.modules:
            if tree.slug == slug:
                return tree
        raise KeyError(slug)


def canonical_json(content: Mapping[str, Any]) -> str:
    """Sorted keys, UTF-8, no spaces: the form whose SHA-256 names a model's content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def pick(text: Text | None, language: str) -> str:
    """The text in the language, else in the first one it has; "" for none.

    >>> pick({"en": "Level", "zh-hans": "级别"}, "zh-hans"), pick({"en": "Level"}, "zh-hans")
    ('级别', 'Level')
    """
    if not text:
        return ""
    return text[language] if language in text else next(iter(text.values()))
