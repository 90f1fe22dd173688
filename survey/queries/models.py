"""A published questionnaire as a page shows it, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assessment.core.model import CapabilityModel, Practice, pick
from assessment.loading import find_model
from survey.questionnaire import Section, questionnaire


@dataclass(frozen=True)
class ModelRow:
    slug: str
    version: str
    name: str
    items: int
    short_items: int
    modules: tuple[str, ...]
    module_slugs: tuple[str, ...]
    sha256: str


@dataclass(frozen=True)
class AnchorRow:
    number: int
    text: str
    evidence: str


@dataclass(frozen=True)
class ItemRow:
    slug: str
    name: str
    stem: str
    definition: str
    na: str
    gate: bool
    short: bool
    added: bool
    weight: int
    needs: tuple[str, ...]
    anchors: tuple[AnchorRow, ...]


@dataclass(frozen=True)
class SectionRow:
    slug: str
    name: str
    group: str
    definition: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class ModelPage:
    row: ModelRow
    sections: tuple[SectionRow, ...]


def model_row(slug: str, version: str, language: str) -> ModelRow:
    model = find_model(f"{slug}@{version}")
    return ModelRow(
        slug=slug,
        version=version,
        name=pick(model.name, language),
        items=len(model.core.practices),
        short_items=sum(practice.short for practice in model.core.practices),
        modules=tuple(pick(module.name, language) for module in model.modules),
        module_slugs=tuple(module.slug for module in model.modules),
        sha256=model.sha256,
    )


@lru_cache(maxsize=8)
def model_page(slug: str, version: str, language: str) -> ModelPage:
    """Every question of the core and the modules; kept, because a version never changes."""
    ref = f"{slug}@{version}"
    model = find_model(ref)
    asked = questionnaire(ref, "full", tuple(module.slug for module in model.modules))
    sections = tuple(_section(model, section, language) for section in asked.sections)
    return ModelPage(model_row(slug, version, language), sections)


def _section(model: CapabilityModel, section: Section, language: str) -> SectionRow:
    return SectionRow(
        slug=section.slug,
        name=pick(section.name, language),
        group=pick(section.group, language),
        definition=pick(section.definition, language),
        items=tuple(_item(model, practice, language) for practice in section.practices),
    )


def _item(model: CapabilityModel, practice: Practice, language: str) -> ItemRow:
    evidence = [pick(text, language) for text in practice.evidence]
    return ItemRow(
        slug=practice.slug,
        name=pick(practice.name, language),
        stem=pick(practice.stem, language),
        definition=pick(practice.definition, language),
        na=pick(practice.na, language),
        gate=practice.gate,
        short=practice.short,
        added=practice.added,
        weight=practice.weight,
        needs=tuple(pick(model.practices[need.slug].name, language) for need in practice.needs),
        anchors=tuple(
            AnchorRow(number, pick(anchor, language), (evidence[number : number + 1] or [""])[0])
            for number, anchor in enumerate(practice.anchors)
        ),
    )
