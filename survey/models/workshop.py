import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.answer import NOTE_LENGTH, AnswerState
from survey.models.campaign import Campaign
from survey.models.invitation import new_token
from survey.models.sheet import AnswerSheet
from survey.models.team import Team


class Phase(models.TextChoices):
    VOTING = "voting", _("Private votes")
    TALKING = "talking", _("Votes shown, talking")
    DONE = "done", _("Finished")


class Workshop(models.Model):
    """A team agrees on its answers: everybody votes alone, the votes are shown together, and
    where they differ people talk until one answer with its reason is agreed.

    `sheet` holds the agreed answers and is the team's joint answer. `revision` rises with each
    change, so that screens can ask whether anything is new. `practice` is the one on the table
    while talking.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="workshops")
    team = models.ForeignKey(Team, models.CASCADE, related_name="workshops")
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    token = models.CharField(max_length=43, unique=True, default=new_token)
    phase = models.CharField(max_length=7, choices=Phase.choices, default=Phase.VOTING)
    practice = models.CharField(max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=1)
    sheet = models.OneToOneField(
        AnswerSheet, models.SET_NULL, related_name="workshop", null=True, blank=True
    )
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "team"], name="one_workshop_a_team")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} / {self.team}"


class Seat(models.Model):
    """Somebody's place in a workshop, known by its token; `name` is what the person typed."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="seats")
    name = models.CharField(max_length=60)
    token = models.CharField(max_length=43, unique=True, default=new_token)
    joined_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "name"], name="one_seat_a_name")]

    def __str__(self) -> str:
        return self.name


class Vote(models.Model):
    """What one seat said alone, before anything was shown. `cleared` is the same as no row."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="votes")
    practice = models.CharField(max_length=60)
    state = models.CharField(max_length=7, choices=AnswerState.choices)
    option = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True, max_length=NOTE_LENGTH)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["seat", "practice"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "practice"], name="one_vote_a_practice"),
            models.CheckConstraint(
                condition=Q(state="rated", option__isnull=False)
                | (~Q(state="rated") & Q(option__isnull=True)),
                name="only_rated_votes_have_options",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} {self.state} {self.option}"
