"""What a process has used so far, for the line that the command prints at its end."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Usage:
    """CPU seconds of a process, and its largest memory in bytes (0 where the system hides it)."""

    cpu: float
    peak: int


def usage() -> Usage:
    return Usage(time.process_time(), _peak())


def _peak() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
