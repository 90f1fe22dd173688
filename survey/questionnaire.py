"""What a campaign asks, in the order in which it is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assessment.core.forms import form_of, forms_of
from assessment.core.layout import layout_of
from assessment.core.model import CapabilityModel, Node, Practice, Text, Tree
from assessment.loading import find_model
from survey.models import Campaign
from survey.models.campaign import Mode
from survey.weighing import campaign_model

SECONDS_AN_ITEM = 22


class ModelChanged(Exception):
    """The model on disk is not the one the campaign was opened with."""


@dataclass(frozen=True)
class Section:
    """A capability of the questionnaire and its practices."""

    slug: str
    name: Text
    definition: Text
    group: Text
    practices: tuple[Practice, ...]


@dataclass(frozen=True)
class Questionnaire:
    """The sections of a form, core first, then the modules."""

    model: CapabilityModel
    form: str
    sections: tuple[Section, ...]

    @cached_property
    def practices(self) -> dict[str, Practice]:
        return {p.slug: p for section in self.sections for p in section.practices}

    @property
    def minutes(self) -> int:
        """Honest minutes for the whole form, before an organisation has its own median."""
        return minutes_for(len(self.practices))


def minutes_for(items: int) -> int:
    """Minutes for so many questions, rounded up; 0 only for none."""
    return -(-items * SECONDS_AN_ITEM // 60)


@lru_cache(maxsize=32)
def questionnaire(ref: str, form: str, modules: tuple[str, ...]) -> Questionnaire:
    """The questionnaire of a model reference (`slug@version`) in a form, with these modules.

    Raises what `find_model` raises, KeyError for an unknown module.
    """
    model = find_model(ref)
    trees = [form_of(model.core, form), *forms_of(map(model.module, modules), form)]
    sections = [section for tree in trees for section in _sections(tree)]
    return Questionnaire(model, form, tuple(sections))


def _sections(tree: Tree) -> list[Section]:
    """Capabilities with their practices; practices above any capability make one of their own."""
    layout = layout_of(tree)
    first = layout.node_count
    found: list[Section] = []
    for row, practice in enumerate(tree.practices):
        path = layout.path(first + row)
        home = next((i for i in path if i in layout.capabilities), path[1] if path[1:] else None)
        item = layout.items[home] if home is not None else tree
        top = layout.items[path[-1]] if home is not None and path[-1] != home else tree
        if found and found[-1].slug == item.slug:
            last = found.pop()
            kept = (*last.practices, practice)
            found.append(Section(last.slug, last.name, last.definition, last.group, kept))
        else:
            assert isinstance(item, Node | Tree)
            assert isinstance(top, Node | Tree)
            found.append(Section(item.slug, item.name, item.definition, top.name, (practice,)))
    return found


def is_asked(campaign: Campaign, capability: str, role: str) -> bool:
    """Is somebody of this role asked about a capability?

    Whoever has no role is asked everything; and so is a team that answers jointly.
    """
    wanted = campaign.show_if.get(capability)
    known = {each["slug"] for each in campaign.roles}
    return not wanted or role not in known or role in wanted or campaign.mode == Mode.CONSENSUS


def asked_of(asked: Questionnaire, campaign: Campaign, role: str) -> Questionnaire:
    """The part of a campaign's questionnaire that somebody of this role is asked."""
    if not campaign.show_if:
        return asked
    sections = tuple(s for s in asked.sections if is_asked(campaign, s.slug, role))
    return replace(asked, sections=sections)


def capabilities(campaign: Campaign) -> dict[str, Section]:
    """The capabilities that a campaign asks about, by slug, in the order of the form."""
    found = questionnaire(campaign.model_ref, campaign.form, tuple(campaign.modules))
    return {section.slug: section for section in found.sections}


def of_campaign(campaign: Campaign) -> Questionnaire:
    """What a campaign asks; the model has the campaign's weights.

    Raises ModelChanged if the pinned content is not there any more.
    """
    ref = campaign.model_ref
    found = questionnaire(ref, campaign.form, tuple(campaign.modules))
    if campaign.model_sha256 and campaign.model_sha256 != found.model.sha256:
        raise ModelChanged(ref)
    return replace(found, model=campaign_model(campaign)) if campaign.weights else found
