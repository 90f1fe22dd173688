import secrets
import uuid

from django.db import models
from django.utils import timezone

from survey.models.campaign import Campaign
from survey.models.sheet import AnswerSheet
from survey.models.team import Team

TOKEN_BYTES = 24


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class Invitation(models.Model):
    """A personal link. `label` is whatever the inviter calls the person; it may be empty.

    `answered` says that closing counted answers of this link: should the campaign be opened again,
    it cannot begin others. `email` is where it is mailed to, in `language` ("" for the server's);
    `bounce` is what came back. `test` links make answers that never count.

    Whoever closes an anonymous campaign cuts `sheet`, so that nothing leads from a person to
    their answers any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="invitations")
    team = models.ForeignKey(Team, models.CASCADE, related_name="invitations")
    label = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce = models.CharField(max_length=300, blank=True)
    test = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)
    token = models.CharField(max_length=43, unique=True, default=new_token)
    sheet = models.OneToOneField(
        AnswerSheet, models.SET_NULL, related_name="invitation", null=True, blank=True
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["team__name", "label", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "team", "label"],
                condition=~models.Q(label=""),
                name="invited_once",
            ),
            models.UniqueConstraint(
                fields=["campaign", "team", "email"],
                condition=~models.Q(email=""),
                name="invited_once_by_mail",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.id)
