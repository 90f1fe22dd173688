"""Bar Q29: no page that links lead to holds an English phrase for who reads Chinese.

All messages have a Chinese text (`scripts/check_messages.py`), so two English words in a row are
what somebody named so, or were never given to be translated.
"""

import re
from html import unescape

import pytest
from django.utils import timezone

from survey.models import Action, Campaign, Organisation, Team, User
from survey.sample.loading import SIGN_INS, load_sample

pytestmark = pytest.mark.django_db
WORDS = re.compile(r"[A-Za-z]{2,}(?:['’-]?[a-z]+)?(?: [A-Za-z]{2,})+")
ATTRIBUTES = re.compile(r'(?:aria-label|title|placeholder|alt)="([^"]*)"')
OWN_WORDS = {"JSON Lines"}
"""What is called so in Chinese too."""
STARTS = ("/", "/models/", "/verify/", "/accounts/email/", "/accounts/password/change/")
MOST = 30
"""Kinds of pages that the walk finds at least, by address without names and numbers."""


def kind_of(address: str) -> str:
    """Pages about another team, person or node are the same page."""
    path = re.sub(r"[0-9a-f-]{36}|\d+", "#", address.partition("?")[0])
    path = re.sub(r"/answer/[^/]+/", "/answer/a/", path)
    return re.sub(r"(/reports/#|/why|/teams|/part|/workshop)/[^/]+/", r"\1/x/", path)


def english(html: str, names: list[str]) -> set[str]:
    """Runs of English words in what is seen and read out, without names and English passages."""
    said = ATTRIBUTES.findall(html)
    seen = re.sub(r"<(script|style|select).*?</\1>", "", html, flags=re.S)
    seen = re.sub(r'<[^>]*lang="en"[^>]*>[^<]*', "", seen)
    text = unescape(" | ".join([re.sub(r"<[^>]+>", "\n", seen), *said]))
    for name in names:
        text = text.replace(name, "|")
    return set(WORDS.findall(text)) - OWN_WORDS


def test_a_reader_of_chinese_meets_no_english_phrase(client):
    load_sample(now=timezone.now(), password="a long enough password")
    client.force_login(User.objects.get(email=SIGN_INS[0].email))
    names = [
        *User.objects.values_list("name", flat=True),
        *Team.objects.values_list("name", flat=True),
        *Campaign.objects.values_list("name", flat=True),
        *Organisation.objects.values_list("name", flat=True),
        *Action.objects.values_list("title", flat=True),
        *Action.objects.values_list("owner_name", flat=True),
    ]
    names = sorted({*names, *(name.lower() for name in names)} - {""}, key=len, reverse=True)
    waiting, seen, found = list(STARTS), set(), {}
    while waiting:
        address = waiting.pop()
        if kind_of(address) in seen or address.startswith(("/static/", "/accounts/logout")):
            continue
        seen.add(kind_of(address))
        mark = "&" if "?" in address else "?"
        answer = client.get(f"{address}{mark}lang=zh-hans", follow=True)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        html = answer.content.decode()
        waiting += [unescape(link) for link in re.findall(r'href="(/[^"#]*)', html)]
        if phrases := english(html, names):
            found[address] = phrases
    assert found == {}
    assert len(seen) >= MOST
