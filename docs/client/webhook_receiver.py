"""A webhook receiver in one file of the standard library: verify, drop repetitions, answer.

    FILING_WATCHER_SECRET=whsec_... python webhook_receiver.py [PORT]

Standard Webhooks: the signature is HMAC-SHA256 over ``id.timestamp.body`` with the bytes of
the base64 behind ``whsec_``. A message that is older than five minutes, or whose id was seen
before, is a replay. Answer 2xx soon, then work: what is not answered is sent again.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import sqlite3
import sys
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

TOLERANCE_SECONDS = 300
LARGEST_BODY = 64 * 1024


class Refused(Exception):
    """The message is not from the watcher, or not from now."""


def verify(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: float | None = None
) -> str:
    """The id of a genuine, recent message. Raises Refused. Header names in lower case."""
    now = time.time() if now is None else now
    try:
        name, at, signatures = (
            headers[f"webhook-{part}"] for part in ("id", "timestamp", "signature")
        )
        age = abs(now - int(at))
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (KeyError, ValueError, OverflowError, binascii.Error) as error:
        raise Refused("no Standard Webhooks headers, or the secret is not base64") from error
    if age > TOLERANCE_SECONDS:
        raise Refused(f"signed {age:.0f} s away from now: a replay, or the clocks differ")
    signed = f"{name}.{at}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = [part.removeprefix("v1,") for part in signatures.split() if part.startswith("v1,")]
    if not any(hmac.compare_digest(expected.encode(), one.encode()) for one in given):
        raise Refused("the signature does not fit")
    return name


class Seen:
    """Ids of messages that were taken, kept on disk so that a restart forgets none."""

    def __init__(self, path: str) -> None:
        self._rows = sqlite3.connect(path, isolation_level=None)
        self._rows.execute("CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, at REAL)")

    def first(self, name: str) -> bool:
        """True once for each id; a retry, resend or replay is False."""
        put = "INSERT OR IGNORE INTO seen VALUES (?, ?)"
        return self._rows.execute(put, (name, time.time())).rowcount == 1

    def close(self) -> None:
        """Close the file."""
        self._rows.close()


class Receiver(BaseHTTPRequestHandler):
    """POST of the watcher: 204 taken (or had already), 401 refused, 413 too large."""

    secret: str
    seen: Seen

    def do_POST(self) -> None:
        """One message."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST_BODY:
            self.answer(413)
            return
        body = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            name = verify(self.secret, headers, body)
        except Refused as error:
            sys.stderr.write(f"refused: {error}\n")
            self.answer(401)
            return
        if self.seen.first(name):
            self.take(json.loads(body))
        self.answer(204)

    def take(self, message: dict[str, Any]) -> None:
        """What you want to do with an alert goes here."""
        sys.stdout.write(f"{message['type']}: {message['data']['headline']}\n")
        sys.stdout.flush()

    def answer(self, status: int) -> None:
        """A status without a body."""
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing of each request."""


def main() -> None:
    """Listen on loopback until Ctrl-C; put a TLS proxy before it."""
    Receiver.secret = os.environ.get("FILING_WATCHER_SECRET", "")
    if not Receiver.secret:
        sys.exit("set FILING_WATCHER_SECRET to the secret of the channel: whsec_...")
    Receiver.seen = Seen("seen.sqlite3")
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 9000
    HTTPServer(("127.0.0.1", port), Receiver).serve_forever()


if __name__ == "__main__":
    main()
