"""Forms of an organisation: itself, its teams and its people."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.core.model import pick
from survey.models import Organisation, Team
from survey.models.membership import OF_ORGANISATION, Role

NAME_ZH_HELP = _("Only if readers of Chinese should see another name.")


def helper(label: str) -> FormHelper:
    """One form, one button."""
    made = FormHelper()
    made.add_input(Submit("save", label))
    return made


class NamedForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    name_zh = forms.CharField(
        label=_("Name in Chinese"), max_length=120, required=False, help_text=NAME_ZH_HELP
    )

    def __init__(self, *args: Any, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(button)


class TeamChoice(forms.ModelChoiceField):
    """One team, by its name in the reader's language."""

    def label_from_instance(self, team: Team) -> str:
        return pick(team.names, get_language() or "en")


class TeamsChoice(forms.ModelMultipleChoiceField):
    """Several teams, by their names in the reader's language."""

    label_from_instance = TeamChoice.label_from_instance


class MemberForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))
    team = TeamChoice(
        label=_("Team"),
        queryset=None,
        required=False,
        empty_label="–",
        help_text=_("For team leads and team members."),
    )
    password = forms.CharField(
        label=_("First password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("For a person without an account; tell it to them, they can change it."),
    )

    def __init__(
        self, *args: Any, organisation: Organisation, by_owner: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = organisation.teams.all()  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            choice for choice in Role.choices if by_owner or choice[0] not in OF_ORGANISATION
        ][::-1]
        self.helper = helper(str(_("Add this person")))

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password
