"""Read the settings that an operator may give through the environment.

Every variable is declared here once, with its default and its meaning; the table in
`docs/operations.md` is held to this list by a test.
"""

from __future__ import annotations

import os
import re
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
    Variable("PLUMBLINE_ADDRESS", "", "https://host as links in mails begin; by hosts if empty"),
    Variable("PLUMBLINE_HTTPS", "", "yes or no: cookies and redirects for HTTPS; by mode if empty"),
    Variable("PLUMBLINE_PROXY", "no", "yes if a proxy sets X-Forwarded-Proto and X-Forwarded-For"),
    Variable("PLUMBLINE_DATA", "var", "folder for the SQLite database and the local secret"),
    Variable("DATABASE_URL", "", "postgres://user:password@host:port/name; SQLite if empty"),
    Variable("PLUMBLINE_LANGUAGE", "en", "en or zh-hans: language where the browser asks for none"),
    Variable("PLUMBLINE_TIME_ZONE", "UTC", "IANA name of the default time zone"),
    Variable("PLUMBLINE_SIGNUP", "no", "yes if anybody may make an account; needs PLUMBLINE_MAIL"),
    Variable("PLUMBLINE_OIDC_ISSUER", "", "https:// address of an OpenID Connect issuer"),
    Variable("PLUMBLINE_OIDC_CLIENT_ID", "", "what the issuer calls this server"),
    Variable("PLUMBLINE_OIDC_CLIENT_SECRET", "", "the secret that the issuer gave for it"),
    Variable("PLUMBLINE_OIDC_NAME", "", "what people call that sign-in, on the button"),
    Variable("PLUMBLINE_MAIL", "", "smtp://user:password@host:587 (STARTTLS) or smtps://…:465"),
    Variable("PLUMBLINE_MAIL_FROM", "", "sender of mails; needed with PLUMBLINE_MAIL"),
    Variable("PLUMBLINE_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR"),
)


@dataclass(frozen=True)
class Issuer:
    """An OpenID Connect issuer, and what this server is to it."""

    address: str
    client_id: str
    secret: str
    name: str

    @property
    def origin(self) -> str:
        url = urlsplit(self.address)
        return f"{url.scheme}://{url.netloc}"

    @property
    def key(self) -> str:
        """Names the issuer in accounts and addresses. A subject means something only together
        with its issuer, so another issuer has another key, and no old account is taken over."""
        return self.address.partition("://")[2].replace("/", "~").replace(":", "~")


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

    @property
    def address(self) -> str:
        """How this server's links begin where no request says it: in mails."""
        given = self.text("PLUMBLINE_ADDRESS").rstrip("/")
        if not given:
            named = self.text("PLUMBLINE_HOSTS") or self.production
            host = self.hosts[0] if named else "127.0.0.1:8000"
            return f"{'https' if self.https else 'http'}://{host}"
        if not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+", given):
            raise ImproperlyConfigured(
                "PLUMBLINE_ADDRESS must look like https://plumbline.example.org, without a path."
            )
        return given

    @property
    def signup(self) -> bool:
        """May anybody make an account? Only a mail can show that an address is the person's own."""
        signup = self.flag("PLUMBLINE_SIGNUP")
        if signup and self.production and not self.text("PLUMBLINE_MAIL"):
            raise ImproperlyConfigured(
                "PLUMBLINE_SIGNUP=yes needs PLUMBLINE_MAIL: new accounts confirm their address."
            )
        return signup

    def oidc(self) -> Issuer | None:
        """The issuer whose sign-ins are taken too; None where none is named."""
        names = (
            "PLUMBLINE_OIDC_ISSUER",
            "PLUMBLINE_OIDC_CLIENT_ID",
            "PLUMBLINE_OIDC_CLIENT_SECRET",
        )
        given = {name: self.text(name) for name in (*names, "PLUMBLINE_OIDC_NAME")}
        if not any(given.values()):
            return None
        missing = [name for name in names if not given[name]]
        if missing:
            raise ImproperlyConfigured(f"{', '.join(missing)} is missing for OpenID Connect.")
        url = urlsplit(given[names[0]].rstrip("/"))
        near = url.hostname in ("localhost", "127.0.0.1") and not self.production
        if not url.hostname or url.query or not (url.scheme == "https" or near):
            raise ImproperlyConfigured("PLUMBLINE_OIDC_ISSUER must look like https://host/path.")
        return Issuer(
            address=url.geturl(),
            client_id=given[names[1]],
            secret=given[names[2]],
            name=given["PLUMBLINE_OIDC_NAME"] or url.hostname,
        )

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
