"""The part `judgements` of a profile: pairwise comparisons of the children of some parents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessment.core import ahp
from assessment.core.ahp import CONSISTENT, RANDOM_INDEX, Inconsistent, judge_together, judgements
from assessment.core.model import Node, Practice
from assessment.faults import FaultList
from assessment.formats.custom_weights import entries, is_parent
from assessment.loading.documents import Value
from assessment.loading.values import LONGEST, Section, add, items_of, line_of

Children = tuple[Node | Practice, ...]
FAMILY_KEYS = ("reason", "experts")
EXPERT_KEYS = ("name", "pairs")
JUDGEMENT = re.compile(r"[1-9]|1/[1-9]")
LONGEST_NAME = 200
MOST_EXPERTS = 100


@dataclass(frozen=True)
class Expert:
    """One person's judgements: the upper triangle by rows, in model order."""

    name: str
    upper: tuple[Fraction, ...]


@dataclass(frozen=True)
class Judged:
    """The judgements of the children of one parent, and what they say together."""

    children: tuple[str, ...]
    experts: tuple[Expert, ...]
    reason: str
    found: ahp.Judged

    @property
    def per_mille(self) -> tuple[int, ...]:
        return ahp.per_mille(self.found.weights)


def read_judgements(
    value: Value, faults: FaultList, known: Mapping[str, Children]
) -> dict[str, Judged]:
    """Judgements by parent, in the order of the file; those with faults are left out."""
    found = {}
    for key, slug, inner in entries(value, faults, "judgements"):
        if not is_parent(key, slug, faults, known):
            continue
        children = tuple(child.slug for child in known[slug] if child.weight > 0)
        if not 2 <= len(children) <= max(RANDOM_INDEX):
            message = ngettext(
                "“%(parent)s” has %(count)d child that is scored",
                "“%(parent)s” has %(count)d children that are scored",
                len(children),
            ) % {"parent": slug, "count": len(children)}
            remedy = _("compare 2 to %(most)d; use “weights” for others") % {
                "most": max(RANDOM_INDEX)
            }
            add(key, faults, message, remedy)
            continue
        judged = _family(key, inner, faults, children)
        if judged is not None:
            found[slug] = judged
    return found


def _family(
    key: Value, value: Value, faults: FaultList, children: tuple[str, ...]
) -> Judged | None:
    before = len(faults.found)
    family = Section(value, faults, FAMILY_KEYS, gettext_lazy("the judgements of a parent"))
    family.need(("experts",), line=key.line)
    given = family.get("reason")
    reason = line_of(given, faults, "reason", LONGEST) if given is not None else ""
    listed = items_of(family.get("experts"), faults, "experts")
    if len(listed) > MOST_EXPERTS:
        message = _("“%(key)s” has more than %(limit)d items")
        values = {"key": "experts", "limit": MOST_EXPERTS}
        add(family.at["experts"], faults, message % values, _("leave some out"))
        return None
    experts = [_expert(item, faults, children) for item in listed]
    _check_names(listed, experts, faults)
    if len(faults.found) > before or not experts:
        return None
    try:
        found = judge_together([judgements(expert.upper) for expert in experts])
    except Inconsistent as error:
        for position, refused in error.refused.items():
            _refuse(listed[position], experts[position], refused, faults, children)
        return None
    return Judged(children, tuple(experts), reason, found)


def _check_names(listed: list[Value], experts: list[Expert], faults: FaultList) -> None:
    seen: set[str] = set()
    for value, expert in zip(listed, experts, strict=True):
        if expert.name and expert.name in seen:
            message = _("the expert “%(name)s” is named twice") % {"name": expert.name}
            add(value, faults, message, _("keep one of the two"))
        seen.add(expert.name)


def _expert(value: Value, faults: FaultList, children: tuple[str, ...]) -> Expert:
    section = Section(value, faults, EXPERT_KEYS, gettext_lazy("an expert"))
    section.need(EXPERT_KEYS)
    name = section.get("name")
    pairs = section.get("pairs")
    shares = _pairs(pairs, faults, children) if pairs is not None else {}
    return Expert(
        line_of(name, faults, "name", LONGEST_NAME) if name is not None else "",
        tuple(shares.get(pair, Fraction(1)) for pair in combinations(range(len(children)), 2)),
    )


def _pairs(
    value: Value, faults: FaultList, children: tuple[str, ...]
) -> dict[tuple[int, int], Fraction]:
    """How many times as important the first is as the second, by positions in model order."""
    found: dict[tuple[int, int], Fraction] = {}
    listed = items_of(value, faults, "pairs")
    before = len(faults.found)
    for item in listed:
        if faults.more:
            break
        read = _pair(item, faults, children)
        if read is None:
            continue
        first, second, share = read
        pair = (first, second) if first < second else (second, first)
        if pair in found:
            message = _("“%(one)s” and “%(other)s” are compared twice")
            names = {"one": children[first], "other": children[second]}
            add(item, faults, message % names, _("keep one of the two"))
        found[pair] = share if first < second else 1 / share
    if listed and len(faults.found) == before:
        for one, other in combinations(range(len(children)), 2):
            if (one, other) not in found:
                message = _("“%(one)s” and “%(other)s” are not compared")
                names = {"one": children[one], "other": children[other]}
                add(value, faults, message % names, _("compare every pair once"))
    return found


def _pair(
    value: Value, faults: FaultList, children: tuple[str, ...]
) -> tuple[int, int, Fraction] | None:
    texts = [item.scalar or "" for item in value.items or ()]
    if len(texts) != 3:
        message = _("a pair is not a list of three")
        remedy = _("write [one, other, 3] if one is 3 times as important as the other")
        add(value, faults, message, remedy)
        return None
    unknown = [slug for slug in texts[:2] if slug not in children]
    for slug in unknown:
        message = _("“%(slug)s” is not to be compared here") % {"slug": slug[:80]}
        add(value, faults, message, _("use %(slugs)s") % {"slugs": ", ".join(children)})
    if not unknown and texts[0] == texts[1]:
        message = _("“%(slug)s” is compared with itself") % {"slug": texts[0]}
        add(value, faults, message, _("remove this pair"))
    if not JUDGEMENT.fullmatch(texts[2]):
        message = _("“%(text)s” is not a judgement") % {"text": texts[2][:40]}
        add(value, faults, message, _("write a whole number from 1 to 9, or 1/2 to 1/9"))
    elif not unknown and texts[0] != texts[1]:
        return children.index(texts[0]), children.index(texts[1]), Fraction(texts[2])
    return None


def _refuse(
    value: Value, expert: Expert, refused: ahp.Judged, faults: FaultList, children: tuple[str, ...]
) -> None:
    """Name the consistency ratio, and the pair that fits the other judgements least."""
    one, other = refused.worst or (0, 1)
    place = list(combinations(range(len(children)), 2)).index((one, other))
    message = _(
        "the judgements of “%(name)s” contradict each other (consistency ratio %(ratio)s, "
        "to be below %(limit)s)"
    ) % {"name": expert.name, "ratio": f"{refused.ratio:.3f}", "limit": f"{CONSISTENT:.2f}"}
    remedy = _(
        "judge again “%(one)s” against “%(other)s”, which fits the others least: "
        "given %(given)s, together they say about %(implied)s"
    ) % {
        "one": children[one],
        "other": children[other],
        "given": expert.upper[place],
        "implied": _times(refused.weights[one] / refused.weights[other]),
    }
    add(value, faults, message, remedy)


def _times(share: float) -> str:
    """On the scale of judgements, with one decimal; what rounds to 1.0 reads so from both sides."""
    return f"{share:.1f}" if round(share, 1) >= 1 else f"1/{1 / share:.1f}"
