"""Gain against effort of the first ranked steps: which brings most, and which asks least."""

from __future__ import annotations

from collections.abc import Sequence

from reports import formatting as fmt
from reports.contents.gain_effort_shape import GainEffort, Point
from reports.contents.phrase import Phrase as P
from reports.contents.reading import Reading
from reports.contents.steps_shape import Advice

FEWEST, MOST = 3, 20
"""Fewer steps make no picture; more than these could not be told apart."""

HEAD = P(
    "{most} gains most, {least} asks least",
    "得分提升最多的是{most}，投入最少的是{least}",
)
AMONG_FIRST = P("Of the first {n} steps, {text}", "前{n}个步骤中，{text}")
HEAD_BOTH = P("{most} gains most and asks least", "{most}得分提升最多，投入也最少")
ALT = P(
    "Gain against effort of {n} steps. Most gain: {most}. Least effort: {least}. The table below "
    "has every figure.",
    "{n}个步骤的得分提升与投入。提升最多：{most}；投入最少：{least}。全部数字见下表。",
)
POINT = P("{rank} {name}: {gain} points, {effort}", "{rank} {name}：得分{gain}，{effort}")
EFFORT = P("Effort in person-days", "投入（人日）")
GAIN = P("Gain in points", "得分提升")
ABOUT = P(
    "A number is the rank in the list above. What stands high and to the left brings much for "
    "little. Both figures count what must come first.",
    "数字为上方列表中的序号。越靠左上，投入越少、提升越多；两个数字都已计入前置步骤。",
)
FIRST_OF = P("The first {n} of {all} steps are drawn.", "只画出{all}个步骤中的前{n}个。")


def build_gain_effort(reading: Reading, advice: Sequence[Advice]) -> GainEffort | None:
    """None where there are too few steps for a picture."""
    if len(advice) < FEWEST:
        return None
    language, shown = reading.language, advice[:MOST]
    most = max(shown, key=lambda step: (step.gain, -step.rank))
    least = min(shown, key=lambda step: (step.effort, step.rank))
    about = [ABOUT(language)]
    if len(advice) > MOST:
        about.append(FIRST_OF(language, n=MOST, all=len(advice)))
    return GainEffort(
        heading=_heading(most, least, language, drawn=len(shown), all_steps=len(advice)),
        alt=ALT(language, n=len(shown), most=_text(most, language), least=_text(least, language)),
        effort=EFFORT(language),
        gain=GAIN(language),
        about=("" if language == fmt.CHINESE else " ").join(about),
        points=tuple(
            Point(step.rank, step.gain, step.effort, _text(step, language)) for step in shown
        ),
    )


def _heading(most: Advice, least: Advice, language: str, *, drawn: int, all_steps: int) -> str:
    phrase = HEAD_BOTH if most is least else HEAD
    names = [fmt.inside(step.name, language) for step in (most, least)]
    text = phrase(language, most=names[0], least=names[1])
    if drawn < all_steps:
        return AMONG_FIRST(language, n=drawn, text=text)
    return fmt.capital(text)


def _text(step: Advice, language: str) -> str:
    return POINT(
        language,
        rank=step.rank,
        name=step.name,
        gain=step.gain_text,
        effort=step.effort_text,
    )
