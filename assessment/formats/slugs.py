"""What somebody may have meant by a slug that does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from django.utils.translation import gettext as _


def slug_remedy(slug: str, known: Iterable[str], model: str) -> str:
    """A similar slug if there is one, else where to look."""
    similar = closest(slug, known)
    if similar:
        return _("did you mean “%(slug)s”?") % {"slug": similar}
    return _("use the slugs of %(model)s") % {"model": model}


def closest(slug: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(slug[:80], known, 1, 0.7)
    return found[0] if found else ""
