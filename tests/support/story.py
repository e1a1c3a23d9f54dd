"""One made-up company, its subscribers, and a way to commit what it files as a worker commits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.support.records import a_delivery, a_document, an_attempt
from watcher.blobs import Blobs
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.ledger.rows import CanonicalText, ReadOutcome
from watcher.model import (
    Alert,
    AlertId,
    Delivery,
    DeliveryState,
    Event,
    EventId,
    Evidence,
    Filing,
    Issuer,
    Party,
    QualityFlag,
    Reason,
    Severity,
    Suppressed,
    hkex_filing_id,
    sec_filing_id,
)
from workers.render.card import cards_of
from workers.render.headline import alert_headline

ISSUERS = """
[harbour-lantern]
name = "Harbour Lantern Holdings Limited"
name_zh = "海港燈籠控股有限公司"
cik = "0002000001"
tickers = ["HLH"]
hkex_codes = ["09871"]
file_numbers = ["001-40001"]
ads_ratios = [{ shares = 10 }]
"""

SUBSCRIPTIONS = """
[channels.desk-mail]
module = "workers.channels.email"
host = "127.0.0.1"
sender = "alerts@desk.test"
to = ["ada@desk.test", "ben@desk.test"]

[channels.desk-hook]
module = "workers.channels.webhook"
url = "https://hooks.desk.test/in"
secret = "whsec_dGhpcyBpcyBub3QgYSByZWFsIHNlY3JldCE="

[subscriptions.desk]
issuers = ["HLH"]
min_severity = "low"
channels = ["desk-mail", "desk-hook"]

[subscriptions.issuances]
issuers = ["*"]
types = ["share_issuance"]
min_severity = "high"
channels = ["desk-hook"]
"""

LANTERN = Issuer(
    key="harbour-lantern", name="Harbour Lantern Holdings Limited", name_zh="海港燈籠控股有限公司",
    cik="0002000001", tickers=("HLH",), hkex_codes=("09871",), file_numbers=("001-40001",),
)  # fmt: skip
CASE = "harbour-lantern|share_issuance|placing|2026-03"
START = datetime(2026, 3, 2, 8, 31, 4, tzinfo=UTC)


@dataclass
class Story:
    """What was committed, by name."""

    ledger: Ledger
    blobs: Blobs
    issuers: Issuers = field(default_factory=lambda: Issuers.of([LANTERN]))
    filings: dict[str, Filing] = field(default_factory=dict)
    alerts: dict[str, Alert] = field(default_factory=dict)
    deliveries: dict[str, list[Delivery]] = field(default_factory=dict)
    count: int = 0

    def tell(
        self,
        name: str,
        type_: str,
        headline: str,
        text: str,
        quote: str,
        *,
        days: float = 0,
        form: str | None = None,
        title: str = "",
        subtype: str | None = None,
        status: str = "announced",
        severity: Severity = Severity.MEDIUM,
        fields: Mapping[str, Any] | None = None,
        dedup_key: str = "",
        case_key: str | None = None,
        relation: str = "new",
        effective: date | None = None,
        suppressed: Sequence[Suppressed] = (),
        flags: Sequence[QualityFlag] = (),
        url: str = "",
        issuer: Issuer | None = LANTERN,
        party: str = "Harbour Lantern Holdings Ltd",
        channels: Sequence[str] = ("desk-hook",),
    ) -> Alert:
        """Record and commit one filing with one event, alerted to ``desk``."""
        self.count += 1
        published = START + timedelta(days=days)
        edgar = form is not None
        filing = Filing(
            id=sec_filing_id(f"0002000001-26-{self.count:06}") if edgar else hkex_filing_id(f"{12000000 + self.count}"),
            source="edgar" if edgar else "hkexnews", form=form, title=title or headline,
            published_at=published, seen_at=published + timedelta(seconds=1.4),
            url=url or f"https://venue.test/{self.count}", document_url=f"https://venue.test/{self.count}.txt",
            parties=(Party(role="filer", name=party, cik="0002000001"),),
            stock_codes=() if edgar else ("09871",),
        )  # fmt: skip
        start = text.index(quote)
        evidence = Evidence(document="main", start=start, end=start + len(quote), quote=quote)
        event = Event(
            id=EventId(f"evt_{name}"), type=type_, subtype=subtype, status=status, severity=severity,
            confidence=Decimal("0.97"), dedup_key=dedup_key or name, fields=fields or {},
            evidence=(evidence,), headline=headline, event_date=published.date(),
            effective_date=effective, relation=relation, case_key=case_key,
        )  # fmt: skip
        alert = Alert(
            id=AlertId(f"alr_{name}"), subscription="desk", filing_id=filing.id, kind="new",
            severity=severity, headline=alert_headline(filing, issuer, [event]),
            event_ids=(event.id,), created_at=published + timedelta(seconds=2.1), case_key=case_key,
        )  # fmt: skip
        sends = [a_delivery(alert, channel, due_at=alert.created_at) for channel in channels]
        self._commit(filing, text, event, alert, sends, suppressed, flags, issuer)
        self.filings[name], self.alerts[name], self.deliveries[name] = filing, alert, sends
        return alert

    def _commit(
        self,
        filing: Filing,
        text: str,
        event: Event,
        alert: Alert,
        sends: Sequence[Delivery],
        suppressed: Sequence[Suppressed],
        flags: Sequence[QualityFlag],
        issuer: Issuer | None,
    ) -> None:
        body = text.encode()
        note = CanonicalText(
            number=1, sha256=self.blobs.put(body), size=len(body),
            parts=(("main", filing.title, 0, len(text)),),
        )  # fmt: skip
        self.ledger.record([filing], now=filing.seen_at)
        outcome = ReadOutcome(
            state="read", issuer_key=issuer.key if issuer else None, events=(event,),
            alerts=(alert,), deliveries=tuple(sends), suppressed=tuple(suppressed), flags=tuple(flags),
            documents=(a_document(sha256=note.sha256, filename="announcement.htm"),), texts=(note,),
            cards=cards_of([alert], filing, issuer, [event], list(flags)),
        )  # fmt: skip
        assert self.ledger.commit(filing.id, outcome=outcome, now=alert.created_at)

    def settle(self, name: str, state: DeliveryState, *, tries: int = 1) -> None:
        """Make the attempts of all deliveries of an alert."""
        for delivery in self.deliveries[name]:
            for number in range(1, tries + 1):
                at = delivery.due_at + timedelta(seconds=0.8 * number)
                last = number == tries
                good = state is DeliveryState.DELIVERED and last
                self.ledger.claim_delivery(delivery.id, now=at, hold=timedelta(seconds=30))
                attempt = an_attempt(
                    delivery.id, number, started_at=at, outcome="sent" if good else "rejected" if last else "retry",
                    reason=Reason.OK if good else Reason.SERVER_ERROR, status=200 if good else 503,
                    excerpt="" if good else "Service Unavailable",
                )  # fmt: skip
                now_state = state if last else DeliveryState.PENDING
                self.ledger.settle(
                    delivery.id,
                    attempt=attempt,
                    state=now_state,
                    due_at=at,
                    now=at + timedelta(seconds=0.2),
                )
