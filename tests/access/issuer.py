"""An OpenID Connect issuer on a port of its own, as strict as a real one is.

It takes the code flow with PKCE: the address to come back to, the client's secret, the code and the
verifier must all be right, and a code is good once. `who` signs in there next.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "plumbline", "a secret between the two"


class Issuer(ThreadingHTTPServer):
    """`refused` tells what it was asked that a real one refuses too."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.who: dict[str, Any] = {}
        self.back = ""
        self.audience = CLIENT
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, Any]] = {}
        self.refused: list[str] = []

    def authorize(self, asked: dict[str, str]) -> str:
        """Somebody signs in here; where their browser is sent back to."""
        if asked["client_id"] != CLIENT or asked["redirect_uri"] != self.back:
            raise _Refused("unknown client or address")
        if asked["response_type"] != "code" or "openid" not in asked["scope"].split():
            raise _Refused("not the code flow of OpenID Connect")
        if asked["code_challenge_method"] != "S256" or not asked["state"]:
            raise _Refused("no challenge or no state")
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{self.back}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, given: dict[str, str]) -> dict[str, Any]:
        """The tokens for a code."""
        if (given.get("client_id"), given.get("client_secret")) != (CLIENT, SECRET):
            raise _Refused("wrong secret")
        asked = self.codes.pop(given["code"], None)
        if asked is None or given["redirect_uri"] != asked["redirect_uri"]:
            raise _Refused("unknown code")
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            raise _Refused("wrong verifier")
        access = secrets.token_urlsafe()
        self.tokens[access] = self.who
        now = int(time.time())
        claims = {**self.who, "iss": self.address, "aud": self.audience, "iat": now}
        if "nonce" in asked:
            claims["nonce"] = asked["nonce"]
        signed = jwt.encode({**claims, "exp": now + 60}, self.key, "RS256", headers={"kid": "one"})
        return {"access_token": access, "token_type": "Bearer", "id_token": signed}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }


class _Refused(Exception):
    pass


class _Answer(BaseHTTPRequestHandler):
    server: Issuer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        with self._refusing():
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", self.server.authorize(asked))
                self.end_headers()
            elif parts.path == "/userinfo":
                token = self.headers["Authorization"].removeprefix("Bearer ")
                self._json(self.server.tokens[token])
            elif parts.path == "/keys":
                self._json(self.server.keys())
            else:
                assert parts.path == "/.well-known/openid-configuration", parts.path
                self._json(self.server.configuration())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with self._refusing():
            self._json(self.server.token({k: v[0] for k, v in parse_qs(body).items()}))

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except _Refused as refused:
            self.server.refused.append(str(refused))
            self._json({"error": "invalid_request"}, 400)

    def _json(self, content: dict[str, Any], status: int = 200) -> None:
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_arguments: object) -> None:
        """Nothing on standard error."""


@contextmanager
def issuing() -> Iterator[Issuer]:
    """An issuer for the time of a test."""
    with Issuer() as issuer:
        threading.Thread(target=issuer.serve_forever, daemon=True).start()
        try:
            yield issuer
        finally:
            issuer.shutdown()
