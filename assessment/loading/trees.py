"""Nodes and practices of a model file -> the trees of `assessment.core.model`.

Where a value is faulty a placeholder takes its place, so that reading goes on and every fault is
found; a model with any fault is thrown away by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.core.model import EFFORT_BANDS, FIVE_STEPS, Need, Node, Practice, Scale, Text
from assessment.faults import FaultList
from assessment.loading.documents import Value
from assessment.loading.values import (
    Section,
    add,
    choice_of,
    flag_of,
    items_of,
    slug_of,
    text_of,
    weight_of,
)

MAX_NODES = 2000
MAX_DEPTH = 8
WAYS = ("C", "H", "L", "T")
NODE_KEYS = ("slug", "name", "definition", "benefit", "weight", "children")
PRACTICE_KEYS = (
    *("slug", "name", "definition", "weight", "scale", "stem", "anchors", "evidence"),
    *("na", "needs", "effort", "ways", "short", "gate", "added"),
)
NEED = re.compile(r"([1-4])<([a-z0-9]+(?:-[a-z0-9]+)*)@([1-4])")
DAYS = re.compile(r"[1-9][0-9]{0,2}")
MOST_DAYS = 400
PLACEHOLDER = Scale("", FIVE_STEPS)


@dataclass
class Reader:
    """What the whole model has said so far, while its nodes are read.

    Attributes
    ----------
    languages, tiers, scales : what the top of the model declares; empty where it was faulty.
    items : where each slug stands, by slug.
    needs : every prerequisite with the practice that has it and its place.
    """

    faults: FaultList
    languages: tuple[str, ...]
    tiers: tuple[str, ...]
    scales: Mapping[str, Scale]
    items: dict[str, Section] = field(default_factory=dict)
    needs: list[tuple[str, Need, Value]] = field(default_factory=list)
    count: int = 0

    def text(self, section: Section, key: str) -> Text:
        return text_of(section.get(key), self.languages, self.faults, key)

    def optional(self, section: Section, key: str) -> Text | None:
        return self.text(section, key) or None

    def slug(self, section: Section) -> str:
        """The slug of a node, which no other node of the model may have."""
        value = section.get("slug")
        slug = slug_of(value, self.faults)
        if value is not None and slug:
            if slug in self.items:
                first = self.items[slug].keys["slug"]
                message = _("the slug “%(slug)s” is used twice, first at %(place)s") % {
                    "slug": slug,
                    "place": f"{first.file}:{first.line}",
                }
                add(value, self.faults, message, _("give one of the two another slug"))
            else:
                self.items[slug] = section
        return slug

    def siblings(
        self, values: list[Value], place: Value, depth: int
    ) -> tuple[Node | Practice, ...]:
        """The nodes of a list; `place` is where weights that are all zero are reported."""
        found: list[Node | Practice] = []
        weights: list[int | None] = []
        for value in values:
            self.count += 1
            if self.count > MAX_NODES:
                if self.count == MAX_NODES + 1:
                    message = _("the model has more than %(limit)d nodes") % {"limit": MAX_NODES}
                    add(value, self.faults, message, _("leave some out"))
                return tuple(found)
            item, weight = self.item(value, depth)
            found.append(item)
            weights.append(weight)
        if weights and all(weight == 0 for weight in weights):
            message = _("all weights here are zero")
            add(place, self.faults, message, _("give at least one a weight above 0"))
        return tuple(found)

    def item(self, value: Value, depth: int) -> tuple[Node | Practice, int | None]:
        """A node or practice at this depth (1 at the top), and its weight if that could be read."""
        keys = {key.scalar for key, _item in value.pairs or ()}
        if "children" in keys:
            return self.node(value, depth)
        return self.practice(value)

    def node(self, value: Value, depth: int) -> tuple[Node, int | None]:
        section = Section(value, self.faults, NODE_KEYS, gettext_lazy("a node with children"))
        section.need(("slug", "name", "weight", "children"))
        slug, weight = self.slug(section), weight_of(section.get("weight"), self.faults)
        return (
            Node(
                slug=slug,
                name=self.text(section, "name"),
                weight=weight or 0,
                children=self.children(section, depth),
                definition=self.text(section, "definition"),
                benefit=self.optional(section, "benefit"),
            ),
            weight,
        )

    def children(self, section: Section, depth: int) -> tuple[Node | Practice, ...]:
        """What stands below a node of this depth, unless that is deeper than it may be."""
        value = section.get("children")
        if value is None:
            return ()
        limit = min(MAX_DEPTH, len(self.tiers) or MAX_DEPTH)
        if depth >= limit:
            message = _("this node has children, but the model's tiers end here")
            remedy = _("name another tier (%(limit)d at most), or move the node up") % {
                "limit": MAX_DEPTH
            }
            add(section.value, self.faults, message, remedy)
            return ()
        below = items_of(value, self.faults, "children")
        return self.siblings(below, section.at["children"], depth + 1)

    def practice(self, value: Value) -> tuple[Practice, int | None]:
        section = Section(value, self.faults, PRACTICE_KEYS, gettext_lazy("a practice"))
        section.need(("slug", "name", "weight", "scale", "stem", "anchors"))
        slug, weight = self.slug(section), weight_of(section.get("weight"), self.faults)
        scale = self.scale(section)
        practice = Practice(
            slug=slug,
            name=self.text(section, "name"),
            definition=self.text(section, "definition"),
            weight=weight or 0,
            scale=scale,
            stem=self.text(section, "stem"),
            anchors=self.per_option(section, "anchors", scale),
            evidence=self.per_option(section, "evidence", scale),
            na=self.optional(section, "na"),
            needs=self.prerequisites(section, slug),
            effort=self.effort(section),
            ways=self.ways(section),
            short=flag_of(section.get("short"), self.faults, "short"),
            gate=flag_of(section.get("gate"), self.faults, "gate"),
            added=flag_of(section.get("added"), self.faults, "added"),
        )
        if practice.gate and weight == 0:
            message = _("the gate practice “%(slug)s” has weight 0") % {"slug": slug}
            add(section.at["gate"], self.faults, message, _("give it a weight, or gate: false"))
        return practice, weight

    def scale(self, section: Section) -> Scale:
        value = section.get("scale")
        if value is None or not self.scales:
            return PLACEHOLDER
        return self.scales.get(choice_of(value, self.faults, "scale", self.scales), PLACEHOLDER)

    def per_option(self, section: Section, key: str, scale: Scale) -> tuple[Text, ...]:
        """One text for each option of the scale."""
        value = section.get(key)
        items = items_of(value, self.faults, key)
        if items and scale is not PLACEHOLDER and len(items) != len(scale.values):
            message = _("“%(key)s” has %(given)d texts, the scale “%(scale)s” %(wanted)d options")
            values = {
                "key": key,
                "given": len(items),
                "scale": scale.slug,
                "wanted": len(scale.values),
            }
            add(section.at[key], self.faults, message % values, _("write one text an option"))
        return tuple(text_of(item, self.languages, self.faults, key) for item in items)

    def prerequisites(self, section: Section, slug: str) -> tuple[Need, ...]:
        needs = []
        for value in self.some(section, "needs"):
            match = NEED.fullmatch(value.scalar or "")
            if match is None:
                message = _("“%(text)s” is not a prerequisite") % {
                    "text": (value.scalar or "")[:80]
                }
                remedy = _('write it as "3<ci-pipeline@2", with levels from 1 to 4')
                add(value, self.faults, message, remedy)
                continue
            need = Need(int(match[1]), match[2], int(match[3]))
            needs.append(need)
            self.needs.append((slug, need, value))
        return tuple(needs)

    def some(self, section: Section, key: str) -> list[Value]:
        """The items of an optional list, which may be empty."""
        value = section.get(key)
        if value is None or value.items == []:
            return []
        return items_of(value, self.faults, key)

    def effort(self, section: Section) -> str | int:
        value = section.get("effort")
        if value is None:
            return "M"
        text = value.scalar or ""
        if DAYS.fullmatch(text) and int(text) <= MOST_DAYS:
            return int(text)
        if text not in EFFORT_BANDS:
            message = _("the effort “%(text)s” is not known") % {"text": text[:80]}
            remedy = _("write S, M, L, XL or whole person-days from 1 to %(most)d")
            add(value, self.faults, message, remedy % {"most": MOST_DAYS})
        return text

    def ways(self, section: Section) -> tuple[str, ...]:
        found: list[str] = []
        for value in self.some(section, "ways"):
            way = choice_of(value, self.faults, "ways", WAYS)
            if way and way in found:
                message = _("the way “%(way)s” stands here twice") % {"way": way}
                add(value, self.faults, message, _("keep one"))
            elif way:
                found.append(way)
        return tuple(found)
