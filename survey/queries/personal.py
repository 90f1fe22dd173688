"""Where names and mail addresses of people can stand in an organisation, and how they are found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import JSONField, Model, Q

from survey.models import (
    Action,
    Answer,
    AnswerChange,
    AuditEntry,
    Campaign,
    Document,
    EvidenceFile,
    Invitation,
    Mail,
    Organisation,
    OrganisationInvitation,
    OutcomeFigures,
    Seat,
    ShareLink,
    User,
    WeightProfile,
)

ERASED = "erased person"
"""Stands where a name stood; shown in the reader's language."""


@dataclass(frozen=True)
class Place:
    """Columns of one kind of row in which a person may be named; `organisation` leads to whose."""

    kind: str
    model: type[Model]
    fields: tuple[str, ...]
    organisation: str = "organisation"


IN_CAMPAIGN = "campaign__organisation"
PLACES = (
    Place("invitation", Invitation, ("label", "email", "bounce"), IN_CAMPAIGN),
    Place("mail", Mail, ("to", "error")),
    Place("offer", OrganisationInvitation, ("email",)),
    Place("action", Action, ("title", "note", "owner_name")),
    Place("weights", WeightProfile, ("content",)),
    Place("weights", Campaign, ("weights",)),
    Place("answer", Answer, ("reason", "note", "evidence_url"), "sheet__campaign__organisation"),
    Place(
        "answer",
        AnswerChange,
        ("reason", "note", "evidence_url"),
        "answer__sheet__campaign__organisation",
    ),
    Place("seat", Seat, ("name",), "workshop__campaign__organisation"),
    Place("outcomes", OutcomeFigures, ("note",), IN_CAMPAIGN),
    Place("share", ShareLink, ("note",), IN_CAMPAIGN),
    Place("evidence", EvidenceFile, ("name",), IN_CAMPAIGN),
    Place("document", Document, ("options", "file_name", "error")),
    Place("audit", AuditEntry, ("actor_name", "subject", "before", "after", "reason")),
)

NO_PLACES = {
    "Campaign.name": "what a round of asking is called",
    "Campaign.name_zh": "what a round of asking is called",
    "Organisation.name": "what an organisation is called",
    "Organisation.name_zh": "what an organisation is called",
    "Team.name": "what a team is called",
    "Team.name_zh": "what a team is called",
    "Unit.name": "what a unit is called",
    "Unit.name_zh": "what a unit is called",
    "WeightProfile.name": "what a set of weights is called",
    "WeightProfile.name_zh": "what a set of weights is called",
    "Campaign.modules": "slugs of the model",
    "Campaign.reminder_days": "numbers",
    "Campaign.roles": "what a role is called",
    "Campaign.targets": "slugs of the model and numbers",
    "Campaign.show_if": "slugs of the model and of roles",
    "CampaignTeam.looks": "times of closing",
    "EvidenceFile.content": "its format has no people; the digest of its bytes would not fit",
    "TeamResult.payload": "figures of a group; frozen to the byte",
    "TeamResult.excerpt": "figures of a group; frozen to the byte",
    "User.email": "goes with the account",
    "User.name": "goes with the account",
    "User.password": "goes with the account",
}
"""Texts that people write, or that hold people's words, and are left as they are: why."""


@dataclass(frozen=True)
class Wanted:
    """Names and addresses to look for: whole words, whatever their case."""

    pattern: re.Pattern[str]
    texts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_value(self, value: Any) -> bool:
        """Does a text, or any text inside a JSON value, name the person?"""
        if isinstance(value, str):
            return bool(self.texts) and self.pattern.search(value) is not None
        if isinstance(value, dict):
            return any(self.in_value(each) for pair in value.items() for each in pair)
        return isinstance(value, list) and any(self.in_value(each) for each in value)

    def replaced(self, value: Any, by: str) -> Any:
        """The value with `by` for every name."""
        if isinstance(value, str):
            return self.pattern.sub(by, value)
        if isinstance(value, dict):
            return {self.replaced(k, by): self.replaced(v, by) for k, v in value.items()}
        return [self.replaced(each, by) for each in value] if isinstance(value, list) else value


def wanted(*texts: str) -> Wanted:
    """What to look for. A name of Han characters may stand inside a sentence without spaces.

    >>> [wanted("Ann Lee").in_value(text) for text in ("ask ann lee!", "Joann Lee", "Ann Leeds")]
    [True, False, False]
    >>> wanted("李雷").in_value("请找李雷确认")
    True
    """
    known = sorted({" ".join(text.split()) for text in texts if text.strip()}, key=len)[::-1]
    parts = []
    for text in known:
        words = r"\s+".join(re.escape(word) for word in text.split(" "))
        before = r"(?<![\w.+-])" if text[0].isascii() else ""
        after = r"(?![\w-])(?!\.\w)" if text[-1].isascii() else ""
        parts.append(f"{before}{words}{after}")
    return Wanted(re.compile("|".join(parts) or r"(?!)", re.IGNORECASE), tuple(known))


def of_account(user: User) -> Wanted:
    """What an account is known by."""
    return wanted(user.email, user.name)


def rows_naming(
    place: Place, organisation: Organisation | None, who: Wanted
) -> Iterator[tuple[Model, list[str]]]:
    """Rows of one kind that name the person, each with the columns that do."""
    rows = place.model._default_manager.filter(**{place.organisation: organisation}).order_by("pk")
    rows = rows.filter(_perhaps(place, who)) if organisation else rows
    for row in rows.iterator(chunk_size=500):
        found = [field for field in place.fields if who.in_value(getattr(row, field))]
        if found:
            yield row, found


def _perhaps(place: Place, who: Wanted) -> Q:
    """Leaves out rows that cannot name the person; JSON is read whole, its spelling varies."""
    columns = [place.model._meta.get_field(name) for name in place.fields]
    if any(isinstance(column, JSONField) for column in columns):
        return Q()
    words = [text.split(" ")[0] for text in who.texts]
    either = Q(pk__in=[])
    for name in place.fields:
        for word in words:
            either |= Q(**{f"{name}__icontains": word})
    return either


def counts(organisation: Organisation, who: Wanted) -> dict[str, int]:
    """How many rows of each kind name the person; kinds without any are left out."""
    found: dict[str, int] = {}
    for place in PLACES:
        rows = sum(1 for _row in rows_naming(place, organisation, who))
        if rows:
            found[place.kind] = found.get(place.kind, 0) + rows
    return found


def kinds_of(found: Collection[str]) -> tuple[str, ...]:
    """The kinds in the order in which they are told."""
    return tuple(kind for kind in dict.fromkeys(place.kind for place in PLACES) if kind in found)
