import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from survey.models.campaign import Campaign
from survey.models.organisation import Organisation
from survey.models.team import Team


class ActionState(models.TextChoices):
    TODO = "todo", _("To do")
    DOING = "doing", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Action(models.Model):
    """What a team decided to do about one practice, or about something of its own wording.

    `campaign` is where the decision came from. `practice` is "" for an action outside the model;
    `from_level` and `to_level` are answer options (0 to 4), None if unknown. `owner` has an
    account or is only a name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="actions")
    team = models.ForeignKey(Team, models.CASCADE, related_name="actions")
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, related_name="actions", null=True, blank=True
    )
    model_slug = models.CharField(max_length=60, blank=True)
    practice = models.CharField(max_length=60, blank=True)
    from_level = models.PositiveSmallIntegerField(null=True, blank=True)
    to_level = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(_("what is to be done"), max_length=200)
    note = models.TextField(_("note"), blank=True, max_length=4000)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    owner_name = models.CharField(_("who sees to it"), max_length=120, blank=True)
    due = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=ActionState.choices, default=ActionState.TODO)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "dropped"], closed_at__isnull=False)
                | Q(state__in=["todo", "doing"], closed_at__isnull=True),
                name="ended_action_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(to_level__isnull=True) | ~Q(practice=""), name="target_has_a_practice"
            ),
        ]

    def __str__(self) -> str:
        return self.title
