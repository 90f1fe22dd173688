"""What is said of a mail that was not delivered."""

from __future__ import annotations

from django.utils.translation import gettext as _

UNREACHABLE = "mail server not reachable"
UNWRITTEN = "mail could not be written"


def error_text(error: str) -> str:
    """The reason in the reader's language where it is ours, else in the mail server's own words."""
    ours = {
        UNREACHABLE: _("The mail server cannot be reached."),
        UNWRITTEN: _("The mail could not be written; the server’s log says why."),
    }
    return ours.get(error, error)
