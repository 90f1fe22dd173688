"""What the log must not hold: a personal link is all that it takes to open somebody's answers."""

import logging
import re

# A token has 32 characters; a campaign's identifier has 36 and stays readable.
TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_-]{32}(?=[/?.\s\"']|$)")


class WithoutTokens(logging.Filter):
    """Takes tokens out of the addresses in a log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        kept = TOKEN.sub("…", message)
        if kept != message:
            record.msg, record.args = kept, None
        return True
