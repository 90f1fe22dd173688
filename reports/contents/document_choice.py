"""What a reader chose on the page of documents, and what each kind of document is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

SECTIONS = (
    "blocks",
    "layers",
    "capabilities",
    "targets",
    "talk",
    "advice",
    "plan",
    "answers",
    "notes",
    "evidence",
    "workshop",
    "outcomes",
    "modules",
    "method",
)
"""Parts of the full report that can be left out; the finding and the digests always stay."""
TEAM_KINDS = ("summary", "full", "xlsx", "csv", "json")
"""Of one team: made at once."""
CAMPAIGN_KINDS = ("portfolio", "campaign-xlsx")
"""Of all teams: made by the worker, and kept."""
LANGUAGES = ("en", "zh-hans")


@dataclass(frozen=True)
class Choice:
    """`team` is "" for all teams; `cover`, `contents` and `sections` are of the PDFs."""

    kind: str
    team: str
    language: str
    cover: bool
    contents: bool
    sections: tuple[str, ...]


def chosen(form: QueryDict, language: str) -> Choice:
    """What was sent; unknown sections are left out, and none at all means every one."""
    asked = form.get("language", "")
    sections = tuple(name for name in SECTIONS if name in form.getlist("section"))
    return Choice(
        kind=form.get("kind", ""),
        team=form.get("team", ""),
        language=asked if asked in LANGUAGES else language,
        cover="cover" in form,
        contents="contents" in form,
        sections=sections or SECTIONS,
    )


def kept_options(choice: Choice, verify: str) -> dict[str, Any]:
    """What the worker needs to know beside kind and language, as JSON."""
    return {"cover": choice.cover, "contents": choice.contents, "verify": verify}
