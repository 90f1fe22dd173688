"""What is wrong in somebody's file, where, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

KEPT = 1000
"""More faults than this are counted but not kept, so that a hostile file cannot fill the memory."""


@dataclass(frozen=True)
class Fault:
    """One fault of a file; `line` is the physical line, from 1."""

    file: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        """`file:line: what is wrong; what would be right`."""
        text = _("%(message)s; %(remedy)s") % {"message": self.message, "remedy": self.remedy}
        return f"{self.file}:{self.line}: {text}"


class FaultsFound(ValueError):
    """A file cannot be used. `faults` are in the order of files and lines; `more` were left out."""

    def __init__(self, faults: tuple[Fault, ...], more: int = 0) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
        self.more = more


class FaultList:
    """Collects faults, so that all of them can be reported at once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.more = 0

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, file: str, line: int, message: str, remedy: str) -> None:
        if len(self.found) >= KEPT:
            self.more += 1
            return
        self.found.append(Fault(file, line, message, remedy))

    def sorted(self) -> tuple[Fault, ...]:
        """By file, in the order in which files were first found faulty, then by line."""
        order = {file: at for at, file in enumerate(dict.fromkeys(f.file for f in self.found))}
        return tuple(sorted(self.found, key=lambda f: (order[f.file], f.line)))
