"""Collect the messages of the source into the catalogues (needs gettext's xgettext)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IGNORED = (".venv", "var", "staticfiles", "node_modules", "tests", "docs", "benchmarks")


def main() -> None:
    command = [sys.executable, "manage.py", "makemessages", "-l", "zh_Hans", "--no-location"]
    command += [f"--ignore={folder}/*" for folder in IGNORED]
    subprocess.run([*command, "--no-obsolete"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
