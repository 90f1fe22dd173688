"""A model as a tree of text for the terminal."""

from __future__ import annotations

import io
from fractions import Fraction

from django.utils.translation import gettext as _
from rich.console import Console
from rich.text import Text as Line
from rich.tree import Tree as Lines

from assessment.core.layout import layout_of
from assessment.core.model import CapabilityModel, Node, Practice, Text, Tree


def outline(model: CapabilityModel, language: str, *, items: bool, colour: bool) -> str:
    """The whole model in one language; `items` adds questions and anchors."""
    buffer = io.StringIO()
    # Wider than any line: at the width of a terminal, rich would cut lines off in a pipe.
    console = Console(
        file=buffer, width=1000, force_terminal=colour, no_color=not colour, highlight=False
    )
    head = Line(_in(model.name, language), style="bold")
    head.append(f"  {model.slug}@{model.version}", style="dim")
    console.print(head)
    console.print(
        _("%(practices)d practices; languages: %(languages)s; SHA-256 %(digest)s")
        % {
            "practices": len(model.practices),
            "languages": ", ".join(model.languages),
            "digest": model.sha256,
        },
        soft_wrap=True,
        markup=False,
    )
    console.print(_("★ gate practice  ● in the short form  † may be not applicable"))
    for tree in (model.core, *model.modules):
        console.print(_lines(tree, tree is model.core, language, items), soft_wrap=True)
    return buffer.getvalue()


def _lines(tree: Tree, is_core: bool, language: str, items: bool) -> Lines:
    name = _in(tree.name, language)
    head = Line(name if is_core else _("Module: %(name)s") % {"name": name}, style="bold")
    root = Lines(head)
    layout = layout_of(tree)
    branches: dict[str, Lines] = {}
    for item, parent in tree.walk():
        share = layout.nominal_share(layout.position[item.slug])
        branch = branches[parent.slug] if parent else root
        branches[item.slug] = branch.add(_line(item, share, language))
        if items and isinstance(item, Practice):
            leaf = branches[item.slug]
            leaf.add(Line(_in(item.stem, language)))
            for step, anchor in enumerate(item.anchors):
                leaf.add(Line(f"{step}  {_in(anchor, language)}", style="dim"))
    return root


def _line(item: Node | Practice, share: Fraction, language: str) -> Line:
    """Name, slug and weight; for a practice its marks, effort and prerequisites too."""
    is_practice = isinstance(item, Practice)
    line = Line(_in(item.name, language), style="" if is_practice else "bold")
    line.append(f"  {item.slug}", style="dim not bold")
    details = _("weight %(weight)d, %(share)s %% of all") % {
        "weight": item.weight,
        "share": _percent(share),
    }
    if isinstance(item, Practice):
        marks = "★" * item.gate + "●" * item.short + "†" * (item.na is not None)
        needs = "; ".join(f"{need.level}<{need.slug}@{need.at}" for need in item.needs)
        details += _(", effort %(effort)s") % {"effort": item.effort}
        details += _(", needs %(needs)s") % {"needs": needs} if needs else ""
        line.append(f" {marks}" if marks else "")
    line.append(f"  {details}", style="not bold")
    return line


def _percent(share: Fraction) -> str:
    """With two decimals, half away from zero; none where the share is whole."""
    hundredths = int(share * 10_000 + Fraction(1, 2))
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def _in(text: Text, language: str) -> str:
    """The text in the language, else in the model's first one."""
    return text[language] if language in text else next(iter(text.values()))
