"""Every address of the product, with the rule that says who gets an answer there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.people import World

EVERYBODY = frozenset({"stranger", "outsider", "owner", "manager", "lead", "member", "colleague"})
SIGNED_IN = EVERYBODY - {"stranger"}
INSIDE = SIGNED_IN - {"outsider"}
MANAGERS = frozenset({"owner", "manager"})
READERS = MANAGERS | {"lead", "member"}  # of the team whose report it is

RULES = {
    "live": EVERYBODY,
    "ready": EVERYBODY,
    "home": EVERYBODY,
    "theme": EVERYBODY,
    "models": EVERYBODY,
    "model": EVERYBODY,
    "method": EVERYBODY,
    "organisation-new": SIGNED_IN,
    "organisation": INSIDE,
    "people": MANAGERS,
    "person-remove": MANAGERS,
    "weights": MANAGERS,
    "weights-equal": MANAGERS,
    "weights-numbers": MANAGERS,
    "weights-compare": MANAGERS,
    "weight-profile": MANAGERS,
    "weight-profile-change": MANAGERS,
    "weight-profile-judge": MANAGERS,
    "weight-profile-unjudge": MANAGERS,
    "weight-profile-remove": MANAGERS,
    "campaign-new": MANAGERS,
    "campaign": MANAGERS,  # of a draft; once open also the people of its teams
    "campaign-open": MANAGERS,
    "campaign-close": MANAGERS,
    "campaign-invite": MANAGERS,
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
    # Whoever holds the token of a personal link is the respondent.
    "answer": EVERYBODY,
    "answer-section": EVERYBODY,
    "answer-review": EVERYBODY,
    "answer-submit": EVERYBODY,
    "answer-reopen": EVERYBODY,
}


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    parameters: tuple[str, ...]

    def path(self, world: World) -> str:
        values: dict[str, object] = {"slug": "engineering-practice", "version": "1.0.0"}
        if self.name != "model":
            values = {p: world.value(p, self.route) for p in self.parameters}
        return reverse(self.name, kwargs=values)

    @property
    def of_an_organisation(self) -> bool:
        """Does it name something that belongs to one organisation, other than by a token?"""
        return bool({"slug", "campaign"} & set(self.parameters)) and self.name != "model"


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
