"""Forms of an organisation: itself, its teams and its people."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.core.model import pick
from survey.models import Organisation, Team, Unit
from survey.models.membership import OF_ORGANISATION, Role

LONGEST_NAME = 120
MOST_TEAMS = 100
"""That one form makes, in one transaction."""
NO_PLACES = {"Factory", "localtime", "posixrules"}
"""Files beside the time zones that say nothing of any place."""
NAME_ZH_HELP = _("Only if readers of Chinese should see another name.")


def helper(label: str) -> FormHelper:
    """One form, one button."""
    made = FormHelper()
    made.add_input(Submit("save", label))
    return made


class NamedForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    name_zh = forms.CharField(
        label=_("Name in Chinese"), max_length=LONGEST_NAME, required=False, help_text=NAME_ZH_HELP
    )

    def __init__(self, *args: Any, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(button)


class TeamChoice(forms.ModelChoiceField):
    """One team, by its name in the reader's language."""

    def label_from_instance(self, team: Team | Unit) -> str:
        return pick(team.names, get_language() or "en")


class TeamsChoice(forms.ModelMultipleChoiceField):
    """Several teams, by their names in the reader's language."""

    label_from_instance = TeamChoice.label_from_instance


class RoleForm(forms.Form):
    """A role, and the team that goes with it."""

    role = forms.ChoiceField(label=_("Role"))
    team = TeamChoice(
        label=_("Team"),
        queryset=None,
        required=False,
        empty_label="–",
        help_text=_("For team leads and team members."),
    )

    def __init__(
        self, *args: Any, organisation: Organisation, by_owner: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = organisation.teams.all()  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            choice for choice in Role.choices if by_owner or choice[0] not in OF_ORGANISATION
        ][::-1]


class OfferForm(RoleForm):
    """Whom to invite, by mail address."""

    field_order = ["email", "role", "team"]
    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class UnitChoice(forms.ModelChoiceField):
    label_from_instance = TeamChoice.label_from_instance


class TeamForm(NamedForm):
    unit = UnitChoice(label=_("Unit"), queryset=None, required=False, empty_label="–")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organisation.units.all()  # type: ignore[attr-defined]
        if not organisation.units.exists():
            del self.fields["unit"]


class ZonedForm(NamedForm):
    """A name and a time zone; "" is the server's."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Deadlines are shown in it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        server = _("as the server has it (%(zone)s)") % {"zone": settings.TIME_ZONE}
        names = sorted(available_timezones() - NO_PLACES)
        zones = [(zone, zone.replace("_", " ")) for zone in names]
        self.fields["time_zone"].choices = [("", server), *zones]  # type: ignore[attr-defined]


class NewOrganisationForm(ZonedForm):
    """An organisation and its first teams; the page fills in the reader's own time zone."""

    teams = forms.CharField(
        label=_("Teams"),
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One name a line. More can be added later."),
    )
    field_order = ("name", "name_zh", "teams", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, button=_("Create the organisation"), **kwargs)
        if not self.is_bound:
            self.fields["time_zone"].widget.attrs["data-own-zone"] = ""

    def clean_teams(self) -> list[str]:
        """Names without blank lines; each must be short enough and there once."""
        names = [name for line in self.cleaned_data["teams"].splitlines() if (name := line.strip())]
        if len(names) > MOST_TEAMS:
            raise forms.ValidationError(
                _("At most %(most)s teams at once; these are %(count)s."),
                params={"most": MOST_TEAMS, "count": len(names)},
            )
        seen: set[str] = set()
        for number, name in enumerate(names, 1):
            if len(name) > LONGEST_NAME:
                raise forms.ValidationError(
                    _("Team %(number)s: a name has at most %(longest)s characters."),
                    params={"number": number, "longest": LONGEST_NAME},
                )
            if name.casefold() in seen:
                raise forms.ValidationError(_("“%(name)s” is there twice."), params={"name": name})
            seen.add(name.casefold())
        return names


class SettingsForm(ZonedForm):
    accent = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=_("Colour on documents"),
        required=False,
        help_text=_("Like #24506d. Left empty, documents keep the colour of Plumbline."),
        error_messages={"invalid": _("Write the colour like #24506d.")},
    )
    retention_months = forms.IntegerField(
        label=_("Keep single answers, months after closing"),
        required=False,
        min_value=1,
        max_value=240,
        help_text=_("Then they are erased; results stay. Left empty, they are kept."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, button=_("Save the settings"), **kwargs)


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG or JPEG, at most 200 KB. It stands at the head of documents."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
