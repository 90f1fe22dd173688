"""A phrase in both languages, side by side, with its English singular where it needs one."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.model import Text
from reports.formatting import CHINESE


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


def pick(text: Text | None, language: str) -> str:
    """The model's text in the language, else in the model's first language; "" for none."""
    if not text:
        return ""
    return text[language] if language in text else next(iter(text.values()))
