"""`make load`: 200 people open the form within ten seconds, 200 others answer (bar Q26).

Every action of a person is preceded by a request to /livez, which does nothing: the control beside
which the times are to be read. Locust lives in an environment of its own, named by --locust.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.faults.place import ROOT, Place
from tests.faults.postgresql import new_database
from tests.faults.server import Server, serving

PEOPLE = 200
WARMING = 60
BARS = {"save": 100.0, "form with its files": 1500.0}
QUIET = 30.0
"""Milliseconds that /livez may take, 95 times in 100, on a machine that has nothing else to do."""
SHOWN = ("control", "save", "form of those who answer", "page", "file", "form with its files")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--locust", default=str(ROOT / ".venv-load" / "bin" / "python"))
    parser.add_argument("--seconds", type=float, default=120, help="how long people answer")
    options = parser.parse_args()
    with place() as here:
        invited = here.invite(2 * PEOPLE)
        with serving(here) as server:
            for _ in range(WARMING):
                # A server that just started reads its questionnaire first, each worker once.
                server.status(f"/answer/{invited.tokens[0]}/part/{next(iter(invited.sections))}/")
            phases = Phases(options.locust, server, invited.sections)
            print(f"{here.name}: {PEOPLE} people open the form within 10 s")
            opened = show(phases.run("open", invited.tokens[PEOPLE:], 30))
            print(f"{here.name}: {PEOPLE} people answer, a save every 8 s, {options.seconds:.0f} s")
            answered = show(phases.run("answer", invited.tokens[:PEOPLE], options.seconds))
    return 0 if opened and answered else 1


@contextmanager
def place() -> Iterator[Place]:
    """On SQLite, or in a new database on the server of DATABASE_URL."""
    server = os.environ.get("DATABASE_URL", "")
    with (
        tempfile.TemporaryDirectory(prefix="plumbline-load-") as folder,
        new_database(server) if server else nullcontext("") as url,
    ):
        yield Place(Path(folder) / "data", url)


@dataclass(frozen=True)
class Phases:
    """Sends people to a server through Locust."""

    locust: str
    server: Server
    sections: dict[str, list[str]]

    def run(self, phase: str, tokens: list[str], seconds: float) -> dict[str, dict]:
        """Milliseconds and failures by name."""
        given = {
            "host": f"http://127.0.0.1:{self.server.port}",
            "phase": phase,
            "tokens": tokens,
            "sections": self.sections,
            "seconds": seconds,
        }
        done = subprocess.run(
            [self.locust, "-m", "tests.load.crowd"],
            cwd=ROOT,
            input=json.dumps(given),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found: dict[str, dict] = json.loads(done.stdout)
        return found


def show(found: dict[str, dict]) -> bool:
    """A line for each kind of request; whether every bar is kept and nothing failed."""
    print(f"{'':26}{'requests':>9}{'errors':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}   bar")
    good, quiet = True, True
    for name in (name for name in SHOWN if name in found["took"]):
        took, failed = sorted(found["took"][name]), found["failures"][name]
        p50, p95, p99 = (took[min(len(took) - 1, int(q * len(took)))] for q in (0.5, 0.95, 0.99))
        if name == "control":
            quiet = p95 <= QUIET
        bar = BARS.get(name, float("inf"))
        word = verdict(p95, bar, quiet) if name in BARS else ""
        good = good and failed == 0 and p95 <= bar
        counts = f"{len(took):>9,}{failed:>8}"
        print(f"{name:26}{counts}{p50:>9.1f}{p95:>9.1f}{p99:>9.1f}   {word}", flush=True)
    return good


def verdict(p95: float, bar: float, quiet: bool) -> str:
    """What a time says about the bar; on a busy machine a missed one says nothing."""
    kept = "kept" if p95 <= bar else "missed"
    busy = "" if quiet or p95 <= bar else ", but the machine is busy: see the control"
    return f"p95 at most {bar:.0f} ms: {kept}{busy}"


if __name__ == "__main__":
    sys.exit(main())
