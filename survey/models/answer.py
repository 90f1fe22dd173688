from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.sheet import AnswerSheet

NOTE_LENGTH = 2000


class AnswerState(models.TextChoices):
    RATED = "rated", _("Answered")
    NA = "na", _("Does not apply")
    DK = "dk", _("Don’t know")
    CLEARED = "cleared", _("Not answered")


class Value(models.Model):
    """What was answered: a state, an option number if rated, and what was written beside it."""

    state = models.CharField(max_length=7, choices=AnswerState.choices)
    option = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True, max_length=NOTE_LENGTH)
    note = models.TextField(blank=True, max_length=NOTE_LENGTH)
    evidence_url = models.URLField(blank=True, max_length=500)
    revision = models.PositiveIntegerField()
    operation_id = models.UUIDField()
    saved_at = models.DateTimeField()

    class Meta:
        abstract = True


class Answer(Value):
    """The current answer of one sheet to one practice; `revision` counts its saves from 1."""

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="answers")
    model_version = models.CharField(max_length=20)
    practice = models.CharField(max_length=60)

    class Meta:
        ordering = ["sheet", "practice"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "practice"], name="one_answer_a_practice"),
            models.CheckConstraint(
                condition=Q(state="rated", option__isnull=False)
                | (~Q(state="rated") & Q(option__isnull=True)),
                name="only_ratings_have_options",
            ),
            models.CheckConstraint(
                condition=~Q(state="na") | ~Q(reason=""), name="not_applicable_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} {self.state} {self.option}"


class AnswerChange(Value):
    """One save that took effect; an operation that arrives twice makes one row."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="changes")

    class Meta:
        ordering = ["answer", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "revision"], name="one_change_a_revision"),
            models.UniqueConstraint(
                fields=["answer", "operation_id"], name="one_change_an_operation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} r{self.revision}"
