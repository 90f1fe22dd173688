"""How figures are written: the one place where anything is rounded.

Figures are rounded half away from zero from the exact value of the float, so that a number is
never rounded twice. English puts a no-break space before the percent sign; Chinese sets no space
between Han and Latin, which is the typesetter's task.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

DASH = "–"
MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"
CHINESE = "zh-hans"


def rounded(value: float, places: int) -> Decimal:
    """The value with so many decimals, half away from zero.

    >>> rounded(48.0625, 1), rounded(-0.25, 1)
    (Decimal('48.1'), Decimal('-0.3'))
    """
    # Decimal(float) is exact, so ROUND_HALF_UP (away from zero) sees the true value.
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def number(value: float | None, places: int = 1) -> str:
    """The value with fixed decimals; a dash where there is none.

    >>> number(48.0625), number(0.25), number(-0.04), number(None)
    ('48.1', '0.3', '0.0', '–')
    """
    if value is None:
        return DASH
    figure = rounded(value, places)
    return f"{figure or abs(figure):f}".replace("-", MINUS)


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
