"""A subscriber that remembers every copy of every message, and can be out of order."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from standardwebhooks import Webhook, WebhookVerificationError

from tests.support.http import Answer, Request


class Mood(StrEnum):
    """How the subscriber answers."""

    WELL = "well"
    FAILS = "fails"
    BUSY = "busy"
    HANGS_UP = "hangs_up"
    SLOW = "slow"


@dataclass(slots=True)
class Told:
    """All copies of the messages on one filing."""

    ids: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    copies: int = 0
    accepted_at: float | None = None


@dataclass
class Subscriber:
    """``answer`` is what a receiver on HTTP calls; ``told`` is by accession number."""

    secret: str
    mood: Mood = Mood.WELL
    told: dict[str, Told] = field(default_factory=lambda: defaultdict(Told))
    of_id: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forged: list[str] = field(default_factory=list)
    broken_off: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Request) -> Answer:
        """Verify, remember, and answer as the mood is."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        if len(request.body) < int(headers.get("content-length", 0)):
            self.broken_off += 1  # its sender died in the middle
            return Answer(drop=True)
        try:
            Webhook(self.secret).verify(request.body, headers)
        except WebhookVerificationError as error:
            self.forged.append(str(error))
            return Answer(status=401)
        mood = self.mood
        accepted = mood not in {Mood.FAILS, Mood.BUSY}
        self._remember(headers["webhook-id"], request.body, accepted=accepted)
        if mood is Mood.SLOW:
            time.sleep(0.5)
        return {
            Mood.FAILS: Answer(status=500),
            Mood.BUSY: Answer(status=429, headers={"Retry-After": "2"}),
            Mood.HANGS_UP: Answer(drop=True),
        }.get(mood, Answer(status=204))

    def _remember(self, message: str, body: bytes, *, accepted: bool) -> None:
        filing = json.loads(body)["data"]["filing"]["id"].removeprefix("sec:")
        digest = hashlib.sha256(body).hexdigest()
        with self._lock:
            self.of_id[message].add(digest)
            told = self.told[filing]
            told.ids.add(message)
            told.bodies.add(digest)
            told.copies += 1
            if accepted and told.accepted_at is None:
                told.accepted_at = time.time()
