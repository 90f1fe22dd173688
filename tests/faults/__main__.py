"""`make faults`: the tests of this folder on SQLite, then on PostgreSQL, with their figures.

PostgreSQL is the server of DATABASE_URL, or a cluster of its own where its programs are installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from contextlib import nullcontext

from tests.faults.place import ROOT
from tests.faults.postgresql import new_cluster, programs
from tests.faults.sizes import SIZES

NETWORK = "tests/browser/test_cut_network.py"


def run(size: str, database_url: str, more: list[str]) -> int:
    """pytest's exit code."""
    environment = {**os.environ, "FAULTS": size, "DATABASE_URL": database_url}
    # The browser's part does not depend on the database.
    where = ["tests/faults", *([] if database_url else [NETWORK])]
    command = [sys.executable, "-m", "pytest", "-s", *where, *more]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("size", choices=SIZES, nargs="?", default="full")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], help="on this one alone")
    options, more = parser.parse_known_args()
    given, codes = os.environ.get("DATABASE_URL", ""), []
    if options.on != "postgresql":
        codes.append(run(options.size, "", more))
    if options.on != "sqlite":
        found = programs()
        if not given and found is None:
            print("No PostgreSQL: give DATABASE_URL, or install its server.", file=sys.stderr)
            return 1
        with nullcontext() if given or found is None else new_cluster(found) as own:
            codes.append(run(options.size, given or own.url, more))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
