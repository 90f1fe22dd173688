import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.campaign import Campaign
from survey.models.organisation import Organisation
from survey.models.team import Team


class DocumentState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class Document(models.Model):
    """A file that was asked for, made by the background worker, and kept for download.

    `kind` and `options` say what to make (reports/exports); `done` of `steps` is how far it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="documents")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="documents")
    team = models.ForeignKey(Team, models.CASCADE, related_name="documents", null=True, blank=True)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    options = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=7, choices=DocumentState.choices, default=DocumentState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=1)
    error = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(content__isnull=False, ready_at__isnull=False),
                name="ready_document_is_there",
            )
        ]

    def __str__(self) -> str:
        return self.file_name or self.kind
