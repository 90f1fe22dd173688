"""The cheapest plan to the next level, in an order that can be done."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.model import Practice, pick
from assessment.core.planning import quarter_days
from assessment.core.result import PlanResult, Step
from reports import formatting as fmt
from reports.contents import outlook_words as words
from reports.contents import texts
from reports.contents.advice import opens_gate, person_days
from reports.contents.reading import Reading
from reports.contents.steps_shape import Plan, PlanStep

QUARTERS = 4


def next_level_plan(reading: Reading) -> PlanResult | None:
    """The plan of the result; None where there is none, or nothing to do."""
    found = reading.part.plans.next_level
    return found if found and found.moves and found.level else None


def build_plan(reading: Reading) -> Plan | None:
    """The plan in words, None where the result has none."""
    found, levels = next_level_plan(reading), reading.tree.levels
    if found is None or levels is None:
        return None
    language, level = reading.language, found.level or 0
    count = fmt.count_word(len(found.moves), language)
    effort = person_days(found.effort, language)
    after = words.PLAN_AFTER(
        language, score=fmt.number(found.score_after), gain=fmt.gain(found.gain)
    )
    name = pick(levels.names[level - 1], language)
    heading = words.PLAN_HEAD(language, n=len(found.moves), count=count, effort=effort, level=level)
    return Plan(
        level=level,
        level_name=name,
        heading=fmt.capital(heading),
        steps=build_steps(reading, found.moves),
        effort=found.effort,
        effort_text=effort,
        goal=words.PLAN_GOAL(language, level=level, name=name),
        after=after,
        note=words.PLAN_NOTE(language),
    )


def plan_tail(reading: Reading) -> str:
    """How the finding ends where there is a plan: how many practices and days the level is away."""
    found = next_level_plan(reading)
    if found is None:
        return ""
    return words.PLAN_TAIL(
        reading.language,
        n=len(found.moves),
        count=fmt.count_word(len(found.moves), reading.language),
        effort=person_days(found.effort, reading.language),
        level=found.level,
    )


def build_steps(reading: Reading, moves: Sequence[Step]) -> tuple[PlanStep, ...]:
    """Each practice with its final step, in an order that can be done."""
    return tuple(_step(reading, move) for move in _doable(reading, moves))


def _doable(reading: Reading, moves: Sequence[Step]) -> list[Step]:
    """What others need comes first; else the model's order stays."""
    left = list(moves)
    ordered: list[Step] = []
    while left:
        waiting = {move.practice for move in left}
        ready = next(
            (m for m in left if not _needs(reading, m) & (waiting - {m.practice})), left[0]
        )
        ordered.append(ready)
        left.remove(ready)
    return ordered


def _needs(reading: Reading, move: Step) -> set[str]:
    practice = reading.practices_everywhere[move.practice]
    return {need.slug for need in practice.needs if need.level <= move.to}


def _step(reading: Reading, move: Step) -> PlanStep:
    language = reading.language
    practice = reading.practices_everywhere[move.practice]
    before = _level_now(reading, move.practice)
    capability = _home(reading, practice)
    effort = sum(quarter_days(practice, step) for step in range(before + 1, move.to + 1))
    return PlanStep(
        slug=practice.slug,
        name=reading.name(practice),
        capability_name=capability,
        from_step=before,
        from_label=reading.step_label(practice.scale, before),
        to_step=move.to,
        to_label=reading.step_label(practice.scale, move.to),
        next=reading.whole_anchor(practice, move.to),
        effort=effort / QUARTERS,
        effort_text=person_days(effort / QUARTERS, language),
        opens_gate=opens_gate(reading, practice, move.to),
        gate_text=texts.BADGES["opens_gate"](language),
    )


def _level_now(reading: Reading, slug: str) -> int:
    parts = (reading.part, reading.result.core, *reading.result.modules)
    rows = (row for part in parts for row in part.practices if row.slug == slug)
    return next(rows).level or 0


def _home(reading: Reading, practice: Practice) -> str:
    """The capability's name; "" for a practice of another tree."""
    if practice.slug not in reading.practices:
        return ""
    capability = reading.capability_of(practice.slug)
    return reading.name(capability or reading.tree)
