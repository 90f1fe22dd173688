from django.db import models

from survey.models.invitation import new_token
from survey.models.workshop import Workshop

NAME_LENGTH = 60


class Seat(models.Model):
    """A place in a workshop: whoever holds `token` votes with it. `name` is what the others read,
    "" where names are not shown."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="seats")
    token = models.CharField(max_length=43, unique=True, default=new_token)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)

    class Meta:
        ordering = ["workshop", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                condition=~models.Q(name=""),
                name="one_seat_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)
