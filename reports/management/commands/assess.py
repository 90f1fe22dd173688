"""`manage.py assess`: score an answer file without a database."""

from __future__ import annotations

import hashlib
import json
import shutil
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assessment.core.evaluation import SMALLEST_GROUP, evaluate
from assessment.core.forms import FULL, SHORT, has_short_form
from assessment.core.model import CapabilityModel
from assessment.core.organisation import OrganisationResult, combine
from assessment.core.result import FORMAT, SHOWN, Result
from assessment.formats import AnswerFile, TeamAnswers, read_answers
from assessment.loading import BUILT_IN, find_model
from assessment.management.file_command import FileCommand, Refused
from assessment.writing import write_all
from reports import formatting as fmt
from reports.contents.team_report import ReportHeader, TeamReport, build_team_report
from reports.exports.terminal import render_terminal

STANDARD_OUTPUT = "-"
MANY = 1_000_000


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
        add("--min-group", type=_group, default=5, metavar="K", help="smallest group, 3 or more")
        add("--form", choices=(FULL, SHORT), help="default: as the columns of the file say")
        add("--invited", type=_count, metavar="N", help="how many people were invited")
        add("--team", metavar="NAME", help="score this team of the file alone")
        add("--json", metavar="PATH", help="write the result; - for standard output")
        add("--pdf", metavar="PATH", help="write the full report of one team")
        self.add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        _check_paths(options)
        model = find_model(options["model"])
        _check_form(model, options["form"])
        file = read_answers(options["answers"], model, options["form"])
        _check_form(model, file.form)
        teams = _chosen(file, options)
        assessed = [_assess(model, file, team, options) for team in teams]
        whole = combine([item.result for item in assessed]) if _is_several(file, options) else None
        files: dict[Path, bytes] = {}
        content = _content(assessed, whole)
        if options["json"] not in (None, STANDARD_OUTPUT):
            files[Path(options["json"])] = content
        if options["pdf"]:
            # Typst is loaded only where a PDF is wanted.
            from reports.exports.pdf import render_pdf

            report = _report(model, assessed[0], options)
            files[Path(options["pdf"])] = render_pdf(report, "full")
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
        pages = [
            render_terminal(_report(model, item, options), colour=colour, width=width)
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


def _check_paths(options: dict[str, Any]) -> None:
    named = [options[key] for key in ("answers", "json", "pdf") if options[key]]
    paths = [Path(name).resolve() for name in named if name != STANDARD_OUTPUT]
    if len(set(paths)) < len(paths):
        raise Refused(_("answers and outputs need paths of their own"))


def _check_form(model: CapabilityModel, form: str | None) -> None:
    if form == SHORT and not has_short_form(model.core):
        raise Refused(_("the model %(model)s has no short form") % {"model": model.slug})


def _is_several(file: AnswerFile, options: dict[str, Any]) -> bool:
    return file.has_teams and options["team"] is None


def _chosen(file: AnswerFile, options: dict[str, Any]) -> list[TeamAnswers]:
    """The teams to score; raises Refused where the options do not fit the file."""
    name = options["team"]
    if name is not None:
        if not file.has_teams:
            raise Refused(_("the file has no column “team”; leave --team out"))
        try:
            chosen = [file.team(name.strip())]
        except KeyError:
            known = ", ".join(team.name for team in file.teams)
            message = _("the file has no team “%(team)s”; it has %(known)s")
            raise Refused(message % {"team": name, "known": known}) from None
    else:
        chosen = list(file.teams)
    if len(chosen) > 1:
        for option in ("invited", "pdf"):
            if options[option] is not None:
                message = _(
                    "the file has %(count)d teams; name one with --team to use --%(option)s"
                )
                raise Refused(message % {"count": len(chosen), "option": option})
    invited, answered = options["invited"], len(chosen[0].answers.respondents)
    if invited is not None and invited < answered:
        message = _("%(answered)d people answered, and --invited says %(invited)d")
        raise Refused(message % {"answered": answered, "invited": invited})
    return chosen


def _assess(
    model: CapabilityModel, file: AnswerFile, team: TeamAnswers, options: dict[str, Any]
) -> Assessed:
    result = evaluate(
        model,
        team.answers,
        min_group=options["min_group"],
        form=file.form,
        invited=options["invited"],
        answers_sha256=file.sha256,
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
    result = item.result
    header = ReportHeader(
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
    return build_team_report(header, model, result, options["lang"])


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
