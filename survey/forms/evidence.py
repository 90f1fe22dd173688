"""The forms beside a campaign's answers: a file of evidence, and a team's outcome figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.core.model import pick
from assessment.core.outcomes import FREQUENCIES, TIMES
from survey.forms.organisation import TeamChoice, helper
from survey.models import Campaign
from survey.services.evidence import LARGEST
from survey.services.outcomes import LONGEST_NOTE

TOO_LARGE = _("The file is larger than 1 MiB; shorten it, or split it in two.")


class EvidenceForm(forms.Form):
    team = TeamChoice(label=_("Team"), queryset=None, empty_label=None)
    file = forms.FileField(
        label=_("File of evidence"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=_(
            "JSON in the format plumbline-evidence/1, at most 1 MiB: what a scan of one "
            "repository, or somebody who read the material, found about practices."
        ),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = campaign.teams.all()  # type: ignore[attr-defined]
        self.helper = helper(str(_("Attach the file")))

    def clean_file(self) -> UploadedFile:
        """Refused by its size before anything of it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


class OutcomesForm(forms.Form):
    """Five figures, each of which may stay empty."""

    deployment_frequency = forms.ChoiceField(
        label=_("Deployment frequency"),
        required=False,
        help_text=_("How often changes go to production or to users."),
    )
    lead_time = forms.ChoiceField(
        label=_("Lead time for changes"),
        required=False,
        help_text=_("From the commit of a change until it runs in production; a typical one."),
    )
    change_failure_rate = forms.DecimalField(
        label=_("Change failure rate, per cent"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=1,
        help_text=_("Deployments that needed a fix or a rollback at once, of all deployments."),
    )
    recovery_time = forms.ChoiceField(
        label=_("Recovery time"),
        required=False,
        help_text=_("From a failed deployment until service is restored; a typical one."),
    )
    rework_rate = forms.DecimalField(
        label=_("Rework rate, per cent"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=1,
        help_text=_("Unplanned deployments that repair what users noticed, of all deployments."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Which system, which months, counted how: everybody who reads the report can read it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for name, names in (
            ("deployment_frequency", FREQUENCIES),
            ("lead_time", TIMES),
            ("recovery_time", TIMES),
        ):
            self.fields[name].choices = [  # type: ignore[attr-defined]
                ("", _("not known")),
                *((key, pick(text, language)) for key, text in names.items()),
            ]
        self.helper = helper(str(_("Save the figures")))
