"""What a summary says beyond the standing: plans within a budget, change, evidence.

The range, the cheapest plan to the next level and the weights are parts of the report itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.model import CapabilityModel, Node
from assessment.core.planning import quarter_days
from assessment.core.result import (
    NodeChange,
    PlanResult,
    Result,
    Step,
    TrendResult,
)
from assessment.core.waves import LINKED
from reports import formatting as fmt
from reports.contents.advice import person_days
from reports.contents.evidence import evidence_lines
from reports.contents.evidence_words import EVIDENCE
from reports.contents.phrase import Phrase as P
from reports.contents.ranges import range_text
from reports.contents.reading import Reading, reading_of
from reports.contents.shape import ReportHeader

RANGE_LABEL = P("Range, {level}", "区间（{level}）")
MOVE = P("{name}: {before} → {after}, {effort}", "{name}：{before} → {after}，{effort}")
AFTER = P("Afterwards: score {score}, level {level}", "完成后：得分{score}，{level}级")
AFTER_SCORE = P("Afterwards: score {score}", "完成后：得分{score}")

BUDGET = P(
    "Within {budget}: {gain} points for {effort}", "预算{budget}内：投入{effort}，得分{gain}"
)
NOTHING_FITS = P("Within {budget}: no step fits", "预算{budget}内：没有可完成的步骤")
LEVEL_FIRST = P(
    "Level {level} first, within {budget}: {gain} points for {effort}",
    "预算{budget}内先达到{level}级：投入{effort}，得分{gain}",
)
TOO_SMALL = P(
    "Level {level} does not fit within {budget}: {least} would do",
    "预算{budget}不足以达到{level}级：至少需要{least}",
)

TREND = P("Since the earlier answers", "与上次作答相比")
OVERALL = P("Overall", "总分")
FROM_TO = P("{low} to {high}", "{low}至{high}")
CHANGE = P(
    "{name}: {before} → {after}, {delta}, range {range}: {label}",
    "{name}：{before} → {after}，{delta}，区间{range}，{label}",
)
CHANGE_ALONE = P(
    "{name}: {before} → {after}, {delta}: {label}", "{name}：{before} → {after}，{delta}，{label}"
)
LABELS = {
    "improved": P("improved", "提升"),
    "declined": P("declined", "下降"),
    "stable": P("stable", "稳定"),
    "unclear": P("unclear", "变化不明确"),
}
NO_TREND = P(
    "Too little was scored both times to compare the whole.",
    "两次均已计分的实践太少，无法比较总体。",
)
BASIS_LINKED = P(
    "Compared on {n} practices scored both times, by {people} people who answered both times.",
    "依据两次均已计分的{n}项实践，由两次都作答的{people}人计算。",
    one="Compared on one practice scored both times, by {people} people who answered both times.",
)
BASIS = P(
    "Compared on {n} practices scored both times; each time taken as a group of its own.",
    "依据两次均已计分的{n}项实践，两次作答者分别计算。",
    one="Compared on one practice scored both times; each time taken as a group of its own.",
)


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, a line each."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Outlook:
    """What a summary says of one tree; `range_label` is "" where there is no range."""

    range_label: str
    range_text: str
    sections: tuple[Section, ...]


def build_outlooks(
    model: CapabilityModel, header: ReportHeader, result: Result, language: str
) -> Mapping[str, Outlook]:
    """The outlook of the core and each module by slug."""
    parts = (result.core, *result.modules)
    return {
        part.slug: _outlook(reading_of(model, header, result, part, language)) for part in parts
    }


def _outlook(reading: Reading) -> Outlook:
    part, language = reading.part, reading.language
    level = fmt.percent(part.overall.interval_level, language)
    found = range_text(part.overall.interval, language)
    sections = [*_plans(reading)]
    if part.trend is not None:
        sections.append(_trend(reading, part.trend))
    evidence = evidence_lines(reading)
    if evidence:
        sections.append(Section(EVIDENCE(language), evidence))
    label = RANGE_LABEL(language, level=level) if found else ""
    return Outlook(label, found, tuple(sections))


def _plans(reading: Reading) -> list[Section]:
    plans, language = reading.part.plans, reading.language
    if plans.budget is None or plans.budget.budget is None:
        return []
    budget = person_days(plans.budget.budget, language)
    sections = [_plan(reading, plans.budget, BUDGET, budget)]
    if plans.level_first is not None:
        sections.append(_plan(reading, plans.level_first, LEVEL_FIRST, budget))
    elif plans.next_level is not None:
        least = person_days(plans.next_level.effort, language)
        text = TOO_SMALL(language, level=plans.next_level.level, budget=budget, least=least)
        sections.append(Section(text, ()))
    return sections


def _plan(reading: Reading, plan: PlanResult, heading: P, budget: str) -> Section:
    language = reading.language
    if not plan.moves:
        return Section(NOTHING_FITS(language, budget=budget), ())
    effort = person_days(plan.effort, language)
    after = AFTER_SCORE if plan.level_after is None else AFTER
    score = fmt.number(plan.score_after)
    return Section(
        heading(language, budget=budget, gain=fmt.gain(plan.gain), effort=effort, level=plan.level),
        (
            *(_move(reading, move) for move in plan.moves),
            after(language, score=score, level=plan.level_after),
        ),
    )


def _move(reading: Reading, move: Step) -> str:
    practice = reading.practices_everywhere[move.practice]
    before = _level_now(reading, move.practice)
    quarters = sum(quarter_days(practice, step) for step in range(before + 1, move.to + 1))
    return MOVE(
        reading.language,
        name=reading.name(practice),
        before=reading.step_label(practice.scale, before),
        after=reading.step_label(practice.scale, move.to),
        effort=person_days(quarters / 4, reading.language),
    )


def _level_now(reading: Reading, slug: str) -> int:
    """The step of a practice of any tree; a plan may raise prerequisites elsewhere."""
    parts = (reading.part, reading.result.core, *reading.result.modules)
    rows = (row for part in parts for row in part.practices if row.slug == slug)
    return next(rows).level or 0


def _trend(reading: Reading, trend: TrendResult) -> Section:
    """The overall, the top nodes, and what they were compared on."""
    language = reading.language
    tops = {root.slug: reading.name(root) for root in reading.tree.roots if isinstance(root, Node)}
    lines = [NO_TREND(language)]
    if trend.overall is not None:
        lines = [_change(trend.overall, OVERALL(language), language)]
    lines += [_change(node, tops[node.slug], language) for node in trend.nodes if node.slug in tops]
    basis = BASIS_LINKED if trend.method == LINKED else BASIS
    lines.append(basis(language, n=len(trend.common), people=trend.people))
    return Section(TREND(language), tuple(lines))


def _change(change: NodeChange, name: str, language: str) -> str:
    values = {
        "name": name,
        "before": fmt.number(change.before),
        "after": fmt.number(change.after),
        "delta": fmt.change(change.before, change.after, language),
        "label": LABELS[change.label](language),
    }
    if change.interval is None:
        return CHANGE_ALONE(language, **values)
    low, high = (fmt.signed(end) for end in change.interval)
    return CHANGE(language, range=FROM_TO(language, low=low, high=high), **values)
