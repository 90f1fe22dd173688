from django.db import models
from django.utils import timezone

from survey.models.named import Named


class Organisation(Named):
    """The owner of teams and campaigns; nothing is ever shared between two of them."""

    slug = models.SlugField(max_length=60, unique=True)
    sample = models.BooleanField(default=False, help_text="made-up figures, safe to remove")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return self.name
