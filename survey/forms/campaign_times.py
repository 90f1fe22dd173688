"""Until when answers are taken, in the campaign's own time zone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from survey.forms.organisation import helper
from survey.models import Campaign
from survey.queries.moments import zone_of

WRITTEN = "%Y-%m-%dT%H:%M"


class DeadlineForm(forms.Form):
    """A deadline, which may be left open."""

    deadline = forms.CharField(
        label=_("Deadline"),
        required=False,
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
    )

    def __init__(self, *args: Any, campaign: Campaign, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone_of(campaign))
        self.fields["deadline"].help_text = _("Time zone: %(zone)s. May be left open.") % {
            "zone": self.zone.key
        }
        if campaign.deadline:
            local = timezone.localtime(campaign.deadline, self.zone)
            self.fields["deadline"].initial = local.strftime(WRITTEN)
        self.helper = helper(button)

    def clean_deadline(self) -> datetime | None:
        """The moment that the clock in the campaign's zone shows."""
        text = self.cleaned_data["deadline"].strip()
        if not text:
            return None
        try:
            return datetime.fromisoformat(text).replace(tzinfo=self.zone)
        except ValueError as wrong:
            raise forms.ValidationError(_("Write it like 2026-12-24T18:00.")) from wrong


class TimesForm(DeadlineForm):
    grace_hours = forms.IntegerField(
        label=_("Hours of grace"),
        min_value=0,
        max_value=168,
        help_text=_("So long after the deadline answers are still taken. After that none is."),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, campaign=campaign, button=str(_("Save")), **kwargs)
        self.fields["grace_hours"].initial = campaign.grace_hours


class ReopenForm(DeadlineForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the audit log."),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, campaign=campaign, button=str(_("Open it again")), **kwargs)
        self.fields["deadline"].initial = None
