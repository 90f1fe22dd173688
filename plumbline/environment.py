"""Read the settings that an operator may give through the environment.

Every variable is declared here once, with its default and its meaning; the table in
`docs/operations.md` is held to this list by a test.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


@dataclass(frozen=True)
class Variable:
    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("PLUMBLINE_MODE", "local", "local or production; production insists on the rest"),
    Variable("PLUMBLINE_SECRET_KEY", "", "secret of at least 40 characters; local mode makes one"),
    Variable("PLUMBLINE_HOSTS", "", "comma-separated host names this server answers to"),
    Variable("PLUMBLINE_HTTPS", "", "yes or no: cookies and redirects for HTTPS; by mode if empty"),
    Variable("PLUMBLINE_PROXY", "no", "yes if a proxy sets X-Forwarded-Proto"),
    Variable("PLUMBLINE_DATA", "var", "folder for the SQLite database and the local secret"),
    Variable("DATABASE_URL", "", "postgres://user:password@host:port/name; SQLite if empty"),
    Variable("PLUMBLINE_LANGUAGE", "en", "en or zh-hans: language where the browser asks for none"),
    Variable("PLUMBLINE_TIME_ZONE", "UTC", "IANA name of the default time zone"),
    Variable("PLUMBLINE_SIGNUP", "no", "yes if anybody may make an account"),
    Variable("PLUMBLINE_MAIL", "", "smtp://user:password@host:587 (STARTTLS) or smtps://…:465"),
    Variable("PLUMBLINE_MAIL_FROM", "", "sender of mails; needed with PLUMBLINE_MAIL"),
    Variable("PLUMBLINE_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR"),
)


class Environment:
    """Typed access to the declared variables; every fault is an ImproperlyConfigured."""

    def __init__(self, base: Path, values: Mapping[str, str] | None = None) -> None:
        self.base = base
        self.values = os.environ if values is None else values
        self.defaults = {variable.name: variable.default for variable in VARIABLES}
        known = set(self.defaults)
        stray = sorted(n for n in self.values if n.startswith("PLUMBLINE_") and n not in known)
        if stray:
            raise ImproperlyConfigured(
                f"Unknown setting {', '.join(stray)}; the known ones stand in docs/operations.md."
            )

    def text(self, name: str) -> str:
        return self.values.get(name, "").strip() or self.defaults[name]

    def choice(self, name: str, *allowed: str) -> str:
        value = self.text(name)
        if value not in allowed:
            raise ImproperlyConfigured(f"{name} is {value!r}; it must be {' or '.join(allowed)}.")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        if not self.text(name):
            return default
        return self.choice(name, "yes", "no") == "yes"

    @property
    def production(self) -> bool:
        return self.choice("PLUMBLINE_MODE", "local", "production") == "production"

    @property
    def data(self) -> Path:
        return (self.base / self.text("PLUMBLINE_DATA")).resolve()

    @property
    def https(self) -> bool:
        https = self.flag("PLUMBLINE_HTTPS", default=self.production)
        if self.flag("PLUMBLINE_PROXY") and not https:
            raise ImproperlyConfigured(
                "PLUMBLINE_PROXY=yes speaks of a proxy that ends HTTPS, but PLUMBLINE_HTTPS=no."
            )
        return https

    @property
    def hosts(self) -> list[str]:
        hosts = [host.strip() for host in self.text("PLUMBLINE_HOSTS").split(",") if host.strip()]
        if self.production and not hosts:
            raise ImproperlyConfigured("PLUMBLINE_HOSTS is empty; production needs a host name.")
        if "*" in hosts:
            raise ImproperlyConfigured("PLUMBLINE_HOSTS may not be *; name the hosts.")
        return hosts or ["localhost", "127.0.0.1", "[::1]"]

    def mail(self) -> dict[str, Any]:
        """Django's mail settings; without a server, mails are printed to standard output."""
        address, sender = self.text("PLUMBLINE_MAIL"), self.text("PLUMBLINE_MAIL_FROM")
        if not address:
            if sender:
                raise ImproperlyConfigured("PLUMBLINE_MAIL_FROM is given, PLUMBLINE_MAIL is not.")
            return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
        like = "PLUMBLINE_MAIL must look like smtp://user:password@host:587 or smtps://…:465."
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
        except ValueError as broken:
            raise ImproperlyConfigured(like) from broken
        if parts.scheme not in ("smtp", "smtps") or not host:
            raise ImproperlyConfigured(like)
        if "@" not in sender:
            raise ImproperlyConfigured("PLUMBLINE_MAIL_FROM must be a mail address.")
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": host,
            "EMAIL_PORT": port or (465 if parts.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            # A relay on this machine speaks plain SMTP and needs no sign-in.
            "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
            "EMAIL_TIMEOUT": 20,
            "DEFAULT_FROM_EMAIL": sender,
            "SERVER_EMAIL": sender,
        }

    def secret_key(self) -> str:
        """The given secret, or in local mode one that is made once and kept in the data folder."""
        given = self.text("PLUMBLINE_SECRET_KEY")
        if given:
            if len(given) < 40:
                raise ImproperlyConfigured("PLUMBLINE_SECRET_KEY is shorter than 40 characters.")
            return given
        if self.production:
            raise ImproperlyConfigured("PLUMBLINE_SECRET_KEY is empty; production needs one.")
        kept = self.data / "secret_key"
        if not kept.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(get_random_secret_key() + get_random_secret_key())
        return kept.read_text()
