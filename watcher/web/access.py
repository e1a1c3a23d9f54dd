"""Who may look and who may act: passwords or tokens, sessions, CSRF, rate-limited log-in.

There are two scopes. ``read`` is open to everybody on this machine while no
``web.read_secret`` is set (and then the page binds to loopback only); ``operate`` always
needs its secret. A browser gets a signed cookie; a program sends the secret itself as
``Authorization: Bearer``.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import parse_qs, urlsplit

from fastapi import HTTPException, Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from watcher.errors import ConfigError
from watcher.ops import logs
from watcher.secretfile import own_secret
from watcher.web.attempts import Attempts

if TYPE_CHECKING:
    from watcher.settings import Settings

Scope: TypeAlias = Literal["read", "operate"]

OPERATE_FILE = "web-operate-secret"
"""Where the operate secret is when the settings give none, in the data folder."""

CSRF_HEADER, CSRF_FIELD = "x-csrf-token", "csrf"
MOST_FIELDS = 50
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_log = logs.get("web")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who asks. ``name`` is what the audit keeps; ``csrf`` is empty without a session."""

    name: str
    scopes: frozenset[Scope]
    via: Literal["nobody", "session", "token"] = "nobody"
    csrf: str = ""
    wait: int = 0
    """Seconds for which no token of this address is looked at: too many were wrong."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The secrets of one installation and what they open."""

    read_secret: str = field(repr=False)
    operate_secret: str = field(repr=False)
    life: timedelta
    secure: bool
    attempts: Attempts = field(default_factory=Attempts)

    @classmethod
    def of(cls, settings: Settings) -> Gate:
        """The gate of these settings; makes the operate secret where none is set."""
        web = settings.web
        given = web.operate_secret.get_secret_value()
        return cls(
            read_secret=web.read_secret.get_secret_value(),
            operate_secret=given or own_secret(settings.data_dir, OPERATE_FILE),
            life=timedelta(hours=web.session_hours),
            secure=urlsplit(web.public_url).scheme == "https",
        )

    @property
    def cookie(self) -> str:
        """Name of the session cookie; browsers keep ``__Host-`` ones from other hosts."""
        return "__Host-watcher" if self.secure else "watcher"

    def scopes_of(self, secret: str) -> frozenset[Scope]:
        """What a password or token opens; both are compared in constant time."""
        operate = _same(secret, self.operate_secret)
        read = bool(self.read_secret) and _same(secret, self.read_secret)
        return frozenset({"read", "operate"} if operate else {"read"} if read else ())

    def who(self, request: Request) -> Who:
        """Who sent this request, by its token or its cookie; a wrong token counts once."""
        known: Who | None = getattr(request.state, "who", None)
        if known is None:
            known = request.state.who = self._by_token(request) or self._by_cookie(request)
        return known

    def _by_token(self, request: Request) -> Who | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        address = address_of(request)
        if wait := math.ceil(self.attempts.wait(address)):
            return Who(name=f"nobody from {address}", scopes=self._open(), wait=wait)
        if scopes := self.scopes_of(token.strip()):
            return Who(name=f"token from {address}", scopes=scopes, via="token")
        self.attempts.failed(address)
        _log.warning("wrong token", address=address)
        return None

    def _by_cookie(self, request: Request) -> Who:
        session = self._session(request.cookies.get(self.cookie, ""))
        if session is None:
            return Who(name=f"nobody from {address_of(request)}", scopes=self._open())
        number, scopes = session
        return Who(
            name=f"session {number[:8]} from {address_of(request)}",
            scopes=scopes | self._open(), via="session", csrf=self._csrf(number),
        )  # fmt: skip

    def sign_in(self, response: Response, scopes: frozenset[Scope]) -> None:
        """Give the browser a session."""
        value = self._signer().dumps([secrets.token_urlsafe(16), sorted(scopes)])
        response.set_cookie(
            self.cookie, value, max_age=int(self.life.total_seconds()), path="/",
            secure=self.secure, httponly=True, samesite="lax",
        )  # fmt: skip

    def sign_out(self, response: Response) -> None:
        """Take the session from the browser."""
        response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True)

    def _open(self) -> frozenset[Scope]:
        return frozenset() if self.read_secret else frozenset({"read"})

    def _session(self, cookie: str) -> tuple[str, frozenset[Scope]] | None:
        try:
            number, scopes = self._signer().loads(cookie, max_age=int(self.life.total_seconds()))
        except (BadSignature, TypeError, ValueError):
            return None
        return number, frozenset(scopes)

    def _signer(self) -> URLSafeTimedSerializer:
        # A changed secret ends every session that it opened.
        key = hashlib.sha256(f"{self.operate_secret}\0{self.read_secret}".encode()).hexdigest()
        return URLSafeTimedSerializer(
            key, salt="session", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def _csrf(self, number: str) -> str:
        return hmac.new(self.operate_secret.encode(), number.encode(), hashlib.sha256).hexdigest()


def require(scope: Scope) -> Callable[[Request], Awaitable[Who]]:
    """A FastAPI dependency: who asks, or 401 (unknown), 403 (known, not allowed) or 429 (a
    token from an address that sent too many wrong ones).

    A request that changes something and comes with a cookie must bring the session's CSRF
    token as header ``X-CSRF-Token`` or form field ``csrf``; one with a token need not.
    """

    async def check(request: Request) -> Who:
        gate: Gate = request.app.state.gate
        who = gate.who(request)
        if who.wait:
            raise HTTPException(
                429,
                f"too many wrong passwords or tokens from here: wait {who.wait} seconds",
                headers={"Retry-After": str(who.wait)},
            )
        if scope not in who.scopes:
            known = who.via != "nobody"
            raise HTTPException(
                403 if known else 401,
                f"this needs the scope {scope!r}: log in with the {scope} secret",
                headers=None if known else {"WWW-Authenticate": "Bearer"},
            )
        if request.method not in _SAFE and who.via != "token":
            await _check_csrf(request, who)
        return who

    return check


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a urlencoded form. Raises HTTPException 415, and 422 for one of too many fields.

    ``LimitedBodies`` has seen to its size.
    """
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "send application/x-www-form-urlencoded")
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise HTTPException(422, f"a form of this page has at most {MOST_FIELDS} fields") from None
    return {name: values[-1] for name, values in fields.items()}


async def fields_of(request: Request) -> dict[str, str]:
    """A dependency behind ``require``: the fields of the form, which that may have read."""
    known: dict[str, str] | None = getattr(request.state, "form", None)
    return await form_of(request) if known is None else known


def same_origin(request: Request) -> bool:
    """Whether a browser says that the request comes from our own page (or says nothing)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def address_of(request: Request) -> str:
    """The peer's address."""
    return request.client.host if request.client else "unknown"


def check_binding(host: str, settings: Settings) -> None:
    """ConfigError for an address beyond this machine while everybody may read."""
    if not is_loopback(host) and not settings.web.read_secret.get_secret_value():
        raise ConfigError(
            f"the page will not bind to {host} without a secret: everybody who reaches it could "
            "read. Set web.read_secret_file (or WATCHER_WEB__READ_SECRET), or bind to 127.0.0.1"
        )


def is_loopback(host: str) -> bool:
    """Whether an address to bind to is reached from this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


async def _check_csrf(request: Request, who: Who) -> None:
    sent = request.headers.get(CSRF_HEADER)
    if sent is None:
        request.state.form = await form_of(request)
        sent = request.state.form.get(CSRF_FIELD, "")
    if not who.csrf or not _same(sent, who.csrf) or not same_origin(request):
        raise HTTPException(403, "the form is out of date: go back, reload the page, try again")


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def gate_of(app: Any) -> Gate:
    """The gate of an application."""
    gate: Gate = app.state.gate
    return gate
