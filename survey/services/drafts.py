"""What a respondent wants an answer to be, and whether that is possible."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from assessment.core.model import Practice
from survey.models.answer import NOTE_LENGTH, AnswerState
from survey.questionnaire import Questionnaire
from survey.services.refusal import Refused

URL_LENGTH = 500


@dataclass(frozen=True)
class Draft:
    """What a respondent wants an answer to be.

    `state` is rated, na, dk or cleared; `option` the option's number if rated.
    """

    state: str
    option: int | None = None
    reason: str = ""
    note: str = ""
    evidence_url: str = ""


BLANK = Draft(str(AnswerState.CLEARED))


def tidied(draft: Draft) -> Draft:
    """The draft with its texts trimmed, and without what its state has no place for."""
    return Draft(
        state=draft.state,
        option=draft.option if draft.state == AnswerState.RATED else None,
        reason=_trimmed(draft.reason) if draft.state == AnswerState.NA else "",
        note=_trimmed(draft.note),
        evidence_url=draft.evidence_url.strip(),
    )


def _trimmed(text: str) -> str:
    # Browsers send line ends as CRLF from a form and as LF from a script.
    return text.replace("\r\n", "\n").strip()


def check_draft(asked: Questionnaire, practice: str, draft: Draft) -> Draft:
    """The draft, tidied. Raises Refused with the reason if it is no possible answer."""
    item = asked.practices.get(practice)
    if item is None:
        raise Refused(_("This question is not part of the questionnaire."))
    check_choice(item, draft)
    kept = tidied(draft)
    if kept.state == AnswerState.NA and not kept.reason:
        raise Refused(_("Say in a few words why it does not apply. Until then it is not saved."))
    if max(len(kept.reason), len(kept.note)) > NOTE_LENGTH:
        raise Refused(
            _("At most %(most)s characters, please; this is longer.") % {"most": NOTE_LENGTH}
        )
    if "\x00" in kept.reason + kept.note + kept.evidence_url:
        raise Refused(_("The text holds a character that cannot be stored."))
    if kept.evidence_url and not _is_web_address(kept.evidence_url):
        raise Refused(_("A link to evidence starts with https:// or http:// and names a host."))
    return kept


def check_choice(item: Practice, draft: Draft) -> None:
    """Raises Refused if the question offers no such choice."""
    if draft.state not in AnswerState.values:
        raise Refused(_("Choose one of the answers shown."))
    if draft.state == AnswerState.RATED and (
        draft.option is None or not 0 <= draft.option < len(item.scale.values)
    ):
        raise Refused(_("Choose one of the answers shown."))
    if draft.state == AnswerState.NA and item.na is None:
        raise Refused(_("“Does not apply” is not possible here."))


def _is_web_address(url: str) -> bool:
    if len(url) > URL_LENGTH or any(char.isspace() for char in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
