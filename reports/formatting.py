"""How numbers, dates and lists are written in reports: the one place where anything is rounded.

Figures are rounded half away from zero from the exact value of the float, so that a number is
never rounded twice. English puts a no-break space before the percent sign; Chinese sets no space
between Han and Latin, which is the typesetter's task.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

DASH = "–"
MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"
CHINESE = "zh-hans"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
HAN = "零一两三四五六七八九十"


def number(value: float | None, places: int = 1) -> str:
    """The value with fixed decimals; a dash where there is none.

    >>> number(48.0625), number(0.25), number(-0.04), number(None)
    ('48.1', '0.3', '0.0', '–')
    """
    if value is None:
        return DASH
    # Decimal(float) is exact, so ROUND_HALF_UP (away from zero) sees the true value.
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:f}".replace("-", MINUS)


def short(value: float | None, places: int = 1) -> str:
    """The value without trailing zeros: person-days, counts.

    >>> short(12.0), short(2.5)
    ('12', '2.5')
    """
    text = number(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(value: float | None, places: int = 1) -> str:
    """The value with its sign; nothing is put before zero.

    >>> signed(0.5), signed(-0.26), signed(0.0)
    ('+0.5', '−0.3', '0.0')
    """
    text = number(value, places)
    return f"+{text}" if value is not None and value > 0 and text.strip("0.") else text


def gain(value: float | None) -> str:
    """Points gained: one decimal, two where one would show a gain as nothing.

    >>> gain(0.36), gain(0.04)
    ('+0.4', '+0.04')
    """
    if value is not None and 0 < value < 0.05:
        return signed(value, 2)
    return signed(value)


def change(before: float | None, now: float | None, language: str = "en") -> str:
    """The difference, taken before rounding.

    Where it would disagree with the shown figures, these follow with two decimals.

    >>> change(38.04, 39.05)
    '+1.0'
    >>> change(37.96, 39.04)
    '+1.08 (37.96 → 39.04)'
    """
    if before is None or now is None:
        return DASH
    shown = Decimal(_plain(now)) - Decimal(_plain(before))
    if shown == Decimal(_plain(now - before)):
        return signed(now - before)
    figures = f"{number(before, 2)} → {number(now, 2)}"
    bracketed = f"（{figures}）" if language == CHINESE else f" ({figures})"
    return signed(now - before, 2) + bracketed


def _plain(value: float) -> str:
    return number(value).replace(MINUS, "-")


def percent(share: float | None, language: str, places: int = 0) -> str:
    """A share of 1 as a percentage.

    >>> percent(0.378, "zh-hans", 1)
    '37.8%'
    """
    if share is None:
        return DASH
    text = short(share * 100, places) if places else number(share * 100, 0)
    return f"{text}%" if language == CHINESE else f"{text}{NO_BREAK}%"


def safe_percent(share: float | None, language: str, limit: float | None = None) -> str:
    """A percentage with as many decimals (one to four) as it takes not to hide a missed limit.

    50.04 % is more than 50 %, so it must not read "50.0 %"; whole figures stay whole.
    """
    if share is None:
        return DASH
    for places in (0, 1, 2, 3):
        text = percent(share, language, places)
        shown = Decimal(text.rstrip("%").rstrip(NO_BREAK).replace(MINUS, "-")) / 100
        near = abs(shown - Decimal(share)) < Decimal("0.00051")
        same_side = limit is None or (shown > Decimal(str(limit))) == (share > limit)
        if near and same_side:
            return text
    return percent(share, language, 4)


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
