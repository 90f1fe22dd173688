"""Builds a team report from a result: one call for the page, the PDF and the command line.

The shape of what it returns is in `reports.contents.shape`, and its names may be imported from
here. Texts come out in the language asked for, whatever the interface's language is.
"""

from __future__ import annotations

from assessment.core import result as states
from assessment.core.model import CapabilityModel, pick
from assessment.core.result import Result, TreeResult
from assessment.core.waves import comparable
from reports import formatting as fmt
from reports.contents import texts
from reports.contents.advice import build_advice
from reports.contents.blocks import build_blocks
from reports.contents.comments import build_comments
from reports.contents.evidence import build_evidence
from reports.contents.evidence_shape import OutcomePanel
from reports.contents.finding import answered_text, build_facts, build_finding, sentence
from reports.contents.gain_effort import build_gain_effort
from reports.contents.header import clean, one_line
from reports.contents.headings import build_headings
from reports.contents.method import LIMITS, METHOD, build_paragraphs
from reports.contents.nodes import build_groups, build_layers
from reports.contents.plan import build_plan
from reports.contents.practices import build_distribution, build_ends
from reports.contents.reading import Reading, reading_of
from reports.contents.shape import Paragraph, Part, Provenance, ReportHeader, Span, TeamReport
from reports.contents.talk import build_disputes
from reports.contents.targets import build_targets, target_paragraph
from reports.contents.weights import build_weights, flags_text
from reports.contents.workshop_shape import WorkshopPanel

__all__ = ["ReportHeader", "TeamReport", "build_team_report"]

HIDDEN_REASONS = {
    "too_few": texts.HIDDEN_FEW,
    "open": texts.HIDDEN_OPEN,
    "no_answers": texts.HIDDEN_NONE,
}


def build_team_report(
    header: ReportHeader,
    model: CapabilityModel,
    result: Result | None,
    language: str,
    previous: tuple[str, Result] | None = None,
    outcomes: OutcomePanel | None = None,
    workshop: WorkshopPanel | None = None,
) -> TeamReport:
    """The report in `language` ("en" or "zh-hans"); `previous` is (campaign title, result).

    `outcomes` are shown beside a result and left out where there is none to show, and so is
    `workshop`, how a joint answer came about.

    `result` None means that nothing may be shown; the report then says why. A previous result of
    another model, or of another major version of it, is left out: the two cannot be compared.
    """
    header = clean(header)
    min_group = result.min_group if result else header.min_group
    frame = {
        "language": language,
        "title": texts.TITLE(language, team=header.team, campaign=header.campaign)
        if header.campaign
        else header.team,
        "header": header,
        "source": _source(header, language),
        "sample_text": texts.SAMPLE(language) if header.sample else "",
        "method": _method(header, language, min_group),
        "limits": build_paragraphs(LIMITS, language, min_group),
        "provenance": _provenance(header, model, result, language),
    }
    if result is None:
        return TeamReport(
            status=states.HIDDEN,
            reason=_hidden(header, language),
            finding=sentence(
                texts.NOT_SHOWN(language, team=header.team),
                Span(texts.NOT_SHOWN_STRONG(language), strong=True),
                texts.FULL_STOP(language),
            ),
            core=None,
            modules=(),
            modules_note="",
            flags_text="",
            outcomes=None,
            workshop=None,
            **frame,
        )
    past = None
    if previous and _comparable(result, previous[1]):
        past = (one_line(previous[0]), previous[1])
    core = _part(model, header, result, result.core, language, past)
    modules = tuple(_part(model, header, result, m, language, past) for m in result.modules)
    shown = core.facts.status == states.SHOWN
    return TeamReport(
        status=states.SHOWN if shown else states.NOT_ENOUGH_DATA,
        reason="" if shown else texts.NOT_ENOUGH(language),
        finding=core.finding,
        core=core,
        modules=modules,
        modules_note=texts.MODULES_NOTE(language) if modules else "",
        flags_text=flags_text(result, language),
        outcomes=outcomes,
        workshop=workshop,
        **frame,
    )


def _comparable(now: Result, before: Result) -> bool:
    versions = before.model["version"], now.model["version"]
    return now.model["slug"] == before.model["slug"] and comparable(*versions)


def _part(
    model: CapabilityModel,
    header: ReportHeader,
    result: Result,
    part: TreeResult,
    language: str,
    previous: tuple[str, Result] | None,
) -> Part:
    return build_part(reading_of(model, header, result, part, language, previous))


def build_part(reading: Reading) -> Part:
    """The core or one module with all its sections."""
    layers, groups = build_layers(reading), build_groups(reading)
    distribution = build_distribution(reading)
    strongest, weakest = build_ends(reading, distribution)
    disputes, disputes_note = build_disputes(reading, distribution)
    advice, advice_note = build_advice(reading)
    capabilities = [row for group in groups for row in group.capabilities]
    return Part(
        slug=reading.tree.slug,
        name=reading.name(reading.tree),
        finding=build_finding(reading),
        facts=build_facts(reading),
        blocks=build_blocks(reading),
        layers=layers,
        groups=groups,
        strongest=strongest,
        weakest=weakest,
        disputes=disputes,
        disputes_note=disputes_note,
        advice=advice,
        advice_note=advice_note,
        gain_effort=build_gain_effort(reading, advice),
        plan=build_plan(reading),
        weights=build_weights(reading),
        distribution=distribution,
        evidence=build_evidence(reading),
        targets=build_targets(reading),
        comments=build_comments(reading),
        headings=build_headings(
            reading, layers, capabilities, (strongest, weakest), disputes, advice
        ),
    )


def _method(header: ReportHeader, language: str, min_group: int) -> tuple[Paragraph, ...]:
    """Targets belong to campaigns; a file of answers has none."""
    paragraphs = build_paragraphs(METHOD, language, min_group)
    return (
        (*paragraphs, target_paragraph(header.targets, language)) if header.campaign else paragraphs
    )


def _source(header: ReportHeader, language: str) -> str:
    """Period, form and mode in one line."""
    when = fmt.period(header.opened, header.closed, language)
    form = texts.FORMS.get(header.form, texts.FORMS["full"])(language)
    mode = texts.MODES.get(header.mode, texts.MODES["individual"])(language)
    lines = []
    if header.campaign and when:
        lines.append(texts.CAMPAIGN_PERIOD(language, campaign=header.campaign, period=when))
    elif header.campaign:
        lines.append(texts.CAMPAIGN_ONLY(language, campaign=header.campaign))
    lines.append(texts.SOURCE(language, form=form, mode=mode))
    return texts.SEPARATOR(language).join(lines)


def _hidden(header: ReportHeader, language: str) -> str:
    code = header.hidden_reason or ""
    if not header.answered and code != "open":
        code = "no_answers"
    phrase = HIDDEN_REASONS.get(code, texts.HIDDEN_FEW)
    answered = answered_text(header, language, header.answered)
    return phrase(language, answered=fmt.capital(answered), min_group=header.min_group)


def _weights_text(profile: str, language: str) -> str:
    """The weights by what a result calls them: default, equal, or "custom:1f2e…", "ahp:1f2e…"."""
    kind, _colon, digest = profile.partition(":")
    return texts.WEIGHTS[kind](language, digest=digest) if kind in texts.WEIGHTS else profile


def _provenance(
    header: ReportHeader, model: CapabilityModel, result: Result | None, language: str
) -> Provenance:
    engine = result.engine if result else fmt.DASH
    profile = result.profile if result else "default"
    weights = _weights_text(profile, language)
    digest = header.result_sha256 or (result.answers_sha256 if result else "")
    line = texts.PROVENANCE(
        language,
        model=model.slug,
        version=model.version,
        engine=engine,
        weights=weights,
        digest=fmt.digest(digest),
    )
    return Provenance(
        model=model.slug,
        model_name=pick(model.name, language),
        version=model.version,
        engine=engine,
        weights=weights,
        digest=digest,
        digest_text=fmt.digest(digest),
        answers_sha256=header.answers_sha256 or (result.answers_sha256 if result else ""),
        model_sha256=model.sha256,
        result_sha256=header.result_sha256,
        footer=(line, texts.DISCLAIMER(language)),
    )
