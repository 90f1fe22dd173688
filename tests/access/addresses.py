"""Every address of the product, with the rule that says who gets an answer there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.people import World

EVERYBODY = frozenset({"stranger", "outsider", "owner", "manager", "lead", "member", "colleague"})
SIGNED_IN = EVERYBODY - {"stranger"}
INSIDE = SIGNED_IN - {"outsider"}
OWNERS = frozenset({"owner"})
MANAGERS = frozenset({"owner", "manager"})
READERS = MANAGERS | {"lead", "member"}  # of the team whose report it is

RULES = {
    "live": EVERYBODY,
    "ready": EVERYBODY,
    "home": EVERYBODY,
    "own-portfolio": SIGNED_IN,
    "portfolio": MANAGERS,
    "compare": MANAGERS,
    "team-trend": READERS,
    "theme": EVERYBODY,
    "models": EVERYBODY,
    "model": EVERYBODY,
    "model-preview": EVERYBODY,
    "method": EVERYBODY,
    "organisation-new": SIGNED_IN,
    "organisation": INSIDE,
    "account": SIGNED_IN,
    "account-sessions": SIGNED_IN,
    "account-delete": SIGNED_IN,
    # Whoever holds the token of a set-up link or of an invitation; accepting needs an account.
    "setup": EVERYBODY,
    "offer": EVERYBODY,
    "offer-accept": SIGNED_IN,
    "people": MANAGERS,
    "person-role": MANAGERS,
    "person-remove": MANAGERS,
    "offer-renew": MANAGERS,
    "offer-withdraw": MANAGERS,
    "organisation-settings": MANAGERS,
    "organisation-logo": INSIDE,
    "organisation-logo-change": MANAGERS,
    "unit-new": MANAGERS,
    "unit-change": MANAGERS,
    "unit-remove": MANAGERS,
    "team-settings": MANAGERS,
    "weights": MANAGERS,
    "weights-equal": MANAGERS,
    "weights-numbers": MANAGERS,
    "weights-compare": MANAGERS,
    "weight-profile": MANAGERS,
    "weight-profile-change": MANAGERS,
    "weight-profile-judge": MANAGERS,
    "weight-profile-unjudge": MANAGERS,
    "weight-profile-remove": MANAGERS,
    "audit": MANAGERS,
    "audit-csv": MANAGERS,
    "audit-jsonl": MANAGERS,
    "privacy": MANAGERS,
    "privacy-name": OWNERS,
    "person-erase": OWNERS,
    "campaign-privacy": MANAGERS,
    "campaign-erase-answers": MANAGERS,
    "campaign-new": MANAGERS,
    "campaign": MANAGERS,  # of a draft; once open also the people of its teams
    "campaign-open": MANAGERS,
    "campaign-close": MANAGERS,
    "campaign-pause": MANAGERS,
    "campaign-resume": MANAGERS,
    "campaign-set-up": MANAGERS,
    "campaign-preview": MANAGERS,
    "campaign-copy": MANAGERS,
    "campaign-reopen": MANAGERS,
    "campaign-try": MANAGERS,
    "campaign-try-remove": MANAGERS,
    "campaign-people": MANAGERS,
    "campaign-people-add": MANAGERS,
    "campaign-mail": MANAGERS,
    "campaign-codes": MANAGERS,
    "invitation-change": MANAGERS,
    "invitation-remove": MANAGERS,
    "open-link-new": MANAGERS,
    "open-link-close": MANAGERS,
    "response-board": MANAGERS,
    "campaign-remind": MANAGERS,
    "evidence": MANAGERS,
    "evidence-remove": MANAGERS,
    "outcomes": MANAGERS | {"lead"},  # of the team whose figures they are
    "campaign-overview": MANAGERS,
    "team-report": READERS,
    "team-report-pdf": READERS,
    "team-report-json": READERS,
    "team-report-csv": READERS,
    "explanation": READERS,
    "team-plan": READERS,
    "team-report-xlsx": READERS,
    "documents": INSIDE,  # the people of its teams, each with their own team's report
    "documents-progress": INSIDE,
    "document": MANAGERS,
    "document-again": MANAGERS,
    "document-remove": MANAGERS,
    "share": MANAGERS | {"lead"},  # of the team whose report it is
    "share-overview": MANAGERS,
    "share-revoke": MANAGERS | {"lead"},
    # Whoever holds the token of a shared link reads what it shows; a digest names nobody.
    "shared": EVERYBODY,
    "shared-pdf": EVERYBODY,
    "badge": EVERYBODY,
    "verify": EVERYBODY,
    "actions": INSIDE,  # those of the person's own teams
    "action-new": INSIDE,
    "actions-export": INSIDE,
    "actions-choose": READERS,
    "action": READERS,
    "action-move": READERS,
    "action-remove": READERS,
    # Of the team that answers jointly; only whoever facilitates gets further than taking over.
    **dict.fromkeys(
        (
            "workshop",
            "workshop-show",
            "workshop-accept",
            "workshop-finish",
            "workshop-reopen",
            "workshop-point",
            "workshop-again",
        ),
        MANAGERS | {"lead"},
    ),
    # Whoever holds the token of a workshop takes a seat; whoever holds a seat's votes with it.
    "workshop-join": EVERYBODY,
    "seat": EVERYBODY,
    "seat-section": EVERYBODY,
    # Whoever holds the token of a personal link is the respondent.
    "join": EVERYBODY,
    "answer": EVERYBODY,
    "answer-section": EVERYBODY,
    "answer-role": EVERYBODY,
    "answer-fill": EVERYBODY,
    "answer-review": EVERYBODY,
    "answer-submit": EVERYBODY,
    "answer-reopen": EVERYBODY,
}

OF_MODELS = frozenset({"model", "model-preview"})
"""Their slug is a questionnaire’s, not an organisation’s."""


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    parameters: tuple[str, ...]

    def path(self, world: World) -> str:
        values: dict[str, object] = {"slug": "engineering-practice", "version": "1.0.0"}
        if self.name not in OF_MODELS:
            values = {p: world.value(p, self.route) for p in self.parameters}
        return reverse(self.name, kwargs=values)

    @property
    def of_an_organisation(self) -> bool:
        """Does it name something that belongs to one organisation, other than by a token?"""
        return (
            bool({"slug", "campaign", "action", "document"} & set(self.parameters))
            and self.name not in OF_MODELS
        )


def addresses() -> list[Address]:
    """Every address of our own in the URL configuration; allauth's stand under accounts/."""
    found: list[Address] = []

    def visit(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                visit(pattern.url_patterns, route)
            elif not route.startswith("accounts/"):
                parameters = tuple(pattern.pattern.converters)
                found.append(Address(pattern.name or "", route, parameters))

    visit(get_resolver().url_patterns, "")
    return found
