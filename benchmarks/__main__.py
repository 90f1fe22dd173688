"""`make bench`: each line says what was done, how long it took, and against which floor.

Times are CPU seconds of this process, medians after a warm-up. Pages and documents run on a
database of their own with the sample organisation.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import warnings


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="plumbline-bench-") as folder:
        os.environ["PLUMBLINE_DATA"] = folder
        os.environ["PLUMBLINE_LOG_LEVEL"] = "ERROR"
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.settings")
        # Static files are served from their source here.
        warnings.filterwarnings("ignore", "No directory at")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("sample", "load", stdout=io.StringIO())
        from benchmarks import closing, documents, pages, portfolio, scoring

        for part in (scoring, pages, portfolio, closing, documents):
            for line in part.lines():
                print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
