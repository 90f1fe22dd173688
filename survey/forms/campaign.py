"""Forms of a campaign: what is asked of whom, and who is invited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.core.anonymity import SMALLEST_GROUP
from assessment.core.model import CapabilityModel, pick
from assessment.loading import find_model, published_models
from survey.forms.organisation import NAME_ZH_HELP, TeamsChoice, helper
from survey.models import Organisation, WeightProfile
from survey.models.campaign import Form, Mode, Weighting
from survey.questionnaire import minutes_for


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


class CampaignForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As people will read it, “Autumn 2026” say.")
    )
    name_zh = forms.CharField(
        label=_("Name in Chinese"), max_length=120, required=False, help_text=NAME_ZH_HELP
    )
    teams = TeamsChoice(label=_("Teams"), queryset=None, widget=forms.CheckboxSelectMultiple)
    model = forms.ChoiceField(label=_("Questionnaire"))
    form = forms.ChoiceField(
        label=_("Length"), choices=Form.choices, initial=Form.FULL, widget=forms.RadioSelect
    )
    modules = forms.MultipleChoiceField(
        label=_("Modules"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Asked and scored beside the core, never mixed into its score."),
    )
    mode = forms.ChoiceField(
        label=_("Answers are"),
        choices=Mode.choices,
        initial=Mode.ANONYMOUS,
        widget=forms.RadioSelect,
        help_text=_("Fixed once the campaign opens. Small teams can give one joint answer."),
    )
    min_group = forms.IntegerField(
        label=_("Smallest group whose results are shown"),
        min_value=SMALLEST_GROUP,
        max_value=50,
        initial=5,
    )
    weights = forms.ChoiceField(
        label=_("Weights"),
        initial=Weighting.DEFAULT,
        widget=forms.RadioSelect,
        help_text=_("How much each part counts. Fixed once the campaign opens."),
    )
    deadline = forms.DateTimeField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        refs = [f"{slug}@{version}" for slug, version in published_models()]
        models = {ref: find_model(ref) for ref in refs}
        modules = {
            module.slug: pick(module.name, language)
            for model in models.values()
            for module in model.modules
        }
        self.fields["teams"].queryset = organisation.teams.all()  # type: ignore[attr-defined]
        self.fields["model"].choices = [  # type: ignore[attr-defined]
            (ref, f"{pick(model.name, language)} {model.version}") for ref, model in models.items()
        ]
        self.fields["form"].choices = form_choices(models[refs[0]])  # type: ignore[attr-defined]
        self.fields["modules"].choices = list(modules.items())  # type: ignore[attr-defined]
        self.profiles = {str(profile.pk): profile for profile in organisation.weight_profiles.all()}
        self.fields["weights"].choices = [  # type: ignore[attr-defined]
            (Weighting.DEFAULT.value, Weighting.DEFAULT.label),
            (Weighting.EQUAL.value, Weighting.EQUAL.label),
            *((key, _profile_label(row, refs, language)) for key, row in self.profiles.items()),
        ]
        self.fields["deadline"].help_text = _("Time zone: %(zone)s. May be left open.") % {
            "zone": settings.TIME_ZONE
        }
        self.helper = helper(str(_("Create the campaign")))

    def clean(self) -> dict[str, Any]:
        """`weights` becomes the profile itself, or stays "default" or "equal"."""
        cleaned: dict[str, Any] = super().clean() or {}
        profile = self.profiles.get(cleaned.get("weights", ""))
        if profile is None:
            return cleaned
        if "model" in cleaned and cleaned["model"] != profile.model_ref:
            self.add_error("weights", _("These weights belong to another questionnaire."))
        return {**cleaned, "weights": profile}


def _profile_label(profile: WeightProfile, refs: list[str], language: str) -> str:
    """Its name and method; the questionnaire too where there are several."""
    name = pick(profile.names, language)
    texts = {"name": name, "method": profile.get_method_display(), "ref": profile.model_ref}
    if len(refs) > 1:
        return _("%(name)s (%(method)s, for %(ref)s)") % texts
    return _("%(name)s (%(method)s)") % texts
