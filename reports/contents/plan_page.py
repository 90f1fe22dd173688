"""Plans within a budget, and what if some practices stood higher: the page that solves again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assessment.core.model import pick
from assessment.core.plans import MovePlan, budget_plan, level_first_plan
from assessment.core.result import Step
from assessment.core.team_state import TeamState
from assessment.core.what_if import what_if
from reports import formatting as fmt
from reports.contents import plan_words as words
from reports.contents.advice import person_days
from reports.contents.blocks import next_level
from reports.contents.finding import level_text
from reports.contents.phrase import Phrase
from reports.contents.plan import QUARTERS, build_steps
from reports.contents.reading import Reading
from reports.contents.steps_shape import PlanStep

LARGEST_BUDGET = 2000
GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
TOP_STEP = 4


@dataclass(frozen=True)
class Outcome:
    """What a set of moves would bring. `note` says what is missing or in the way, or is ""."""

    heading: str
    steps: tuple[PlanStep, ...]
    score_text: str
    gain_text: str
    level_text: str
    effort_text: str
    note: str


@dataclass(frozen=True)
class Choice:
    """A step that a practice can be raised to."""

    step: int
    label: str
    chosen: bool


@dataclass(frozen=True)
class PracticeChoice:
    slug: str
    name: str
    now_label: str
    now_text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ChoiceGroup:
    """A capability; `open` where something in it is chosen."""

    slug: str
    name: str
    open: bool
    practices: tuple[PracticeChoice, ...]


@dataclass(frozen=True)
class PartChoice:
    """The core (slug "") or a module, by name."""

    slug: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class PlanPage:
    """`budget` is what stands in the field, `error` why it cannot be used, or "".

    `part` is the slug of the module that the page is about, "" for the core; `parts` are the core
    and the modules that have a score, to choose from, none where there is but the core.
    """

    part: str
    parts: tuple[PartChoice, ...]
    team: str
    campaign: str
    score_text: str
    level_text: str
    budget: str
    error: str
    within: Outcome | None
    first: Outcome | None
    what_if: Outcome | None
    groups: tuple[ChoiceGroup, ...]


def default_budget(reading: Reading) -> str:
    """The effort of the cheapest plan to the next level, else ten person-days."""
    cheapest = reading.part.plans.next_level
    return fmt.short(cheapest.effort, 2) if cheapest and cheapest.moves else "10"


def read_budget(text: str, language: str) -> tuple[int | None, str]:
    """Quarter-days of a budget as typed, and what is wrong with it.

    A comma before three digits groups thousands, any other one is a decimal mark.
    """
    typed = text.strip().replace("，", ",")
    mark = "" if GROUPED.fullmatch(typed) else "."
    try:
        days = Decimal(typed.replace(",", mark))
    except InvalidOperation:
        return None, words.BUDGET_NO_NUMBER(language)
    if not days.is_finite() or not 0 <= days <= LARGEST_BUDGET:
        return None, words.BUDGET_RANGE(language, most=LARGEST_BUDGET)
    return int(days * QUARTERS), ""


def read_targets(reading: Reading, state: TeamState, raised: Mapping[str, str]) -> dict[str, int]:
    """Steps that were chosen for practices that can be raised; anything else is left out."""
    targets = {}
    for slug, text in raised.items():
        standing = state.standings.get(slug)
        if slug not in reading.practices or standing is None or standing.level is None:
            continue
        if text in {"1", "2", "3", "4"} and int(text) > standing.level:
            targets[slug] = int(text)
    return targets


def build_plan_page(
    reading: Reading, state: TeamState, budget: str, raised: Mapping[str, str]
) -> PlanPage:
    language = reading.language
    quarters, error = read_budget(budget, language)
    targets = read_targets(reading, state, raised)
    overall = reading.part.overall
    return PlanPage(
        part=reading.tree.slug if reading.is_module else "",
        parts=_parts(reading),
        team=reading.header.team,
        campaign=reading.header.campaign,
        score_text=fmt.number(overall.score),
        level_text=_level(reading, overall.level),
        budget=budget,
        error=error,
        within=None if quarters is None else _within(reading, state, quarters),
        first=None if quarters is None else _level_first(reading, state, quarters),
        what_if=_what_if(reading, state, targets) if targets else None,
        groups=_groups(reading, state, targets),
    )


def _parts(reading: Reading) -> tuple[PartChoice, ...]:
    """The core, then every module with a score; no choice where there is one part alone."""
    language, result = reading.language, reading.result
    scored = [each.slug for each in result.modules if each.overall.score is not None]
    if not scored and not reading.is_module:
        return ()
    names = {tree.slug: pick(tree.name, language) for tree in reading.trees}
    own = reading.tree.slug if reading.is_module else ""
    core = PartChoice("", reading.name(reading.trees[0]), not own)
    return (core, *(PartChoice(slug, names[slug], slug == own) for slug in scored))


def _within(reading: Reading, state: TeamState, quarters: int) -> Outcome | None:
    found = budget_plan(state, budget=quarters)
    if found is None:
        return None
    return _outcome(reading, found, words.WITHIN, words.WITHIN_NONE)


def _level_first(reading: Reading, state: TeamState, quarters: int) -> Outcome | None:
    """The best plan that reaches the next level too, or how much that would take."""
    language, target = reading.language, next_level(reading)
    found = level_first_plan(state, budget=quarters)
    if found is None or target is None:
        return None
    if found.plan is None:
        needed = person_days(found.smallest_budget / QUARTERS, language)
        heading = words.FIRST_NOT(language, level=target)
        note = words.FIRST_NEEDS(language, needed=needed, level=target)
        return Outcome(heading, (), "", "", "", "", note)
    return _outcome(reading, found.plan, words.FIRST, words.WITHIN_NONE, level=target)


def _outcome(
    reading: Reading, plan: MovePlan, some: Phrase, none: Phrase, **more: object
) -> Outcome:
    language, count = reading.language, len(plan.targets)
    phrase = some if count else none
    heading = phrase(language, n=count, count=fmt.count_word(count, language), **more)
    return Outcome(
        heading=fmt.capital(heading),
        steps=build_steps(reading, plan.targets),
        score_text=fmt.number(plan.score_after),
        gain_text=fmt.gain(float(plan.gain)),
        level_text=_level(reading, plan.level_after),
        effort_text=person_days(plan.effort / QUARTERS, language),
        note="",
    )


def _what_if(reading: Reading, state: TeamState, targets: dict[str, int]) -> Outcome:
    language = reading.language
    outcome = what_if(state, targets)
    count = len(targets)
    heading = words.WHAT_IF(language, n=count, count=fmt.count_word(count, language))
    return Outcome(
        heading=fmt.capital(heading),
        steps=build_steps(reading, [Step(slug, step) for slug, step in targets.items()]),
        score_text=fmt.number(outcome.score),
        gain_text=fmt.gain(float(outcome.gain)),
        level_text=_level(reading, outcome.level),
        effort_text=person_days(outcome.effort / QUARTERS, language),
        note=_missing(reading, dict(outcome.missing)),
    )


def _missing(reading: Reading, missing: Mapping[str, int]) -> str:
    """What has to come first, each practice with the last step that it needs."""
    if not missing:
        return ""
    steps = [
        words.TO_STEP(
            reading.language,
            name=fmt.inside(reading.name(practice), reading.language),
            label=reading.step_label(practice.scale, step),
        )
        for slug, step in missing.items()
        for practice in [reading.practices_everywhere[slug]]
    ]
    return words.MISSING(reading.language, steps=fmt.series(steps, reading.language))


def _level(reading: Reading, level: int | None) -> str:
    levels = reading.tree.levels
    name = pick(levels.names[level - 1], reading.language) if level and levels else ""
    return fmt.capital(level_text(level, name, reading.language))


def _groups(
    reading: Reading, state: TeamState, targets: Mapping[str, int]
) -> tuple[ChoiceGroup, ...]:
    found: dict[str, tuple[str, list[PracticeChoice]]] = {}
    for practice in reading.tree.practices:
        level = state.standings[practice.slug].level
        if level is None or level >= TOP_STEP:
            continue
        home = reading.capability_of(practice.slug)
        slug, name = (home.slug, reading.name(home)) if home else (reading.tree.slug, "")
        choice = PracticeChoice(
            slug=practice.slug,
            name=reading.name(practice),
            now_label=reading.step_label(practice.scale, level),
            now_text=reading.anchor(practice, level),
            choices=tuple(
                Choice(
                    step,
                    reading.step_label(practice.scale, step),
                    targets.get(practice.slug) == step,
                )
                for step in range(level + 1, TOP_STEP + 1)
            ),
        )
        found.setdefault(slug, (name, []))[1].append(choice)
    return tuple(
        ChoiceGroup(slug, name, any(row.slug in targets for row in rows), tuple(rows))
        for slug, (name, rows) in found.items()
    )
