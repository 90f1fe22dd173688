"""Load or remove the sample organisation, or write a made-up answer file."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessment.core.answers import DK, NA
from assessment.loading import BUILT_IN
from survey.questionnaire import questionnaire
from survey.sample.answers import TEAMS, team_rows
from survey.sample.loading import load_sample, purge_sample
from survey.services.refusal import Refused

CELLS = {NA: "NA", DK: "DK"}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        load = actions.add_parser("load", help="add the sample organisation")
        load.add_argument("--force", action="store_true", help="in production mode too")
        actions.add_parser("purge", help="remove it with everything in it")
        answers = actions.add_parser("answers", help="write a made-up answer file (CSV)")
        answers.add_argument("--out", required=True, help="file to write")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, action)(**options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def load(self, *, force: bool, **options: Any) -> None:
        if settings.PRODUCTION and not force:
            raise CommandError(
                "The sample's passwords are public. Load it here with --force only.", returncode=2
            )
        organisation = load_sample(now=timezone.now())
        self.stdout.write(f"Loaded {organisation.name}: {len(TEAMS)} teams, three campaigns.")

    def purge(self, **options: Any) -> None:
        count = purge_sample()
        self.stdout.write(f"Removed the sample organisation and {count} sample accounts.")

    def answers(self, *, out: str, **options: Any) -> None:
        """Every sample team in long form; the same bytes each time."""
        asked = questionnaire(BUILT_IN, "full", ())
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["team", "respondent", "practice", "answer"])
        for profile in TEAMS:
            for number, rows in enumerate(team_rows(profile, asked, 1), 1):
                for slug, code in rows:
                    cell = CELLS.get(code, code)
                    writer.writerow([profile.slug, f"{profile.slug}-{number}", slug, cell])
        target = Path(out)
        part = target.with_name(target.name + ".part")
        try:
            part.write_text(text.getvalue(), encoding="utf-8")
            os.replace(part, target)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}", returncode=2) from error
        self.stdout.write(f"Wrote {out}")
