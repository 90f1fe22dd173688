"""What a script is told after it saved one answer; every text is ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from survey.models import Answer
from survey.queries.answering import progress
from survey.queries.printed import PrintedSection
from survey.queries.section_page import in_words, value_of


def saved_reply(
    sections: Mapping[str, PrintedSection],
    section: PrintedSection,
    answer: Answer,
    states: Mapping[str, str],
) -> dict[str, Any]:
    """The revision that is saved, and how far the respondent is now."""
    shown = progress(sections, states)
    part = shown.parts[section.number - 1]
    return {
        "revision": answer.revision,
        "saved_at": answer.saved_at.isoformat(),
        "minutes": shown.minutes_text,
        "parts": shown.parts_text,
        "part": {
            "slug": part.slug,
            "done": part.done,
            "text": part.count_text,
            "current_text": replace(part, current=True).count_text,
            "here": part.here_text,
        },
    }


def conflict_reply(section: PrintedSection, newer: Answer) -> dict[str, Any]:
    """Somebody's newer answer, as values to take over and as words to read."""
    printed = next(q for q in section.questions if q.slug == newer.practice)
    value = value_of(newer)
    return {
        "revision": newer.revision,
        "saved_at": newer.saved_at.isoformat(),
        "words": in_words(printed, value),
        "value": {
            "answer": value.choice,
            "reason": value.reason,
            "note": value.note,
            "evidence": value.evidence_url,
        },
    }
