"""Three real receivers on loopback: a webhook endpoint, a Slack-shaped one, an SMTP server."""

from __future__ import annotations

import json
import socket
import threading
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.controller import Controller
from standardwebhooks import Webhook, WebhookVerificationError

WEBHOOK_SECRET = "whsec_ZGVtby1kZW1vLWRlbW8tZGVtby1kZW1v"  # noqa: S105 - the demo's own, on loopback only


@dataclass(slots=True)
class Received:
    """What has arrived, by channel and message id. Safe for the servers' threads."""

    webhooks: Counter[str] = field(default_factory=Counter)
    slack: Counter[str] = field(default_factory=Counter)
    mails: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, bytes] = field(default_factory=dict)
    texts: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def webhook(self, headers: dict[str, str], body: bytes) -> int:
        """Verify and keep one webhook; the HTTP status to answer."""
        try:
            Webhook(WEBHOOK_SECRET).verify(body, headers)
        except WebhookVerificationError as error:
            self._fault(f"webhook not accepted: {error}")
            return 401
        key = headers["webhook-id"]
        with self.lock:
            if self.bodies.setdefault(key, body) != body:
                self.faults.append(f"webhook {key} came with two different bodies")
            self.webhooks[key] += 1
        return 204

    def slack_message(self, body: bytes) -> int:
        """Keep one Slack message if it is one."""
        message = json.loads(body)
        if not message.get("text") or len(message.get("blocks", ())) > 50:
            self._fault("Slack message without text, or with more than 50 blocks")
            return 400
        with self.lock:
            self.slack[message["text"]] += 1
        return 200

    def mail(self, raw: bytes) -> None:
        """Keep one mail; its text part is what a reader sees."""
        message = message_from_bytes(raw, policy=policy.default)
        text = message.get_body(("plain",))
        with self.lock:
            self.mails[str(message["Message-ID"])] += 1
            subject = str(message["Subject"]).strip()  # a folded header begins with a space
            self.texts.append((subject, text.get_content() if text else ""))

    def _fault(self, text: str) -> None:
        with self.lock:
            self.faults.append(text)

    def doubled(self) -> int:
        """Messages that a receiver got more than once."""
        with self.lock:
            return sum(count - 1 for seen in (self.webhooks, self.mails) for count in seen.values())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Webhook on /webhook, Slack on /slack."""
        received = cast("_Server", self.server).received
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status = (
            received.slack_message(body)
            if self.path.startswith("/slack")
            else received.webhook(headers, body)
        )
        answer = b"ok" if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, received: Received) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received = received


class _Mailbox:
    def __init__(self, received: Received) -> None:
        self._received = received

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self._received.mail(envelope.content)
        return "250 OK"


class Receivers:
    """The three servers; use as a context manager."""

    def __init__(self) -> None:
        self.received = Received()
        self._http = _Server(self.received)
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._smtp = Controller(_Mailbox(self.received), hostname="127.0.0.1", port=free_port())

    def __enter__(self) -> Self:
        self._thread.start()
        self._smtp.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._smtp.stop()
        self._http.shutdown()
        self._http.server_close()

    @property
    def http_url(self) -> str:
        """Base address of the webhook and Slack endpoints."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def smtp_port(self) -> int:
        """Port of the SMTP server on 127.0.0.1."""
        return int(self._smtp.port)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
