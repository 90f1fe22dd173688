from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.core import weights
from survey.models.named import Named
from survey.models.organisation import Organisation


class Method(models.TextChoices):
    CUSTOM = weights.CUSTOM, _("Numbers with a reason")
    AHP = weights.AHP, _("Comparison in pairs")


class WeightProfile(Named):
    """An organisation's own weights for one version of a model.

    `content` is what people decided (survey/weighing.py says how it becomes weights): for custom
    {"weights": {parent: {child: per mille}}, "reason": text}; for ahp {"parts": {parent:
    [{"expert": name, "upper": ["2", "1/3", …]}]}, "reason": text}, the upper triangle by rows of
    the children in model order. `sha256` is the digest of it all; results carry its beginning.
    Once a campaign has opened with it the row is never changed.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="weight_profiles")
    model_slug = models.CharField(max_length=60)
    model_version = models.CharField(max_length=20)
    method = models.CharField(max_length=6, choices=Method.choices)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def model_ref(self) -> str:
        return f"{self.model_slug}@{self.model_version}"
