"""A level badge as SVG, wide enough for its words whatever font the reader has."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape, quoteattr

from reports.contents.phrase import Phrase as P
from reports.contents.shape import Facts

LEFT = "Plumbline"
LEVEL = P("level {level}, {name}", "{level}级（{name}）")
SCORE = P("score {score} of 100", "{score}分（满分100）")
TITLE = P("Self-assessment with Plumbline: {text}", "Plumbline自评：{text}")
SIZE = 11
PAD = 8
HEIGHT = 22
INK, DATA, PAPER = "#18212b", "#24506d", "#ffffff"
NARROW = set("iljftrI.,:;'!|()[] ")
WIDE = set("mwMWQO@%")


def badge_text(facts: Facts, language: str) -> str:
    """Level and its name; the score where the model has no levels; "" where nothing is shown."""
    if facts.level is not None:
        return LEVEL(language, level=facts.level, name=facts.level_name)
    if facts.score is not None and not facts.levels:
        return SCORE(language, score=facts.score_text)
    return ""


def text_width(text: str) -> float:
    """An upper estimate in pixels; the drawing then fits the text to it.

    >>> text_width("级") > text_width("i")
    True
    """
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return SIZE * 1.02
    if char in NARROW:
        return SIZE * 0.4
    return SIZE * (0.95 if char in WIDE else 0.66)


def badge_svg(text: str, language: str) -> str:
    """The picture: name at the left, `text` at the right; its title says the same in words."""
    left, right = text_width(LEFT), text_width(text)
    split, whole = left + 2 * PAD, left + right + 4 * PAD
    title = TITLE(language, text=text)
    tongue = "zh-CN" if language != "en" else "en"
    parts = (
        _words(LEFT, PAD, left),
        _words(text, split + PAD, right),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole:.0f}" height="{HEIGHT}" '
        f'viewBox="0 0 {whole:.0f} {HEIGHT}" role="img" aria-label={quoteattr(title)} '
        f'lang="{tongue}"><title>{escape(title)}</title>'
        f'<rect width="{whole:.0f}" height="{HEIGHT}" rx="2" fill="{DATA}"/>'
        f'<path d="M0 2a2 2 0 0 1 2-2H{split:.1f}V{HEIGHT}H2a2 2 0 0 1-2-2z" fill="{INK}"/>'
        f'<g fill="{PAPER}" font-size="{SIZE}" font-family="Verdana,DejaVu Sans,PingFang SC,'
        f'Microsoft YaHei,Noto Sans CJK SC,sans-serif">{"".join(parts)}</g></svg>'
    )


def _words(text: str, at: float, width: float) -> str:
    return (
        f'<text x="{at:.1f}" y="15" textLength="{width:.1f}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )
