"""Readiness by the clock of the venues: a leader, good polls, and news in their open time."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.records import a_filing, an_hkex_filing
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote
from watcher.ops.health import health
from watcher.queue import Doorbell
from watcher.settings import Settings, load

LIFE = timedelta(seconds=15)
WEDNESDAY = datetime(2026, 3, 25, 15, 0, tzinfo=UTC)  # 11:00 in New York, 23:00 in Hong Kong


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Those of an installation that watches both venues."""
    del settings
    monkeypatch.setenv("WATCHER_SOURCES__HKEXNEWS__ENABLED", "true")
    return load()


def wrong(ledger: Ledger, settings: Settings, now: datetime) -> set[str]:
    """Names of the checks that fail when both sources were just polled."""
    ledger.lead("scheduler", now=now, life=LIFE)
    for source in ("edgar", "hkexnews"):
        ledger.note_poll(
            PollNote(source=source, started_at=now, duration=timedelta(0), outcome="ok")
        )
    checks = health(ledger, Doorbell.of(settings), settings, lambda: now)
    return {check.name for check in checks if not check.ok}


def seen(ledger: Ledger, at: datetime) -> None:
    filings = [make(published_at=at, seen_at=at) for make in (a_filing, an_hkex_filing)]
    ledger.record(filings, now=at)


def test_an_hour_of_open_time_without_news_is_stale(ledger: Ledger, settings: Settings) -> None:
    seen(ledger, WEDNESDAY - timedelta(minutes=59))
    assert wrong(ledger, settings, WEDNESDAY) == set()
    assert wrong(ledger, settings, WEDNESDAY + timedelta(minutes=2)) == {"edgar feed"}


def test_a_weekend_without_news_is_none_of_our_worries(ledger: Ledger, settings: Settings) -> None:
    friday_night = datetime(2026, 3, 28, 1, 50, tzinfo=UTC)
    seen(ledger, friday_night)
    sunday = friday_night + timedelta(hours=40)
    assert wrong(ledger, settings, sunday) == set()


def test_good_polls_that_bring_nothing_new_are_not_fresh(
    ledger: Ledger, settings: Settings
) -> None:
    seen(ledger, WEDNESDAY - timedelta(days=1))
    assert wrong(ledger, settings, WEDNESDAY) == {"edgar feed", "hkexnews feed"}


def test_without_a_leader_nothing_is_ready(ledger: Ledger, settings: Settings) -> None:
    assert wrong(ledger, settings, WEDNESDAY) == set()
    checks = health(ledger, Doorbell.of(settings), settings, lambda: WEDNESDAY + LIFE)
    assert [c.detail for c in checks if not c.ok] == ["no scheduler leads: is one running?"]
