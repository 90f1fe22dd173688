"""Get ready to serve: migrate, load the sample into an empty database, and say what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone

from survey.models import Invitation, Organisation, TeamResult, User
from survey.models.campaign import State
from survey.sample.loading import PASSWORD, SIGN_INS, load_sample, sample_organisation
from survey.services.first_run import setup_token


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="127.0.0.1:8000", help="where it will be served")
        parser.add_argument("--empty", action="store_true", help="without the sample organisation")

    def handle(self, *args: Any, address: str, empty: bool, **options: Any) -> None:
        data = settings.DATABASES["default"]
        if data["ENGINE"].endswith("sqlite3"):
            Path(data["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if not settings.PRODUCTION and not empty and not Organisation.objects.exists():
            self.stdout.write("Loading the sample organisation (made-up people and answers)")
            load_sample(now=timezone.now())
        base = f"http://{address}"
        lines = [f"Plumbline 准绳 is at {base}/   (stop with Ctrl-C)"]
        sample = sample_organisation()
        if sample is not None:
            lines += self.sample_lines(sample, base)
        if not User.objects.exists():
            start = settings.SITE_ADDRESS if settings.PRODUCTION else base
            path = reverse("setup", args=[setup_token(timezone.now())])
            lines.append(f"  make the first account (once, within 24 hours):  {start}{path}")
        self.stdout.write("\n".join(lines))

    def sample_lines(self, sample: Organisation, base: str) -> list[str]:
        shown = (
            TeamResult.objects.filter(campaign__organisation=sample)
            .exclude(payload="")
            .select_related("campaign", "team")
            .order_by("-campaign__closed_at", "team__pk")
        )
        invitation = (
            Invitation.objects.filter(campaign__organisation=sample, campaign__state=State.OPEN)
            .order_by("created_at")
            .first()
        )
        lines = [f"  sign in as {p.email:24} password {PASSWORD}   ({p.role})" for p in SIGN_INS]
        result = shown.first()
        if result:
            path = reverse("team-report", args=[result.campaign_id, result.team.slug])
            lines.append(f"  a finished report:  {base}{path}")
        if invitation:
            lines.append(
                f"  a form to try:      {base}{reverse('answer', args=[invitation.token])}"
            )
        return lines
