from django.db import models

from survey.models.named import Named
from survey.models.organisation import Organisation


class Unit(Named):
    """A part of an organisation, a division say; what teams are filtered and compared by."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    slug = models.SlugField(max_length=60)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="unit_slug_unique")
        ]

    def __str__(self) -> str:
        return self.name
