"""Forms of setting a campaign up: what is asked, of whom, and with which weights."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.core.anonymity import SMALLEST_GROUP
from assessment.core.model import CapabilityModel, pick
from assessment.loading import find_model, published_models
from survey.campaign_locks import locks_of
from survey.forms.organisation import NAME_ZH_HELP, TeamsChoice, helper
from survey.models import Campaign, WeightProfile
from survey.models.campaign import Form, Mode, State, Weighting
from survey.questionnaire import minutes_for


def button(campaign: Campaign | None) -> str:
    """What saving a step is called: a draft leads on to the next one."""
    draft = campaign is None or campaign.state == State.DRAFT
    return str(_("Save and go on") if draft else _("Save"))


def fix(form: forms.Form, fixed: Collection[str]) -> None:
    """Fields that show what is so and take nothing; a form of nothing else has no button."""
    for name in set(fixed) & form.fields.keys():
        form.fields[name].disabled = True
    if all(field.disabled for field in form.fields.values()):
        form.helper.inputs = []


def form_choices(model: CapabilityModel) -> list[tuple[str, str]]:
    """Both forms with the number of their questions and the minutes they take."""
    practices = model.core.practices
    items = {Form.FULL: len(practices), Form.SHORT: sum(p.short for p in practices)}
    return [
        (
            form,
            _("%(form)s: %(items)s questions, about %(minutes)s minutes")
            % {"form": form.label, "items": count, "minutes": minutes_for(count)},
        )
        for form, count in items.items()
        if count
    ]


class AskedForm(forms.Form):
    """Its name, and what is asked; of a new campaign where there is none yet."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As people will read it, “Autumn 2026” say.")
    )
    name_zh = forms.CharField(
        label=_("Name in Chinese"), max_length=120, required=False, help_text=NAME_ZH_HELP
    )
    model_ref = forms.ChoiceField(label=_("Questionnaire"))
    form = forms.ChoiceField(
        label=_("Length"), choices=Form.choices, initial=Form.FULL, widget=forms.RadioSelect
    )
    modules = forms.MultipleChoiceField(
        label=_("Modules"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Asked and scored beside the core, never mixed into its score."),
    )

    def __init__(self, *args: Any, campaign: Campaign | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        refs = [f"{slug}@{version}" for slug, version in published_models()]
        models = {ref: find_model(ref) for ref in refs}
        modules = {
            module.slug: pick(module.name, language)
            for model in models.values()
            for module in model.modules
        }
        self.fields["model_ref"].choices = [  # type: ignore[attr-defined]
            (ref, f"{pick(model.name, language)} {model.version}") for ref, model in models.items()
        ]
        present = models.get(campaign.model_ref if campaign else "", models[refs[0]])
        self.fields["form"].choices = form_choices(present)  # type: ignore[attr-defined]
        self.fields["modules"].choices = list(modules.items())  # type: ignore[attr-defined]
        self.helper = helper(button(campaign))
        if campaign is not None:
            for name in self.fields:
                self.initial[name] = getattr(campaign, name)
            pinned = {"model": "model_ref"}
            fix(self, {pinned.get(name, name) for name in locks_of(campaign).fixed} - {"name"})


class WhoForm(forms.Form):
    """Which teams take part, and how people are protected."""

    teams = TeamsChoice(
        label=_("Teams"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(
        label=_("Answers are"),
        widget=forms.RadioSelect,
        help_text=_("Fixed once somebody answers. Small teams can give one joint answer."),
    )
    min_group = forms.IntegerField(
        label=_("Smallest group whose results are shown"), min_value=SMALLEST_GROUP, max_value=50
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locks = locks_of(campaign)
        teams = campaign.organisation.teams.all()
        chosen = list(campaign.teams.all())
        only = list(teams[:2])
        if not chosen and len(only) == 1:
            chosen = only
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]
        allowed = locks.modes(campaign.mode)
        self.fields["mode"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Mode.choices if value in allowed
        ]
        if locks.stricter_only:
            self.fields["min_group"].min_value = campaign.min_group  # type: ignore[attr-defined]
        self.initial |= {"teams": chosen, "mode": campaign.mode, "min_group": campaign.min_group}
        self.helper = helper(button(campaign))
        fix(self, locks.fixed)


class WeightsForm(forms.Form):
    """How much each part counts."""

    weights = forms.ChoiceField(label=_("Weights"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.campaign = campaign
        self.profiles = {str(row.pk): row for row in campaign.organisation.weight_profiles.all()}
        refs = {row.model_ref for row in self.profiles.values()} | {campaign.model_ref}
        self.fields["weights"].choices = [  # type: ignore[attr-defined]
            (Weighting.DEFAULT.value, Weighting.DEFAULT.label),
            (Weighting.EQUAL.value, Weighting.EQUAL.label),
            *(
                (key, _profile_label(row, len(refs) > 1, language))
                for key, row in self.profiles.items()
            ),
        ]
        own = campaign.weighting == Weighting.PROFILE
        self.initial["weights"] = str(campaign.profile_id) if own else campaign.weighting
        self.helper = helper(button(campaign))
        fix(self, locks_of(campaign).fixed)

    def clean(self) -> dict[str, Any]:
        """`weights` becomes the profile itself, or stays "default" or "equal"."""
        cleaned: dict[str, Any] = super().clean() or {}
        profile = self.profiles.get(cleaned.get("weights", ""))
        if profile is None:
            return cleaned
        if self.campaign.model_ref != profile.model_ref:
            self.add_error("weights", _("These weights belong to another questionnaire."))
        return {**cleaned, "weights": profile}


def _profile_label(profile: WeightProfile, several: bool, language: str) -> str:
    """Its name and method; the questionnaire too where there are several."""
    name = pick(profile.names, language)
    texts = {"name": name, "method": profile.get_method_display(), "ref": profile.model_ref}
    if several:
        return _("%(name)s (%(method)s, for %(ref)s)") % texts
    return _("%(name)s (%(method)s)") % texts


class CopyForm(forms.Form):
    """The name of a campaign that is set up as an earlier one; a newer questionnaire if there
    is one."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As people will read it, “Autumn 2026” say.")
    )
    name_zh = forms.CharField(
        label=_("Name in Chinese"), max_length=120, required=False, help_text=NAME_ZH_HELP
    )
    model_ref = forms.ChoiceField(label=_("Questionnaire"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, versions: Collection[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(versions)
        self.fields["model_ref"].choices = choices  # type: ignore[attr-defined]
        self.fields["model_ref"].initial = choices[0][0]
        self.helper = helper(str(_("Set up the new campaign")))
        if len(choices) == 1:
            fix(self, {"model_ref"})
