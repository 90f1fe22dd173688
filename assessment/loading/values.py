"""Readers of single values; each adds a fault where the value is not what it should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assessment.core.model import Text
from assessment.faults import FaultList
from assessment.loading.documents import NOT_TEXT, Value

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = {"respondent", "practice", "answer", "team", "role", "note", "evidence", "overall"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
DECIMAL = re.compile(r"[01]|[01]?\.[0-9]{1,12}")
LONGEST = 2000
"""Characters of one text."""


class Section:
    """A YAML mapping whose keys are known beforehand."""

    def __init__(
        self, value: Value, faults: FaultList, keys: Iterable[str], what: str | Promise
    ) -> None:
        """Report unknown and repeated keys; `what` names the mapping in a fault.

        `keys` holds the values by key, `at` the keys themselves, for the lines they stand at.
        """
        self.value, self.faults = value, faults
        self.keys: dict[str, Value] = {}
        self.at: dict[str, Value] = {}
        known = tuple(keys)
        pairs = value.pairs
        if pairs is None:
            self.add(value.line, _("%(what)s is not a mapping") % {"what": what}, _known(known))
        self.is_mapping = pairs is not None
        for key, item in pairs or ():
            if faults.more:
                break
            name = key.scalar
            if name in self.keys:
                message = _("the key “%(key)s” is repeated") % {"key": name}
                self.add(key.line, message, _("keep one of the two"))
            elif name is None or name not in known:
                message = _("the key “%(key)s” is not known here") % {"key": (name or "?")[:80]}
                self.add(key.line, message, _known(known))
            else:
                self.keys[name], self.at[name] = item, key

    def __contains__(self, key: str) -> bool:
        return key in self.keys and not self.keys[key].is_null

    def add(self, line: int, message: str, remedy: str) -> None:
        self.faults.add(self.value.file, line, message, remedy)

    def need(self, keys: Iterable[str], line: int | None = None) -> None:
        """Report each of these keys that is missing or empty, at `line` or else the mapping's."""
        if not self.is_mapping:
            return
        for key in keys:
            if key not in self:
                at = line or self.value.line
                if key in self.at:
                    at = self.at[key].line
                message = _("the key “%(key)s” is missing or empty") % {"key": key}
                self.add(at, message, _("add it with a value"))

    def get(self, key: str) -> Value | None:
        return self.keys[key] if key in self else None


def _known(keys: Sequence[str]) -> str:
    return _("the keys here are %(keys)s") % {"keys": ", ".join(keys)}


def add(value: Value, faults: FaultList, message: str, remedy: str) -> None:
    """A fault at the line of a value."""
    faults.add(value.file, value.line, message, remedy)


def items_of(value: Value | None, faults: FaultList, what: str) -> list[Value]:
    """The values of a list; a fault and no values where it is not a list or is empty."""
    if value is None:
        return []
    items = value.items
    if not items:
        add(
            value,
            faults,
            _("“%(key)s” is not a list with items") % {"key": what},
            _("write a list"),
        )
    return items or []


def text_of(value: Value | None, languages: Sequence[str], faults: FaultList, what: str) -> Text:
    """A text in every language of the model, in their order."""
    if value is None:
        return {}
    if value.pairs is None:
        example = ", ".join(f"{language}: …" for language in languages or ("en",))
        message = _("“%(key)s” is not a text in languages") % {"key": what}
        add(value, faults, message, _("write {%(example)s}") % {"example": example})
        return {}
    section = Section(value, faults, languages or _languages_in(value), what)
    missing = [language for language in languages if language not in section]
    if missing:
        message = _("“%(key)s” has no text in %(languages)s") % {
            "key": what,
            "languages": ", ".join(missing),
        }
        add(value, faults, message, _("write it in every language of the model"))
    texts = {}
    for language in languages:
        given = section.get(language)
        if given is not None:
            texts[language] = line_of(given, faults, what, LONGEST)
    return texts


def _languages_in(value: Value) -> tuple[str, ...]:
    """The languages that a text itself has, where the model's own could not be read."""
    return tuple(key.scalar or "" for key, _item in value.pairs or ())


def line_of(value: Value, faults: FaultList, what: str, longest: int) -> str:
    """A scalar as literal text; "no" and "1.0" are texts here, whatever YAML makes of them."""
    text = value.scalar
    if not text:
        add(value, faults, _("“%(key)s” is not a text") % {"key": what}, _("write a text"))
        return ""
    if len(text) > longest:
        message = _("“%(key)s” is longer than %(limit)d characters") % {
            "key": what,
            "limit": longest,
        }
        add(value, faults, message, _("shorten it"))
    if NOT_TEXT.search(text):
        message = _("“%(key)s” holds a control character") % {"key": what}
        add(value, faults, message, _("remove it"))
        return ""
    return text


def slug_of(value: Value | None, faults: FaultList) -> str:
    """A slug that may stand as a column of an answer file."""
    if value is None:
        return ""
    slug = value.scalar or ""
    if not SLUG.fullmatch(slug) or len(slug) > 80:
        message = _("“%(slug)s” is not a slug") % {"slug": slug[:80]}
        remedy = _("use lower-case letters a–z, digits and single hyphens, at most 80 characters")
        add(value, faults, message, remedy)
        return ""
    if slug in RESERVED:
        message = _("the slug “%(slug)s” is reserved") % {"slug": slug}
        add(value, faults, message, _("choose another; reserved are %s") % _series(RESERVED))
        return ""
    return slug


def _series(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def weight_of(value: Value | None, faults: FaultList) -> int | None:
    """A whole number from 0; None where it is none, so that nothing is concluded from it."""
    if value is None:
        return None
    if value.node.tag != "tag:yaml.org,2002:int" or not WHOLE.fullmatch(value.scalar or ""):
        message = _("the weight “%(text)s” is not a whole number") % {"text": _shown(value)}
        add(value, faults, message, _("write a whole number from 0 to 999999999"))
        return None
    return int(value.scalar or 0)


def flag_of(value: Value | None, faults: FaultList, what: str) -> bool:
    """true or false; absent is false."""
    if value is None:
        return False
    text = (value.scalar or "").lower()
    if value.node.tag != "tag:yaml.org,2002:bool" or text not in ("true", "false"):
        message = _("“%(key)s” is “%(text)s”") % {"key": what, "text": _shown(value)}
        add(value, faults, message, _("write true or false"))
        return False
    return text == "true"


def share_of(value: Value, faults: FaultList) -> Fraction | None:
    """A decimal between 0 and 1, exactly; None where it is none."""
    text = value.scalar or ""
    if not DECIMAL.fullmatch(text) or Fraction(text) > 1:
        message = _("the option value “%(text)s” is not a number from 0 to 1") % {
            "text": _shown(value)
        }
        add(value, faults, message, _("write 0, 1 or a decimal such as 0.25"))
        return None
    return Fraction(text)


def choice_of(
    value: Value, faults: FaultList, what: str, options: Mapping[str, object] | Sequence[str]
) -> str:
    """One of a few words."""
    text = value.scalar or ""
    if text not in options:
        message = _("“%(key)s” is “%(text)s”") % {"key": what, "text": _shown(value)}
        add(value, faults, message, _("write one of %(options)s") % {"options": ", ".join(options)})
        return ""
    return text


def _shown(value: Value) -> str:
    return "…" if value.scalar is None else value.scalar[:80]
