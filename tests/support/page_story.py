"""A made-up company's year in the ledger, for the pages: texts, alerts, a case, histories.

Everything is committed as a worker commits it, with cards rendered by the workers' own code.
"""

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
from watcher.ledger.rows import CanonicalText, PollNote, ReadOutcome
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


def tell_all(ledger: Ledger, blobs: Blobs) -> Story:
    """The year."""
    story = Story(ledger, blobs)
    _people(story)
    _insiders(story)
    _returns(story)
    _placing(story)
    for number in range(6):
        ledger.note_poll(
            PollNote(
                source="edgar", started_at=datetime.now(UTC) - timedelta(seconds=6 - number),
                duration=timedelta(milliseconds=310), outcome="ok", entries=100, new=number % 2, pages=1,
            )
        )  # fmt: skip
    return story


PLACING_TEXT = """HARBOUR LANTERN HOLDINGS LIMITED
(Incorporated in the Cayman Islands with limited liability)
PLACING OF NEW SHARES UNDER GENERAL MANDATE

The Board is pleased to announce that on 2 March 2026 (after trading hours), the Company entered into the Placing Agreement, pursuant to which the Placing Agent has conditionally agreed to place, on a best effort basis, up to 80,000,000 Placing Shares at the Placing Price of HK$2.50 per Placing Share to not less than six independent Placees.

The Placing Price represents a discount of approximately 9.09% to the closing price of HK$2.75 per Share as quoted on the Stock Exchange on the date of the Placing Agreement.

The gross proceeds from the Placing will be HK$200.0 million.

EQUITY FUND RAISING ACTIVITIES IN THE PAST TWELVE MONTHS
On 4 June 2025 the Company issued 30,000,000 Shares at HK$2.10 per Share under the general mandate then in force.
"""


def _placing(story: Story) -> None:
    quote = "up to 80,000,000 Placing Shares at the Placing Price of HK$2.50 per Placing Share"
    recap = "On 4 June 2025 the Company issued 30,000,000 Shares at HK$2.10 per Share"
    at = PLACING_TEXT.index(recap)
    dropped = Suppressed(
        would_be_type="share_issuance", reason_code="HISTORICAL_RECAP", why="a past issue, told in its own time",
        evidence=Evidence(document="main", start=at, end=at + len(recap), quote=recap),
    )  # fmt: skip
    fields = {
        "units": 80_000_000, "qualifier": "up_to", "price": Decimal("2.50"), "currency": "HKD",
        "gross_proceeds": Decimal(200_000_000), "unit_kind": "ordinary_share", "mandate": "general",
        "agreement_date": date(2026, 3, 2), "pct_existing_printed": Decimal("8.41"),
    }  # fmt: skip
    story.tell(
        "placing", "share_issuance", "placing of up to 80,000,000 shares at HK$2.50", PLACING_TEXT, quote,
        title="PLACING OF NEW SHARES UNDER GENERAL MANDATE", subtype="placing", severity=Severity.HIGH,
        fields=fields, dedup_key="lantern|placing|agreed", case_key=CASE, suppressed=[dropped],
        flags=[QualityFlag(code="ROUNDED_FIGURE", detail="gross proceeds are printed in millions")],
        channels=("desk-hook", "desk-mail/ada@desk.test"),
    )  # fmt: skip
    story.settle("placing", DeliveryState.DELIVERED)
    story.tell(
        "placing-6k", "share_issuance", "placing of up to 80,000,000 shares at HK$2.50", PLACING_TEXT, quote,
        days=0.14, form="6-K", title="6-K - Harbour Lantern Holdings Ltd", subtype="placing", severity=Severity.HIGH,
        fields=fields, dedup_key="lantern|placing|agreed", case_key=CASE,
    )  # fmt: skip
    text = "Completion of the Placing took place on 11 March 2026. A total of 79,400,000 Placing Shares were placed at HK$2.50."
    story.tell(
        "completed", "share_issuance", "placing completed, 79,400,000 shares at HK$2.50", text,
        "A total of 79,400,000 Placing Shares were placed at HK$2.50", days=9, title="COMPLETION OF PLACING",
        subtype="placing", status="completed", severity=Severity.HIGH, case_key=CASE, relation="advances",
        fields={**fields, "units": 79_400_000, "gross_proceeds": Decimal(198_500_000), "completion_date": date(2026, 3, 11)},
        dedup_key="lantern|placing|completed",
    )  # fmt: skip
    story.settle("completed", DeliveryState.DEAD, tries=3)


def _returns(story: Story) -> None:
    closing = 951_200_000
    for month in range(1, 9):
        closing += 0 if month % 3 else 2_400_000
        on = date(2025, month + 4, 28)
        text = f"Monthly Return for the month ended {on}. Balance at close of the month: {closing:,} shares."
        story.tell(
            f"return{month}", "capital_movement", f"monthly return: {closing:,} shares in issue", text,
            f"Balance at close of the month: {closing:,} shares", days=-260 + 30 * month,
            title="Monthly Return of Equity Issuer", subtype="monthly_return", status="movement",
            severity=Severity.INFO, fields={
                "month_ended": on,
                "issued_excluding_treasury": {"opening": closing, "change": 0, "closing": closing},
            },
        )  # fmt: skip
        story.settle(f"return{month}", DeliveryState.DELIVERED)


def _insiders(story: Story) -> None:
    rows = ((-200, "insider_sale", 1_250_000), (-120, "insider_purchase", 640_000),
            (-75, "insider_sale", 2_400_000), (-20, "insider_sale", 900_000))  # fmt: skip
    for number, (days, kind, value) in enumerate(rows, 1):
        verb = "sells" if kind == "insider_sale" else "buys"
        plan = number == 4
        text = f"Marlow Edith {verb} {value // 25:,} American Depositary Shares worth US${value:,} at a weighted average price of US$25.00."
        story.tell(
            f"trade{number}", kind, f"director Edith Marlow {verb} US${value:,} of ADSs", text,
            f"{value // 25:,} American Depositary Shares worth US${value:,}", days=days, form="144" if plan else "4",
            title=f"{'144' if plan else '4'} - Harbour Lantern Holdings Ltd", status="proposed" if plan else "completed",
            severity=Severity.MEDIUM if value > 1_000_000 else Severity.LOW,
            fields={
                "person": {"name": "Marlow Edith", "person_key": "edith+marlow"}, "units": value // 25, "unit_kind": "ads",
                "value": Decimal(value), "price": Decimal("25.00"), "currency": "USD",
                "transaction_date": (START + timedelta(days=days)).date(),
            },
        )  # fmt: skip
        story.settle(f"trade{number}", DeliveryState.DELIVERED)


def _people(story: Story) -> None:
    rows = ((-240, "Osgood Peter", "appointment", "independent_non_executive_director"),
            (-150, "Fong Wai Lin", "departure", "executive_director"),
            (-60, "Brandt Ilse", "appointment", "chief_financial_officer"),
            (-10, "Osgood Peter", "departure", "independent_non_executive_director"))  # fmt: skip
    for number, (days, name, what, role) in enumerate(rows, 1):
        verb = "joins the board" if what == "appointment" else "leaves the board"
        on = (START + timedelta(days=days)).date()
        text = f"The Board announces that {name} {verb} with effect from {on:%d %B %Y}."
        story.tell(
            f"person{number}", "board_change", f"{name} {verb}", text, f"{name} {verb}", days=days,
            title="CHANGE OF DIRECTOR", subtype=what, status="effective", effective=on,
            fields={
                "person": {"name": name, "person_key": "+".join(sorted(name.lower().split()))},
                "roles": [{"role": role, "change": "gained" if what == "appointment" else "lost"}],
            },
        )  # fmt: skip
        story.settle(f"person{number}", DeliveryState.DELIVERED)
