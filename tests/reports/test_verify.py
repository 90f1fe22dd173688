"""Checking a digest or a file: yes or no for everybody, names for those who may read them."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from survey.models import Document, TeamResult
from tests.factories import make_user
from tests.reports.published import publish

pytestmark = pytest.mark.django_db
YES = "Yes: a result with this digest was made here"
NO = "No: nothing with this digest was made here"


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def ask(client, **sent):
    return client.post("/verify/", sent).content.decode()


def upload(client, data, name="report.pdf"):
    return ask(client, file=SimpleUploadedFile(name, data))


def digest_of(made):
    return TeamResult.objects.get(team=made.team).result_sha256


def test_the_digest_of_a_footer_is_known_and_names_stay_with_readers(client):
    made = publish("Payments of Example")
    digest = digest_of(made)
    printed = " ".join(digest[at : at + 4] for at in range(0, 16, 4))
    for person, named in ((None, False), (make_user(), False), (made.member, True)):
        if person:
            client.force_login(person)
        html = ask(client, digest=printed.upper())
        assert YES in html
        assert ("Payments of Example" in html) == named
        assert ("The stored result still has this digest." in html) == named


def test_too_short_a_beginning_and_no_digest_at_all_are_no_question(client):
    made = publish()
    for text in (digest_of(made)[:15], "", "nothing of the kind", "%" * 16):
        html = ask(client, digest=text)
        assert "A digest has at least 16 characters" in html
        assert YES not in html


def test_an_unknown_digest_is_unknown(client):
    publish()
    assert NO in ask(client, digest="0" * 64)


def test_a_pdf_and_the_json_of_a_report_are_recognised(client):
    made = publish()
    client.force_login(made.member)
    for extension in ("pdf", "json"):
        assert YES in upload(client, client.get(f"{made.report}.{extension}").content)
    full = client.get(f"{made.report}.pdf", {"cut": "full", "cover": "1"}).content
    assert YES in upload(client, full)


def test_a_kept_document_is_recognised_to_the_byte(client):
    made = publish()
    client.force_login(made.owner)
    client.post(made.documents, {"kind": "portfolio"})
    data = bytes(Document.objects.get().content)
    assert "this very file was made here" in upload(client, data)
    changed = upload(client, data + b"%")
    assert "this very file" not in changed
    assert YES in changed


def test_a_stored_result_that_was_changed_is_told(client):
    made = publish()
    row = TeamResult.objects.get(team=made.team)
    TeamResult.objects.filter(pk=row.pk).update(payload=row.payload.replace("1", "2", 1))
    client.force_login(made.owner)
    assert "was changed outside this program" in ask(client, digest=row.result_sha256)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n" + b"(" * 2_000_000, b"", b"/Keywords(" + b"a" * 3_000_000, b"\x00" * 99]
)
def test_hostile_files_are_just_unknown(client, data):
    html = upload(client, data or b" ")
    assert NO in html


def test_a_file_that_is_too_large_is_refused(client):
    assert "larger than 20 MB" in upload(client, b"x" * (20 * 1024 * 1024 + 1))


def test_questions_are_limited(client):
    for _ in range(30):
        ask(client, digest="0" * 64)
    answer = client.post("/verify/", {"digest": "0" * 64})
    assert answer.status_code == 429
    assert "Too many questions" in answer.content.decode()


def test_the_foot_of_every_page_leads_there(client):
    assert 'href="/verify/"' in client.get("/how-it-is-computed/").content.decode()
