"""The log names addresses, and never somebody's personal link."""

import logging

import pytest

from plumbline.redaction import WithoutTokens
from survey.models.invitation import new_token

TOKEN = new_token()
CAMPAIGN = "0f8fad5b-d9cb-469f-a165-70867728950e"


def logged(message: str, *arguments: object) -> str:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, message, arguments, None)
    assert WithoutTokens().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("path", ["/answer/{}/", "/answer/{}/part/ci-cd/", "/answer/{}?lang=en"])
def test_a_personal_link_is_left_out(path):
    found = logged("%s: %s", "Internal Server Error", path.format(TOKEN))
    assert found == "Internal Server Error: " + path.format("…")


def test_everything_else_stays():
    assert logged("%s: %s", "Not Found", f"/campaigns/{CAMPAIGN}/") == (
        f"Not Found: /campaigns/{CAMPAIGN}/"
    )
    assert logged("%d of 100%% in /models/a/", 3) == "3 of 100% in /models/a/"


def test_the_configured_log_uses_it(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["tokens"]
