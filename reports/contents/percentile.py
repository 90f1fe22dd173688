"""Where a team stands among the other teams of its organisation."""

from __future__ import annotations

from assessment.core.benchmark import (
    FEWEST_REFERENCES,
    FEWEST_UNITS,
    Percentile,
)
from reports.contents import portfolio_words as words


def place_text(found: Percentile, language: str) -> str:
    """For a team's row; "" unless there are enough teams."""
    return "" if found.rounded is None else words.PLACE(language, rank=found.rounded)


def place_sentence(found: Percentile, language: str) -> str:
    """For a team's own report; "" unless there are enough teams."""
    if found.rounded is None:
        return ""
    return words.PLACE_SENTENCE(language, rank=found.rounded, teams=found.teams, units=found.units)


def place_note(found: Percentile | None, language: str) -> str:
    """What a position means, or what it would take; "" where no team has a score."""
    if found is None:
        return ""
    if found.rounded is not None:
        return words.PLACE_ENOUGH(language)
    return words.PLACE_FEW(
        language,
        need=FEWEST_REFERENCES,
        units=FEWEST_UNITS,
        teams=found.teams,
        have=found.units,
    )
