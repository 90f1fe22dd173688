from django.db import models
from django.db.models import Q

from survey.models.answer import AnswerState
from survey.models.seat import Seat


class Vote(models.Model):
    """What a seat says of one practice in one round of voting, before the talk."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="votes")
    practice = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7, choices=AnswerState.choices)
    option = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["seat", "practice", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "practice", "round"], name="one_vote_a_seat_and_round"
            ),
            models.CheckConstraint(
                condition=Q(state="rated", option__isnull=False)
                | (Q(state__in=["na", "dk"]) & Q(option__isnull=True)),
                name="only_rated_votes_have_options",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} round {self.round}"
