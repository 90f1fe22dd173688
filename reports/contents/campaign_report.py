"""A campaign's frozen result -> the contents of its report, in one language."""

from __future__ import annotations

from dataclasses import replace

from assessment.core.benchmark import percentile
from assessment.core.model import pick
from reports.contents.header import clean, one_line
from reports.contents.outcomes import build_outcomes
from reports.contents.percentile import place_sentence
from reports.contents.shape import ReportHeader, TeamReport
from reports.contents.team_report import build_team_report
from reports.contents.workshop import build_workshop
from survey.queries.results import TeamResult


def header_of(found: TeamResult, language: str) -> ReportHeader:
    """What the campaign knows, with names in `language` where it has them."""
    header = ReportHeader(
        organisation=pick(found.organisation, language),
        team=pick(found.team, language),
        campaign=pick(found.campaign, language),
        opened=found.opened,
        closed=found.closed,
        mode=found.mode,
        form=found.form,
        answered=found.answered,
        invited=found.invited,
        min_group=found.min_group,
        answers_sha256=found.answers_sha256,
        result_sha256=found.result_sha256,
        sample=found.sample,
        hidden_reason=found.hidden_reason,
        targets=found.targets,
        place=_place(found, language),
        comments=found.comments.shown,
        comments_withheld=found.comments.withheld,
    )
    return clean(header)


def _place(found: TeamResult, language: str) -> str:
    score = found.result.core.overall.score if found.result else None
    return "" if score is None else place_sentence(percentile(score, found.others), language)


def report_of(found: TeamResult, language: str) -> TeamReport:
    """The report of one team in `language` ("en" or "zh-hans")."""
    previous = None
    if found.previous:
        title, result = found.previous
        previous = (pick(title, language), result)
    outcomes = None
    if found.outcomes:
        figures = found.outcomes.figures
        note = one_line(figures.note)
        outcomes = build_outcomes(replace(figures, note=note), found.outcomes.entered, language)
    talked = found.workshop and build_workshop(found.workshop, found.model, language)
    return build_team_report(
        header_of(found, language),
        found.model,
        found.result,
        language,
        previous,
        outcomes,
        talked or None,
    )
