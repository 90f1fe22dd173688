"""The examples in docstrings say what the functions do."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import assessment
import reports
import survey


def modules_with_examples() -> list[str]:
    """Every module of the three storeys whose source has an example."""
    found = []
    for package in (assessment, survey, reports):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            spec = info.module_finder.find_spec(info.name, None)  # type: ignore[call-arg]
            source = spec.loader.get_source(info.name) if spec and spec.loader else None  # type: ignore[attr-defined]
            if source and ">>> " in source:
                found.append(info.name)
    return found


def test_there_are_examples():
    assert {"assessment.core.model", "assessment.formatting"} <= set(modules_with_examples())


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_are_true(name):
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert (failed, tried > 0) == (0, True)
