"""The full and the short form of a questionnaire."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assessment.core.model import Node, Practice, Tree

FULL = "full"
SHORT = "short"
SHORT_LEVEL_CAP = 3
"""The short form shows a level as indicative only, and none above this."""


def form_of(tree: Tree, form: str) -> Tree:
    """The tree as asked in a form; nodes that the short form leaves empty are dropped.

    Raises ValueError for an unknown form, or if the short form has no practice.
    """
    if form == FULL:
        return tree
    if form != SHORT:
        raise ValueError(f"unknown form {form!r}; it is full or short")
    kept = tree.__dict__.get("_short")
    if kept is None:
        roots = tuple(item for item in (_short(root) for root in tree.roots) if item is not None)
        if not roots:
            raise ValueError(f"{tree.slug} has no short form")
        kept = replace(tree, roots=roots)
        tree.__dict__["_short"] = kept
    result: Tree = kept
    return result


def forms_of(modules: Iterable[Tree], form: str) -> list[Tree]:
    """Modules as asked in a form; the short form leaves out those that have none."""
    return [form_of(each, form) for each in modules if form == FULL or has_short_form(each)]


def has_short_form(tree: Tree) -> bool:
    return any(practice.short for practice in tree.practices)


def _short(item: Node | Practice) -> Node | Practice | None:
    if isinstance(item, Practice):
        return item if item.short else None
    children = tuple(child for child in (_short(c) for c in item.children) if child is not None)
    return replace(item, children=children) if children else None
