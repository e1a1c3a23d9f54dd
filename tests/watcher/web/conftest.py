"""The pages and the API over the ledger of the test."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote
from watcher.ops.clock import utc_now
from watcher.settings import Settings
from watcher.web import build_app


@pytest.fixture
def client(settings: Settings, ledger: Ledger) -> Iterator[TestClient]:
    """Somebody on this machine."""
    with TestClient(build_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


def poll(ledger: Ledger, **changes: object) -> None:
    """The scheduler leads, and EDGAR was polled just now."""
    note = PollNote(
        source="edgar",
        started_at=utc_now(),
        duration=timedelta(seconds=1),
        outcome="ok",
        entries=100,
        new=1,
    )
    ledger.lead("scheduler", now=utc_now(), life=timedelta(minutes=5))
    ledger.note_poll(replace(note, **changes))  # type: ignore[arg-type]
