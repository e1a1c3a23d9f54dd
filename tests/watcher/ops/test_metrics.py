"""What Prometheus reads: names, histograms, and that it costs index probes only."""

from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from tests.support.records import (
    NOW,
    a_delivery,
    a_filing,
    a_suppressed,
    an_alert,
    an_attempt,
    an_event,
)
from watcher.ledger import Ledger, vitals
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.model import DeliveryState
from watcher.ops.metrics import LedgerCollector, exposition
from watcher.queue import Doorbell, connect
from watcher.settings import Settings, load


@pytest.fixture
def told(ledger: Ledger) -> None:
    """One filing through the whole way, one that nobody has read."""
    filing, event = a_filing(published_at=NOW - timedelta(seconds=20)), an_event()
    alert = an_alert(filing.id, event)
    delivery = a_delivery(alert, "mail/a@example.com")
    ledger.record([filing, a_filing(2)], now=NOW)
    outcome = ReadOutcome(
        state="read", events=(event,), suppressed=(a_suppressed(),), alerts=(alert,),
        deliveries=(delivery, a_delivery(alert)),
    )  # fmt: skip
    ledger.commit(filing.id, outcome=outcome, now=NOW + timedelta(seconds=3))
    ledger.settle(
        delivery.id, attempt=an_attempt(delivery.id, outcome="sent"),
        state=DeliveryState.DELIVERED, due_at=None, now=NOW + timedelta(seconds=4),
    )  # fmt: skip
    ledger.lead("me", now=NOW, life=timedelta(seconds=15))
    note = PollNote(source="edgar", started_at=NOW, duration=timedelta(seconds=2), outcome="ok")
    ledger.note_poll(note)


def scraped(ledger: Ledger, settings: Settings, seconds: float = 10) -> dict[str, float]:
    """Sample -> value, ten seconds after NOW; labels in alphabetical order."""
    now = NOW + timedelta(seconds=seconds)
    collector = LedgerCollector(ledger, Doorbell.of(settings), settings, lambda: now)
    return {
        f"{sample.name}{dict(sorted(sample.labels.items()))}": sample.value
        for family in collector.collect()
        for sample in family.samples
    }


def test_a_filings_way_stands_in_cumulative_buckets(
    ledger: Ledger, settings: Settings, told: None
) -> None:
    found = scraped(ledger, settings)

    def at(le: str) -> float:
        labels = {"form": "6-K", "le": le, "source": "edgar", "stage": "seen_to_read"}
        return found[f"watcher_lag_seconds_bucket{labels}"]

    assert [at(le) for le in ("1", "2.5", "5", "86400", "+Inf")] == [0, 0, 1, 1, 1]
    labels = {"form": "6-K", "source": "edgar", "stage": "seen_to_read"}
    assert found[f"watcher_lag_seconds_sum{labels}"] == 3
    assert found[f"watcher_lag_seconds_count{labels}"] == 1
    stages = {name.split("'stage': ")[1] for name in found if "lag_seconds_count" in name}
    assert len(stages) == 5


@pytest.mark.parametrize(
    ("sample", "value"),
    [
        ("watcher_up{'part': 'ledger'}", 1),
        ("watcher_up{'part': 'valkey'}", 1),
        ("watcher_filings{'state': 'new'}", 1),
        ("watcher_deliveries{'state': 'pending'}", 1),
        ("watcher_deliveries{'state': 'dead'}", 0),
        ("watcher_filings_recorded_total{'source': 'edgar'}", 2),
        ("watcher_filings_read_total{'source': 'edgar', 'state': 'read'}", 1),
        ("watcher_suppressed_total{'reason': 'HISTORICAL_RECAP'}", 1),
        ("watcher_alerts_total{'kind': 'new', 'severity': 'medium'}", 1),
        ("watcher_attempts_total{'channel': 'mail', 'outcome': 'sent', 'reason': 'server_error'}", 1),
        ("watcher_gaps_total{'source': 'edgar'}", 0),
        ("watcher_gaps_total{'source': 'hkexnews'}", 0),
        ("watcher_polls_total{'outcome': 'ok', 'source': 'edgar'}", 1),
        ("watcher_poll_seconds_total{'source': 'edgar'}", 2),
        ("watcher_last_good_poll_timestamp_seconds{'source': 'edgar'}", NOW.timestamp()),
        ("watcher_oldest_waiting_seconds{'kind': 'filing'}", 10),
        ("watcher_oldest_waiting_seconds{'kind': 'delivery'}", 10),
        ("watcher_leader_lease_seconds{}", 5),
        ("watcher_leader_changes_total{}", 1),
        ("watcher_source_enabled{'source': 'hkexnews'}", 0),
        ("watcher_queue_jobs{'queue': 'filings'}", 0),
        ("watcher_request_budget_wait_seconds{'source': 'edgar'}", 0),
        ("watcher_breaker_open_seconds{'host': 'www.sec.gov'}", 0),
    ],
)  # fmt: skip
def test_each_vital_sign_is_there(
    ledger: Ledger, settings: Settings, told: None, sample: str, value: float
) -> None:
    assert scraped(ledger, settings)[sample] == value


def test_a_lead_that_ran_out_is_no_lead(ledger: Ledger, settings: Settings, told: None) -> None:
    assert scraped(ledger, settings, 20)["watcher_leader_lease_seconds{}"] == 0


def test_the_budget_and_a_closed_host_are_seen(ledger: Ledger, settings: Settings) -> None:
    from watcher.net.limiter import Limiter

    limiter = Limiter(connect(settings), sleep=lambda _: None)
    limiter.close("www.sec.gov", reason="403", seconds=600)
    for _ in range(3):
        limiter.acquire("edgar", rate=0.001, longest=10_000)
    found = scraped(ledger, settings)
    assert 500 < found["watcher_breaker_open_seconds{'host': 'www.sec.gov'}"] <= 600
    assert 2900 < found["watcher_request_budget_wait_seconds{'source': 'edgar'}"] <= 3001


def test_what_is_away_is_told_and_the_rest_goes_on(
    ledger: Ledger, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WATCHER_REDIS__URL", f"unix://{tmp_path}/none.sock")
    found = scraped(ledger, load())
    assert found["watcher_up{'part': 'valkey'}"] == 0
    assert found["watcher_up{'part': 'ledger'}"] == 1
    assert "watcher_filings{'state': 'new'}" in found
    bare = Ledger.open(f"sqlite:///{tmp_path}/bare.sqlite3")
    assert scraped(bare, settings)["watcher_up{'part': 'ledger'}"] == 0
    bare.close()


def test_a_counter_that_nobody_named_here_is_exported_too(
    ledger: Ledger, settings: Settings
) -> None:
    ledger.count("novelties", {"kind": "odd"}, by=3)
    assert scraped(ledger, settings)["watcher_novelties_total{'kind': 'odd'}"] == 3


def test_the_text_is_what_a_scraper_can_parse(
    ledger: Ledger, settings: Settings, told: None
) -> None:
    ledger.count("odd", {"label": 'a"b\\c\nd'})
    body = exposition(ledger, Doorbell.of(settings), settings).decode()
    families = list(text_string_to_metric_families(body))
    assert len({family.name for family in families}) == len(families) > 20
    odd = next(family for family in families if family.name == "watcher_odd")
    assert odd.samples[0].labels == {"label": 'a"b\\c\nd'}


PROBES = {
    "newest": vitals.newest("edgar"),
    "unread": vitals.oldest_unread(),
    "due": vitals.oldest_due(),
    "open filings": vitals.open_filings("failed"),
    "open deliveries": vitals.open_deliveries(DeliveryState.DEAD),
    "canaries": vitals.canaries(),
    "canary deliveries": vitals.canary_deliveries(["canary:a", "canary:b"]),
    "good polls": vitals.good_polls("edgar")[0],
}


@pytest.mark.parametrize("name", PROBES)
def test_each_look_is_an_index_probe(ledger: Ledger, name: str) -> None:
    store = ledger._store
    sql = str(PROBES[name].compile(store.engine, compile_kwargs={"literal_binds": True}))
    with store.read() as connection:
        plan = [row[-1] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}"))]
    assert all("SEARCH" in step and "INDEX" in step for step in plan), plan
