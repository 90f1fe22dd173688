"""A person's own account: what it is called, its sessions, and its end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from survey.acting import acting
from survey.models import User
from survey.services.audit import record
from survey.services.erasure import erase_account
from survey.services.refusal import Refused


@transaction.atomic
def change_account(*, user: User, name: str, language: str) -> User:
    """Keep how the person is called, and the language of their pages and mails ("" by device)."""
    given = {"name": name, "language": language}
    changed = [field for field, value in given.items() if getattr(user, field) != value]
    if not changed:
        return user
    user.name, user.language = name, language
    user.save(update_fields=changed)
    # Which fields, not what stood there: an earlier name would outlive the erasing of the person.
    record(
        "account.changed",
        organisation=None,
        subject=user,
        subject_id=user.pk,
        after={"fields": changed},
    )
    return user


@transaction.atomic
def end_sessions(*, user: User, password: str) -> User:
    """Sign the person out everywhere: a session holds only while the stored password does, and
    storing the same one anew changes what is stored. Raises Refused if the password is wrong."""
    if user.has_usable_password():
        if not user.check_password(password):
            raise Refused(_("The password is wrong."))
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save(update_fields=["password"])
    record("account.sessions-ended", organisation=None, subject=user, subject_id=user.pk)
    return user


@transaction.atomic
def delete_account(*, user: User, typed: str, now: datetime) -> None:
    """Delete the account and erase the person from every organisation.

    Answers stay: they belong to campaigns and lead to no account. Raises Refused if `typed` is not
    the account's address, or while an organisation would be left without an owner.
    """
    if typed.strip().lower() != user.email:
        raise Refused(_("Type the e-mail address of your account to delete it."))
    number = user.pk
    erase_account(user=user, now=now)
    with acting(None):
        record("account.deleted", organisation=None, subject_id=number, at=now)
