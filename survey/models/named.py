"""A name that may be given in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.core.model import Text
from assessment.formatting import CHINESE


class Named(models.Model):
    """`name` as people write it; `name_zh` only where Chinese readers should see another one."""

    name = models.CharField(_("name"), max_length=120)
    name_zh = models.CharField(_("name in Chinese"), max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def names(self) -> Text:
        """The name by language code."""
        return {"en": self.name, CHINESE: self.name_zh or self.name}
