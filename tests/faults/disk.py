"""A small disk of its own, which a test may fill."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEBIBYTES = 48


class NoDisk(Exception):
    """This machine does not let us mount one; the message is its own word."""


@dataclass(frozen=True)
class Disk:
    """A folder that holds so much and no more."""

    folder: Path

    def fill(self) -> None:
        """Until not one more byte goes in."""
        with (self.folder / "filler").open("ab", buffering=0) as filler:
            for size in (1 << 20, 1 << 12, 1):
                with contextlib.suppress(OSError):
                    while True:
                        filler.write(b"x" * size)

    def clear(self) -> None:
        (self.folder / "filler").unlink()


@contextmanager
def small_disk(folder: Path, owner: str = "") -> Iterator[Disk]:
    """Mounts a file system in memory at the folder. Raises NoDisk where that is not allowed."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEBIBYTES}m", "plumbline-faults", str(folder)]
    if os.getuid() != 0 or shutil.which("mount") is None:
        raise NoDisk("only root may mount a disk")
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NoDisk(done.stderr.strip())
    try:
        if owner:
            shutil.chown(folder, owner)
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)
