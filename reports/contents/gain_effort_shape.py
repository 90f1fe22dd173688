"""The shape of the picture of gain against effort."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """A step: its rank, gain in points and effort in person-days; `text` says it in words."""

    rank: int
    gain: float
    effort: float
    text: str


@dataclass(frozen=True)
class GainEffort:
    """The picture in words and figures; `effort` and `gain` name the axes."""

    heading: str
    alt: str
    effort: str
    gain: str
    about: str
    points: tuple[Point, ...]

    @property
    def drawn(self) -> str:
        """Which of the ranked steps are drawn, as a slice."""
        return f":{len(self.points)}"
