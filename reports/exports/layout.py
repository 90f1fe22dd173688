"""What is chosen for one document, and how an organisation marks its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.contents.document_choice import SECTIONS, Choice
from survey.queries.documents import Branding

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.5
"""Least contrast of text on white paper (WCAG 2.2 AA)."""
INK = "#18212b"
PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
LARGEST_LOGO = 512 * 1024


@dataclass(frozen=True)
class Mark:
    """An organisation's accent colour and logo; "" and b"" for none."""

    accent: str = ""
    logo: bytes = b""
    logo_type: str = ""


@dataclass(frozen=True)
class Layout:
    """`verify` is the address at which the digest can be checked, "" where there is none."""

    cover: bool = False
    contents: bool = False
    sections: tuple[str, ...] = SECTIONS
    mark: Mark = field(default_factory=Mark)
    verify: str = ""

    def as_data(self) -> dict[str, Any]:
        """What the typesetting reads, as JSON values."""
        picture = PICTURES.get(self.mark.logo_type)
        usable = bool(picture and 0 < len(self.mark.logo) <= LARGEST_LOGO)
        return {
            "cover": self.cover,
            "contents": self.contents,
            "sections": list(self.sections),
            "accent": readable(self.mark.accent),
            "logo": list(self.mark.logo) if usable else None,
            "logo_format": picture if usable else "png",
            "verify": self.verify,
        }


def readable(accent: str) -> str:
    """The colour if text in it can be read on white, else ink; "" where none is chosen.

    >>> readable("#7d580b"), readable("#ffee88"), readable("")
    ('#7d580b', '#18212b', '')
    """
    if not COLOUR.fullmatch(accent):
        return ""
    return accent if contrast_on_white(accent) >= READABLE else INK


def contrast_on_white(colour: str) -> float:
    """Contrast of a colour (#rrggbb) with white, 1 to 21, as WCAG defines it.

    >>> contrast_on_white("#000000")
    21.0
    """
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def layout_of(choice: Choice, branding: Branding, verify: str) -> Layout:
    mark = Mark(branding.accent, branding.logo, branding.logo_type)
    return Layout(choice.cover, choice.contents, choice.sections, mark, verify)


def layout_from(options: Mapping[str, Any], branding: Branding) -> Layout:
    mark = Mark(branding.accent, branding.logo, branding.logo_type)
    return Layout(
        cover=bool(options.get("cover")),
        contents=bool(options.get("contents")),
        mark=mark,
        verify=str(options.get("verify", "")),
    )
