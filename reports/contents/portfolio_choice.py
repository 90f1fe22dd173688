"""What a reader chose to see of a portfolio, read from the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

NAME, SCORE, CHANGE = "name", "score", "change"
ORDERS = (NAME, SCORE, CHANGE)
NO_UNIT = "-"
"""Stands for the teams without a unit; no slug of a unit is it."""


@dataclass(frozen=True)
class Choice:
    """Units and layer by slug; "" and () stand for all. `page` counts from 1."""

    kind: str = ""
    units: tuple[str, ...] = ()
    layer: str = ""
    text: str = ""
    order: str = NAME
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Are some teams left out by it?"""
        return bool(self.units or self.text)

    def address(self, page: int = 1, **more: str) -> str:
        """The query of this choice at another page; what is as usual is left out."""
        chosen = replace(self, page=page, **more)
        pairs = [
            ("kind", chosen.kind),
            *(("unit", unit) for unit in chosen.units),
            ("layer", chosen.layer),
            ("text", chosen.text),
            ("order", "" if chosen.order == NAME else chosen.order),
            ("page", "" if chosen.page == 1 else str(chosen.page)),
        ]
        return "?" + urlencode([pair for pair in pairs if pair[1]])


def choice_of(values: Mapping[str, str], units: Sequence[str]) -> Choice:
    """From the fields of the form; what it does not know is as if it was not there."""
    order, page = values.get("order", NAME), values.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Choice(
        kind=values.get("kind", ""),
        units=tuple(dict.fromkeys(units)),
        layer=values.get("layer", ""),
        text=" ".join(values.get("text", "").replace("\0", "").split()),
        order=order if order in ORDERS else NAME,
        page=max(1, number),
    )
