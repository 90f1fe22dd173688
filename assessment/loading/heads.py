"""What stands at the top of a model file: version, languages, tiers, scales, levels, glossary."""

from __future__ import annotations

import re
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.core.model import Levels, Scale, Term
from assessment.faults import FaultList
from assessment.loading.documents import Value
from assessment.loading.trees import MAX_DEPTH
from assessment.loading.values import (
    LANGUAGE,
    SLUG,
    Section,
    add,
    choice_of,
    items_of,
    share_of,
    slug_of,
    text_of,
)

VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})", re.ASCII)
LEVEL_COUNT = 5
FEWEST_OPTIONS, MOST_OPTIONS = 2, 11
MOST_LANGUAGES = 20


def read_format(top: Section, wanted: str) -> None:
    value = top.get("format")
    if value is not None and value.scalar != wanted:
        message = _("the format “%(format)s” is not known") % {"format": (value.scalar or "…")[:80]}
        add(value, top.faults, message, _("write format: %(format)s") % {"format": wanted})


def read_version(top: Section) -> str:
    value = top.get("version")
    if value is None:
        return ""
    if not VERSION.fullmatch(value.scalar or ""):
        shown = (value.scalar or "…")[:80]
        message = _("the version “%(version)s” is not three numbers") % {"version": shown}
        add(value, top.faults, message, _("write it as 1.0.0"))
    return value.scalar or ""


def read_languages(top: Section) -> tuple[str, ...]:
    return _words(top, "languages", LANGUAGE, MOST_LANGUAGES)


def read_tiers(top: Section) -> tuple[str, ...]:
    return _words(top, "tiers", SLUG, MAX_DEPTH)


def _words(top: Section, key: str, pattern: re.Pattern[str], most: int) -> tuple[str, ...]:
    """A list of different short words."""
    found: list[str] = []
    for value in items_of(top.get(key), top.faults, key):
        word = value.scalar or ""
        if pattern.fullmatch(word) and len(word) <= 80 and word not in found:
            found.append(word)
            continue
        message = _("“%(word)s” in “%(key)s” is repeated or not a plain word") % {
            "word": word[:80] or "…",
            "key": key,
        }
        add(value, top.faults, message, _("use different words of a–z, digits and single hyphens"))
    if len(found) > most:
        message = _("“%(key)s” has more than %(limit)d items") % {"key": key, "limit": most}
        add(top.at[key], top.faults, message, _("leave some out"))
    return tuple(found)


def read_scales(sections: list[Section], faults: FaultList) -> dict[str, Scale]:
    """The named scales of all files."""
    found: dict[str, Scale] = {}
    for section in sections:
        value = section.get("scales")
        if value is None:
            continue
        if not value.pairs:
            message = _("“scales” is not a mapping of named scales")
            add(value, faults, message, _("write name: {options: [{value: 0}, …]}"))
        for key, body in value.pairs or ():
            slug = slug_of(key, faults)
            if slug in found:
                message = _("the scale “%(scale)s” is defined twice") % {"scale": slug}
                add(key, faults, message, _("keep one of the two"))
            elif slug:
                found[slug] = Scale(slug, _options(body, key, faults))
    return found


def _options(body: Value, key: Value, faults: FaultList) -> tuple[Fraction, ...]:
    section = Section(body, faults, ("options",), gettext_lazy("a scale"))
    section.need(["options"], line=key.line)
    values: list[Fraction] = []
    for item in items_of(section.get("options"), faults, "options"):
        option = Section(item, faults, ("value",), gettext_lazy("an option"))
        option.need(["value"])
        given = option.get("value")
        share = None if given is None else share_of(given, faults)
        if share is not None:
            values.append(share)
    count = len(section.keys["options"].items or ()) if "options" in section else 0
    if count and not FEWEST_OPTIONS <= count <= MOST_OPTIONS:
        message = _("this scale has %(given)d options") % {"given": count}
        remedy = _("write from %(fewest)d to %(most)d") % {
            "fewest": FEWEST_OPTIONS,
            "most": MOST_OPTIONS,
        }
        add(key, faults, message, remedy)
    if values != sorted(values):
        message = _("the option values decrease")
        add(key, faults, message, _("order them from lowest to highest"))
    # Faulty values keep their place, so that anchors are still compared with the right number.
    return (*values, *[Fraction(1)] * (count - len(values)))


def read_levels(top: Section, languages: tuple[str, ...], tiers: tuple[str, ...]) -> Levels | None:
    value, faults = top.get("levels"), top.faults
    if value is None:
        return None
    section = Section(value, faults, ("at", "names"), "levels")
    section.need(("at", "names"), line=top.at["levels"].line)
    at, tier = section.get("at"), ""
    if at is not None and len(tiers) == 1:
        message = _("levels need a tier above the practices")
        add(at, faults, message, _("name two tiers or more, or leave levels out"))
    elif at is not None and tiers:
        # Practices have steps, not levels: the last tier is left out.
        tier = choice_of(at, faults, "at", tiers[:-1])
    items = items_of(section.get("names"), faults, "names")
    if items and len(items) != LEVEL_COUNT:
        message = _("there are %(given)d level names") % {"given": len(items)}
        remedy = _("write %(wanted)d, the lowest first") % {"wanted": LEVEL_COUNT}
        add(section.at["names"], faults, message, remedy)
    return Levels(tier, tuple(text_of(item, languages, faults, "names") for item in items))


def read_glossary(
    sections: list[Section], languages: tuple[str, ...], faults: FaultList
) -> tuple[Term, ...]:
    terms = []
    for section in sections:
        for item in items_of(section.get("glossary"), faults, "glossary"):
            entry = Section(item, faults, ("term", "text"), gettext_lazy("a glossary entry"))
            entry.need(("term", "text"))
            term, text = (
                text_of(entry.get(key), languages, faults, key) for key in ("term", "text")
            )
            terms.append(Term(term, text))
    return tuple(terms)
