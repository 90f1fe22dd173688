"""What of the audit log is looked at."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from survey.models import Organisation
from survey.queries.audit import FROM_TERMINAL, Chosen, campaign_choices, people_choices
from survey.queries.audit_words import GROUPS


class AuditFilter(forms.Form):
    """Read from the address, so that a filtered log can be linked to."""

    person = forms.ChoiceField(label=_("Who"), required=False)
    group = forms.ChoiceField(label=_("What"), required=False)
    campaign = forms.ChoiceField(label=_("Campaign"), required=False)
    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, organisation: Organisation, language: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        everybody = ("", _("everybody"))
        program = (FROM_TERMINAL, _("Plumbline itself"))
        groups = [(slug, words) for slug, (words, _nouns) in GROUPS.items()]
        campaigns = campaign_choices(organisation, language)
        self._choose("person", [everybody, program, *people_choices(organisation)])
        self._choose("group", [("", _("everything")), *groups])
        self._choose("campaign", [("", _("all campaigns")), *campaigns])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Chosen:
        """What is chosen; what cannot be read chooses nothing."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        if "campaign" in found:
            found["campaign"] = UUID(found["campaign"])
        return Chosen(**found)
