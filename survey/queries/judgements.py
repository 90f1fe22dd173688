"""Pairwise judgements in words: the seventeen steps, and which pair is most at odds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log

from django.utils.translation import gettext as _

from assessment.core.ahp import CONSISTENT, RANDOM_INDEX, Judged
from assessment.core.model import pick
from survey.weighing import Family

STEPS = tuple(str(n) for n in range(9, 0, -1)) + tuple(f"1/{n}" for n in range(2, 10))
"""Saaty's scale, from "the first is extremely more important" to "the second is"."""


@dataclass(frozen=True)
class Pair:
    """Two parts to compare; `row` and `column` are their positions in the family."""

    row: int
    column: int
    first: str
    second: str

    @property
    def field(self) -> str:
        return f"pair-{self.row}-{self.column}"

    @property
    def text(self) -> str:
        return _("%(first)s or %(second)s") % {"first": self.first, "second": self.second}

    def choices(self) -> list[tuple[str, str]]:
        """The number first, so that it is seen where a narrow window cuts the words off."""
        words = ((step, step_words(step, self.first, self.second)) for step in STEPS)
        return [(step, f"{number} · {text}") for step, (number, text) in words]


@dataclass(frozen=True)
class AtOdds:
    """Why judgements are refused: the ratio, the worst pair, what was said and what would fit."""

    ratio: str
    limit: str
    field: str
    pair: str
    said: str
    fits: str


def pairs(family: Family, language: str) -> tuple[Pair, ...]:
    """Every pair of a family, in the order of the upper triangle by rows."""
    names = [pick(child.name, language) for child in family.children]
    size = range(len(names))
    return tuple(Pair(i, j, names[i], names[j]) for i in size for j in size if i < j)


def step_words(step: str, first: str, second: str) -> tuple[int, str]:
    """The number of a judgement, 1 to 9, and its words: 5, “Engineering much more important”."""
    share = Fraction(step)
    if share == 1:
        return 1, _("both equally important")
    number = share.numerator if share > 1 else share.denominator
    words = {
        2: _("%(name)s between equally and somewhat more important"),
        3: _("%(name)s somewhat more important"),
        4: _("%(name)s between somewhat and much more important"),
        5: _("%(name)s much more important"),
        6: _("%(name)s between much and very much more important"),
        7: _("%(name)s very much more important"),
        8: _("%(name)s between very much and extremely more important"),
        9: _("%(name)s extremely more important"),
    }
    return number, words[number] % {"name": first if share > 1 else second}


def step_text(step: str, first: str, second: str) -> str:
    """One judgement inside a sentence: “Engineering much more important (5)”."""
    number, words = step_words(step, first, second)
    return _("%(words)s (%(number)s)") % {"words": words, "number": number}


def nearest_step(ratio: float) -> str:
    """The step of the scale that is nearest to a ratio of weights, on the log scale."""
    return min(STEPS, key=lambda step: abs(log(float(Fraction(step))) - log(ratio)))


def ratio_text(ratio: float) -> str:
    """Three decimals; a ratio just below the limit is never rounded up to it."""
    text = f"{abs(ratio):.3f}"  # noise may put a ratio of 0 just below it
    return f"{ratio:.6f}" if text == f"{CONSISTENT:.3f}" and ratio < CONSISTENT else text


def at_odds(said: Judged, upper: Sequence[str], all_pairs: Sequence[Pair]) -> AtOdds:
    """The refusal of judgements of three parts or more in words."""
    assert said.worst is not None
    place = next(at for at, p in enumerate(all_pairs) if (p.row, p.column) == said.worst)
    pair = all_pairs[place]
    fits = nearest_step(said.weights[pair.row] / said.weights[pair.column])
    return AtOdds(
        ratio=ratio_text(said.ratio),
        limit=f"{CONSISTENT:.2f}",
        field=pair.field,
        pair=pair.text,
        said=step_text(upper[place], pair.first, pair.second),
        fits=step_text(fits, pair.first, pair.second),
    )


@dataclass(frozen=True)
class LiveTexts:
    """What the script needs to show weights and ratio while somebody chooses; no numbers of ours.

    `random_index` is JSON by size; {a}, {b}, {n}, {all} and {ratio} in the texts are filled in.
    """

    names: tuple[str, ...]
    random_index: str
    limit: str
    left: str
    consistent: str
    contradictory: str
    certain: str
    percent: str


def live_texts(family: Family, language: str) -> LiveTexts:
    return LiveTexts(
        names=tuple(pick(child.name, language) for child in family.children),
        random_index=json.dumps(RANDOM_INDEX),
        limit=str(CONSISTENT),
        left=_("{n} of {all} pairs chosen"),
        consistent=_("Consistency ratio {ratio}: below 0.10, so these judgements can be used."),
        contradictory=_(
            "Consistency ratio {ratio}, not below 0.10. Most at odds with the rest: {pair}."
        ),
        certain=_("Two parts cannot contradict each other."),
        percent="{n}%" if language == "zh-hans" else "{n}\N{NO-BREAK SPACE}%",
    )
