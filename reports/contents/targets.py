"""Targets beside levels: what is below, what is reached, where less would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.core import targets as rule
from assessment.core.forms import SHORT, SHORT_LEVEL_CAP
from assessment.core.model import Node
from reports import formatting as fmt
from reports.contents import target_words as words
from reports.contents.reading import Reading
from reports.contents.shape import Paragraph
from reports.contents.target_shape import TargetRow, Targets

NAMED = 3
"""A heading names this many capabilities; with more below their target, the furthest."""


def build_targets(reading: Reading) -> Targets | None:
    """None where no capability of this tree has a target, or the model has no levels."""
    language = reading.language
    rows = tuple(_row(reading, node) for node in reading.capabilities if node.slug in _set(reading))
    if not rows or reading.tree.levels is None:
        return None
    return Targets(
        heading=_heading(rows, language),
        label=words.TARGETS(language),
        heads=tuple(phrase(language) for phrase in words.HEADS),
        bar=words.BAR(language),
        key=words.TARGET_KEY(language),
        rows=rows,
        about=words.ABOUT(language),
        note=_note(reading, rows),
    )


def target_paragraph(targets: Mapping[str, int], language: str) -> Paragraph:
    """What the section on the method says of targets."""
    text = words.METHOD_SET if targets else words.METHOD_NONE
    return Paragraph(words.METHOD_TITLE(language), text(language))


def _set(reading: Reading) -> Mapping[str, int]:
    return reading.header.targets


def _row(reading: Reading, node: Node) -> TargetRow:
    language, found = reading.language, reading.nodes[node.slug]
    target = _set(reading)[node.slug]
    state = rule.against_target(found.level, found.interval, target)
    gap = None if found.level is None else target - found.level
    gap_text = _gap(state, gap, language)
    phrase = words.BAR_ALT_UNKNOWN if found.level is None else words.BAR_ALT
    return TargetRow(
        slug=node.slug,
        name=reading.name(node),
        level=found.level,
        level_text=str(found.level or fmt.DASH),
        target=target,
        target_text=str(target),
        gap=gap,
        gap_text=gap_text,
        state=state,
        bar_alt=phrase(language, level=found.level, target=target, gap=gap_text),
    )


def _gap(state: str, gap: int | None, language: str) -> str:
    if gap is None:
        return words.NOT_SHOWN(language)
    if state == rule.BELOW:
        return words.GAP(language, n=gap)
    return words.STATES[state](language)


def _heading(rows: Sequence[TargetRow], language: str) -> str:
    below = [row for row in rows if row.state == rule.BELOW]
    count = len(below)
    if below:
        # Stable, so that equal gaps stay in model order.
        furthest = sorted(below, key=lambda row: -(row.gap or 0))[:NAMED]
        # No "and" before the last: names of capabilities have their own.
        comma = "、" if language == fmt.CHINESE else ", "
        names = comma.join(fmt.inside(row.name, language) for row in furthest)
        phrase = words.HEAD_BELOW if count <= NAMED else words.HEAD_BELOW_MANY
        text = phrase(language, n=count, count=fmt.count_word(count, language), names=names)
        return fmt.capital(text)
    unknown = sum(row.state == rule.UNKNOWN for row in rows)
    if unknown == len(rows):
        return words.HEAD_UNKNOWN(language)
    if unknown:
        return words.HEAD_MET_SHOWN(language)
    count = len(rows)
    phrase = {1: words.HEAD_MET_ONE, 2: words.HEAD_MET_BOTH}.get(count, words.HEAD_MET)
    return phrase(language, count=fmt.count_word(count, language))


def _note(reading: Reading, rows: Sequence[TargetRow]) -> str:
    capped = reading.result.form == SHORT and any(row.target > SHORT_LEVEL_CAP for row in rows)
    return words.SHORT_CAP(reading.language, cap=SHORT_LEVEL_CAP) if capped else ""
