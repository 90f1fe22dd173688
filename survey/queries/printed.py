"""The questionnaire as it is printed in one language: what is the same for every respondent.

Built once a process for each form and language, because everybody opens the form within minutes
of a reminder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from assessment.core.model import CapabilityModel, Practice, pick
from survey.models import Campaign
from survey.questionnaire import Section, is_asked, questionnaire

ENGLISH = "en"
AS_ABOVE = "As above, and "
AS_ABOVE_SHOWN = "As in the statement above, and "


@dataclass(frozen=True)
class PrintedTerm:
    """A word of the glossary with its explanation."""

    term: str
    text: str


@dataclass(frozen=True)
class PrintedOption:
    """One described situation. `html` marks glossary words; `text` is the same without marks."""

    number: int
    text: str
    html: SafeString


@dataclass(frozen=True)
class PrintedQuestion:
    """A practice as asked. `na_hint` says when “does not apply” is right."""

    slug: str
    number: int
    stem: str
    stem_html: SafeString
    options: tuple[PrintedOption, ...]
    na_allowed: bool
    na_hint: str
    terms: tuple[PrintedTerm, ...]


@dataclass(frozen=True)
class PrintedSection:
    """A capability with its questions; `number` counts from 1."""

    slug: str
    number: int
    name: str
    group: str
    definition: str
    questions: tuple[PrintedQuestion, ...]


def printed_for(campaign: Campaign, language: str, role: str = "") -> Mapping[str, PrintedSection]:
    """The sections of a campaign's questionnaire that a role is asked, by slug, in order."""
    ref = campaign.model_ref
    found = printed(ref, campaign.form, tuple(campaign.modules), language)
    if not campaign.show_if:
        return found
    kept = [section for slug, section in found.items() if is_asked(campaign, slug, role)]
    return {each.slug: replace(each, number=number) for number, each in enumerate(kept, 1)}


@lru_cache(maxsize=64)
def printed(
    ref: str, form: str, modules: tuple[str, ...], language: str
) -> Mapping[str, PrintedSection]:
    """The sections of a questionnaire by slug. Raises what `questionnaire` raises."""
    asked = questionnaire(ref, form, modules)
    glossary = Glossary(asked.model, language)
    return {
        section.slug: _section(section, number, glossary, language)
        for number, section in enumerate(asked.sections, 1)
    }


def _section(section: Section, number: int, glossary: Glossary, language: str) -> PrintedSection:
    explained: set[str] = set()
    return PrintedSection(
        slug=section.slug,
        number=number,
        name=pick(section.name, language),
        group=pick(section.group, language),
        definition=pick(section.definition, language),
        questions=tuple(
            _question(practice, at, glossary, explained, language)
            for at, practice in enumerate(section.practices, 1)
        ),
    )


def _question(
    practice: Practice, number: int, glossary: Glossary, explained: set[str], language: str
) -> PrintedQuestion:
    terms: list[PrintedTerm] = []

    def mark(text: str) -> SafeString:
        html, new = glossary.mark(text, explained)
        terms.extend(new)
        return html

    stem = pick(practice.stem, language)
    stem_html = mark(stem)
    texts = [shown_anchor(pick(anchor, language)) for anchor in practice.anchors]
    return PrintedQuestion(
        slug=practice.slug,
        number=number,
        stem=stem,
        stem_html=stem_html,
        options=tuple(PrintedOption(option, text, mark(text)) for option, text in enumerate(texts)),
        na_allowed=practice.na is not None,
        na_hint=pick(practice.na, language),
        terms=tuple(terms),
    )


def shown_anchor(anchor: str) -> str:
    """An anchor as it stands among the others, where its number is hidden.

    >>> shown_anchor("As above, and it is measured.")
    'As in the statement above, and it is measured.'
    """
    if anchor.startswith(AS_ABOVE):
        return AS_ABOVE_SHOWN + anchor.removeprefix(AS_ABOVE)
    return anchor


class Glossary:
    """The words that a model explains, in one language, and where they occur in a text."""

    def __init__(self, model: CapabilityModel, language: str) -> None:
        words = [
            PrintedTerm(pick(term.term, language), pick(term.text, language))
            for term in model.glossary
        ]
        self.forms = {
            form: word for word in words if word.term for form in _forms(word.term, language)
        }
        # Longer words first, so that “load test” is not found as “test”.
        found = "|".join(re.escape(form) for form in sorted(self.forms, key=len, reverse=True))
        whole = rf"\b(?:{found})\b" if language == ENGLISH else found
        self.pattern = re.compile(whole, re.IGNORECASE) if found else None

    def mark(self, text: str, explained: set[str]) -> tuple[SafeString, list[PrintedTerm]]:
        """The text as HTML with each word marked that is not among `explained`, which grows."""
        if self.pattern is None:
            return conditional_escape(text), []
        parts: list[SafeString] = []
        new: list[PrintedTerm] = []
        at = 0
        for match in self.pattern.finditer(text):
            word = self.forms[match.group().lower()]
            if word.term in explained:
                continue
            explained.add(word.term)
            new.append(word)
            parts.append(conditional_escape(text[at : match.start()]))
            parts.append(format_html('<dfn class="pl-term">{}</dfn>', match.group()))
            at = match.end()
        parts.append(conditional_escape(text[at:]))
        return mark_safe("".join(parts)), new


def _forms(term: str, language: str) -> list[str]:
    """How a word may stand in a text, in lower case; in English also in the plural."""
    word = term.lower()
    if language != ENGLISH:
        return [word]
    if word.endswith("y"):
        return [word, f"{word[:-1]}ies"]
    return [word, f"{word}es" if word.endswith(("ch", "s")) else f"{word}s"]
