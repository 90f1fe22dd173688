"""Print a link with which the first account is made; works while there is none."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from survey.models import User
from survey.services.first_run import setup_token


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("Somebody has an account already; they can invite others.")
        path = reverse("setup", args=[setup_token(timezone.now())])
        self.stdout.write(f"{settings.SITE_ADDRESS}{path}")
