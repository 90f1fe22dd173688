"""Why a number is what it is, as a page: inputs, shares, what was left out, the way up and down."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core import agreement
from assessment.core.explanation import OVERALL, Explanation, Input, explain
from assessment.core.model import CapabilityModel, Node, Practice, pick
from assessment.core.result import NOT_APPLICABLE, SCORED, Result
from reports import formatting as fmt
from reports.contents import explanation_words as words
from reports.contents import texts
from reports.contents.finding import COVERAGE_NEEDED
from reports.contents.nodes import SHOWN_FROM
from reports.contents.practices import build_practice
from reports.contents.ranges import range_text
from reports.contents.reading import Reading, reading_of
from reports.contents.shape import Named, PracticeRow, ReportHeader


@dataclass(frozen=True)
class InputRow:
    """A part of what is explained; `left_out` says why it is not in the score, "" if it is."""

    slug: str
    name: str
    score: float | None
    score_text: str
    weight: int
    share_text: str
    points_text: str
    coverage_text: str
    left_out: str


@dataclass(frozen=True)
class ExplanationPage:
    """How one number came about. `kind` is overall, node or practice.

    `path` leads from the overall down to the item's parent; `anchors` name the sections of the
    method that apply. `sum_text` is the total of the parts' points, "" where there is none.
    `practice` holds a practice's own answers.
    """

    slug: str
    kind: str
    kind_text: str
    name: str
    definition: str
    heading: str
    lede: str
    score: float | None
    score_text: str
    level_text: str
    range_text: str
    coverage_text: str
    coverage_sentence: str
    agreement_sentence: str
    inputs: tuple[InputRow, ...]
    sum_text: str
    sum_note: str
    left_out: tuple[InputRow, ...]
    practice: PracticeRow | None
    question: str
    median_sentence: str
    facts: tuple[str, ...]
    upward: tuple[str, ...]
    path: tuple[Named, ...]
    anchors: tuple[str, ...]


def build_explanation(
    header: ReportHeader, model: CapabilityModel, result: Result, slug: str, language: str
) -> ExplanationPage:
    """The page of an item in `language`. Raises KeyError if the result has no such item."""
    found = explain(model, result, slug)
    part = next((m for m in result.modules if m.slug == found.tree), result.core)
    reading = reading_of(model, header, result, part, language)
    return _Page(found, reading).build()


@dataclass(frozen=True)
class _Page:
    found: Explanation
    reading: Reading

    def build(self) -> ExplanationPage:
        found, language = self.found, self.reading.language
        item, practice = self._item(), self._practice()
        rows = tuple(self._row(row) for row in found.inputs)
        own = found.score is not None
        return ExplanationPage(
            slug=found.slug,
            kind=found.kind,
            kind_text=words.KINDS[self._kind()](language),
            name=self._name(),
            definition=pick(item.definition, language) if item else "",
            heading=(words.SCORES if own else words.NO_SCORE)(
                language, name=self._name(), score=fmt.number(found.score)
            ),
            lede=self._lede(practice) if own else self._why_none(),
            score=found.score,
            score_text=fmt.number(found.score),
            level_text=self._level(),
            range_text=self._range(),
            coverage_text=fmt.safe_percent(found.coverage, language, self._limit()),
            coverage_sentence=self._coverage(),
            agreement_sentence=self._agreement(practice),
            inputs=tuple(row for row in rows if not row.left_out),
            sum_text=fmt.number(found.score, 2) if own and rows else "",
            sum_note=words.SUM_NOTE(language),
            left_out=tuple(row for row in rows if row.left_out),
            practice=practice,
            question=practice.stem if practice else "",
            median_sentence=self._median(practice),
            facts=tuple(self._facts()),
            upward=tuple(self._upward()),
            path=self._path(),
            anchors=self._anchors(),
        )

    def _item(self) -> Node | Practice | None:
        if self.found.kind == OVERALL:
            return None
        item = self.reading.layout.items[self.reading.layout.position[self.found.slug]]
        return item if isinstance(item, Node | Practice) else None

    def _name(self) -> str:
        return pick(self.found.name, self.reading.language)

    def _kind(self) -> str:
        if self.found.kind == OVERALL:
            return "module" if self.reading.is_module else "overall"
        if self.found.kind == "practice":
            return "practice"
        slug = self.found.slug
        if slug in {node.slug for node in self.reading.layers}:
            return "layer"
        return "capability" if slug in {n.slug for n in self.reading.capabilities} else "part"

    def _practice(self) -> PracticeRow | None:
        item = self._item()
        return build_practice(self.reading, item) if isinstance(item, Practice) else None

    def _limit(self) -> float:
        return COVERAGE_NEEDED if self.found.kind == OVERALL else SHOWN_FROM

    def _lede(self, practice: PracticeRow | None) -> str:
        language, score = self.reading.language, fmt.number(self.found.score)
        if practice is None or self.found.practice is None:
            return words.FROM_PARTS(language, n=sum(not i.left_out for i in self.found.inputs))
        item, row = self._item(), self.found.practice
        five = isinstance(item, Practice) and item.scale.is_five_step
        if not five:
            return words.FROM_OPTIONS(language, n=row.n, score=score)
        return words.FROM_RATINGS(language, n=row.n, mean=fmt.number(row.mean, 2), score=score)

    def _why_none(self) -> str:
        kind = {"overall": "_overall", "node": "_node"}.get(self.found.kind, "")
        status = self.found.status
        phrase = words.NO_SCORE_WHY.get(status + kind) or words.NO_SCORE_WHY.get(
            "not_applicable_node" if status == NOT_APPLICABLE and kind else status
        )
        if phrase is None:
            return texts.STATUS[status](self.reading.language)
        language, limit = self.reading.language, self._limit()
        return phrase(
            language,
            coverage=fmt.safe_percent(self.found.coverage, language, limit),
            needed=fmt.percent(limit, language),
        )

    def _level(self) -> str:
        found, reading = self.found, self.reading
        if found.kind == "practice":
            return ""
        part = reading.part
        level = part.overall.level if found.kind == OVERALL else reading.nodes[found.slug].level
        if level is None or reading.tree.levels is None:
            return ""
        name = pick(reading.tree.levels.names[level - 1], reading.language)
        return words.LEVEL_NODE(reading.language, level=level, name=name)

    def _range(self) -> str:
        if self.found.kind == "practice":
            return ""
        part, slug = self.reading.part, self.found.slug
        item = part.overall if self.found.kind == OVERALL else self.reading.nodes[slug]
        return range_text(item.interval, self.reading.language)

    def _coverage(self) -> str:
        language = self.reading.language
        if self.found.kind != "practice":
            limit = self._limit()
            return words.COVERAGE(
                language,
                coverage=fmt.safe_percent(self.found.coverage, language, limit),
                needed=fmt.percent(limit, language),
            )
        if self.reading.consensus:
            return words.COVERAGE_CONSENSUS(language)
        return words.COVERAGE_PRACTICE(language, min_group=self.reading.result.min_group)

    def _agreement(self, practice: PracticeRow | None) -> str:
        reading, found = self.reading, self.found
        if practice:
            row = found.practice
            if row is None or row.agreement is None or row.ad is None:
                return ""
            return words.AGREEMENT(
                reading.language,
                index=practice.agreement_text,
                ad=fmt.number(row.ad, 2),
                word=practice.agreement_word,
            )
        part = reading.part
        index = (part.overall if found.kind == OVERALL else reading.nodes[found.slug]).agreement
        if index is None:
            return ""
        word = texts.AGREEMENT_WORDS[agreement.index_band(index)](reading.language)
        return words.AGREEMENT_NODE(reading.language, index=fmt.number(index, 2), word=word)

    def _median(self, practice: PracticeRow | None) -> str:
        if practice is None or practice.step is None or self.reading.consensus:
            return ""
        label = fmt.inside(practice.step_label, self.reading.language)
        return words.MEDIAN(self.reading.language, label=label)

    def _facts(self) -> list[str]:
        """What the model says of a practice: gate, prerequisites."""
        item, reading = self._item(), self.reading
        if not isinstance(item, Practice):
            return []
        facts = [words.GATE(reading.language)] if item.gate else []
        for need in item.needs:
            other = reading.practices_everywhere.get(need.slug)
            if other is not None:
                steps = ((item.scale, need.level), (other.scale, need.at))
                own, theirs = (fmt.inside(reading.step_label(*s), reading.language) for s in steps)
                name = fmt.inside(reading.name(other), reading.language)
                facts.append(words.NEEDS(reading.language, step=own, name=name, label=theirs))
        return facts

    def _upward(self) -> list[str]:
        found, reading = self.found, self.reading
        language = reading.language
        if found.parent is None:
            return []
        parent = self._path()[-1].name
        if found.contribution is None or found.share is None:
            reason = words.LEFT_OUT.get(self._why_left_out(), words.LEFT_OUT["zero_weight"])
            return [words.ADDS_NOTHING(language, parent=parent, reason=reason(language))]
        weight = (
            found.practice.effective_weight
            if found.practice
            else reading.nodes[found.slug].effective_weight
        )
        return [
            words.ADDS(
                language,
                points=fmt.number(found.contribution, 2),
                parent=parent,
                share=fmt.percent(found.share, language, 1),
            ),
            words.WHOLE(language, weight=fmt.percent(weight, language, 2)),
        ]

    def _why_left_out(self) -> str:
        item, status = self._item(), self.found.status
        if status in words.LEFT_OUT:
            return status
        return "zero_weight" if item is not None and item.weight == 0 else status

    def _path(self) -> tuple[Named, ...]:
        reading, found = self.reading, self.found
        if found.kind == OVERALL:
            return ()
        top = Named(found.tree, words.KINDS["overall"](reading.language))
        if reading.is_module:
            top = Named(found.tree, reading.name(reading.tree))
        above = reversed(reading.ancestors(found.slug))
        return (top, *(Named(node.slug, reading.name(node)) for node in above))

    def _anchors(self) -> tuple[str, ...]:
        if self.found.kind == "practice":
            return ("practices", "agreement", "anonymity")
        return ("roll-up", "levels", "agreement", "intervals")

    def _row(self, row: Input) -> InputRow:
        language = self.reading.language
        node = self.reading.nodes.get(row.slug)
        if node is not None:
            coverage = node.coverage
        else:
            coverage = {SCORED: 1.0, NOT_APPLICABLE: None}.get(row.status, 0.0)
        return InputRow(
            slug=row.slug,
            name=pick(row.name, language),
            score=row.score,
            score_text=fmt.number(row.score),
            weight=row.weight,
            share_text=fmt.percent(row.share, language, 1),
            points_text=fmt.number(row.contribution, 2),
            coverage_text=fmt.safe_percent(coverage, language, SHOWN_FROM),
            left_out=words.LEFT_OUT[row.left_out](language) if row.left_out else "",
        )
