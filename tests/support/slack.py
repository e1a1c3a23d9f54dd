"""A Slack-shaped Web API on loopback: it keeps messages, threads and edits as Slack does."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.support.http import Answer, HttpServer, Request

CHANNEL_ID = "C0123ABCD"


@dataclass
class Workspace:
    """One channel. ``messages`` by their stamp, in order; ``token`` is the only one accepted.

    ``refusals`` are answered first, one each; an error by its name, or a whole answer.
    """

    server: HttpServer
    token: str
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    refusals: list[str | Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.answer = self.answer

    def answer(self, request: Request) -> Answer:
        """What Slack would say to a call."""
        if self.refusals:
            refusal = self.refusals.pop(0)
            return _no(refusal) if isinstance(refusal, str) else refusal
        if request.headers["authorization"] != f"Bearer {self.token}":
            return _no("invalid_auth")
        body = json.loads(request.body)
        if request.path.endswith("/chat.update"):
            return self._update(body)
        return self._post(body)

    def _post(self, body: dict[str, Any]) -> Answer:
        parent = body.get("thread_ts")
        if parent is not None and parent not in self.messages:
            return _no("thread_not_found")
        stamp = f"1700000000.{len(self.messages) + 1:06}"
        self.messages[stamp] = body
        return _yes(stamp)

    def _update(self, body: dict[str, Any]) -> Answer:
        if body["channel"] != CHANNEL_ID or body["ts"] not in self.messages:
            return _no("message_not_found")
        kept = self.messages[body["ts"]]
        kept.update(blocks=body["blocks"], text=body["text"], edits=kept.get("edits", 0) + 1)
        return _yes(body["ts"])

    def threads(self) -> dict[str, list[str]]:
        """By the text of each first message, the texts of its replies."""
        return {
            first["text"]: [m["text"] for m in self.messages.values() if m.get("thread_ts") == ts]
            for ts, first in self.messages.items()
            if "thread_ts" not in first
        }


def _yes(stamp: str) -> Answer:
    return Answer(200, json.dumps({"ok": True, "channel": CHANNEL_ID, "ts": stamp}).encode())


def _no(error: str) -> Answer:
    return Answer(200, json.dumps({"ok": False, "error": error}).encode())
