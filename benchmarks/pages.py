"""How long each page takes over a large ledger: median and worst of several looks.

    python -m benchmarks.pages [--filings 1000000] [--rounds 5] [--folder DIR] [--limit-ms 200]

The ledger is made of rows as the workers commit them (one event a filing, an alert with its
card and one delivery for every third) on SQLite, with one issuer that has a tenth of all.
Exit 1 when the median of a page is above the limit.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event
from watcher.ledger import Ledger, codec
from watcher.ledger.page_tables import CARD_TYPES, CARDS
from watcher.ledger.rows import AlertCard
from watcher.ledger.tables import ALERTS, ATTEMPTS, DELIVERIES, EVENTS, FILINGS
from watcher.model import AlertId, EventId, FilingId, Severity, sec_filing_id

CHUNK = 20_000
TYPES = ("insider_sale", "board_change", "results", "dividend", "share_issuance")


def fill(ledger: Ledger, count: int) -> None:
    """The rows, straight into the tables."""
    numbers = iter(range(count))
    with Console(stderr=True).status("filling the ledger") as status:
        while chunk := [n for n, _ in zip(numbers, range(CHUNK), strict=False)]:
            status.update(f"filling the ledger: {chunk[0]:,} of {count:,} filings")
            with ledger._store.begin() as connection:  # noqa: SLF001 - a benchmark goes the short way
                for table, rows in _rows(chunk).items():
                    connection.execute(table.insert(), rows)
    with ledger._store.begin() as connection:  # noqa: SLF001 - as above
        connection.execute(text("ANALYZE"))


def _rows(numbers: list[int]) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (FILINGS, EVENTS, ALERTS, CARDS, CARD_TYPES, DELIVERIES, ATTEMPTS)
    }
    for number in numbers:
        for table, row in _of(number):
            found[table].append(row)
    return found


def _of(number: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    filing_id = (
        sec_filing_id(f"0001234567-26-{number:06}")
        if number < 1_000_000
        else FilingId(f"sec:{number}")
    )
    at = NOW - timedelta(seconds=30 * number)
    source = "edgar" if number % 4 else "hkexnews"
    filing = a_filing(1, id=filing_id, published_at=at, seen_at=at, source=source)
    issuer = "large" if number % 10 == 0 else f"company-{number % 5000}"
    kind = TYPES[number % len(TYPES)]
    event = replace(
        an_event(number), type=kind, dedup_key=f"fact-{number}", case_key=f"case-{number // 3}"
    )
    yield FILINGS, {
        "id": filing_id, "source": source, "state": "read", "notify": True, "order_at": at, "seen_at": at,
        "attempts": 1, "due_at": at, "read_at": at + timedelta(seconds=2), "issuer_key": issuer, "facts": "{}",
        "body": codec.dump(filing),
    }  # fmt: skip
    yield EVENTS, {
        "filing_id": filing_id, "id": EventId(f"evt_{number}"), "type": kind, "dedup_key": event.dedup_key,
        "status": event.status, "case_key": event.case_key, "body": codec.dump(event),
    }  # fmt: skip
    if number % 3 == 0:
        yield from _told(number, filing_id, issuer, kind, source)


def _told(
    number: int, filing_id: FilingId, issuer: str, kind: str, source: str
) -> Iterator[tuple[Any, dict[str, Any]]]:
    severity = (
        Severity.CRITICAL
        if number % 3000 == 0
        else Severity.HIGH
        if number % 30 == 0
        else Severity.MEDIUM
    )
    made = NOW - timedelta(seconds=30 * number)
    alert = replace(
        an_alert(filing_id), id=AlertId(f"alr_{number}"), severity=severity, created_at=made,
        event_ids=(EventId(f"evt_{number}"),),
    )  # fmt: skip
    card = AlertCard(
        alert_id=alert.id, issuer=issuer, name=issuer, types=(kind,), facts=(("Who", "Ada Berg"), ("Units", "12")) * 2,
        quote="The board announces that she leaves.",
    )  # fmt: skip
    seq = 10_000_000 - number  # the newest has the highest number, as in life
    delivery = a_delivery(alert)
    yield ALERTS, {
        "seq": seq, "id": alert.id, "filing_id": filing_id, "subscription": "desk", "created_at": made,
        "case_key": None, "body": codec.dump(alert),
    }  # fmt: skip
    yield CARDS, {
        "alert_id": alert.id, "seq": seq, "created_at": made, "source": source, "severity": severity.value,
        "issuer": issuer, "name": issuer, "body": codec.dump(card),
    }  # fmt: skip
    yield (
        CARD_TYPES,
        {
            "type": kind,
            "created_at": made,
            "seq": seq,
            "alert_id": alert.id,
            "severity": severity.value,
        },
    )
    state = "dead" if number % 900 == 0 else "delivered"
    yield DELIVERIES, {
        "id": delivery.id, "alert_id": alert.id, "channel": "hook", "state": state, "attempts": 1,
        "due_at": made, "done_at": made + timedelta(seconds=3),
    }  # fmt: skip
    yield ATTEMPTS, {
        "delivery_id": delivery.id, "started_at": made, "number": 1, "duration": timedelta(seconds=1),
        "outcome": "sent", "reason": "ok", "status": 200, "excerpt": "",
    }  # fmt: skip


PAGES = (
    "/", "/?type=insider_sale", "/?severity=critical", "/?severity=high", "/?source=hkexnews", "/?issuer=large",
    "/?issuer=company-77", "/?type=dividend&severity=critical&source=hkexnews", "/?since=2025-10-01&until=2025-10-02",
    "/?type=nothing", "/?issuer=nobody", "/?before=9800002", "/?type=results&severity=critical&before=9700000",
    "/?severity=critical&until=2025-06-01", "/filings", "/filings?state=failed",
    "/filings/sec:0001234567-26-000300", "/alerts/alr_300", "/cases/case-100", "/issuers", "/issuers/large",
    "/deliveries", "/deliveries?state=dead", "/sources", "/subscriptions", "/health",
)  # fmt: skip


def main() -> int:
    """Fill, look, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--filings", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--limit-ms", type=float, default=200)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        return _measure(options.folder or Path(spare), options)


def _measure(folder: Path, options: argparse.Namespace) -> int:
    table = Table("page", "median ms", "worst ms", title=f"{options.filings:,} filings, SQLite")
    slow = []
    for page, times in looked(folder, options.filings, options.rounds).items():
        median = statistics.median(times)
        table.add_row(page, f"{median:.1f}", f"{max(times):.1f}")
        slow += [page] if median > options.limit_ms else []
    Console().print(table)
    if slow:
        Console(stderr=True).print(f"above {options.limit_ms:g} ms: {', '.join(slow)}")
    return 1 if slow else 0


def looked(folder: Path, filings: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every look at every page, over a ledger that is filled if it is not there."""
    from watcher.settings import load  # noqa: PLC0415 - read with the environment below
    from watcher.web import build_app  # noqa: PLC0415 - as above

    config = folder / "config"
    config.mkdir(parents=True, exist_ok=True)
    for name in ("default.toml", "events.toml", "subscriptions.toml"):
        (config / name).write_bytes((Path("config") / name).read_bytes())
    (config / "issuers.toml").write_text('[large]\nname = "Large Group"\ncik = "0000000001"\n')
    (config / "subscriptions.toml").write_text("")
    os.environ.update(WATCHER_CONFIG_DIR=str(config), WATCHER_DATA_DIR=str(folder))
    logging.disable(logging.WARNING)
    settings = load()
    fresh = not (folder / "ledger.sqlite3").exists()
    ledger = Ledger.open(settings.ledger_url, migrate=True)
    if fresh:
        fill(ledger, filings)
    ledger.close()
    with TestClient(build_app(settings), base_url="http://127.0.0.1") as client:
        return {page: [_look(client, page) for _ in range(rounds)] for page in PAGES}


def _look(client: TestClient, page: str) -> float:
    start = time.perf_counter()
    answer = client.get(page)
    took = (time.perf_counter() - start) * 1000
    if answer.status_code not in {200, 404}:
        raise SystemExit(f"{page}: {answer.status_code} {answer.text[:500]}")
    return took


if __name__ == "__main__":
    sys.exit(main())
