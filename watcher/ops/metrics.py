"""What Prometheus reads: one collector over the ledger and Valkey, nothing kept in between.

Every process of the service writes its counts into the ledger, so any one web process
tells of all of them. Names have the prefix ``watcher_``, times are seconds.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from watcher import __version__
from watcher.errors import WatcherError
from watcher.ledger.tally import INF, LAG_SECONDS
from watcher.ops.calendars import silent_for
from watcher.ops.clock import Clock, utc_now

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.ledger.vitals import Vitals
    from watcher.queue import Doorbell, QueueName
    from watcher.settings import Settings

Counters: TypeAlias = Mapping[str, list[tuple[dict[str, str], int]]]

PREFIX = "watcher_"
QUEUES: tuple[QueueName, ...] = ("filings", "deliveries", "ocr")

HELP = {
    "filings_recorded": "Filings that were found.",
    "filings_read": "Filings whose reading ended, by how.",
    "events": "Events that were committed.",
    "suppressed": "Cues that raised no event, by reason.",
    "alerts": "Alerts that were committed.",
    "attempts": "Attempts to deliver.",
    "polls": "Polls by outcome.",
    "poll_failures": "Failed polls by error.",
    "gaps": "Filings that polling missed and an audit found; must stay 0.",
    "feed_gaps": "Stretches of a feed that could no longer be read when we came back.",
    "feed_damage": "Entries of a feed that could not be understood.",
    "audits": "Comparisons with the index of a venue, by outcome.",
    "child_restarts": "Children that the supervisor started again.",
    "scheduler_runs": "Runs of the scheduler that were missed, overran or failed.",
}
"""Counters of the ledger; one that is not here is exported under its own name as well."""

ALWAYS = ("gaps", "feed_gaps")
"""Counters by source that exist from the start, so that a rule sees the first rise."""

_INSIDE = {"lag_bucket", "lag_milliseconds", "poll_milliseconds"}


class LedgerCollector(Collector):
    """Reads the ledger and Valkey at every scrape. What is away is told by ``watcher_up``."""

    def __init__(
        self, ledger: Ledger, doorbell: Doorbell, settings: Settings, clock: Clock = utc_now
    ) -> None:
        self._ledger, self._doorbell, self._settings = ledger, doorbell, settings
        self._clock = clock

    def collect(self) -> Iterator[Metric]:
        """All of it; about ten queries, each by an index."""
        started = time.perf_counter()
        up = GaugeMetricFamily(PREFIX + "up", "Whether a part answers.", labels=["part"])
        for part, tell in (("ledger", self._of_ledger), ("valkey", self._of_valkey)):
            try:
                yield from tell()
                up.add_metric([part], 1)
            except WatcherError:
                up.add_metric([part], 0)
        yield up
        yield _info()
        seconds = time.perf_counter() - started
        yield GaugeMetricFamily(PREFIX + "scrape_seconds", "How long this look took.", seconds)

    def _of_ledger(self) -> list[Metric]:
        now, names = self._clock(), list(self._settings.sources)
        vitals = self._ledger.vitals(names)
        found: dict[str, list[tuple[dict[str, str], int]]] = defaultdict(list)
        for name, labels, value in self._ledger.counters():
            found[name].append((labels, value))
        for name in ALWAYS:
            known = {labels.get("source") for labels, _ in found[name]}
            found[name] += [({"source": source}, 0) for source in names if source not in known]
        return [
            *(_counter(name, rows) for name, rows in found.items() if name not in _INSIDE),
            _lags(found),
            _poll_seconds(found),
            *_waiting(vitals, now),
            *_lead(vitals, now),
            *_canary(vitals, self._settings),
            *_freshness(vitals, now, self._settings),
        ]

    def _of_valkey(self) -> list[Metric]:
        sources = self._settings.sources
        hosts = sorted({host for source in sources.values() for host in source.hosts})
        standing = self._doorbell.standing(hosts, list(sources))
        lengths: dict[str, float] = {name: self._doorbell.waiting(name) for name in QUEUES}
        return [
            _gauge("queue_jobs", "Jobs that no worker has taken.", "queue", lengths),
            _gauge("request_budget_wait_seconds", "How long the next request would wait.",
                   "source", standing.waits),
            _gauge("breaker_open_seconds", "How long a host that refused us is left alone; 0: open to us.",
                   "host", {host: standing.closed.get(host, 0) for host in hosts}),
        ]  # fmt: skip


def exposition(ledger: Ledger, doorbell: Doorbell, settings: Settings) -> bytes:
    """The text that Prometheus scrapes."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(LedgerCollector(ledger, doorbell, settings))
    return generate_latest(registry)


def _info() -> Metric:
    info = GaugeMetricFamily(PREFIX + "build_info", "The running version.", labels=["version"])
    info.add_metric([__version__], 1)
    return info


def _gauge(name: str, words: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(PREFIX + name, words, labels=[label])
    for value, number in values.items():
        family.add_metric([value], number)
    return family


def _counter(name: str, rows: Iterable[tuple[dict[str, str], int]]) -> Metric:
    rows = list(rows)
    names = sorted({label for labels, _ in rows for label in labels})
    family = CounterMetricFamily(PREFIX + name, HELP.get(name, name), labels=names)
    for labels, value in rows:
        family.add_metric([labels.get(label, "") for label in names], value)
    return family


def _lags(found: Counters) -> Metric:
    """Cumulative buckets from the plain ones of the ledger."""
    family = HistogramMetricFamily(
        PREFIX + "lag_seconds", "How long a leg of a filing's way took.",
        labels=["stage", "source", "form"],
    )  # fmt: skip
    plain: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for labels, value in found.get("lag_bucket", ()):
        plain[labels["stage"], labels["source"], labels["form"]][labels["le"]] = value
    sums = {
        (labels["stage"], labels["source"], labels["form"]): value / 1000
        for labels, value in found.get("lag_milliseconds", ())
    }
    bounds = [*(format(le, "g") for le in LAG_SECONDS), INF]
    for key, counts in plain.items():
        total, buckets = 0, []
        for bound in bounds:
            total += counts.get(bound, 0)
            buckets.append((bound, total))
        family.add_metric(list(key), buckets, sums.get(key, 0))
    return family


def _poll_seconds(found: Counters) -> Metric:
    family = CounterMetricFamily(PREFIX + "poll_seconds", "Time spent polling.", labels=["source"])
    for labels, value in found.get("poll_milliseconds", ()):
        family.add_metric([labels["source"]], value / 1000)
    return family


def _waiting(vitals: Vitals, now: datetime) -> list[Metric]:
    unread, due = _age(vitals.unread_since, now), _age(vitals.due_since, now)
    return [
        _gauge("filings", "Filings by state that are not done.", "state", vitals.filings),
        _gauge("deliveries", "Deliveries by state that are not done.", "state", vitals.deliveries),
        _gauge("receivers", "Channels and addresses that fail; of these, those switched off.",
               "state", vitals.receivers),
        _gauge("oldest_waiting_seconds", "How long the oldest has waited, past its time.",
               "kind", {"filing": unread, "delivery": due}),
    ]  # fmt: skip


def _lead(vitals: Vitals, now: datetime) -> list[Metric]:
    lead = vitals.lead
    left = (lead.expires_at - now).total_seconds() if lead and lead.holder else 0
    return [
        GaugeMetricFamily(
            PREFIX + "leader_lease_seconds",
            "How long the lead of a scheduler still lasts; 0: nobody leads.",
            max(0, left),
        ),
        CounterMetricFamily(
            PREFIX + "leader_changes", "How often the lead changed hands.", lead.fencing if lead else 0
        ),
    ]  # fmt: skip


def _canary(vitals: Vitals, settings: Settings) -> list[Metric]:
    last = vitals.canary
    took = last and (last.done_at - last.seen_at).total_seconds()
    return [
        GaugeMetricFamily(
            PREFIX + "canary_interval_seconds", "How often a canary is sent; 0: never.",
            settings.health.canary_seconds,
        ),
        GaugeMetricFamily(
            PREFIX + "canary_delivered_timestamp_seconds",
            "When the last canary that arrived was delivered; 0: none did.",
            last.done_at.timestamp() if last else 0,
        ),
        GaugeMetricFamily(
            PREFIX + "canary_seconds", "How long it took from recording to delivery.", took or 0
        ),
    ]  # fmt: skip


def _freshness(vitals: Vitals, now: datetime, settings: Settings) -> list[Metric]:
    sources, seen = settings.sources, vitals.sources
    polled = {n: f.good_poll_at.timestamp() for n, f in seen.items() if f.good_poll_at}
    newest = {n: f.newest_at for n, f in seen.items() if f.newest_at}
    told = {n: f.newest_seen_at for n, f in seen.items() if f.newest_seen_at}
    silent = {n: silent_for(n, at, now).total_seconds() for n, at in told.items()}
    return [
        _gauge("source_enabled", "Whether a source is polled.", "source",
               {name: int(source.enabled) for name, source in sources.items()}),
        _gauge("poll_interval_seconds", "How often a source is polled.", "source",
               {name: source.poll_seconds for name, source in sources.items()}),
        _gauge("request_budget_per_second", "Requests that all processes may make together.",
               "source", {name: source.requests_per_second for name, source in sources.items()}),
        _gauge("last_good_poll_timestamp_seconds", "When a poll last succeeded.", "source", polled),
        _gauge("newest_filing_timestamp_seconds", "When the newest filing was published.",
               "source", {name: at.timestamp() for name, at in newest.items()}),
        _gauge("silent_business_seconds", "Open time of the venue since we saw its newest filing.",
               "source", silent),
    ]  # fmt: skip


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
