"""A small model as text, and ways to write variations of it to disk."""

from pathlib import Path

import pytest

from assessment.loading import ModelFaults, load_model

SMALL = """\
format: plumbline/1
slug: small
version: 1.0.0
name: {en: Small}
languages: [en]
tiers: [capability, practice]
scales:
  steps: {options: [{value: 0}, {value: 0.25}, {value: 0.5}, {value: 0.75}, {value: 1}]}
levels:
  at: capability
  names: [{en: One}, {en: Two}, {en: Three}, {en: Four}, {en: Five}]
glossary:
  - {term: {en: half}, text: {en: One of two equal parts.}}
nodes:
  - slug: c1
    name: {en: Capability one}
    definition: {en: What it is.}
    benefit: {en: Calm.}
    weight: 3
    children:
      - slug: p1
        name: {en: First}
        definition: {en: What is done.}
        weight: 2
        scale: steps
        stem: {en: "How is the first thing done?"}
        anchors: [{en: Never.}, {en: Some.}, {en: Half.}, {en: Nearly all.}, {en: "As above, and"}]
        evidence: [{en: none}, {en: a}, {en: b}, {en: c}, {en: d}]
        na: {en: There is no first thing.}
        effort: S
        ways: [C, T]
        short: true
        gate: true
        added: true
      - slug: p2
        name: {en: Second}
        weight: 1
        scale: steps
        stem: {en: "How is the second thing done?"}
        anchors: [{en: Never.}, {en: Some.}, {en: Half.}, {en: Nearly all.}, {en: "As above, and"}]
        needs: ["2<p1@1", "3<p1@2"]
"""
MARK = "#!"
"""Stands at the end of each line at which a test expects a fault."""


def varied(*changes: tuple[str, str]) -> str:
    """The small model with each first text replaced, which must stand there exactly once."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return text


def written(folder: Path, text: str, name: str = "model.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def marked_lines(text: str) -> list[int]:
    return [at for at, line in enumerate(text.splitlines(), 1) if line.rstrip().endswith(MARK)]


def faults_of(path):
    with pytest.raises(ModelFaults) as found:
        load_model(path)
    return found.value.faults


def told(path):
    """(line, "message; remedy") of every fault."""
    return [(fault.line, f"{fault.message}; {fault.remedy}") for fault in faults_of(path)]
