"""Times in CPU seconds, each beside a floor measured in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Line:
    """One line of `make bench`: what was done, how long it took, against which floor."""

    name: str
    work: str
    seconds: float
    floor_name: str
    floor: float
    bar: str = ""

    def __str__(self) -> str:
        ratio = self.seconds / self.floor if self.floor else float("nan")
        return (
            f"{self.name:34} {self.work:38} {1000 * self.seconds:9.2f} ms   "
            f"floor: {self.floor_name} {1000 * self.floor:.2f} ms   ratio {ratio:.2f}   {self.bar}"
        )


def cpu_seconds(action: Callable[[], object], runs: int = 7) -> float:
    """Median CPU time of a call after one warm-up."""
    action()
    times = []
    for _ in range(runs):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return median(times)


def paired(
    action: Callable[[], object], floor: Callable[[], object], runs: int = 7
) -> tuple[float, float]:
    """Median CPU times of two calls taken in turn, so that a drifting machine hits both."""
    action()
    floor()
    first, second = [], []
    for _ in range(runs):
        for call, times in ((action, first), (floor, second)):
            start = time.process_time()
            call()
            times.append(time.process_time() - start)
    return median(first), median(second)
