"""The part `weights` of a profile: whole numbers per mille for the children of some parents."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.core.ahp import PER_MILLE
from assessment.core.model import Node, Practice, Tree
from assessment.core.weights import (
    MISSING_CHILD,
    NOT_SCORED,
    SMALLEST_SHARE,
    TOO_SMALL,
    UNKNOWN_CHILD,
    ProfileFault,
    check_custom,
)
from assessment.faults import FaultList
from assessment.formats.slugs import closest
from assessment.loading.documents import Value
from assessment.loading.values import LONGEST, Section, add, line_of, weight_of

Children = tuple[Node | Practice, ...]
FAMILY_KEYS = ("reason", "shares")
GIVEN = "given"
"""Each parent has a reason of its own here, and a missing one is reported where it is read."""


def read_custom(
    value: Value, faults: FaultList, trees: Mapping[str, Tree], known: Mapping[str, Children]
) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
    """Weights and reasons by parent, in the order of the file.

    `trees` are the trees of the model by the slug of their top, `known` all their families.
    """
    weights: dict[str, dict[str, int]] = {}
    reasons: dict[str, str] = {}
    for key, slug, inner in entries(value, faults, "weights"):
        if not is_parent(key, slug, faults, known):
            continue
        family = Section(inner, faults, FAMILY_KEYS, gettext_lazy("the weights of a parent"))
        family.need(FAMILY_KEYS, line=key.line)
        reason = family.get("reason")
        if reason is not None:
            reasons[slug] = line_of(reason, faults, "reason", LONGEST)
        if "shares" in family:
            weights[slug] = _shares(family, slug, trees, known[slug])
    return weights, reasons


def entries(value: Value, faults: FaultList, what: str) -> list[tuple[Value, str, Value]]:
    """Key, its text, and value of each entry of a mapping whose keys are not known beforehand."""
    if not value.pairs:
        message = _("“%(key)s” is not a mapping with entries") % {"key": what}
        add(value, faults, message, _("write slugs as keys"))
    found: dict[str, tuple[Value, str, Value]] = {}
    for key, inner in value.pairs or ():
        slug = key.scalar or ""
        if slug in found:
            message = _("the key “%(key)s” is repeated") % {"key": slug[:80]}
            add(key, faults, message, _("keep one of the two"))
        found.setdefault(slug, (key, slug, inner))
    return list(found.values())


def is_parent(key: Value, slug: str, faults: FaultList, known: Mapping[str, Children]) -> bool:
    """Whether a slug has children in the model; adds a fault where it has none."""
    if slug in known:
        return True
    similar = closest(slug, known)
    remedy = (
        _("did you mean “%(slug)s”?") % {"slug": similar}
        if similar
        else _("use “overall” for the top, or the slug of a node or module")
    )
    message = _("nothing in the model has “%(slug)s” for its parent") % {"slug": slug[:80]}
    add(key, faults, message, remedy)
    return False


def _shares(
    family: Section, parent: str, trees: Mapping[str, Tree], children: Children
) -> dict[str, int]:
    faults, at = family.faults, family.at["shares"]
    keys: dict[str, Value] = {}
    shares: dict[str, int] = {}
    before = len(faults.found)
    for key, slug, inner in entries(family.keys["shares"], faults, "shares"):
        weight = weight_of(inner, faults)
        if weight is not None:
            keys[slug], shares[slug] = key, weight
    # Where a number could not be read, nothing is concluded from the others.
    if len(faults.found) == before:
        for fault in check_custom(trees, {parent: shares}, GIVEN):
            message, remedy = _told(fault, children)
            wanted = fault.child in keys if fault.child else False
            add(keys[fault.child or ""] if wanted else at, faults, message, remedy)
    return shares


def _told(fault: ProfileFault, children: Children) -> tuple[str, str]:
    """What is wrong, and what would be right."""
    values = {"parent": fault.parent, "child": (fault.child or "")[:80], "value": fault.value}
    if fault.problem == UNKNOWN_CHILD:
        slugs = ", ".join(child.slug for child in children)
        return _("“%(child)s” is no child of “%(parent)s”") % values, _("use %(slugs)s") % {
            "slugs": slugs
        }
    if fault.problem == MISSING_CHILD:
        return _("“%(parent)s” has no share for “%(child)s”") % values, _(
            "give every child a share"
        )
    if fault.problem == NOT_SCORED:
        message = _("“%(child)s” is asked and not scored, so it can have no share")
        return message % values, _("leave it out")
    if fault.problem == TOO_SMALL:
        message = _("the share of “%(child)s” is %(value)d per mille")
        return message % values, _("write at least %(least)d") % {"least": SMALLEST_SHARE}
    message = _("the shares of “%(parent)s” add up to %(value)d per mille")
    return message % values, _("make them add up to %(whole)d") % {"whole": PER_MILLE}
