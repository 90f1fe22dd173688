from django.db import models

from survey.models.organisation import Organisation


class Logo(models.Model):
    """The picture that stands on an organisation's documents: the bytes of a PNG or JPEG.

    A row of its own, so that whoever reads an organisation does not read its picture.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="logo")
    content = models.BinaryField()
    media_type = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.organisation} {self.media_type}"
