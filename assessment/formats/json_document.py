"""A JSON file -> its values with the lines they stand at, within limits.

The values are those of `assessment.loading`, so that both kinds of files share their readers. JSON
has no reader in the standard library that tells lines; this one is strict: no comments, no NaN, no
control characters even as escapes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from json.decoder import JSONDecodeError, scanstring
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from assessment.faults import FaultList
from assessment.loading.documents import NOT_TEXT, Value

MAX_NESTING = 32
MAX_VALUES = 150_000
"""Keys and values of one file, so that a hostile one is refused within a second."""
BLANKS = re.compile(r"[ \t\n\r]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
WORD = re.compile(r"[A-Za-z]+")
WORDS = {"true": "bool", "false": "bool", "null": "null"}
TAG = "tag:yaml.org,2002:"


class _NotJson(Exception):
    def __init__(self, at: int, problem: str) -> None:
        super().__init__(problem)
        self.at, self.problem = at, problem


def read_json(path: Path, faults: FaultList, largest: int) -> Value | None:
    """The root of one JSON file of at most `largest` bytes; None after its faults were added."""
    try:
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except OSError as error:
        message = _("the file cannot be read (%(reason)s)") % {"reason": error.strerror}
        faults.add(str(path), 1, message, _("give a file that exists and may be read"))
        return None
    return parse_json(str(path), data, faults, largest)


def parse_json(name: str, data: bytes, faults: FaultList, largest: int) -> Value | None:
    """As `read_json`, of bytes that are there already; `name` is the file's name in faults."""
    if len(data) > largest:
        message = _("the file is larger than %(limit)d MiB") % {"limit": largest // 2**20}
        faults.add(name, 1, message, _("shorten it"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add(name, line, _("the file is not UTF-8"), _("save it as UTF-8"))
        return None
    parser = _Parser(name, text)
    try:
        return Value(name, parser.document())
    except _NotJson as error:
        message = _("this is not valid JSON (%(problem)s)") % {"problem": error.problem}
        remedy = _("write double quotes around texts and a comma between items")
        faults.add(name, parser.line(error.at) + 1, message, remedy)
        return None


class _Parser:
    def __init__(self, name: str, text: str) -> None:
        self.name, self.text, self.at = name, text, 0
        self.values = 0
        self.ends = [match.start() for match in re.finditer("\n", text)]

    def line(self, at: int) -> int:
        """The physical line of a position, from 0."""
        return bisect_right(self.ends, at - 1)

    def document(self) -> yaml.Node:
        root = self.value(1)
        if self.peek():
            raise _NotJson(self.at, _("more follows the first value"))
        return root

    def peek(self) -> str:
        """The next character that is not blank; "" at the end."""
        match = BLANKS.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> yaml.Node:
        if depth > MAX_NESTING:
            problem = _("values are nested more than %(limit)d levels deep")
            raise _NotJson(self.at, problem % {"limit": MAX_NESTING})
        first, start = self.peek(), self.at
        if first == "{":
            return yaml.MappingNode(TAG + "map", self.pairs(depth), self.mark(start))
        if first == "[":
            return yaml.SequenceNode(TAG + "seq", self.items(depth), self.mark(start))
        if first == '"':
            return self.string()
        number = NUMBER.match(self.text, start)
        if number is not None:
            self.at = number.end()
            kind = "float" if number[1] or number[2] else "int"
            return yaml.ScalarNode(TAG + kind, number.group(), self.mark(start))
        word = WORD.match(self.text, start)
        if word is not None and word.group() in WORDS:
            self.at = word.end()
            return yaml.ScalarNode(TAG + WORDS[word.group()], word.group(), self.mark(start))
        raise _NotJson(start, _("a value is missing here") if first else _("the file ends early"))

    def string(self) -> yaml.ScalarNode:
        start = self.at
        try:
            text, self.at = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            raise _NotJson(error.pos, error.msg) from None
        if NOT_TEXT.search(text):
            raise _NotJson(start, _("a text holds a control character"))
        return yaml.ScalarNode(TAG + "str", text, self.mark(start))

    def pairs(self, depth: int) -> list[tuple[yaml.Node, yaml.Node]]:
        found: list[tuple[yaml.Node, yaml.Node]] = []
        for _first in self.members("}"):
            if self.peek() != '"':
                raise _NotJson(self.at, _("a key in double quotes is missing here"))
            key = self.string()
            self.expect(":")
            found.append((key, self.value(depth + 1)))
        return found

    def items(self, depth: int) -> list[yaml.Node]:
        return [self.value(depth + 1) for _first in self.members("]")]

    def members(self, end: str) -> Iterator[None]:
        """Stops before each member, and leaves behind the closing bracket."""
        self.at += 1
        if self.peek() == end:
            self.at += 1
            return
        while True:
            yield
            if self.peek() == end:
                self.at += 1
                return
            self.expect(",")

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise _NotJson(self.at, _("“%(sign)s” is missing here") % {"sign": sign})
        self.at += 1

    def mark(self, at: int) -> yaml.Mark:
        self.values += 1
        if self.values > MAX_VALUES:
            problem = _("the file holds more than %(limit)d keys and values")
            raise _NotJson(at, problem % {"limit": MAX_VALUES})
        return yaml.Mark(self.name, at, self.line(at), 0, None, None)
