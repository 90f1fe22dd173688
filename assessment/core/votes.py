"""How private votes on one practice lie, and which practice to talk about first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.core.agreement import exact_spread


@dataclass(frozen=True)
class Votes:
    """So many votes for each step, and those that name none.

    `steps` counts by option number; `na` are “does not apply”, `dk` are “don’t know”.
    """

    steps: tuple[int, ...]
    na: int = 0
    dk: int = 0

    @property
    def rated(self) -> int:
        return sum(self.steps)

    @property
    def n(self) -> int:
        return self.rated + self.na + self.dk

    @property
    def spread(self) -> int:
        """Steps between the lowest and the highest vote; 0 where fewer than two name a step.

        >>> Votes((1, 0, 0, 2, 0)).spread
        3
        """
        chosen = [step for step, count in enumerate(self.steps) if count]
        return chosen[-1] - chosen[0] if chosen else 0

    @property
    def agreed_step(self) -> int | None:
        """The step that everybody chose, two people or more; None otherwise.

        >>> Votes((0, 0, 4, 0, 0)).agreed_step
        2
        >>> Votes((0, 0, 4, 0, 0), dk=1).agreed_step is None
        True
        """
        if self.n < 2 or self.n not in self.steps:
            return None
        return self.steps.index(self.n)

    @property
    def unanimous(self) -> bool:
        """Did everybody say the same, two people or more?"""
        return self.n >= 2 and self.n in (*self.steps, self.na, self.dk)

    @property
    def variance(self) -> Fraction:
        """Sample variance of the steps, exactly; 0 where fewer than two name a step."""
        return exact_spread(self.steps)[0] if self.rated > 1 else Fraction(0)


def talking_order(votes: Mapping[str, Votes]) -> list[str]:
    """Practices in the order in which to talk: the widest spread first, the unanimous last.

    Among equal spreads first those where some say that the practice does not apply and others
    name a step, then the greater variance, then the order given.

    >>> talking_order({"same": Votes((3, 0)), "near": Votes((2, 1)), "far": Votes((1, 0, 0, 1))})
    ['far', 'near', 'same']
    """

    def key(practice: str) -> tuple[bool, int, bool, Fraction]:
        lie = votes[practice]
        return lie.unanimous, -lie.spread, not (lie.na and lie.rated), -lie.variance

    return sorted(votes, key=key)
