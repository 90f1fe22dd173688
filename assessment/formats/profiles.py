"""Weight profiles by name or from a file, or every fault of the file at once.

The format `plumbline-profile/1` is described in docs/formats.md.
"""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.core.model import CapabilityModel, Node, Practice, Tree, canonical_json
from assessment.core.result import JudgedFamily, WeightsUsed
from assessment.core.seeds import OVERALL
from assessment.core.weights import (
    AHP,
    CUSTOM,
    DEFAULT,
    EQUAL,
    Profile,
    equal_profile,
    families,
    weighed_tree,
)
from assessment.faults import Fault, FaultList, FaultsFound
from assessment.formats.custom_weights import read_custom
from assessment.formats.json_document import read_json
from assessment.formats.judgements import Judged, read_judgements
from assessment.formats.table import sha256_of
from assessment.loading.documents import MAX_BYTES, read_document
from assessment.loading.heads import read_format
from assessment.loading.values import Section, add, line_of

FORMAT = "plumbline-profile/1"
KEYS = ("format", "name", "model", "weights", "judgements")
WAYS = ("weights", "judgements")
RESERVED = (DEFAULT, EQUAL, CUSTOM, AHP)
LONGEST_NAME = 200
SHORT_DIGEST = 12

Children = tuple[Node | Practice, ...]


class ProfileFaults(FaultsFound):
    """A weight profile that cannot be used."""


@dataclass(frozen=True)
class WeightProfile:
    """A name, the weights under it, and what a result tells about them (None: the model's own)."""

    name: str
    weights: Profile
    used: WeightsUsed | None

    @property
    def label(self) -> str:
        """What a result calls the profile: its name, and the start of its digest if it has one."""
        if self.used is None or self.used.sha256 is None:
            return self.name
        return f"{self.name}:{self.used.sha256[:SHORT_DIGEST]}"

    def weigh(self, model: CapabilityModel) -> CapabilityModel:
        """The model with these weights; its version and digest stay, as its questions do."""
        return replace(
            model,
            core=weighed_tree(model.core, self.weights),
            modules=tuple(
                weighed_tree(module, self.weights, module.slug) for module in model.modules
            ),
        )


def find_profile(ref: str, model: CapabilityModel) -> WeightProfile:
    """The profile "default", "equal", or that of a file.

    Raises
    ------
    ProfileFaults : the file has faults; it holds all of them, each with its line.
    """
    if ref == DEFAULT:
        return WeightProfile(DEFAULT, {}, None)
    if ref == EQUAL:
        weights = {
            parent: shares
            for top, tree in _trees(model).items()
            for parent, shares in equal_profile(tree, top).items()
        }
        return WeightProfile(EQUAL, weights, WeightsUsed(EQUAL, None, {}, {}))
    if not os.path.exists(ref):
        remedy = _("name default, equal, or a file that exists")
        raise ProfileFaults((Fault(ref, 1, _("there is no such file"), remedy),))
    return read_profile(ref, model)


def read_profile(path: Path | str, model: CapabilityModel) -> WeightProfile:
    """Read a profile of a model; a name in `.json` is JSON, everything else YAML."""
    faults = FaultList()
    place = Path(path)
    is_json = place.suffix.lower() == ".json"
    root = read_json(place, faults, MAX_BYTES) if is_json else read_document(place, faults)
    profile = None
    if root is not None:
        top = Section(root, faults, KEYS, gettext_lazy("a weight profile"))
        profile = _profile(top, model) if top.is_mapping else None
    if faults or profile is None:
        raise ProfileFaults(faults.sorted(), faults.more)
    return profile


def _trees(model: CapabilityModel) -> dict[str, Tree]:
    """The trees by the slug that stands for their top."""
    return {OVERALL: model.core, **{module.slug: module for module in model.modules}}


def _profile(top: Section, model: CapabilityModel) -> WeightProfile | None:
    top.need(("format", "name"), line=1)
    read_format(top, FORMAT)
    name = _name(top)
    _check_model(top, model)
    given = [way for way in WAYS if way in top]
    if len(given) != 1:
        line = top.at[given[1]].line if given else 1
        message = (
            _("both “weights” and “judgements” are given")
            if given
            else _("neither “weights” nor “judgements” is given")
        )
        top.add(line, message, _("give one of the two"))
        return None
    trees = _trees(model)
    known = {
        parent: children
        for slug, tree in trees.items()
        for parent, children in families(tree, slug).items()
    }
    if given == ["weights"]:
        weights, reasons = read_custom(top.keys["weights"], top.faults, trees, known)
        return _custom(name, weights, reasons)
    judged = read_judgements(top.keys["judgements"], top.faults, known)
    return None if top.faults else _judged(name, judged, known)


def _name(top: Section) -> str:
    value = top.get("name")
    if value is None:
        return ""
    name = " ".join(line_of(value, top.faults, "name", LONGEST_NAME).split())
    # A result writes a colon after the name, so what stands before one may not mislead either.
    if name.partition(":")[0].strip().lower() in RESERVED:
        message = _("the name “%(name)s” is reserved") % {"name": name}
        add(value, top.faults, message, _("choose a name that tells what the weights are for"))
    return name


def _check_model(top: Section, model: CapabilityModel) -> None:
    value = top.get("model")
    if value is not None and value.scalar != model.slug:
        message = _("the profile is for the model “%(slug)s”") % {
            "slug": (value.scalar or "…")[:80]
        }
        remedy = _("use a profile for %(model)s") % {"model": model.slug}
        add(value, top.faults, message, remedy)


def _custom(name: str, weights: Profile, reasons: Mapping[str, str]) -> WeightProfile:
    content = {"name": name, "weights": weights, "reasons": reasons}
    return WeightProfile(name, weights, WeightsUsed(CUSTOM, _digest(content), weights, reasons))


def _judged(
    name: str, judged: Mapping[str, Judged], known: Mapping[str, Children]
) -> WeightProfile:
    """The weights of judgements, and a digest of what was judged rather than of its numbers."""
    weights = {
        parent: {
            **{child.slug: 0 for child in known[parent] if child.weight == 0},
            **dict(zip(each.children, each.per_mille, strict=True)),
        }
        for parent, each in judged.items()
    }
    reasons = {parent: each.reason for parent, each in judged.items() if each.reason}
    experts = {
        parent: [
            {"name": expert.name, "judgements": [str(share) for share in expert.upper]}
            for expert in each.experts
        ]
        for parent, each in judged.items()
    }
    content = {"name": name, "judgements": experts, "reasons": reasons}
    told = tuple(
        JudgedFamily(
            parent=parent,
            experts=len(each.experts),
            weights=dict(zip(each.children, each.found.weights, strict=True)),
            eigenvalue=each.found.eigenvalue,
            ratio=each.found.ratio,
        )
        for parent, each in judged.items()
    )
    return WeightProfile(name, weights, WeightsUsed(AHP, _digest(content), weights, reasons, told))


def _digest(content: Mapping[str, object]) -> str:
    return sha256_of(canonical_json({"format": FORMAT, **content}).encode())
