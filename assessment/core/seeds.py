"""Seeded random numbers: the same campaign, team and node always give the same draws."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass

import numpy as np

from assessment.core.layout import Floats

OVERALL = "overall"
"""Stands for the overall where a node is named; no node may have this slug."""


@dataclass(frozen=True)
class Seeds:
    """Where the random numbers of one team in one campaign come from.

    Attributes
    ----------
    campaign : the campaign's UUID; for an answer file its SHA-256 in hex.
    team : the team's slug; for an answer file the cell `team`, or "".
    """

    campaign: str
    team: str = ""

    def of(self, node: str, suffix: str) -> int:
        """The seed for a node and a purpose ("ci1", "tr1", "mc1").

        It is the first 8 bytes, big-endian, of the SHA-256 of "campaign|team|node|suffix".
        """
        text = f"{self.campaign}|{self.team}|{node}|{suffix}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def uniform(seed: int, count: int) -> Floats:
    """The first `count` values of Python's `random.Random(seed).random()`, in [0, 1).

    >>> generator = random.Random(42)
    >>> uniform(42, 3).tolist() == [generator.random() for _ in range(3)]
    True
    """
    *words, position = random.Random(seed).getstate()[1]
    # NumPy's frozen generator is the same Mersenne twister and forms its doubles in the same way;
    # given Python's state it continues Python's stream, a hundred times as fast.
    stream = np.random.RandomState(0)
    state = {"key": np.array(words, dtype=np.uint32), "pos": position}
    stream.set_state({"bit_generator": "MT19937", "state": state})
    drawn: Floats = stream.random_sample(count)
    return drawn
