"""Mutation testing of `assessment/core` with mutmut (docs/mutation-testing.md).

As a program it makes a copy of this checkout in which mutmut can run. In the copy it is a plugin of
pytest that makes the tests fit for mutants.

    python scripts/mutate_core.py FOLDER
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TIMES = Path("test-times.json")
"""Seconds by test, written by a run without mutants; the copy's folder `mutants` gets it too."""
MEMORY = 6 << 30
EXAMPLES = 12
"""Examples of one property, instead of 25 to 100."""
TIMED = "test_each_plan_is_quick_and_keeps_its_promise"
"""It judges CPU time, which says nothing about a mutant."""
SETTINGS = """\
[mutmut]
source_paths=assessment
only_mutate=assessment/core/*
also_copy=
    manage.py
    survey
    reports
    plumbline
    static
    templates
    locale
    docs
    mutate_core.py
    test-times.json
pytest_add_cli_args_test_selection=tests/assessment/core
pytest_add_cli_args=
    -p
    mutate_core
timeout_multiplier=3
timeout_constant=60
"""


def prepare(folder: Path) -> None:
    """A copy of the checkout without its environment, with the settings of mutmut."""
    left_out = shutil.ignore_patterns(".venv", ".git", "var", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, folder, ignore=left_out)
    shutil.copy(__file__, folder / "mutate_core.py")
    (folder / "setup.cfg").write_text(SETTINGS, encoding="utf-8")
    (folder / TIMES).write_text("{}", encoding="utf-8")


def pytest_configure(config: Any) -> None:
    """Reduce properties, forget what an earlier run computed, and bound the mutant."""
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutation",
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),  # a found mutant need not be made small
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutation")
    os.environ.setdefault("LOOK_CASES", "200")
    _forget()
    trampoline = sys.modules.get("mutmut.mutation.trampoline")
    if trampoline is None:
        return
    mutant = trampoline._mutant_under_test or os.environ.get("MUTANT_UNDER_TEST", "")
    trampoline.get_mutant_under_test = lambda: mutant  # asked at every call of every function
    if "__mutmut_" in mutant:
        end = int(process_time()) + int(os.environ.get("MUTATION_LIMIT", "60"))
        resource.setrlimit(resource.RLIMIT_CPU, (end, end + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _forget() -> None:
    """Mutants are forks of one process: values that it kept would hide a mutant that makes them.

    Test modules hold models with their layouts and forms; functions keep answers.
    """
    for name in [name for name in sys.modules if name.startswith("tests.")]:
        if name != "tests.conftest":
            del sys.modules[name]
    for name, module in list(sys.modules.items()):
        if name.startswith("assessment."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """Leave out the timed test and, with MUTATION_QUICK, all that take longer."""
    from hypothesis import settings

    took = json.loads(TIMES.read_text(encoding="utf-8")) if TIMES.exists() else {}
    longest = float(os.environ.get("MUTATION_QUICK", "inf"))
    out = [i for i in items if TIMED in i.nodeid or took.get(i.nodeid, 0.0) > longest]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]
    for item in items:
        own = getattr(getattr(item, "obj", None), "_hypothesis_internal_use_settings", None)
        if own is not None:
            fewer = settings(own, max_examples=min(own.max_examples, EXAMPLES))
            item.obj._hypothesis_internal_use_settings = fewer


def pytest_runtest_logreport(report: Any) -> None:
    """Write down what each test takes, with MUTATION_TIMES."""
    if report.when == "call" and "MUTATION_TIMES" in os.environ:
        took = json.loads(TIMES.read_text(encoding="utf-8"))
        TIMES.write_text(json.dumps({**took, report.nodeid: report.duration}), encoding="utf-8")


def pytest_sessionfinish(session: Any, exitstatus: int) -> None:
    """A test module that cannot be imported has found its mutant."""
    import pytest

    if exitstatus == pytest.ExitCode.INTERRUPTED:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    prepare(Path(sys.argv[1]))
