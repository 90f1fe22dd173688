"""The level that each capability should reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.core.model import pick
from assessment.loading import find_model
from survey.forms.campaign import button, fix
from survey.forms.organisation import helper
from survey.models import Campaign
from survey.questionnaire import capabilities
from survey.services.campaign_setup import TARGETS


class TargetsForm(forms.Form):
    """A field for each capability; cleaned, `targets` are those that were chosen."""

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.sections = capabilities(campaign)
        choices = [("", _("none")), *level_choices(campaign, language)]
        for slug, section in self.sections.items():
            self.fields[f"target-{slug}"] = forms.ChoiceField(
                label=pick(section.name, language),
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.initial[f"target-{slug}"] = str(campaign.targets.get(slug, ""))
        self.helper = helper(button(campaign))
        fix(self, ())

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields by the layer or module that they belong to."""
        language = get_language() or "en"
        for name, found in groupby(
            self.sections.values(), lambda section: pick(section.group, language)
        ):
            yield name, [self[f"target-{section.slug}"] for section in found]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = {slug: cleaned.get(f"target-{slug}") for slug in self.sections}
        return {"targets": {slug: int(level) for slug, level in chosen.items() if level}}


def level_choices(campaign: Campaign, language: str) -> list[tuple[str, str]]:
    """Levels 2 to 5 with their names, where the questionnaire has any."""
    levels = find_model(campaign.model_ref).core.levels
    if levels is None:
        return [(str(level), str(level)) for level in TARGETS]
    names = [pick(name, language) for name in levels.names]
    return [(str(level), f"{level} · {names[level - 1]}") for level in TARGETS]
