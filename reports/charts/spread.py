"""Where teams stand: one team's score on a line, and how a capability spreads over the teams."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.position import percent_of

TOP, BOTTOM = 10.0, 96.0
"""Pixels from the upper edge at which the scores 100 and 0 stand."""


@dataclass(frozen=True)
class TeamMark:
    """Positions from the left; the ends are "" where there is no range."""

    score: str
    low: str
    high: str


@dataclass(frozen=True)
class Whisker:
    """Positions from the top of the lowest, median and highest score, and of 50 points."""

    low: str
    middle: str
    high: str
    bob: str
    half: str


def build_team_mark(score: float, interval: tuple[float, float] | None) -> TeamMark:
    low, high = (percent_of(end) for end in interval) if interval else ("", "")
    return TeamMark(percent_of(score), low, high)


def build_whisker(spread: tuple[float, float, float]) -> Whisker:
    """`spread` is (lowest, median, highest) of 0–100."""
    low, middle, high = (_down(score) for score in spread)
    return Whisker(
        low=_pixels(low),
        middle=_pixels(middle),
        high=_pixels(high),
        bob=_pixels(middle - 4),
        half=_pixels(_down(50)),
    )


def _down(score: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * score / 100


def _pixels(value: float) -> str:
    return f"{value:.1f}"
