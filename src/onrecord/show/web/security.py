"""What stands before every page: which hosts, which origins, how much, how often, and who is asking.

Plain ASGI, so that no route can be added that escapes it; every answer, errors included, gets the same headers.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Role = Literal["stranger", "reader", "reviewer"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
NOT_KEPT = (b"cache-control", b"private, no-cache")
LARGEST_BODY_BYTES = 64 * 1024
LONGEST_TARGET = 4096  # of path and query together
MOST_AT_ONCE = 64
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
COOKIE = "onrecord"
SESSION_SECONDS = 12 * 3600
TRIES_A_MINUTE = 10
TRIERS = 1024
LEAST_TOKEN = 12  # characters
NAME = re.compile(r"[^\W_][\w .'’-]{0,59}")


# --- Who is asking


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request: a role, and a name where one was given at the door."""

    role: Role
    name: str = ""

    @property
    def reads(self) -> bool:
        """Whether pages may be shown."""
        return self.role != "stranger"

    @property
    def reviews(self) -> bool:
        """Whether verdicts are taken."""
        return self.role == "reviewer"


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in: anybody to read where there is no reader's token, to review only with a reviewer's token."""

    reader_token: str = ""
    reviewer_token: str = ""
    secret: bytes = b""
    now: Callable[[], float] = time.time

    def visitor(self, headers: Mapping[str, str], cookie: str) -> Visitor:
        """Who it is, by a bearer token with the name in X-Reviewer, or else by the session's cookie."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            name = headers.get("x-reviewer", "").strip()
            return Visitor(self.role_of(token), name if NAME.fullmatch(name) else "")
        return self.session(cookie) or Visitor("stranger" if self.reader_token else "reader")

    def role_of(self, token: str) -> Role:
        """What a token opens."""
        if self.reviewer_token and _equal(token, self.reviewer_token):
            return "reviewer"
        if self.reader_token and _equal(token, self.reader_token):
            return "reader"
        return "stranger" if self.reader_token else "reader"

    def cookie_for(self, visitor: Visitor) -> str:
        """A session's cookie: who it is and since when, signed."""
        body = json.dumps([visitor.role, visitor.name, int(self.now())], ensure_ascii=True).encode()
        return f"{_armoured(body)}.{_armoured(self._sign(body))}"

    def session(self, cookie: str) -> Visitor | None:
        """Who holds a cookie; None where it is none of ours, altered or old."""
        payload, _, signature = cookie.partition(".")
        try:
            body, signed = (base64.urlsafe_b64decode(part) for part in (payload, signature))
        except (binascii.Error, ValueError):
            return None
        if not body or not hmac.compare_digest(self._sign(body), signed):
            return None
        role, name, since = json.loads(body)
        return Visitor(role, name) if 0 <= self.now() - since < SESSION_SECONDS else None

    def _sign(self, body: bytes) -> bytes:
        return hmac.new(self.secret, body, hashlib.sha256).digest()


def new_secret() -> bytes:
    """A key for one run of the server: sessions end with it."""
    return secrets.token_bytes(32)


def new_token() -> str:
    """A token nobody can guess."""
    return secrets.token_urlsafe(18)


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def _armoured(body: bytes) -> str:
    return base64.urlsafe_b64encode(body).decode("ascii")


class Tries:
    """How often an address has tried a token in the last minute. The oldest address is forgotten first."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._times = now, OrderedDict[str, list[float]]()

    def allowed(self, address: str) -> bool:
        """Whether one more try is; it counts."""
        now = self._now()
        times = [when for when in self._times.pop(address, []) if now - when < 60]
        allowed = len(times) < TRIES_A_MINUTE
        self._times[address] = [*times, now] if allowed else times
        while len(self._times) > TRIERS:
            self._times.popitem(last=False)
        return allowed


# --- Before every page


class Guard:
    """Refuses what should not reach a page, caps what is read, and signs every answer with the headers."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], refuse: Callable[[int, str, bool], ASGIApp]) -> None:
        self.app, self.hosts, self.refuse = app, frozenset(hosts), refuse
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        signed = _signing(send)
        refused = self._refusal(scope)
        if refused:
            await self.refuse(*refused, scope["path"].startswith("/api/"))(scope, receive, signed)
            return
        self._running += 1
        try:
            await self.app(scope, _capped(receive), signed)
        finally:
            self._running -= 1

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = _headers(scope)
        if self._running >= MOST_AT_ONCE:
            return 503, "too many are asking at once"
        host = headers.get("host", "")
        if host_name(host) not in self.hosts:
            return 400, "this server does not answer to that host name"
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > LONGEST_TARGET:
            return 414, "the address is too long"
        if "\x00" in scope["path"] or "\\" in scope["path"]:
            return 400, "the address has a character that no address of ours has"
        if scope["method"] not in SAFE_METHODS:
            return _unsafe_refusal(headers, host, scope)
        return None


def _unsafe_refusal(headers: Mapping[str, str], host: str, scope: Scope) -> tuple[int, str] | None:
    """Why a request that changes something is refused: from elsewhere, or too much."""
    if not from_here(headers, host, scope.get("scheme", "http")):
        return 403, "this request comes from another site"
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit():
        return 400, "the length of the body is no number"
    return (413, "the body is too large") if int(length[:12]) > LARGEST_BODY_BYTES else None


def from_here(headers: Mapping[str, str], host: str, scheme: str = "http") -> bool:
    """Whether a request was sent by our own page, or by a program that carries its own token and no cookie.

    Browsers say so in Sec-Fetch-Site, older ones in Origin; one that says neither is believed only with a bearer token.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    if origin is not None:
        return origin.lower() == f"{scheme}://{host.lower()}"
    return headers.get("authorization", "").lower().startswith("bearer ") and "cookie" not in headers


def host_name(host: str) -> str:
    """The name in a Host header, in lower case and without the port; empty where it is no host."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:]{2,45}\]|[A-Za-z0-9.-]{1,253})(?::\d{1,5})?", host)
    return found[1].lower() if found else ""


def _headers(scope: Scope) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        headers[key] = f"{headers[key]},{value.decode('latin-1')}" if key in headers else value.decode("latin-1")
    return headers


class TooLargeError(Exception):
    """More came than is read."""


def _capped(receive: Receive) -> Receive:
    read = 0

    async def capped() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY_BYTES:
            raise TooLargeError("the body is too large")
        return message

    return capped


def _signing(send: Send) -> Send:
    async def signed(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = message.get("headers", [])
            kept = any(name.lower() == b"cache-control" for name, _ in own)
            message = {**message, "headers": [*own, *HEADERS, *(() if kept else (NOT_KEPT,))]}
        await send(message)

    return signed
