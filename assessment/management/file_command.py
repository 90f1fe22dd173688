"""What the commands share that read files and need no database."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessment.faults import FaultsFound
from assessment.loading import UnknownModel

BAD_INPUT = 2


class Refused(Exception):
    """The input cannot be used; `lines` say why."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class FileCommand(BaseCommand):
    """A command that speaks the language of `--lang` and leaves with 2 on bad input.

    Faults go to standard error, one a line, as `file:line: what is wrong; what would be right`.
    """

    requires_system_checks: list[str] = []

    def add_language(self, parser: ArgumentParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument(
            "--lang",
            choices=languages,
            default=settings.LANGUAGE_CODE,
            help="language of what is printed (default: %(default)s)",
        )

    def execute(self, *args: Any, **options: Any) -> str | None:
        with override(options.get("lang") or settings.LANGUAGE_CODE):
            try:
                return super().execute(*args, **options)
            except FaultsFound as error:
                lines: Iterable[str] = [str(fault) for fault in error.faults]
                if error.more:
                    lines = [*lines, _("… and more faults")]
            except UnknownModel as error:
                lines = [str(error.args[0])]
            except Refused as error:
                lines = error.lines
            for line in lines:
                self.stderr.write(line)
            raise SystemExit(BAD_INPUT)
