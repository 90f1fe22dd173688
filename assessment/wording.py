"""The rules of wording that items of a five-step scale follow, by language, as data.

Each step says how far a practice has spread, so each has words of its own: 1 some people by habit,
2 agreed and shared, 3 nearly all, kept up by a tool or routine, 4 as above, measured and changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"


@dataclass(frozen=True)
class Grammar:
    """Wording of one language.

    Attributes
    ----------
    words : how the length of an item is counted.
    budget : the most words that a stem and its anchors may have together.
    marks : by step, what its anchor must say; `shown` are the words named in a warning.
    early : by step, what an anchor may say from that step on only.
    """

    words: re.Pattern[str]
    budget: int
    marks: Mapping[int, re.Pattern[str]]
    shown: Mapping[int, str]
    early: Mapping[int, re.Pattern[str]]

    def length(self, texts: Sequence[str]) -> int:
        return sum(len(self.words.findall(text)) for text in texts)


ENGLISH = Grammar(
    words=re.compile(r"[A-Za-z0-9]+(?:[-’'./][A-Za-z0-9]+)*"),
    budget=80,
    marks={
        1: re.compile(r"\b(some|someone|one person)\b", re.IGNORECASE),
        2: re.compile(r"\b(half|agreed|all|shared|written)\b", re.IGNORECASE),
        3: re.compile(r"\bnearly\b", re.IGNORECASE),
        4: re.compile(r"^As above, and\b"),
    },
    shown={1: "some", 2: "half", 3: "nearly", 4: "As above, and"},
    early={
        2: re.compile(r"\bat least half\b", re.IGNORECASE),
        3: re.compile(r"\bnearly (all|every)\b", re.IGNORECASE),
        4: re.compile(r"^as above\b", re.IGNORECASE),
    },
)
CHINESE = Grammar(
    words=re.compile(rf"[{HAN}]|[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*"),
    budget=140,
    marks={
        1: re.compile("个别|部分|有人|个人"),
        2: re.compile("一半|约定|统一|共享|成文"),
        3: re.compile("几乎"),
        4: re.compile("^在上一项之上，"),
    },
    shown={1: "个别", 2: "一半", 3: "几乎", 4: "在上一项之上，"},
    early={
        2: re.compile("至少一半"),
        3: re.compile("几乎"),
        4: re.compile("^在上一项之上"),
    },
)
GRAMMARS = {"en": ENGLISH, "zh-hans": CHINESE}
IN_HAN = re.compile(f"[{HAN}]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
HAN_LANGUAGES = ("zh", "yue")
MIXED_LANGUAGES = ("ja", "ko")


def wrong_script(text: str, language: str) -> bool:
    """Whether a sentence is evidently not in its language: Chinese without Han, or the reverse.

    >>> wrong_script("How is code kept?", "zh-hans"), wrong_script("CI/CD", "zh-hans")
    (True, False)
    """
    family = language.partition("-")[0]
    if family in HAN_LANGUAGES:
        return IN_HAN.search(text) is None and len(LATIN_WORD.findall(text)) > 2
    return family not in MIXED_LANGUAGES and IN_HAN.search(text) is not None
