"""A real SMTP server (aiosmtpd) in a thread; its answers are set by the test."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True)
class Mail:
    """One accepted message with its envelope."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    raw: bytes


@dataclass
class SmtpServer:
    """``host``, ``port``, what came in (``mails``), and what to answer.

    ``recipient_answers`` maps an address to a reply such as ``550 5.1.1 no such user``;
    ``data_answer`` replies to the whole message; ``login`` demands a user and password.
    """

    host: str = "127.0.0.1"
    port: int = 0
    mails: list[Mail] = field(default_factory=list)
    recipient_answers: dict[str, str] = field(default_factory=dict)
    data_answer: str = "250 2.0.0 accepted"
    login: tuple[str, str] | None = None
    starttls: ssl.SSLContext | None = None

    async def handle_MAIL(  # noqa: N802 - aiosmtpd finds its hooks by these names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.login is not None and not session.authenticated:
            return "530 5.7.0 authentication required"
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_RCPT(  # noqa: N802 - as above
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.recipient_answers.get(address, "250 2.1.5 ok")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - as above
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.data_answer.startswith("2"):
            raw = envelope.original_content or b""
            message = message_from_bytes(raw, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.mails.append(
                Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), message, raw)
            )
        return self.data_answer

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        wanted = self.login and tuple(part.encode() for part in self.login)
        given = (data.login, data.password) if isinstance(data, LoginPassword) else None
        return AuthResult(success=wanted is not None and given == wanted, handled=False)

    def protocol(self) -> SMTP:
        """One connection's protocol."""
        return SMTP(
            self,
            hostname="mail.test",
            authenticator=self.authenticate,
            auth_require_tls=False,
            tls_context=self.starttls,
        )


@contextmanager
def running_smtp(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[SmtpServer]:
    """A server on a free loopback port, stopped at the end.

    With ``starttls`` it offers to go over to TLS, with ``tls`` it speaks nothing else.
    """
    state, loop = SmtpServer(starttls=starttls), asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(state.protocol, state.host, 0, ssl=tls))
    state.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        asyncio.run_coroutine_threadsafe(_close(server), loop).result(timeout=15)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=15)
        loop.close()


async def _close(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)  # the transports close on the loop's next turn
