"""What is wrong in somebody's file, where, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST = 1000
"""So many faults are kept, so that a hostile file fills neither memory nor screen."""


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
    """A file cannot be used.

    `faults` are in the order of files and lines; `more` says that there are others.
    """

    def __init__(self, faults: tuple[Fault, ...], more: bool = False) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
        self.more = more


class FaultList:
    """Collects faults, so that all of them can be reported at once.

    `more` is set once there are more than are kept; reading on is of no use then.
    """

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.more = False

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, file: str, line: int, message: str, remedy: str) -> None:
        if len(self.found) == MOST:
            self.more = True
            return
        self.found.append(Fault(file, line, message, remedy))

    def sorted(self) -> tuple[Fault, ...]:
        """By file, in the order in which files were first found faulty, then by line."""
        order = {file: at for at, file in enumerate(dict.fromkeys(f.file for f in self.found))}
        return tuple(sorted(self.found, key=lambda f: (order[f.file], f.line)))
