"""Actions as files: a table for people, and what GitHub, GitLab and Jira take as issues."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from reports.exports.csv import BOM, csv_line
from survey.queries.actions import ActionRow

LABEL = "plumbline"


def as_table(rows: Iterable[ActionRow], *, bom: bool = False) -> bytes:
    """One line an action, with what the next campaign said of its practice."""
    head = (
        "id", "team", "title", "note", "practice", "practice_name", "from", "to", "owner", "due",
        "state", "created", "outcome", "now",
    )  # fmt: skip
    lines = [
        (
            str(row.id), row.team, row.title, row.note, row.practice, row.practice_name,
            row.from_level, row.to_level, row.owner, row.due, row.state, row.created,
            row.outcome.code if row.outcome else "", row.outcome.now if row.outcome else None,
        )
        for row in rows
    ]  # fmt: skip
    return ((BOM if bom else "") + _csv(head, lines)).encode()


def for_jira(rows: Iterable[ActionRow]) -> bytes:
    """Jira's CSV importer: the columns are mapped to fields of these names."""
    head = ("Summary", "Description", "Due Date", "Issue Type", "Labels")
    return _csv(
        head, [(row.title, body(row), row.due, "Task", LABEL) for row in rows]
    ).encode()  # fmt: skip


def for_gitlab(rows: Iterable[ActionRow]) -> bytes:
    """GitLab's CSV import of issues: title, description, due_date."""
    head = ("title", "description", "due_date")
    return _csv(head, [(row.title, body(row), row.due) for row in rows]).encode()


def for_github(rows: Iterable[ActionRow]) -> bytes:
    """One JSON object a line, each the body of GitHub's “create an issue” request."""
    lines = [
        json.dumps({"title": row.title, "body": body(row), "labels": [LABEL]}, ensure_ascii=False)
        for row in rows
    ]
    return "".join(line + "\n" for line in lines).encode()


FORMS: dict[str, tuple[str, str, Callable[[Iterable[ActionRow]], bytes]]] = {
    "csv": ("csv", "text/csv; charset=utf-8", as_table),
    "excel": ("csv", "text/csv; charset=utf-8", lambda rows: as_table(rows, bom=True)),
    "jira": ("csv", "text/csv; charset=utf-8", for_jira),
    "gitlab": ("csv", "text/csv; charset=utf-8", for_gitlab),
    "github": ("jsonl", "application/jsonl; charset=utf-8", for_github),
}
"""By the name in the address: the file's ending, its media type, and what makes it."""


def body(row: ActionRow) -> str:
    """What an issue says: the note, the practice with its steps, team, owner and date."""
    facts = [
        (_("Practice"), row.practice_name),
        (_("Capability"), row.capability_name),
        (_("Team"), row.team),
        (_("Who sees to it"), row.owner),
        (_("Until"), row.due.isoformat() if row.due else ""),
        (_("Decided after"), row.campaign),
    ]
    lines = [_("%(name)s: %(value)s") % {"name": n, "value": v} for n, v in facts if v]
    return "\n".join([*([row.note, ""] if row.note else []), *lines])


def _csv(head: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    return "".join(map(csv_line, (head, *lines)))
