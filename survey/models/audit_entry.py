from django.conf import settings
from django.db import models

from survey.models.campaign import Campaign
from survey.models.organisation import Organisation


class AuditEntry(models.Model):
    """Who changed what, and when. Never an answer, a token, or who answered.

    `action` is a dotted name such as campaign.opened; `subject` names the thing as it was called
    then, `subject_id` finds it. `before` and `after` hold only the fields that changed.
    `actor_name` is kept so that the line stays readable after the account is gone; erasing a
    person replaces it.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="audit", null=True, blank=True
    )
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, related_name="audit", null=True, blank=True
    )
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField(max_length=254, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=254, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-at"], name="audit_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
