from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.campaign import Campaign
from survey.models.invitation import new_token
from survey.models.team import Team


class Cut(models.TextChoices):
    SUMMARY = "summary", _("Summary")
    FULL = "full", _("Full report")
    OVERVIEW = "overview", _("All teams")
    BADGE = "badge", _("Level badge")


class ShareLink(models.Model):
    """A read-only link to one cut of a report for people without an account.

    `team` is None for the overview of a whole campaign. A badge does not expire by itself.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="share_links")
    team = models.ForeignKey(
        Team, models.CASCADE, related_name="share_links", null=True, blank=True
    )
    cut = models.CharField(max_length=8, choices=Cut.choices)
    note = models.CharField(max_length=120, blank=True)
    token = models.CharField(max_length=43, unique=True, default=new_token)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cut="badge") | models.Q(expires_at__isnull=False),
                name="shared_report_expires",
            ),
            models.CheckConstraint(
                condition=models.Q(cut="overview", team__isnull=True)
                | (~models.Q(cut="overview") & models.Q(team__isnull=False)),
                name="shared_cut_fits_its_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.cut}"
