"""The scores and levels of many teams, item by item; parts can be added in any order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from assessment.core.levels import TOP

Item = tuple[str, str]
"""The slug of a tree and of one of its nodes, or `seeds.OVERALL` for the tree as a whole."""


@dataclass
class ItemStatistics:
    """What is known of one item.

    Attributes
    ----------
    scores : teams by exact score, (numerator, denominator) in lowest terms.
    levels : teams by level.
    units : digests of the units that have a team here.
    """

    scores: Counter[tuple[int, int]] = field(default_factory=Counter)
    levels: Counter[int] = field(default_factory=Counter)
    units: set[bytes] = field(default_factory=set)

    @property
    def teams(self) -> int:
        return self.scores.total()

    def add_team(self, score: Fraction, level: int, unit: bytes) -> None:
        """One team's score 0–100 and level 1–5; 0 where there is no level."""
        self.scores[score.as_integer_ratio()] += 1
        if level:
            self.levels[level] += 1
        self.units.add(unit)

    def merge(self, other: ItemStatistics) -> None:
        self.scores.update(other.scores)
        self.levels.update(other.levels)
        self.units |= other.units

    def sorted_scores(self) -> list[tuple[Fraction, int]]:
        """(score, teams), lowest first."""
        pairs = [(Fraction(*ratio), teams) for ratio, teams in self.scores.items()]
        # A correctly rounded float never turns two fractions round: it only leaves ties to them.
        return sorted(pairs, key=lambda pair: (float(pair[0]), pair[0]))

    def spread(self) -> dict[str, int]:
        """Teams by level, "1" to "5"; empty where no team has a level."""
        if not self.levels:
            return {}
        return {str(level): self.levels[level] for level in range(1, TOP + 1)}


@dataclass
class Statistics:
    """All items of one or of many files.

    Attributes
    ----------
    answers : ratings, NA and DK that were read.
    teams : teams that were read, with a score or without.
    units : digests of their units.
    items : statistics by item; an item that no team has a score for may be missing.
    """

    answers: int = 0
    teams: int = 0
    units: set[bytes] = field(default_factory=set)
    items: dict[Item, ItemStatistics] = field(default_factory=dict)

    def item(self, key: Item) -> ItemStatistics:
        return self.items.setdefault(key, ItemStatistics())

    def merge(self, other: Statistics) -> None:
        self.answers += other.answers
        self.teams += other.teams
        self.units |= other.units
        for key, value in other.items.items():
            self.item(key).merge(value)
