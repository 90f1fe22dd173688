"""A model's content as plain values: what its digest is taken of, and what an export writes.

Optional keys that have their default are left out, so writing a default out, splitting a file, or
reordering keys does not change the digest.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import yaml

from assessment.core.model import CapabilityModel, Node, Practice, Text, Tree, canonical_json

FORMAT = "plumbline/1"


def content_of(model: CapabilityModel) -> dict[str, Any]:
    """The keys of a model file in their usual order."""
    levels = model.core.levels
    content: dict[str, Any] = {
        "format": FORMAT,
        "slug": model.slug,
        "version": model.version,
        "name": dict(model.name),
        "definition": dict(model.core.definition),
        "languages": list(model.languages),
        "tiers": list(model.core.tiers),
        "scales": {
            scale.slug: {"options": [{"value": _number(value)} for value in scale.values]}
            for scale in model.scales
        },
        "levels": {"at": levels.tier, "names": _texts(levels.names)} if levels else None,
        "glossary": [{"term": dict(t.term), "text": dict(t.text)} for t in model.glossary],
        "nodes": [_item(root) for root in model.core.roots],
        "modules": [_module(module) for module in model.modules],
    }
    return _filled(content)


def canonical(model: CapabilityModel) -> str:
    return canonical_json(content_of(model))


def as_yaml(model: CapabilityModel) -> str:
    """The model as one file of the format `plumbline/1`, which loads to the same digest."""
    text: str = yaml.dump(
        content_of(model), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6
    )
    return text


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _texts(texts: Sequence[Text]) -> list[dict[str, str]]:
    return [dict(text) for text in texts]


def _filled(content: dict[str, Any]) -> dict[str, Any]:
    """Without optional keys that say nothing."""
    return {key: value for key, value in content.items() if value not in (None, False, [], {})}


def _module(module: Tree) -> dict[str, Any]:
    return _filled(
        {
            "slug": module.slug,
            "name": dict(module.name),
            "definition": dict(module.definition),
            "children": [_item(root) for root in module.roots],
        }
    )


def _item(item: Node | Practice) -> dict[str, Any]:
    head = {
        "slug": item.slug,
        "name": dict(item.name),
        "definition": dict(item.definition),
    }
    if isinstance(item, Node):
        benefit = dict(item.benefit) if item.benefit else None
        children = [_item(child) for child in item.children]
        rest: dict[str, Any] = {"benefit": benefit, "weight": item.weight, "children": children}
    else:
        rest = {
            "weight": item.weight,
            "scale": item.scale.slug,
            "stem": dict(item.stem),
            "anchors": _texts(item.anchors),
            "evidence": _texts(item.evidence),
            "na": dict(item.na) if item.na else None,
            "needs": [f"{need.level}<{need.slug}@{need.at}" for need in item.needs],
            "effort": None if item.effort == "M" else item.effort,
            "ways": list(item.ways),
            "short": item.short,
            "gate": item.gate,
            "added": item.added,
        }
    # A weight of 0 is a statement, unlike a flag that is not set.
    return _filled(head | rest) | {"weight": item.weight}


class _Dumper(yaml.SafeDumper):
    """Writes texts and short lists on one line, as people write them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _mapping(dumper: _Dumper, data: dict[str, Any]) -> yaml.Node:
    flat = all(isinstance(value, (str, int, float)) for value in data.values())
    return dumper.represent_mapping(
        "tag:yaml.org,2002:map", data, flow_style=flat and "slug" not in data
    )


def _list(dumper: _Dumper, data: list[Any]) -> yaml.Node:
    flat = all(isinstance(value, str) for value in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=flat)


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _list)
