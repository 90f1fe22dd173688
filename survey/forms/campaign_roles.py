"""What respondents may call themselves, and which capabilities only some of them are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.core.model import pick
from assessment.formatting import CHINESE
from survey.campaign_locks import locks_of
from survey.forms.campaign import button, fix
from survey.forms.organisation import helper
from survey.models import Campaign
from survey.questionnaire import capabilities

MOST_ROLES = 12
FRESH = 3
"""Empty lines for roles that are still to come."""


class RolesForm(forms.Form):
    """Lines of roles, and for each capability the roles that are asked about it.

    Cleaned, it holds `roles` and `show_if` as a campaign keeps them. A line that is emptied takes
    its role away.
    """

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.sections = capabilities(campaign)
        self.known = {role["slug"]: role for role in campaign.roles}
        self.lines = range(min(MOST_ROLES, len(self.known) + FRESH))
        kept = list(campaign.roles)
        for at in self.lines:
            role = kept[at] if at < len(kept) else {}
            self._line(at, role)
        choices = [(slug, role_name(role, language)) for slug, role in self.known.items()]
        if choices:
            for slug, section in self.sections.items():
                self.fields[f"only-{slug}"] = forms.MultipleChoiceField(
                    label=pick(section.name, language),
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
                self.initial[f"only-{slug}"] = campaign.show_if.get(slug, [])
        self.helper = helper(button(campaign))
        fix(self, self.fields.keys() if "roles" in locks_of(campaign).fixed else ())

    def _line(self, at: int, role: Mapping[str, str]) -> None:
        number = {"n": at + 1}
        self.fields[f"role-{at}-slug"] = forms.CharField(
            required=False, max_length=60, widget=forms.HiddenInput
        )
        labels = {"en": _("Role %(n)s") % number, "zh": _("Role %(n)s in Chinese") % number}
        for language, label in labels.items():
            self.fields[f"role-{at}-{language}"] = forms.CharField(
                label=label,
                required=False,
                max_length=60,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )
        self.initial |= {
            f"role-{at}-slug": role.get("slug", ""),
            f"role-{at}-en": role.get("en", ""),
            f"role-{at}-zh": role.get(CHINESE, ""),
        }

    @property
    def role_lines(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        return [
            (self[f"role-{at}-slug"], self[f"role-{at}-en"], self[f"role-{at}-zh"])
            for at in self.lines
        ]

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of capabilities by the layer or module that they belong to."""
        language = get_language() or "en"
        if not self.known:
            return
        for name, found in groupby(
            self.sections.values(), lambda section: pick(section.group, language)
        ):
            yield name, [self[f"only-{section.slug}"] for section in found]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        roles: list[dict[str, str]] = []
        for at in self.lines:
            en, zh = cleaned.get(f"role-{at}-en", ""), cleaned.get(f"role-{at}-zh", "")
            if not en and not zh:
                continue
            slug = cleaned.get(f"role-{at}-slug", "")
            taken = {*self.known, *(role["slug"] for role in roles)}
            role = {"slug": slug if slug in self.known else _new_slug(en, taken), "en": en or zh}
            roles.append({**role, CHINESE: zh} if zh else role)
        kept = {role["slug"] for role in roles}
        chosen = {slug: cleaned.get(f"only-{slug}") or [] for slug in self.sections}
        show_if = {slug: [role for role in said if role in kept] for slug, said in chosen.items()}
        return {"roles": roles, "show_if": {slug: said for slug, said in show_if.items() if said}}


def role_name(role: Mapping[str, str], language: str) -> str:
    return role.get(language) or role["en"]


def _new_slug(name: str, taken: set[str]) -> str:
    base = slugify(name)[:50] or "role"
    numbers = (f"{base}-{n}" for n in range(2, MOST_ROLES + len(taken) + 2))
    return base if base not in taken else next(each for each in numbers if each not in taken)
