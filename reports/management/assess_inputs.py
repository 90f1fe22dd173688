"""What `manage.py assess` reads, checked together: answers, earlier ones, weights, evidence."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from assessment.core.evaluation import Earlier, Findings
from assessment.core.forms import SHORT, has_short_form
from assessment.core.model import CapabilityModel
from assessment.core.repositories import over_repositories
from assessment.core.waves import comparable, same_ids
from assessment.core.weights import DEFAULT, EQUAL
from assessment.faults import Fault, FaultsFound
from assessment.formats import (
    AnswerFile,
    TeamAnswers,
    WeightProfile,
    find_profile,
    read_answers,
    read_evidence,
)
from assessment.loading import find_model
from assessment.management.file_command import Refused

STANDARD_OUTPUT = "-"
Read = TypeVar("Read")


@dataclass(frozen=True)
class Inputs:
    """Everything read and found to fit together.

    Attributes
    ----------
    model : with the weights of the profile.
    file : the answers, `teams` those to be scored.
    previous : the earlier answers, if any were given.
    findings : evidence, if any was given.
    """

    model: CapabilityModel
    profile: WeightProfile
    file: AnswerFile
    teams: tuple[TeamAnswers, ...]
    previous: AnswerFile | None
    findings: Findings | None

    def earlier(self, team: TeamAnswers) -> Earlier | None:
        """The team's earlier answers; people with the same id in both files are one person."""
        if self.previous is None:
            return None
        for before in self.previous.teams:
            if before.name == team.name:
                links = same_ids(before.answers, team.answers)
                return Earlier(before.answers, links, self.previous.sha256)
        return None


def read_inputs(options: dict[str, Any]) -> Inputs:
    """Read the files that the options name.

    Raises
    ------
    FaultsFound : files have faults; all of them are listed.
    UnknownModel, Refused : files or options do not fit together.
    """
    _check_paths(options)
    model = find_model(options["model"])
    _check_form(model, options["form"])
    former = _former_model(model, options)
    reading = _Reading()
    file = reading.read(read_answers, options["answers"], model, options["form"])
    profile = reading.read(find_profile, options["profile"], model)
    previous = None
    if options["previous"]:
        form = SHORT if file is not None and file.form == SHORT else None
        previous = reading.read(read_answers, options["previous"], former, form)
    findings = [reading.read(read_evidence, path, model) for path in options["evidence"]]
    reading.end()
    assert profile is not None
    assert file is not None
    _check_form(model, file.form)
    teams = _chosen(file, options)
    if previous is not None:
        _check_previous(file, teams, previous)
    found = [each for each in findings if each is not None]
    checks = over_repositories([each.checks for each in found])
    return Inputs(
        model=profile.weigh(model),
        profile=profile,
        file=file,
        teams=teams,
        previous=previous,
        findings=Findings(checks, [each.head for each in found]) if found else None,
    )


class _Reading:
    """Reads one file after another and keeps their faults, so that all are reported at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.more = False

    def read(self, reader: Callable[..., Read], *arguments: Any) -> Read | None:
        try:
            return reader(*arguments)
        except FaultsFound as error:
            self.faults.extend(error.faults)
            self.more = self.more or error.more
            return None

    def end(self) -> None:
        if self.faults:
            raise FaultsFound(tuple(self.faults), self.more)


def _check_paths(options: dict[str, Any]) -> None:
    inputs = [options["answers"], options["previous"], *options["evidence"]]
    if options["profile"] not in (DEFAULT, EQUAL):
        inputs.append(options["profile"])
    if os.path.isfile(options["model"]):
        inputs.append(options["model"])
    outputs = [options[key] for key in ("json", "pdf", "xlsx") if options[key] not in (None, "-")]
    places = _resolved(outputs)
    if len(set(places)) < len(places) or set(places) & set(_resolved(filter(None, inputs))):
        raise Refused(_("answers and outputs need paths of their own"))
    files = _resolved(options["evidence"])
    if len(set(files)) < len(files):
        raise Refused(_("the same file of evidence is given twice"))


def _resolved(names: Iterable[str]) -> list[Path]:
    return [Path(name).resolve() for name in names]


def _check_form(model: CapabilityModel, form: str | None) -> None:
    if form == SHORT and not has_short_form(model.core):
        raise Refused(_("the model %(model)s has no short form") % {"model": model.slug})


def _former_model(model: CapabilityModel, options: dict[str, Any]) -> CapabilityModel:
    """The model of the earlier answers; raises Refused where the two cannot be compared."""
    ref = options["previous_model"]
    if ref is None:
        return model
    if not options["previous"]:
        raise Refused(_("--previous-model tells about --previous, which is not given"))
    former = find_model(ref)
    if former.slug != model.slug or not comparable(former.version, model.version):
        message = _(
            "answers to %(former)s %(before)s cannot be compared with answers to %(model)s "
            "%(now)s: another model or major version asks or scores something else"
        )
        raise Refused(
            message
            % {
                "former": former.slug,
                "before": former.version,
                "model": model.slug,
                "now": model.version,
            }
        )
    for slug, practice in former.practices.items():
        now = model.practices.get(slug)
        if now is not None and now.scale.values != practice.scale.values:
            message = _("“%(slug)s” has another scale in %(before)s than in %(now)s")
            values = {"slug": slug, "before": former.version, "now": model.version}
            raise Refused(message % values)
    return former


def _chosen(file: AnswerFile, options: dict[str, Any]) -> tuple[TeamAnswers, ...]:
    """The teams to score; raises Refused where the options do not fit the file."""
    name = options["team"]
    if name is not None:
        if not file.has_teams:
            raise Refused(_("the file has no column “team”; leave --team out"))
        try:
            chosen = (file.team(name.strip()),)
        except KeyError:
            raise Refused(_no_team(name, file)) from None
    else:
        chosen = file.teams
    if len(chosen) > 1:
        for option in ("invited", "pdf", "xlsx", "evidence"):
            if options[option]:
                message = _(
                    "the file has %(count)d teams; name one with --team to use --%(option)s"
                )
                raise Refused(message % {"count": len(chosen), "option": option})
    invited, answered = options["invited"], len(chosen[0].answers.respondents)
    if invited is not None and invited < answered:
        message = _("%(answered)d people answered, and --invited says %(invited)d")
        raise Refused(message % {"answered": answered, "invited": invited})
    return chosen


def _no_team(name: str, file: AnswerFile) -> str:
    known = ", ".join(team.name for team in file.teams)
    return _("the file has no team “%(team)s”; it has %(known)s") % {"team": name, "known": known}


def _check_previous(file: AnswerFile, teams: tuple[TeamAnswers, ...], previous: AnswerFile) -> None:
    """Teams are found again by name; at least one must be."""
    if file.has_teams != previous.has_teams:
        raise Refused(
            _("one of the two answer files names teams and the other does not; they must agree")
        )
    known = {team.name for team in previous.teams}
    if not known & {team.name for team in teams}:
        message = _("the earlier file has none of the teams %(teams)s; it has %(known)s")
        names = ", ".join(team.name for team in teams)
        raise Refused(message % {"teams": names, "known": ", ".join(sorted(known))})
