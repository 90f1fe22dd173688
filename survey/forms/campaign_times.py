"""Until when answers are taken, in the campaign's own time zone."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from survey.campaign_locks import locks_of
from survey.forms.campaign import button as save_button
from survey.forms.campaign import fix
from survey.forms.organisation import helper
from survey.models import Campaign
from survey.queries.moments import zone_of
from survey.services.campaign_life import MOST_GRACE

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


class WhenForm(DeadlineForm):
    """Until when answers are taken, and when those who have not answered are reminded."""

    grace_hours = forms.IntegerField(
        label=_("Hours of grace"),
        min_value=0,
        max_value=MOST_GRACE,
        help_text=_("So long after the deadline answers are still taken. After that none is."),
    )
    reminder_days = forms.CharField(
        label=_("Reminders, days before the deadline"),
        required=False,
        max_length=60,
        help_text=_(
            "Like 7, 2. At nine in the morning of that day everybody who was invited by mail and "
            "has not answered is reminded. Left empty, nobody is."
        ),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, campaign=campaign, button=save_button(campaign), **kwargs)
        self.initial |= {
            "grace_hours": campaign.grace_hours,
            "reminder_days": ", ".join(map(str, campaign.reminder_days)),
        }
        fixed = self.fields.keys() if "times" in locks_of(campaign).fixed else ()
        fix(self, fixed)

    def clean_reminder_days(self) -> list[int]:
        """Whole numbers between commas or spaces."""
        words = re.split(r"[\s,，、;；]+", self.cleaned_data["reminder_days"].strip(" ,，、;；"))
        try:
            return [int(word) for word in words if word]
        except ValueError as wrong:
            raise forms.ValidationError(_("Write days as numbers, like 7, 2.")) from wrong


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
