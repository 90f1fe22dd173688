"""`manage.py assess`: score an answer file without a database."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assessment.core.anonymity import SMALLEST_GROUP
from assessment.core.evaluation import evaluate
from assessment.core.forms import FULL, SHORT
from assessment.core.model import CapabilityModel
from assessment.core.organisation import OrganisationResult, combine
from assessment.core.result import FORMAT, SHOWN, Result
from assessment.core.seeds import Seeds
from assessment.core.weights import DEFAULT
from assessment.formats import TeamAnswers
from assessment.loading import BUILT_IN
from assessment.management.file_command import FileCommand, Refused
from assessment.writing import write_all
from reports import formatting as fmt
from reports.contents.outlook import build_outlooks
from reports.contents.team_report import ReportHeader, TeamReport, build_team_report
from reports.exports.terminal import render_terminal
from reports.management.assess_inputs import STANDARD_OUTPUT, Inputs, read_inputs

MANY = 1_000_000
QUARTERS = 4
DAYS = re.compile(r"[0-9]{1,5}(\.[0-9]{1,2})?")


@dataclass(frozen=True)
class Assessed:
    """One team of the file with its result, and that result as the JSON that names it."""

    team: str
    result: Result
    content: dict[str, Any]

    @property
    def payload(self) -> bytes:
        return _json(self.content)


class Command(FileCommand):
    help = "Score an answer file (CSV) without a database"

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("answers", metavar="ANSWERS", help="CSV file, see docs/formats.md")
        add("--model", default=BUILT_IN, metavar="REF", help="slug, slug@version, file or folder")
        add(
            "--profile",
            default=DEFAULT,
            metavar="NAME",
            help="default, equal, or a file of weights",
        )
        add("--min-group", type=_group, default=5, metavar="K", help="smallest group, 3 or more")
        add("--form", choices=(FULL, SHORT), help="default: as the columns of the file say")
        add("--invited", type=_count, metavar="N", help="how many people were invited")
        add("--team", metavar="NAME", help="score this team of the file alone")
        add(
            "--budget", type=_days, metavar="DAYS", help="person-days for the plans within a budget"
        )
        add("--previous", metavar="ANSWERS", help="earlier answers, to tell what changed")
        add("--previous-model", metavar="REF", help="their model, if it was an earlier version")
        add(
            "--evidence",
            action="append",
            default=[],
            metavar="FILE",
            help="what checks found in a repository (JSON); may be given several times",
        )
        add("--json", metavar="PATH", help="write the result; - for standard output")
        add("--pdf", metavar="PATH", help="write the full report of one team")
        add("--xlsx", metavar="PATH", help="write a workbook of one team")
        self.add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        inputs = read_inputs(options)
        model = inputs.model
        assessed = [_assess(inputs, team, options) for team in inputs.teams]
        several = inputs.file.has_teams and options["team"] is None
        whole = combine([item.result for item in assessed]) if several else None
        files: dict[Path, bytes] = {}
        content = _content(assessed, whole)
        if options["json"] not in (None, STANDARD_OUTPUT):
            files[Path(options["json"])] = content
        if options["pdf"]:
            # Typst is loaded only where a PDF is wanted.
            from reports.exports.pdf import render_pdf

            report = _report(model, assessed[0], options)
            files[Path(options["pdf"])] = render_pdf(report, "full")
        if options["xlsx"]:
            from reports.exports.xlsx.team import team_book

            files[Path(options["xlsx"])] = team_book(_report(model, assessed[0], options))
        self._write(files)
        if options["json"] == STANDARD_OUTPUT:
            self.stdout.write(content.decode(), ending="")
            return
        for path in files:
            self.stdout.write(_("wrote %(path)s") % {"path": path})
        if not files:
            self._print(model, assessed, whole, options)

    def _write(self, files: dict[Path, bytes]) -> None:
        try:
            write_all(files)
        except OSError as error:
            raise Refused(_("nothing was written: %(reason)s") % {"reason": error}) from error

    def _print(
        self,
        model: CapabilityModel,
        assessed: list[Assessed],
        whole: OrganisationResult | None,
        options: dict[str, Any],
    ) -> None:
        colour = self.stdout.isatty() and not options["no_color"]
        width = shutil.get_terminal_size().columns if colour else None
        language = options["lang"]
        pages = [
            render_terminal(
                _report(model, item, options),
                colour=colour,
                width=width,
                outlook=build_outlooks(model, _header(item, options), item.result, language),
            )
            for item in assessed
        ]
        self.stdout.write("\n\n".join(pages), ending="")
        if whole is not None:
            self.stdout.write("\n" + _organisation(whole))


def _group(text: str) -> int:
    number = _count(text)
    if number < SMALLEST_GROUP:
        raise ArgumentTypeError(
            _("the smallest group is never below %(least)d") % {"least": SMALLEST_GROUP}
        )
    return number


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:9]) < MANY:
        raise ArgumentTypeError(_("“%(text)s” is not a count") % {"text": text[:40]})
    return int(text)


def _days(text: str) -> Fraction:
    """Person-days in quarters, above 0."""
    days = Fraction(text) if DAYS.fullmatch(text) else Fraction(0)
    if not days or (days * QUARTERS).denominator != 1:
        message = _("“%(text)s” is not a number of person-days; write 10, 7.5 or 7.25")
        raise ArgumentTypeError(message % {"text": text[:40]})
    return days


def _assess(inputs: Inputs, team: TeamAnswers, options: dict[str, Any]) -> Assessed:
    file, profile = inputs.file, inputs.profile
    result = evaluate(
        inputs.model,
        team.answers,
        min_group=options["min_group"],
        form=file.form,
        invited=options["invited"],
        answers_sha256=file.sha256,
        profile=profile.label,
        weights=profile.used,
        seeds=Seeds(file.sha256, team.name),
        budget=options["budget"],
        earlier=inputs.earlier(team),
        findings=inputs.findings,
    )
    content = result.to_json()
    if file.has_teams:
        content = {"format": content.pop("format"), "team": team.name, **content}
    return Assessed(team.name, result, content)


def _content(assessed: list[Assessed], whole: OrganisationResult | None) -> bytes:
    if whole is None:
        return assessed[0].payload
    teams = [item.content for item in assessed]
    return _json({"format": FORMAT, "teams": teams, "organisation": whole.to_json()})


def _json(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def _report(model: CapabilityModel, item: Assessed, options: dict[str, Any]) -> TeamReport:
    return build_team_report(_header(item, options), model, item.result, options["lang"])


def _header(item: Assessed, options: dict[str, Any]) -> ReportHeader:
    result = item.result
    return ReportHeader(
        organisation="",
        team=item.team or _("The team"),
        campaign="",
        mode=result.mode,
        form=result.form,
        answered=result.respondents,
        invited=options["invited"],
        min_group=result.min_group,
        answers_sha256=result.answers_sha256,
        result_sha256=hashlib.sha256(item.payload).hexdigest(),
    )


def _organisation(whole: OrganisationResult) -> str:
    """The teams together in a line or two."""
    if whole.status != SHOWN:
        return ngettext(
            "Organisation: no score, because only %(shown)d team has one and three are needed.",
            "Organisation: no score, because only %(shown)d teams have one and three are needed.",
            whole.teams_shown,
        ) % {"shown": whole.teams_shown}
    line = _("Organisation: %(score)s of 100, mean of %(shown)d of %(teams)d teams by people.") % {
        "score": fmt.number(whole.score),
        "shown": whole.teams_shown,
        "teams": whole.teams,
    }
    if not whole.levels:
        return line
    spread = [
        _("%(teams)d at level %(level)s") % {"teams": count, "level": level}
        for level, count in whole.levels.items()
        if count
    ]
    listed = fmt.series(spread, get_language() or "en")
    return f"{line}\n" + _("Levels: %(spread)s") % {"spread": listed}
