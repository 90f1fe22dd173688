"""What the audit log says in words: every action, the groups they belong to, fields and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from survey.models.action import ActionState
from survey.models.campaign import Form, Mode, State, Weighting
from survey.models.membership import Role
from survey.queries.moments import moment
from survey.queries.personal import ERASED

WORDS: Mapping[str, Any] = {
    "account.changed": gettext_lazy("Account changed"),
    "account.connected": gettext_lazy("Account connected with an outside sign-in"),
    "account.created": gettext_lazy("Account made"),
    "account.deleted": gettext_lazy("Account deleted"),
    "account.disconnected": gettext_lazy("Outside sign-in disconnected"),
    "account.password-changed": gettext_lazy("Password changed"),
    "account.recovery-codes-renewed": gettext_lazy("Recovery codes made anew"),
    "account.sessions-ended": gettext_lazy("Signed out everywhere"),
    "account.two-step-added": gettext_lazy("Two-step sign-in switched on"),
    "account.two-step-removed": gettext_lazy("Two-step sign-in switched off"),
    "action.changed": gettext_lazy("Action changed"),
    "action.created": gettext_lazy("Action written down"),
    "action.moved": gettext_lazy("Action moved on"),
    "action.removed": gettext_lazy("Action removed"),
    "answers.erased": gettext_lazy("Single answers erased"),
    "campaign.changed": gettext_lazy("Campaign set up differently"),
    "campaign.closed": gettext_lazy("Campaign closed"),
    "campaign.copied": gettext_lazy("Set-up taken from an earlier campaign"),
    "campaign.created": gettext_lazy("Campaign set up"),
    "campaign.opened": gettext_lazy("Campaign opened"),
    "campaign.paused": gettext_lazy("Campaign paused"),
    "campaign.reminded": gettext_lazy("Reminders sent"),
    "campaign.reopened": gettext_lazy("Campaign opened again"),
    "campaign.resumed": gettext_lazy("Campaign went on"),
    "campaign.roles_changed": gettext_lazy("Roles, or what they are asked, changed"),
    "campaign.targets_changed": gettext_lazy("Targets changed"),
    "campaign.test_made": gettext_lazy("Test link made"),
    "campaign.test_removed": gettext_lazy("Test answers removed"),
    "campaign.times_changed": gettext_lazy("Deadline, grace or reminders changed"),
    "document.asked": gettext_lazy("Document asked for"),
    "document.removed": gettext_lazy("Document removed"),
    "evidence.attached": gettext_lazy("Evidence attached"),
    "evidence.removed": gettext_lazy("Evidence removed"),
    "link.corrected": gettext_lazy("Personal link corrected"),
    "link.mailed_again": gettext_lazy("Invitation mailed again"),
    "link.removed": gettext_lazy("Personal link removed"),
    "links.made": gettext_lazy("Personal links made"),
    "links.mailed": gettext_lazy("Invitations mailed"),
    "open_link.closed": gettext_lazy("Team link closed"),
    "open_link.made": gettext_lazy("Team link made"),
    "organisation.changed": gettext_lazy("Organisation changed"),
    "organisation.created": gettext_lazy("Organisation made"),
    "organisation.logo-changed": gettext_lazy("Logo changed"),
    "outcomes.entered": gettext_lazy("Outcome figures entered"),
    "outcomes.removed": gettext_lazy("Outcome figures removed"),
    "person.erased": gettext_lazy("Person erased"),
    "person.invited": gettext_lazy("Person invited to the organisation"),
    "person.invited-again": gettext_lazy("Invitation to the organisation sent again"),
    "person.joined": gettext_lazy("Person joined"),
    "person.uninvited": gettext_lazy("Invitation to the organisation withdrawn"),
    "retention.changed": gettext_lazy("Retention of single answers changed"),
    "role.changed": gettext_lazy("Role changed"),
    "role.given": gettext_lazy("Role given"),
    "role.removed": gettext_lazy("Role taken away"),
    "share.created": gettext_lazy("Report shared by link"),
    "share.revoked": gettext_lazy("Shared link revoked"),
    "team.changed": gettext_lazy("Team changed"),
    "team.created": gettext_lazy("Team added"),
    "team.removed": gettext_lazy("Team removed"),
    "unit.changed": gettext_lazy("Unit changed"),
    "unit.created": gettext_lazy("Unit added"),
    "unit.removed": gettext_lazy("Unit removed"),
    "weights.changed": gettext_lazy("Weights changed"),
    "weights.created": gettext_lazy("Weights added"),
    "weights.removed": gettext_lazy("Weights removed"),
    "workshop.finished": gettext_lazy("Workshop finished"),
    "workshop.opened": gettext_lazy("Workshop opened"),
    "workshop.reopened": gettext_lazy("Workshop opened again"),
    "workshop.taken_over": gettext_lazy("Workshop taken over"),
    "workshop.voting_reopened": gettext_lazy("Voting opened again on a question"),
    "workshop.votes_shown": gettext_lazy("Votes of a workshop shown"),
}

GROUPS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "organisation": (
        gettext_lazy("Organisation, teams and units"),
        ("organisation", "team", "unit"),
    ),
    "people": (gettext_lazy("People and roles"), ("person", "role", "account")),
    "campaigns": (gettext_lazy("Campaigns"), ("campaign", "workshop")),
    "links": (gettext_lazy("Links and mails"), ("link", "links", "open_link")),
    "beside": (gettext_lazy("Evidence and outcome figures"), ("evidence", "outcomes")),
    "weights": (gettext_lazy("Weights"), ("weights",)),
    "actions": (gettext_lazy("Actions"), ("action",)),
    "documents": (gettext_lazy("Documents and sharing"), ("document", "share")),
    "privacy": (gettext_lazy("Retention and erasure"), ("answers", "retention")),
}
"""What the log is filtered by: the words, and the nouns that names of actions begin with."""

FIELDS: Mapping[str, Any] = {
    "checks": gettext_lazy("checks"),
    "comparisons": gettext_lazy("comparisons"),
    "cut": gettext_lazy("what is shown"),
    "deadline": gettext_lazy("deadline"),
    "due": gettext_lazy("due"),
    "expires": gettext_lazy("valid until"),
    "finished": gettext_lazy("finished"),
    "form": gettext_lazy("form"),
    "grace_hours": gettext_lazy("hours of grace"),
    "kind": gettext_lazy("kind"),
    "language": gettext_lazy("language"),
    "links": gettext_lazy("links"),
    "mails": gettext_lazy("mails"),
    "min_group": gettext_lazy("smallest group"),
    "mode": gettext_lazy("mode"),
    "model": gettext_lazy("questionnaire"),
    "model_sha256": gettext_lazy("digest of the questionnaire"),
    "modules": gettext_lazy("modules"),
    "name": gettext_lazy("name"),
    "name_zh": gettext_lazy("name in Chinese"),
    "names_shown": gettext_lazy("names shown"),
    "note": gettext_lazy("note"),
    "owner": gettext_lazy("who sees to it"),
    "paused": gettext_lazy("paused"),
    "places": gettext_lazy("places"),
    "reason": gettext_lazy("reason"),
    "reminder_days": gettext_lazy("reminders, days before the deadline"),
    "results_hidden": gettext_lazy("results hidden"),
    "results_shown": gettext_lazy("results shown"),
    "retention_months": gettext_lazy("months that single answers are kept"),
    "role": gettext_lazy("role"),
    "roles": gettext_lazy("roles"),
    "sha256": gettext_lazy("digest"),
    "sheets": gettext_lazy("sheets of answers"),
    "show_if": gettext_lazy("asked only of"),
    "shown": gettext_lazy("questions shown"),
    "state": gettext_lazy("state"),
    "targets": gettext_lazy("targets"),
    "team": gettext_lazy("team"),
    "teams": gettext_lazy("teams"),
    "template": gettext_lazy("template"),
    "time_zone": gettext_lazy("time zone"),
    "title": gettext_lazy("title"),
    "unit": gettext_lazy("unit"),
    "weighting": gettext_lazy("weights"),
    "weights": gettext_lazy("weights"),
}

VALUES: Mapping[str, Mapping[str, Any]] = {
    "form": dict(Form.choices),
    "mode": dict(Mode.choices),
    "role": dict(Role.choices),
    "state": dict([*State.choices, *ActionState.choices]),
    "weighting": dict(Weighting.choices),
}
DIGESTS = {"sha256", "model_sha256"}
SHORT_DIGEST = 12
TIMES = {"deadline", "expires_at", "until"}
REASONS: Mapping[str, Any] = {
    "by hand": gettext_lazy("by hand"),
    "retention": gettext_lazy("their time was over"),
}


def action_words(action: str) -> str:
    """An action in the reader's language; its bare name if nobody has given it words."""
    return str(WORDS.get(action, action))


def field_words(field: str) -> str:
    return str(FIELDS.get(field, field.replace("_", " ")))


def value_words(field: str, value: Any) -> str:
    """A value as a reader says it; "" for nothing."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _(", ").join(value_words(field, each) for each in value)
    if isinstance(value, dict):
        pairs = (f"{key} {value_words(key, each)}" for key, each in value.items())
        return _("; ").join(pairs)
    return "" if value is None else _single(field, value)


def _single(field: str, value: Any) -> str:
    if field in DIGESTS:
        return str(value)[:SHORT_DIGEST]
    if field in TIMES and (when := parse_datetime(str(value))):
        return moment(when, get_language() or "en")
    return str(VALUES.get(field, {}).get(value, value))


def reason_words(reason: str) -> str:
    return str(REASONS.get(reason, reason))


def person_words(name: str) -> str:
    """Who did it: the program itself where nobody is named."""
    if name == ERASED:
        return _("an erased person")
    return name or _("Plumbline itself")
