"""Whose request is being served: read by the audit log, set by the middleware."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from survey.models import User

_actor: ContextVar[User | None] = ContextVar("actor", default=None)


@contextmanager
def acting(person: User | None) -> Iterator[None]:
    """Everything inside is done by `person`; None for the program itself or a respondent."""
    token = _actor.set(person)
    try:
        yield
    finally:
        _actor.reset(token)


def actor() -> User | None:
    """Who acts now; None for the program itself, a command, or a respondent."""
    return _actor.get()
