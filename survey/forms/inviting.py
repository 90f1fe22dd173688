"""Forms of inviting: a list of people, one person, a team's open link, and joining by it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from survey.forms.organisation import TeamChoice
from survey.forms.people_files import Line, Unreadable, pasted_lines, uploaded_lines
from survey.models import Campaign, Invitation
from survey.models.campaign import Mode
from survey.services.invitations import LONGEST_LABEL
from survey.services.open_links import LARGEST_LIMIT


class PeopleForm(forms.Form):
    """A list of people, pasted or uploaded; `lines` is what it holds once it is valid."""

    team = TeamChoice(
        label=_("Team"),
        queryset=None,
        required=False,
        empty_label=_("as the list says"),
        help_text=_("For people whose line names no team."),
    )
    people = forms.CharField(
        label=_("People"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "One a line: a name, a mail address, or both. Team, role and language may follow, "
            "between commas or tabs; rows copied from a spreadsheet work too."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_(
            "CSV or XLSX, at most 1 MiB, with the columns name, email, team, role, language "
            "(those you need)."
        ),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: list[Line] = []
        self.fields["team"].queryset = campaign.teams.all()  # type: ignore[attr-defined]
        teams = list(campaign.teams.all()[:2])
        if len(teams) == 1:
            self.fields["team"].initial = teams[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("people") or ""
        try:
            if file:
                self.lines = uploaded_lines(file.name, _content(file))
            else:
                self.lines = pasted_lines(text)
        except Unreadable as unreadable:
            self.add_error("file" if file else "people", str(unreadable))
            return cleaned
        if not self.lines and not self.errors:
            self.add_error("people", _("Write somebody, or choose a file."))
        return cleaned


def _content(file: Any) -> bytes:
    from survey.forms.people_files import LARGEST

    data: bytes = file.read(LARGEST + 1)
    return data


class InvitationForm(forms.Form):
    """One person's name, address and language."""

    label = forms.CharField(label=_("Name"), required=False, max_length=LONGEST_LABEL)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    language = forms.ChoiceField(
        label=_("Language of mails"), required=False, choices=[("", _("the server’s"))]
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        initial = {
            "label": invitation.label,
            "email": invitation.email,
            "language": invitation.language,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("the server’s")),
            *settings.LANGUAGES,
        ]


class OpenLinkForm(forms.Form):
    """An open link for one team, or with `every` for each team that has none."""

    team = TeamChoice(queryset=None, required=False)
    every = forms.BooleanField(required=False)
    limit = forms.IntegerField(min_value=1, max_value=LARGEST_LIMIT)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = campaign.teams.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("team")) == bool(given.get("every")):
            raise forms.ValidationError(_("Choose one team, or every team."))
        return given


class JoinForm(forms.Form):
    """Nothing is chosen beforehand, and the first choice is no: whatever sends a form without
    reading it makes no link."""

    mine = forms.ChoiceField(
        label="",
        choices=[("no", _("No, I only looked")), ("yes", _("Yes, make my personal link"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    name = forms.CharField(label=_("Your name"), max_length=LONGEST_LABEL)

    def __init__(self, *args: Any, mode: str, team: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mine"].label = _("Do you belong to the team %(team)s?") % {"team": team}
        if mode != Mode.NAMED:
            del self.fields["name"]


def reader() -> str:
    """The language of the page."""
    return get_language() or "en"
