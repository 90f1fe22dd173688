"""What a script is told after it saved one answer; every text is ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from survey.models import Answer
from survey.queries.answering import progress
from survey.queries.printed_pages import PrintedPage
from survey.queries.section_page import in_words, value_of


def saved_reply(
    pages: Sequence[PrintedPage],
    page: PrintedPage,
    answer: Answer,
    states: Mapping[str, str],
) -> dict[str, Any]:
    """The revision that is saved, and how far the respondent is now."""
    shown = progress(pages, states)
    part = shown.parts[page.number - 1]
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


def conflict_reply(page: PrintedPage, newer: Answer) -> dict[str, Any]:
    """Somebody's newer answer, as values to take over and as words to read."""
    printed = next(q for q in page.questions if q.slug == newer.practice)
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
