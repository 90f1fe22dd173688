"""Forms about what is kept: how long, and what is erased on a typed word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from survey.services.retention import LONGEST


class RetentionForm(forms.Form):
    months = forms.IntegerField(
        label=_("Months after closing"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        help_text=_("Empty: as the organisation’s settings say."),
    )


class TypedForm(forms.Form):
    """Asks for a text to be typed, so that nothing is erased by a slip of the hand."""

    typed = forms.CharField(
        max_length=254, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )

    def __init__(self, *args: Any, wanted: str, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        self.fields["typed"].label = label

    def clean_typed(self) -> str:
        typed: str = " ".join(self.cleaned_data["typed"].split())
        if typed.lower() != " ".join(self.wanted.split()).lower():
            raise forms.ValidationError(_("This is not the same. Nothing was erased."))
        return typed


class WhoForm(forms.Form):
    who = forms.CharField(
        label=_("Name or mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
