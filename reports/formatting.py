"""How dates and lists are written in reports; figures are written by `assessment.formatting`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assessment.formatting import (
    CHINESE,
    DASH,
    MINUS,
    NO_BREAK,
    change,
    gain,
    number,
    percent,
    safe_percent,
    short,
    signed,
)

__all__ = [
    "CHINESE",
    "DASH",
    "MINUS",
    "NO_BREAK",
    "capital",
    "change",
    "count_word",
    "day",
    "digest",
    "gain",
    "inside",
    "number",
    "percent",
    "period",
    "safe_percent",
    "series",
    "short",
    "signed",
    "stop",
]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
HAN = "零一两三四五六七八九十"


def count_word(count: int, language: str) -> str:
    """Small numbers in words, as a sentence has them.

    >>> count_word(3, "en"), count_word(2, "zh-hans"), count_word(12, "en")
    ('three', '两', '12')
    """
    if 0 <= count <= 10:
        return HAN[count] if language == CHINESE else WORDS[count]
    return str(count)


def series(items: Sequence[str], language: str) -> str:
    """A list in a sentence.

    >>> series(["a", "b", "c"], "en"), series(["甲", "乙", "丙"], "zh-hans")
    ('a, b and c', '甲、乙和丙')
    """
    if len(items) < 2:
        return "".join(items)
    comma, last = ("、", "和") if language == CHINESE else (", ", " and ")
    return comma.join(items[:-1]) + last + items[-1]


def inside(name: str, language: str) -> str:
    """A name as it stands inside an English sentence; acronyms keep their capitals.

    >>> inside("Automated deployment", "en"), inside("CI/CD", "en")
    ('automated deployment', 'CI/CD')
    """
    if language == CHINESE or len(name) < 2 or not name[1].islower():
        return name
    return name[0].lower() + name[1:]


def capital(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def stop(sentence: str, language: str) -> str:
    """The sentence without its own full stop, for use inside another one."""
    return sentence.rstrip(".。 ")


def day(iso: str, language: str) -> str:
    """An ISO date in words; "" stays "".

    >>> day("2026-10-26", "en"), day("2026-10-26", "zh-hans")
    ('26 October 2026', '2026年10月26日')
    """
    if not iso:
        return ""
    when = date.fromisoformat(iso[:10])
    if language == CHINESE:
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def period(start: str, end: str, language: str) -> str:
    """From one day to another, each part said once.

    >>> period("2026-10-12", "2026-10-26", "en")
    '12 to 26 October 2026'
    """
    if not start or not end or start[:10] == end[:10]:
        return day(end or start, language)
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    if language == CHINESE:
        left = day(end, language)
        if first.year == last.year:
            left = f"{last.month}月{last.day}日"
            if first.month == last.month:
                left = f"{last.day}日"
        return f"{day(start, language)}至{left}"
    right = day(end, language)
    if first.year != last.year:
        return f"{day(start, language)} to {right}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {right}"
    return f"{first.day} to {right}"


def digest(sha256: str) -> str:
    """The first sixteen digits in groups of four, enough to compare by eye.

    >>> digest("7c1e90d42ba8f35b00")
    '7c1e 90d4 2ba8 f35b'
    """
    return " ".join(sha256[at : at + 4] for at in range(0, min(16, len(sha256)), 4)) or DASH
