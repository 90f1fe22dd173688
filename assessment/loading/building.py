"""A model file, or a folder of them, -> `CapabilityModel`, or every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext_lazy

from assessment.core.model import CapabilityModel, Node, Practice, Tree
from assessment.faults import FaultList, FaultsFound
from assessment.loading import heads
from assessment.loading.content import FORMAT, canonical
from assessment.loading.documents import read_document
from assessment.loading.folder import MAIN_FILE, PARTS, included
from assessment.loading.prerequisites import check_needs
from assessment.loading.trees import Reader
from assessment.loading.values import Section, items_of, slug_of

KEYS = (
    *("format", "slug", "version", "name", "definition", "languages", "tiers", "levels"),
    *("include", *PARTS),
)
REQUIRED = ("format", "slug", "version", "name", "languages", "tiers")
MODULE_KEYS = ("slug", "name", "definition", "children")


class ModelFaults(FaultsFound):
    """A model that cannot be loaded."""


@dataclass(frozen=True)
class Source:
    """A model together with where its parts stand.

    `files` are the mappings of the files, the main file first, and `items` those of each node,
    practice and module by slug.
    """

    model: CapabilityModel
    files: tuple[Section, ...]
    items: Mapping[str, Section]


def load_model(path: Path | str) -> CapabilityModel:
    """Read a model file, or the `model.yaml` of a folder with all that it includes.

    Raises
    ------
    ModelFaults : the model has faults; it holds all of them, each with file and line.
    """
    return read_source(path).model


def read_source(path: Path | str) -> Source:
    """As `load_model`, with the places of everything in the files."""
    main = Path(path)
    if main.is_dir():
        main = main / MAIN_FILE
    faults = FaultList()
    root = read_document(main, faults)
    source = None
    if root is not None:
        top = Section(root, faults, KEYS, gettext_lazy("a model"))
        source = _build(main, top, faults) if top.is_mapping else None
    if faults or source is None:
        raise ModelFaults(faults.sorted(), faults.more)
    model = replace(source.model, canonical=canonical(source.model))
    return replace(source, model=model)


def _build(main: Path, top: Section, faults: FaultList) -> Source:
    top.need(REQUIRED, line=1)
    heads.read_format(top, FORMAT)
    sections = [top, *included(main, top, faults)]
    for key in ("scales", "nodes"):
        if not any(key in section for section in sections):
            top.need([key], line=1)
    languages, tiers = heads.read_languages(top), heads.read_tiers(top)
    reader = Reader(faults, languages, tiers, heads.read_scales(sections, faults))
    core = Tree(
        slug=slug_of(top.get("slug"), faults),
        name=reader.text(top, "name"),
        tiers=tiers,
        roots=_roots(reader, sections),
        levels=heads.read_levels(top, languages, tiers),
        definition=reader.text(top, "definition"),
    )
    modules = _modules(reader, sections, core)
    practices = {p.slug for tree in (core, *modules) for p in tree.practices}
    check_needs(reader.needs, set(reader.items), practices, faults)
    model = CapabilityModel(
        slug=core.slug,
        version=heads.read_version(top),
        name=core.name,
        languages=languages,
        core=core,
        modules=modules,
        scales=tuple(reader.scales.values()),
        glossary=heads.read_glossary(sections, languages, faults),
        canonical="",
    )
    return Source(model, tuple(sections), reader.items)


def _roots(reader: Reader, sections: list[Section]) -> tuple[Node | Practice, ...]:
    """The top nodes of all files, in the order of the files."""
    holders = [section for section in sections if "nodes" in section]
    values = [
        value
        for section in holders
        for value in items_of(section.get("nodes"), reader.faults, "nodes")
    ]
    return reader.siblings(values, holders[0].at["nodes"], 1) if values else ()


def _modules(reader: Reader, sections: list[Section], core: Tree) -> tuple[Tree, ...]:
    """A module stands where a top node of the core stands, so its tiers start one lower.

    In a model of practices alone it stands above these, and has the same one tier.
    """
    depth = 1 if len(core.tiers) > 1 else 0
    tiers = core.tiers[depth:]
    levels = core.levels if core.levels and core.levels.tier in tiers else None
    modules = []
    for section in sections:
        for value in items_of(section.get("modules"), reader.faults, "modules"):
            entry = Section(value, reader.faults, MODULE_KEYS, gettext_lazy("a module"))
            entry.need(("slug", "name", "children"))
            modules.append(
                Tree(
                    slug=reader.slug(entry),
                    name=reader.text(entry, "name"),
                    tiers=tiers,
                    roots=reader.children(entry, depth),
                    levels=levels,
                    definition=reader.text(entry, "definition"),
                )
            )
    return tuple(modules)
