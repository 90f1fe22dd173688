from django.conf import settings
from django.db import models
from django.db.models import Q

from survey.models.invitation import new_token
from survey.models.membership import OF_ORGANISATION, OF_TEAM, Role
from survey.models.organisation import Organisation
from survey.models.team import Team


class OrganisationInvitation(models.Model):
    """An offer of a role to somebody by mail address; whoever accepts it must own the address
    or hold the link. It can be accepted once, until `expires_at`, unless it was withdrawn."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offers")
    team = models.ForeignKey(Team, models.CASCADE, related_name="offers", null=True, blank=True)
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role.choices)
    language = models.CharField(max_length=10, blank=True)
    token = models.CharField(max_length=43, unique=True, default=new_token)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["email", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True),
                name="one_open_offer_a_person",
            ),
            models.CheckConstraint(
                condition=Q(role__in=OF_ORGANISATION, team__isnull=True)
                | Q(role__in=OF_TEAM, team__isnull=False),
                name="offered_role_fits_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"
