"""How much of each fault a run makes: FAULTS is suite (the ordinary test run), short or full."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Counts, and seconds for what lasts.

    `interleavings` are replayed one step after the other; in `meetings` writers really come at the
    same time; `mixtures` are orders in which copies of saves arrive.
    """

    kills: int
    restarts: int
    interleavings: int
    meetings: int
    mixtures: int
    cut_seconds: int
    steady_seconds: int


SIZES = {
    "suite": Size(2, 2, 100, 15, 15, 2, 4),
    "short": Size(10, 4, 1_000, 60, 60, 15, 20),
    "full": Size(200, 20, 10_000, 300, 300, 60, 600),
}
SIZE = SIZES[os.environ.get("FAULTS", "suite")]
SAVES_A_SECOND = 50
