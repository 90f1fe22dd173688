"""`manage.py model check|show|export`: capability models as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.linting import lint
from assessment.loading import as_yaml, find_model, model_path, read_source
from assessment.management.file_command import FileCommand, Refused
from assessment.outline import outline
from assessment.writing import write_all


class Command(FileCommand):
    help = "Check, print or export a capability model"

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        check = actions.add_parser("check", help="list every fault and warning of a model")
        show = actions.add_parser("show", help="print a model as a tree")
        show.add_argument("--items", action="store_true", help="with questions and anchors")
        export = actions.add_parser("export", help="write a model as one file")
        export.add_argument("--out", required=True, metavar="FILE")
        for action in (check, show, export):
            action.add_argument("ref", metavar="REF", help="slug, slug@version, file or folder")
            self.add_language(action)

    def handle(self, *args: Any, **options: Any) -> None:
        actions = {"check": self._check, "show": self._show, "export": self._export}
        actions[options["action"]](options)

    def _check(self, options: dict[str, Any]) -> None:
        source = read_source(model_path(options["ref"]))
        warnings = lint(source)
        for warning in warnings:
            self.stdout.write(_("%(fault)s (warning)") % {"fault": warning})
        model = source.model
        count = ngettext("%(n)d warning", "%(n)d warnings", len(warnings)) % {"n": len(warnings)}
        self.stdout.write(
            _("%(slug)s@%(version)s: %(practices)d practices, no faults, %(warnings)s")
            % {
                "slug": model.slug,
                "version": model.version,
                "practices": len(model.practices),
                "warnings": count,
            }
        )

    def _show(self, options: dict[str, Any]) -> None:
        model = find_model(options["ref"])
        colour = self.stdout.isatty() and not options["no_color"]
        text = outline(model, options["lang"], items=options["items"], colour=colour)
        self.stdout.write(text, ending="")

    def _export(self, options: dict[str, Any]) -> None:
        model = find_model(options["ref"])
        path = Path(options["out"])
        try:
            write_all({path: as_yaml(model).encode()})
        except OSError as error:
            raise Refused(_("nothing was written: %(reason)s") % {"reason": error}) from error
        values = {"path": path, "digest": model.sha256}
        self.stdout.write(_("wrote %(path)s, SHA-256 of the content %(digest)s") % values)
