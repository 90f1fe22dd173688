from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.campaign import Campaign
from survey.models.invitation import Invitation
from survey.models.organisation import Organisation


class MailKind(models.TextChoices):
    INVITATION = "invitation", _("Invitation")
    REMINDER = "reminder", _("Reminder")
    OFFER = "offer", _("Invitation to an organisation")
    ACTION = "action", _("Action that is due")


class MailState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")


class Mail(models.Model):
    """One mail that is to be sent once. Its text is made when it is sent, in `language`.

    `occasion` names why, so that nobody gets the same mail twice: "first", "3-days-before", a
    date. `subject_id` is the id of what an offer or an action mail is about. `error` is what the
    mail server said, without the address.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="mails")
    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="mails", null=True, blank=True
    )
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, related_name="mails", null=True, blank=True
    )
    kind = models.CharField(max_length=12, choices=MailKind.choices)
    occasion = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40, blank=True)
    to = models.EmailField()
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=6, choices=MailState.choices, default=MailState.QUEUED)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "kind", "occasion"],
                condition=Q(invitation__isnull=False),
                name="one_mail_an_occasion",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id", "occasion", "to"],
                condition=Q(invitation__isnull=True),
                name="one_mail_a_subject_and_occasion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occasion} {self.state}"
