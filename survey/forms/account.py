"""Forms of a person's own account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from survey.models import User

NAME = User._meta.get_field("name")


def new_password() -> forms.CharField:
    """A password that is being chosen."""
    return forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least %(least)d characters.") % {"least": 10},
        validators=[validate_password],
    )


def own_password() -> forms.CharField:
    """The password that the account has."""
    return forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AccountForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=NAME.max_length,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("What colleagues see. Left empty, they see your e-mail address."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("as the device has it")), *settings.LANGUAGES],
        help_text=_("Of pages on a new device, and of mails."),
    )


class SetupForm(forms.Form):
    organisation = forms.CharField(label=_("Name of your organisation"), max_length=120)
    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME.max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = new_password()


class JoinForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME.max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = new_password()


class SessionsForm(forms.Form):
    password = own_password()

    def __init__(self, *args: object, has_password: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not has_password:
            del self.fields["password"]


class DeleteForm(forms.Form):
    typed = forms.CharField(
        label=_("E-mail address of this account"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
