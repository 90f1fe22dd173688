"""What a loaded model could do better: warnings, each with file and line.

A model that loads can be scored; a warning says that it will measure less well, or that a part of
it can never have an effect. A model in languages or on scales of its own is checked for what
applies to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessment.core.forms import SHORT, form_of, has_short_form
from assessment.core.layout import Layout, layout_of
from assessment.core.levels import gate_step, gates
from assessment.core.model import CapabilityModel, Practice, Tree
from assessment.faults import Fault, FaultList
from assessment.loading import Source
from assessment.loading.documents import Value
from assessment.wording import GRAMMARS, wrong_script

LAST_GATE_STEP = gate_step(5)


def lint(source: Source) -> tuple[Fault, ...]:
    """Every warning about a model, by file and line."""
    linter = _Linter(source)
    for tree in (source.model.core, *source.model.modules):
        for practice in tree.practices:
            linter.wording(practice)
            linter.prerequisites(practice, tree)
        linter.levels(tree)
        linter.short_form(tree)
    linter.glossary()
    return linter.faults.sorted()


class _Linter:
    def __init__(self, source: Source) -> None:
        self.source, self.faults = source, FaultList()
        self.model: CapabilityModel = source.model

    def warn(self, slug: str, path: tuple[str | int, ...], message: str, remedy: str) -> None:
        """Add a warning at a value of a node's mapping, such as ("anchors", 3)."""
        section = self.source.items.get(slug, self.source.files[0])
        place = _place(section.value, path)
        self.faults.add(place.file, place.line, message, remedy)

    # --- Words -------------------------------------------------------------------------------

    def wording(self, practice: Practice) -> None:
        for language in self.model.languages:
            self._language(practice, language)
            if language in GRAMMARS:
                self._budget(practice, language)
                if practice.scale.is_five_step:
                    self._grammar(practice, language)
            seen: dict[str, int] = {}
            for step, anchor in enumerate(practice.anchors):
                text = anchor[language]
                if text in seen:
                    message = _("anchor %(step)d says the same as anchor %(other)d (%(language)s)")
                    values = {"step": step, "other": seen[text], "language": language}
                    remedy = _("say how the two differ")
                    self.warn(practice.slug, ("anchors", step), message % values, remedy)
                seen.setdefault(text, step)

    def _language(self, practice: Practice, language: str) -> None:
        places: list[tuple[tuple[str | int, ...], str]] = [(("stem",), practice.stem[language])]
        places += [(("anchors", step), a[language]) for step, a in enumerate(practice.anchors)]
        for place, text in places:
            if wrong_script(text, language):
                message = _("“%(text)s” does not look like %(language)s")
                values = {"text": text[:40], "language": language}
                self.warn(practice.slug, place, message % values, _("translate it"))

    def _budget(self, practice: Practice, language: str) -> None:
        grammar = GRAMMARS[language]
        length = grammar.length([practice.stem[language], *[a[language] for a in practice.anchors]])
        if length > grammar.budget:
            message = _("“%(slug)s” has %(length)d words in stem and anchors (%(language)s)")
            values = {"slug": practice.slug, "length": length, "language": language}
            remedy = _("shorten it to %(budget)d") % {"budget": grammar.budget}
            self.warn(practice.slug, ("stem",), message % values, remedy)

    def _grammar(self, practice: Practice, language: str) -> None:
        grammar = GRAMMARS[language]
        for step, anchor in enumerate(practice.anchors):
            text, place = anchor[language], ("anchors", step)
            values = {"step": step, "language": language}
            if step in grammar.marks and not grammar.marks[step].search(text):
                message = _("anchor %(step)d lacks the words of its step (%(language)s)") % values
                remedy = _("use a word such as “%(word)s”") % {"word": grammar.shown[step]}
                self.warn(practice.slug, place, message, remedy)
            for first, pattern in grammar.early.items():
                if step < first and pattern.search(text):
                    message = _("anchor %(step)d uses words of step %(first)d (%(language)s)")
                    remedy = _("let each anchor say more than the one before")
                    self.warn(practice.slug, place, message % (values | {"first": first}), remedy)

    # --- What can be reached -----------------------------------------------------------------

    def prerequisites(self, practice: Practice, tree: Tree) -> None:
        own = {p.slug for p in tree.practices} | {p.slug for p in self.model.core.practices}
        for at, need in enumerate(practice.needs):
            other = self.model.practices[need.slug]
            values = {"slug": practice.slug, "other": need.slug}
            if not practice.scale.is_five_step or not other.scale.is_five_step:
                message = _("“%(slug)s” needs “%(other)s”, and one of them has no levels") % values
                remedy = _("use the scale 0, 0.25, 0.5, 0.75, 1 for both, or take the need out")
                self.warn(practice.slug, ("needs", at), message, remedy)
            elif need.slug not in own:
                message = _("“%(slug)s” needs “%(other)s” of a module that may not be asked")
                remedy = _("need only practices of the core or of the same module")
                self.warn(practice.slug, ("needs", at), message % values, remedy)

    def levels(self, tree: Tree) -> None:
        """Gates that cannot be passed, and levels that cannot be reached."""
        layout = layout_of(tree)
        for index in gates(layout):
            self._gate(layout, index)
        if tree.levels is None:
            return
        odd = [p for p in tree.practices if not p.scale.is_five_step]
        if odd:
            message = _("no overall level can be reached: “%(slug)s” has a scale without levels")
            remedy = _("use the scale 0, 0.25, 0.5, 0.75, 1, or leave levels out")
            self.warn(odd[0].slug, ("scale",), message % {"slug": odd[0].slug}, remedy)
        if not layout.capabilities:
            message = _("no level above 1 can be reached: no node stands at the tier “%(tier)s”")
            remedy = _("put the practices under nodes of that tier")
            self.warn(tree.slug, (), message % {"tier": tree.levels.tier}, remedy)
            return
        for row, practice in enumerate(tree.practices):
            path = layout.path(layout.node_count + row)
            if not any(step in layout.capabilities for step in path):
                message = _("“%(slug)s” counts for no level: it stands under no “%(tier)s”")
                values = {"slug": practice.slug, "tier": tree.levels.tier}
                remedy = _("put it under a node of that tier")
                self.warn(practice.slug, (), message % values, remedy)

    def _gate(self, layout: Layout, index: int) -> None:
        practice = layout.items[index]
        assert isinstance(practice, Practice)
        values = {"slug": practice.slug}
        if layout.tree.levels is None:
            message = _("the gate “%(slug)s” has no effect: the model has no levels") % values
            self.warn(practice.slug, ("gate",), message, _("add levels, or take the gate out"))
        elif not practice.scale.is_five_step:
            message = _("the gate “%(slug)s” can never be passed: its scale has no levels") % values
            self.warn(practice.slug, ("gate",), message, _("use the scale 0, 0.25, 0.5, 0.75, 1"))
        else:
            for other in self._unreachable(practice, LAST_GATE_STEP):
                message = _("the gate “%(slug)s” can never be passed: “%(other)s” has no levels")
                remedy = _("take that prerequisite out")
                self.warn(practice.slug, ("gate",), message % (values | {"other": other}), remedy)
        if any(layout.weights[step] == 0 for step in layout.path(index)):
            message = _("the gate “%(slug)s” stands under a node of weight 0") % values
            self.warn(practice.slug, ("gate",), message, _("give the node a weight"))

    def _unreachable(self, practice: Practice, step: int) -> Iterator[str]:
        """Prerequisites of a step, direct or not, that have no levels to reach."""
        waiting, seen = [(practice, step)], set()
        while waiting:
            current, top = waiting.pop()
            for need in current.needs:
                if need.level > top or (need.slug, need.at) in seen:
                    continue
                seen.add((need.slug, need.at))
                other = self.model.practices[need.slug]
                if not other.scale.is_five_step:
                    yield other.slug
                waiting.append((other, need.at))

    # --- Forms and glossary ------------------------------------------------------------------

    def short_form(self, tree: Tree) -> None:
        """A short form asks every capability, and every gate practice."""
        if not has_short_form(tree):
            return
        layout, short = layout_of(tree), form_of(tree, SHORT)
        for practice in tree.practices:
            if practice.gate and not practice.short:
                message = _("the short form leaves out the gate “%(slug)s”")
                values = {"slug": practice.slug}
                self.warn(practice.slug, ("gate",), message % values, _("add short: true"))
        asked = {node.slug for node in short.nodes}
        for index in layout.capabilities:
            slug = layout.items[index].slug
            if slug not in asked:
                message = _("the short form asks nothing of “%(slug)s”") % {"slug": slug}
                self.warn(slug, (), message, _("mark one of its practices short: true"))

    def glossary(self) -> None:
        """A term can be explained in place only where it occurs as it is written."""
        holders = [section.get("glossary") for section in self.source.files]
        places = [item for holder in holders if holder for item in holder.items or ()]
        for entry, place in zip(self.model.glossary, places, strict=True):
            for language in self.model.languages:
                term = entry.term[language].lower()
                if not any(term in text for text in self._texts(language)):
                    message = _("the term “%(term)s” stands in no item (%(language)s)")
                    values = {"term": entry.term[language], "language": language}
                    remedy = _("write it as the items do, or take it out")
                    self.faults.add(place.file, place.line, message % values, remedy)

    def _texts(self, language: str) -> Iterator[str]:
        for practice in self.model.practices.values():
            yield practice.stem[language].lower()
            for anchor in practice.anchors:
                yield anchor[language].lower()


def _place(value: Value, path: tuple[str | int, ...]) -> Value:
    """The value inside a mapping that a path of keys and positions leads to, as far as it goes."""
    for step in path:
        if isinstance(step, int):
            items = value.items or []
            value = items[step] if step < len(items) else value
        else:
            value = next((item for key, item in value.pairs or () if key.scalar == step), value)
    return value
