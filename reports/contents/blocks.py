"""What keeps a team from the next level: gates that are closed, and too little breadth."""

from __future__ import annotations

from assessment.core import result
from assessment.core.forms import SHORT, SHORT_LEVEL_CAP
from assessment.core.levels import FULLY, LARGELY, TOP, gate_step
from assessment.core.model import Practice, pick
from reports import formatting as fmt
from reports.contents import texts
from reports.contents.reading import Reading
from reports.contents.shape import Blocks, Breadth, Gate, Named


def next_level(reading: Reading) -> int | None:
    """The level above the team's own, None at the top or without a level."""
    level = reading.part.overall.level
    cap = SHORT_LEVEL_CAP if reading.result.form == SHORT else TOP
    return None if level is None or level >= cap else level + 1


def gates_closed(reading: Reading) -> list[Practice]:
    """The gate practices among what blocks the next level, in model order."""
    blocked = set(reading.part.overall.blocked_by)
    return [practice for practice in reading.tree.practices if practice.slug in blocked]


def failing_breadth(reading: Reading) -> list[tuple[int, float, float]]:
    """(level, share, needed) of each breadth condition of the next level that is not met."""
    return [row for row in _breadths(reading) if row[1] <= row[2]]


def _breadths(reading: Reading) -> list[tuple[int, float, float]]:
    target = next_level(reading)
    if target is None:
        return []
    shares = reading.part.breadth
    return [
        (level, shares[str(level)], (LARGELY if level == target else FULLY) / 100)
        for level in range(2, target + 1)
        if str(level) in shares
    ]


def build_blocks(reading: Reading) -> Blocks:
    """Gates and breadth for the next level, or a heading that says why there is none."""
    language, target = reading.language, next_level(reading)
    levels = reading.tree.levels
    if target is None or levels is None:
        return Blocks(None, "", _no_next(reading), (), "", (), "")
    closed = gates_closed(reading)
    gates = tuple(_gate(reading, practice, gate_step(target)) for practice in closed)
    failing = failing_breadth(reading)
    return Blocks(
        next_level=target,
        next_level_name=pick(levels.names[target - 1], language),
        heading=_heading(reading, len(gates), bool(failing), target),
        gates=gates,
        gates_note=_gates_note(reading, len(gates)),
        breadth=tuple(_breadth(reading, *row) for row in _breadths(reading)),
        note=texts.GATE_IS(language) if _any_gate(reading) else "",
    )


def _no_next(reading: Reading) -> str:
    if reading.part.overall.level is None:
        known = texts.NO_LEVELS if reading.tree.levels is None else texts.BLOCKS_NONE
        return known(reading.language)
    if reading.result.form == SHORT:
        return texts.BLOCKS_SHORT_TOP(reading.language, level=SHORT_LEVEL_CAP)
    return texts.BLOCKS_TOP(reading.language)


def _heading(reading: Reading, closed: int, too_narrow: bool, target: int) -> str:
    language = reading.language
    count = fmt.count_word(closed, language)
    gates = texts.GATES(language, n=closed, count=count)
    if closed and too_narrow:
        phrase = texts.BLOCKS_BOTH
    elif closed:
        phrase = texts.BLOCKS_GATES_ONE if closed == 1 else texts.BLOCKS_GATES
    else:
        phrase = texts.BLOCKS_BREADTH if _any_gate(reading) else texts.BLOCKS_BREADTH_NO_GATES
    return fmt.capital(phrase(language, gates=gates, level=target))


def _any_gate(reading: Reading) -> bool:
    return any(practice.gate for practice in reading.tree.practices)


def _gates_note(reading: Reading, closed: int) -> str:
    in_scope = [
        practice
        for practice in reading.tree.practices
        if practice.gate and reading.practices[practice.slug].status != result.NOT_APPLICABLE
    ]
    others = len(in_scope) - closed
    if others <= 0:
        return ""
    phrase = texts.OTHER_GATES_MET if closed else texts.ALL_GATES_MET
    return phrase(reading.language, n=others, count=fmt.count_word(others, reading.language))


def _gate(reading: Reading, practice: Practice, needed: int) -> Gate:
    step = reading.practices[practice.slug].level
    capability = reading.capability_of(practice.slug)
    now = reading.whole_anchor(practice, step)
    # Just above what the team has, a statement that builds on it needs no repetition.
    read = reading.anchor if step == needed - 1 else reading.whole_anchor
    return Gate(
        slug=practice.slug,
        name=reading.name(practice),
        capability=reading.name(capability) if capability else "",
        now_step=step,
        now=now or texts.GATE_NO_DATA(reading.language),
        needed_step=needed,
        needed=read(practice, needed),
    )


def _breadth(reading: Reading, level: int, share: float, needed: float) -> Breadth:
    language = reading.language
    below = tuple(
        Named(node.slug, reading.name(node))
        for node in reading.capabilities
        if (reading.nodes[node.slug].level or TOP) < level
    )
    met = share > needed
    share_text = fmt.safe_percent(share, language, needed)
    needed_text = fmt.percent(needed, language)
    phrase = texts.BREADTH_MET if met else texts.BREADTH_MISSED
    return Breadth(
        level=level,
        share=share,
        share_text=share_text,
        needed=needed,
        needed_text=texts.MORE_THAN(language, needed=needed_text),
        met=met,
        sentence=phrase(language, level=level, share=share_text, needed=needed_text),
        below=below,
        below_text=texts.BELOW(language, n=len(below), level=level) if below else "",
    )
