"""A phrase in both languages, side by side, with its English singular where it needs one."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.formatting import CHINESE


@dataclass(frozen=True)
class Phrase:
    """English and Chinese of one phrase; `{…}` are filled in, `one` is the English for n = 1."""

    en: str
    zh: str
    one: str = ""

    def __call__(self, language: str, **values: object) -> str:
        if language == CHINESE:
            return self.zh.format(**values)
        singular = self.one and values.get("n") in {1, "1"}
        return (self.one if singular else self.en).format(**values)
