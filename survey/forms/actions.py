"""Forms of actions: one of them, several at once, and where one stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from survey.forms.organisation import TeamChoice
from survey.models import Organisation, User
from survey.models.action import ActionState

TODAY_FORMAT = "%Y-%m-%d"


class OwnerChoice(forms.ModelChoiceField):
    """Somebody of the organisation, by name and address."""

    def label_from_instance(self, person: User) -> str:
        return f"{person.name} ({person.email})" if person.name else person.email


class WhoAndWhen(forms.Form):
    """Who sees to it, and until when."""

    owner = OwnerChoice(
        label=_("Who sees to it"), queryset=None, required=False, empty_label=_("nobody yet")
    )
    owner_name = forms.CharField(
        label=_("Or somebody without an account"), max_length=120, required=False
    )
    due = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format=TODAY_FORMAT),
        help_text=_("Whoever sees to it is reminded by mail when the date has passed."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__organisation=organisation, is_active=True)
        self.fields["owner"].queryset = people.distinct().order_by("name", "email")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("owner") and cleaned.get("owner_name"):
            self.add_error("owner_name", _("Choose somebody or write a name, not both."))
        return cleaned


class ActionForm(WhoAndWhen):
    title = forms.CharField(label=_("What is to be done"), max_length=200)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("First steps, a link to the ticket, how you will know that it is done."),
    )
    field_order = ["team", "title", "note", "owner", "owner_name", "due", "state"]


class NewActionForm(ActionForm):
    team = TeamChoice(label=_("Team"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["team"].to_field_name = "slug"  # type: ignore[attr-defined]


class ChangeActionForm(ActionForm):
    state = forms.ChoiceField(label=_("State"), choices=ActionState.choices)
