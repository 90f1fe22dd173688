"""The range of a score in words."""

from __future__ import annotations

from reports import formatting as fmt
from reports.contents import outlook_words as words


def range_text(interval: tuple[float, float] | None, language: str) -> str:
    """Both ends with one decimal; "" where there is no range."""
    if interval is None:
        return ""
    low, high = (fmt.number(end) for end in interval)
    return words.RANGE(language, low=low, high=high)
