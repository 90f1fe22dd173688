from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.organisation import Organisation
from survey.models.team import Team


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    MANAGER = "manager", _("Manager")
    LEAD = "lead", _("Team lead")
    MEMBER = "member", _("Team member")


OF_ORGANISATION = [Role.OWNER, Role.MANAGER]
OF_TEAM = [Role.LEAD, Role.MEMBER]


class Membership(models.Model):
    """A person's role: owner or manager of the organisation, lead or member of one team."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(
        Team, models.CASCADE, related_name="memberships", null=True, blank=True
    )
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        ordering = ["organisation", "user", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(team__isnull=True),
                name="one_role_in_organisation",
            ),
            models.UniqueConstraint(fields=["user", "team"], name="one_role_in_team"),
            models.CheckConstraint(
                condition=Q(role__in=OF_ORGANISATION, team__isnull=True)
                | Q(role__in=OF_TEAM, team__isnull=False),
                name="role_fits_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"
