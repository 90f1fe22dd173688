"""Light and dark templates: plotly cannot read the stylesheet's variables, so they stand here.

Figures carry no colours of their own. The page puts the template of the reader's theme beneath
them, and changes it with the theme.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Figure = dict[str, Any]

LATIN = (
    '-apple-system,BlinkMacSystemFont,"Segoe UI",Inter,"Noto Sans",Roboto,"Helvetica Neue",Arial'
)
HAN = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC"'
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Palette:
    """The colours of one theme; `ramp` and `on_ramp` run from level 1 to 5."""

    ink: str
    ink_2: str
    ink_3: str
    line: str
    edge: str
    paper: str
    sheet: str
    now: str
    now_fill: str
    bob: str
    ramp: tuple[str, ...]
    on_ramp: tuple[str, ...]


PALETTES = {
    "light": Palette(
        ink="#18212b",
        ink_2="#47515c",
        ink_3="#5e6770",
        line="#dad6ca",
        edge="#7f8079",
        paper="#f8f7f3",
        sheet="#ffffff",
        now="#24506d",
        now_fill="rgba(36,80,109,.10)",
        bob="#a87a1f",
        ramp=("#e4e9eb", "#b2c3cc", "#7c98a9", "#456a82", "#173850"),
        on_ramp=("#18212b", "#18212b", "#18212b", "#ffffff", "#ffffff"),
    ),
    "dark": Palette(
        ink="#eceae4",
        ink_2="#b9bdbf",
        ink_3="#969da3",
        line="#2c343c",
        edge="#737d87",
        paper="#11161b",
        sheet="#181e24",
        now="#a9cbe0",
        now_fill="rgba(169,203,224,.12)",
        bob="#d1a348",
        ramp=("#27323b", "#3b5366", "#5f8aa6", "#95b9ce", "#d6e7f0"),
        on_ramp=("#eceae4", "#f4f3ee", "#0c1014", "#0c1014", "#0c1014"),
    ),
}


def fonts(language: str) -> str:
    """The stylesheet's font stack; Han faces first in Chinese, so that “” — … keep their width."""
    first, second = (HAN, LATIN) if language == "zh-hans" else (LATIN, HAN)
    return f"{first},{second},sans-serif"


def template(theme: str, language: str) -> Figure:
    """A plotly template of the theme ("light" or "dark")."""
    colour = PALETTES[theme]
    quiet = {"gridcolor": colour.line, "linecolor": colour.line, "zerolinecolor": colour.line}
    ticks = {"color": colour.ink_3, "size": 12}
    return {
        "layout": {
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "colorway": [colour.now, colour.ink_3, colour.bob],
            "font": {"family": fonts(language), "size": 13, "color": colour.ink_2},
            "hoverlabel": {
                "bgcolor": colour.sheet,
                "bordercolor": colour.edge,
                "font": {"family": fonts(language), "size": 13, "color": colour.ink},
            },
            "polar": {
                "bgcolor": CLEAR,
                "angularaxis": {
                    **quiet,
                    "tickfont": {"color": colour.ink_2, "size": 13},
                    # Unseen ticks keep the names off the circle.
                    "ticks": "outside",
                    "ticklen": 9,
                    "tickcolor": CLEAR,
                },
                "radialaxis": {**quiet, "linecolor": colour.edge, "tickfont": ticks},
            },
            "xaxis": {**quiet, "zerolinecolor": colour.edge, "tickfont": ticks},
            "yaxis": {**quiet, "tickfont": {"color": colour.ink, "size": 13}},
        },
        "data": {
            # Traces take these in turn: now, last time, targets. They differ in dash too.
            "scatterpolar": [
                {
                    "line": {"color": colour.now, "width": 2},
                    "marker": {"color": colour.now, "size": 6},
                    "fillcolor": colour.now_fill,
                },
                {"line": {"color": colour.ink_3, "width": 1.25, "dash": "dot"}},
                {
                    "line": {"color": colour.bob, "width": 1.5, "dash": "dash"},
                    "marker": {"color": colour.bob, "size": 7, "symbol": "diamond"},
                },
            ],
            "bar": [
                {
                    "marker": {"color": fill, "line": {"color": colour.paper, "width": 1}},
                    "insidetextfont": {"color": text, "size": 12},
                }
                for fill, text in zip(colour.ramp, colour.on_ramp, strict=True)
            ],
        },
    }


def figure(data: list[Figure], layout: Figure) -> Figure:
    """A checked figure as a plain dictionary: plotly refuses any property that it does not know."""
    plain: Figure = json.loads(_checked(json.dumps({"data": data, "layout": layout})))
    return plain


@lru_cache(maxsize=256)
def _checked(drawn: str) -> str:
    """The same figure as plotly writes it. Kept, because a closed report draws what it drew before
    and checking takes far longer than reading. A figure is some kilobytes of text.

    plotly is imported here and not at the top, because it takes half a second that only the
    report pages need to pay.
    """
    import plotly.graph_objects as go

    parts = json.loads(drawn)
    # An empty template keeps plotly's own out, which would be most of the page's figures.
    checked = go.Figure(data=parts["data"], layout={"template": {}, **parts["layout"]})
    plain = checked.to_plotly_json()
    plain["layout"].pop("template", None)
    return json.dumps(plain)


def escape(text: str) -> str:
    """Text for plotly's subset of HTML, so that a name is shown and never read as markup.

    Charts use no tag but <br>: plotly turns the others into style attributes, which the page's
    content policy forbids.
    """
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(char, entity)
    # A line break would start a new line of the label.
    return " ".join(text.split())


def label(text: str, widest: int) -> str:
    """A name beside a drawing: escaped, and cut to `widest` Latin letters (a Han sign is two)."""
    width = 0
    for index, char in enumerate(text):
        width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if width > widest:
            return escape(text[: max(1, index - 1)].rstrip() + "…")
    return escape(text)
