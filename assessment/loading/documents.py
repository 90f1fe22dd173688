"""A YAML file -> its node tree with lines, within limits that hostile files cannot pass.

Nothing is ever constructed from tags: only the node tree is composed, and only after its events
have shown that it holds no aliases, no foreign tags, and neither too many values nor too deep ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from assessment.faults import FaultList

MAX_BYTES = 1024 * 1024
MAX_VALUES = 100_000
MAX_NESTING = 64
"""YAML levels of a file: eight levels of nodes need about twenty."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "map", "seq")}
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text of a model may hold, written directly or as an escape."""


@dataclass(frozen=True)
class Value:
    """One value of a YAML file, with the name of the file as it is reported."""

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """The physical line at which the value starts, from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def is_null(self) -> bool:
        return bool(self.node.tag == "tag:yaml.org,2002:null")

    @property
    def scalar(self) -> str | None:
        """The literal text of a scalar, trimmed; None for a list, a mapping or null."""
        if isinstance(self.node, yaml.ScalarNode) and not self.is_null:
            return str(self.node.value).strip()
        return None

    @property
    def items(self) -> list[Value] | None:
        """The values of a list; None for anything else."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Value(self.file, node) for node in self.node.value]
        return None

    @property
    def pairs(self) -> list[tuple[Value, Value]] | None:
        """Keys and values of a mapping; None for anything else."""
        if isinstance(self.node, yaml.MappingNode):
            return [(Value(self.file, k), Value(self.file, v)) for k, v in self.node.value]
        return None


def read_document(path: Path, faults: FaultList) -> Value | None:
    """The root of one YAML file; None after its faults were added."""
    name = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        faults.add(
            name,
            1,
            _("the file cannot be read (%(reason)s)") % {"reason": error.strerror},
            _("give a file that exists and may be read"),
        )
        return None
    if len(data) > MAX_BYTES:
        faults.add(
            name,
            1,
            _("the file is larger than 1 MiB"),
            _("split it into several files and list them under “include”"),
        )
        return None
    text = _decoded(name, data, faults)
    if text is None or not _within_limits(name, text, faults):
        return None
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        _add_syntax(name, error, faults)
        return None
    if root is None:
        faults.add(name, 1, _("the file is empty"), _("write the model's keys into it"))
        return None
    return Value(name, root)


def _decoded(name: str, data: bytes, faults: FaultList) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add(name, line, _("the file is not UTF-8"), _("save it as UTF-8"))
        return None
    odd = NOT_TEXT.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        faults.add(
            name,
            line,
            _("the file holds the control character U+%(code)s") % {"code": _code(odd.group())},
            _("remove it"),
        )
        return None
    return text


def _code(character: str) -> str:
    return f"{ord(character):04X}"


def _within_limits(name: str, text: str, faults: FaultList) -> bool:
    """Read the events alone, which costs no memory, and stop at the first limit passed."""
    before, depth, values = len(faults.found), 0, 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            line = _line(event)
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if not isinstance(event, yaml.NodeEvent):
                continue
            values += 1
            if event.anchor is not None:
                message = _("YAML anchors and aliases are not read")
                faults.add(name, line, message, _("write the value out"))
            if isinstance(event, yaml.AliasEvent):
                continue
            tag = getattr(event, "tag", None)
            if tag is not None and tag not in PLAIN_TAGS:
                faults.add(
                    name,
                    line,
                    _("the YAML tag “%(tag)s” is not read") % {"tag": tag[:80]},
                    _("write a plain value"),
                )
            depth += isinstance(event, yaml.CollectionStartEvent)
            if depth > MAX_NESTING or values > MAX_VALUES:
                message = (
                    _("values are nested more than %(limit)d levels deep") % {"limit": MAX_NESTING}
                    if depth > MAX_NESTING
                    else _("the file holds more than %(limit)d values") % {"limit": MAX_VALUES}
                )
                faults.add(name, line, message, _("make the model smaller"))
                return False
    except yaml.YAMLError as error:
        _add_syntax(name, error, faults)
    return len(faults.found) == before and not faults.more


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _add_syntax(name: str, error: yaml.YAMLError, faults: FaultList) -> None:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    faults.add(
        name,
        mark.line + 1 if mark else 1,
        _("this is not valid YAML (%(problem)s)") % {"problem": problem},
        _("quote texts that hold “: ”, “#”, quotes or brackets, and indent with spaces"),
    )
