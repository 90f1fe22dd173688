import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.core.anonymity import SMALLEST_GROUP
from survey.models.named import Named
from survey.models.organisation import Organisation
from survey.models.team import Team
from survey.models.weight_profile import WeightProfile


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Form(models.TextChoices):
    FULL = "full", _("Full form")
    SHORT = "short", _("Short form")


class Mode(models.TextChoices):
    ANONYMOUS = "anonymous", _("Anonymous")
    NAMED = "named", _("Named")
    CONSENSUS = "consensus", _("Joint answer of each team")


class Weighting(models.TextChoices):
    DEFAULT = "default", _("The questionnaire’s own weights")
    EQUAL = "equal", _("Equal weights")
    PROFILE = "profile", _("Weights of the organisation")


class Campaign(Named):
    """One round of asking: which model, which teams, when. Opening it pins the model's content.

    `modules` are slugs of optional modules that are asked too. `min_group` is the smallest group
    whose results are shown. `weights` is what opening pinned of weights other than the model's:
    {"method", "names", "sha256", "weights": {parent: {child: weight}}, "reason", "judgements"}
    (survey/weighing.py). `roles` are what respondents may call themselves: [{"slug", "en",
    "zh-hans"}]; `show_if` says which capabilities only some of them are asked: {capability: [role
    slug]}. Answers are taken until `deadline` plus `grace_hours`, shown in `time_zone` ("" for the
    organisation's), unless `paused_at` is set.
    `reminder_days` before the deadline those who have not answered are reminded. `targets` is the
    level that each capability should reach, where one was set: {capability slug: 2–5}.
    `median_minutes` is what closing learned of how long answering took, before it forgot when.
    `answers_erased_at` is when single answers were erased; results stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="campaigns")
    teams = models.ManyToManyField(Team, through="CampaignTeam", related_name="campaigns")
    model_slug = models.CharField(max_length=60)
    model_version = models.CharField(max_length=20)
    model_sha256 = models.CharField(max_length=64, blank=True)
    form = models.CharField(max_length=5, choices=Form.choices, default=Form.FULL)
    modules = models.JSONField(default=list, blank=True)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.ANONYMOUS)
    min_group = models.PositiveSmallIntegerField(default=5)
    weighting = models.CharField(max_length=7, choices=Weighting.choices, default=Weighting.DEFAULT)
    # Not PROTECT, which would also stop the removal of a whole organisation.
    profile = models.ForeignKey(
        WeightProfile, models.RESTRICT, null=True, blank=True, related_name="campaigns"
    )
    weights = models.JSONField(null=True, blank=True, editable=False)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    roles = models.JSONField(default=list, blank=True)
    show_if = models.JSONField(default=dict, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    grace_hours = models.PositiveSmallIntegerField(default=0)
    reminder_days = models.JSONField(default=list, blank=True)
    targets = models.JSONField(default=dict, blank=True)
    median_minutes = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    retention_months = models.PositiveSmallIntegerField(null=True, blank=True)
    answers_erased_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_group__gte=SMALLEST_GROUP), name="campaign_min_group"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, opened_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(opened_at__isnull=False) & ~Q(model_sha256="")),
                name="open_campaign_pins_its_model",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False)
                | (~Q(state=State.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_campaign_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="campaign_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(state=State.OPEN),
                name="only_open_campaigns_pause",
            ),
            models.CheckConstraint(
                condition=Q(weighting=Weighting.PROFILE, profile__isnull=False)
                | (~Q(weighting=Weighting.PROFILE) & Q(profile__isnull=True)),
                name="profile_where_weights_are_of_one",
            ),
            models.CheckConstraint(
                condition=Q(weights__isnull=True)
                & (Q(state=State.DRAFT) | Q(weighting=Weighting.DEFAULT))
                | Q(weights__isnull=False)
                & ~Q(state=State.DRAFT)
                & ~Q(weighting=Weighting.DEFAULT),
                name="open_campaign_pins_its_weights",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def model_ref(self) -> str:
        return f"{self.model_slug}@{self.model_version}"


class CampaignTeam(models.Model):
    """A team that takes part in a campaign.

    `looks` are the closings at which its figures were shown, one unless the campaign was opened
    again: [{"at": ISO time, "min_group"}]. What was shown then bounds what may be shown later
    (survey/queries/answers.py).
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    team = models.ForeignKey(Team, models.CASCADE)
    looks = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ["team__name", "team__slug"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "team"], name="campaign_team_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} / {self.team}"
