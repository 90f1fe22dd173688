"""One language out of a text that may have several."""

from assessment.core.model import Text


def pick(text: Text | None, language: str) -> str:
    """The text in the language, else in the first one it has; "" for none."""
    if not text:
        return ""
    return text[language] if language in text else next(iter(text.values()))
