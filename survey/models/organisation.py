from django.db import models
from django.utils import timezone

from survey.models.named import Named


class Organisation(Named):
    """The owner of teams and campaigns; nothing is ever shared between two of them.

    `time_zone` is an IANA name ("" for the server's). `accent` (#rrggbb) stands on documents.
    `retention_months` after closing, single answers are erased; None keeps them.
    """

    slug = models.SlugField(max_length=60, unique=True)
    sample = models.BooleanField(default=False, help_text="made-up figures, safe to remove")
    created_at = models.DateTimeField(default=timezone.now)
    time_zone = models.CharField(max_length=64, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    retention_months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return self.name
