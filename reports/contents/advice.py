"""Ranked recommendations in words, assembled from the fixed templates of both languages."""

from __future__ import annotations

from assessment.core.levels import gate_step
from assessment.core.model import Practice, pick
from assessment.core.recommending import EVIDENCE_DISAGREES
from assessment.core.result import NOT_APPLICABLE, SHOWN, Recommendation
from reports import formatting as fmt
from reports.contents import texts
from reports.contents.blocks import next_level
from reports.contents.reading import Reading
from reports.contents.steps_shape import Advice, Badge, FirstStep, Way

WAY_OF_STEP = {1: "C", 2: "T", 3: "H", 4: "L"}
NOTHING = {"", "none", "无"}


def build_advice(reading: Reading) -> tuple[tuple[Advice, ...], str]:
    """Every ranked step, best gain a day first, and a note on the list (or on its absence)."""
    items = {practice.slug: practice for practice in reading.tree.practices}
    advice = tuple(
        _advice(reading, items[item.practice], item) for item in reading.part.recommendations
    )
    return advice, _note(reading, bool(advice))


def _note(reading: Reading, some: bool) -> str:
    overall = reading.part.overall
    if some:
        return texts.ADVICE_NOTE(reading.language)
    if overall.status not in (SHOWN, NOT_APPLICABLE):
        return texts.ADVICE_NONE_DATA(reading.language)
    if any(row.level is not None for row in reading.part.practices):
        return texts.ADVICE_NONE_TOP(reading.language)
    return texts.ADVICE_NONE_SCALE(reading.language)


def person_days(days: float, language: str) -> str:
    return texts.DAYS(language, n=fmt.short(days, 2))


def _advice(reading: Reading, practice: Practice, item: Recommendation) -> Advice:
    language = reading.language
    capability = reading.capability_of(practice.slug)
    name = reading.name(practice)
    before, after = (
        reading.step_label(practice.scale, step) for step in (item.from_level, item.to)
    )
    title = texts.ADVICE_TITLE(
        language,
        name=name,
        before=texts.OPEN_QUOTE(language, text=fmt.inside(before, language)),
        after=texts.OPEN_QUOTE(language, text=fmt.inside(after, language)),
    )
    why = tuple(_why(reading, practice, item))
    first = tuple(_first(reading, step.practice, step.to) for step in item.first)
    first_text = _first_text(first, language)
    effort_sentence = _effort(item, language)
    proof = _proof(practice, item.to, language)
    ways = tuple(_way(code, name, language) for code in _way_codes(practice, item.to))
    # The lines that a reader acts on, in the order of the template.
    lines = [
        title + texts.FULL_STOP(language),
        *why,
        first_text if first else "",
        effort_sentence,
        texts.PROOF(language, evidence=proof) if proof else "",
        *(texts.WAY(language, name=way.name, text=way.text) for way in ways),
    ]
    return Advice(
        rank=item.rank,
        slug=practice.slug,
        name=name,
        capability=capability.slug if capability else reading.tree.slug,
        capability_name=reading.name(capability or reading.tree),
        from_step=item.from_level,
        from_label=before,
        to_step=item.to,
        to_label=after,
        title=title,
        now=reading.anchor(practice, item.from_level),
        next=reading.anchor(practice, item.to),
        gain=item.gain,
        gain_text=fmt.gain(item.gain),
        effort=item.effort,
        effort_text=person_days(item.effort, language),
        own_gain=item.own_gain,
        own_gain_text=fmt.gain(item.own_gain),
        own_effort=item.own_effort,
        own_effort_text=person_days(item.own_effort, language),
        why=why,
        why_text=texts.SEPARATOR(language).join(why),
        first=first,
        first_text=first_text,
        effort_sentence=effort_sentence,
        proof=proof,
        ways=ways,
        badges=tuple(_badges(reading, practice, item)),
        sentence=texts.SEPARATOR(language).join(line for line in lines if line),
    )


def _why(reading: Reading, practice: Practice, item: Recommendation) -> list[str]:
    language, whole = reading.language, fmt.gain(item.own_gain)
    capability = reading.capability_of(practice.slug)
    share = reading.nodes[capability.slug].effective_weight if capability else 1.0
    if capability and 0 < share < 1:
        part = fmt.gain(item.own_gain / share)
        gain = texts.WHY_GAIN_BOTH(
            language, part=part, whole=whole, capability=reading.name(capability)
        )
    else:
        gain = texts.WHY_GAIN(language, whole=whole)
    lines = [gain]
    target, blocked = next_level(reading), reading.part.overall.blocked_by
    if target and opens_gate(reading, practice, item.to):
        lines.append(texts.WHY_GATE(language, level=target))
    elif target and capability and capability.slug in blocked:
        name = reading.name(capability)
        lines.append(texts.WHY_LEVEL(language, level=target, capability=name))
    benefit = _benefit(reading, practice.slug)
    if benefit:
        lines.append(texts.WHY_BENEFIT(language, benefit=fmt.inside(benefit, language)))
    return lines


def opens_gate(reading: Reading, practice: Practice, to: int) -> bool:
    """Whether raising a practice to a step opens a gate that blocks the next level."""
    target = next_level(reading)
    blocked = practice.gate and practice.slug in reading.part.overall.blocked_by
    return bool(target and blocked and to >= gate_step(target))


def _benefit(reading: Reading, slug: str) -> str:
    """The benefit tag of the nearest node above that has one."""
    tagged = (node.benefit for node in reading.ancestors(slug) if node.benefit)
    return pick(next(tagged, None), reading.language)


def _first(reading: Reading, slug: str, to: int) -> FirstStep:
    practice = reading.practices_everywhere[slug]
    return FirstStep(
        slug=slug,
        name=reading.name(practice),
        to=to,
        to_label=reading.step_label(practice.scale, to),
        anchor=reading.whole_anchor(practice, to),
    )


def _first_text(first: tuple[FirstStep, ...], language: str) -> str:
    if not first:
        return texts.FIRST_NONE(language)
    steps = [
        texts.FIRST_STEP(
            language,
            name=fmt.inside(step.name, language),
            label=fmt.inside(step.to_label, language),
        )
        for step in first
    ]
    return texts.FIRST(language, steps=fmt.series(steps, language))


def _effort(item: Recommendation, language: str) -> str:
    own, more = item.own_effort, item.effort - item.own_effort
    if more > 0:
        return texts.EFFORT_WITH(
            language, own=person_days(own, language), more=fmt.short(more, 2) + _day(language)
        )
    return texts.EFFORT_ALONE(language, own=person_days(own, language))


def _day(language: str) -> str:
    """Chinese repeats the unit; English does not."""
    return "人日" if language == fmt.CHINESE else ""


def _proof(practice: Practice, step: int, language: str) -> str:
    if step >= len(practice.evidence):
        return ""
    evidence = fmt.stop(pick(practice.evidence[step], language), language)
    return "" if evidence.lower() in NOTHING else evidence


def _way_codes(practice: Practice, step: int) -> tuple[str, ...]:
    """The way of the step, then the practice's first own way that differs from it."""
    own = WAY_OF_STEP[step]
    other = next((way for way in practice.ways if way != own), None)
    return (own,) if other is None else (own, other)


def _way(code: str, name: str, language: str) -> Way:
    text = texts.WAYS[code](language, name=fmt.inside(name, language))
    return Way(code, texts.WAY_NAMES[code](language), text)


def _badges(reading: Reading, practice: Practice, item: Recommendation) -> list[Badge]:
    codes = list(item.badges)
    evidence = reading.part.evidence
    # Results frozen by an earlier engine know the list, not the badge.
    if evidence and practice.slug in evidence.talk and EVIDENCE_DISAGREES not in codes:
        codes.append(EVIDENCE_DISAGREES)
    if opens_gate(reading, practice, item.to):
        codes = ["opens_gate", *(code for code in codes if code != "needed_for_next_level")]
    return [Badge(code, texts.BADGES[code](reading.language)) for code in codes]
