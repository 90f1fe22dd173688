from django.db import models

from survey.models.named import Named
from survey.models.organisation import Organisation
from survey.models.unit import Unit


class Team(Named):
    """A group of people who engineer together and are assessed together."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams")
    slug = models.SlugField(max_length=60)
    unit = models.ForeignKey(Unit, models.SET_NULL, related_name="teams", null=True, blank=True)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="team_slug_unique")
        ]

    def __str__(self) -> str:
        return self.name
