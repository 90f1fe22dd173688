"""Files are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files; none is changed unless all could be written beside their places.

    Raises OSError if a folder is missing, or a place cannot be written to.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            if path.is_dir():
                raise IsADirectoryError(f"{path} is a folder")
            part = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
            waiting[part] = path
            with part.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for part, path in waiting.items():
            part.replace(path)
    finally:
        for part in waiting:
            part.unlink(missing_ok=True)
