"""Issuers, filings, events and alerts for the tests of telling; all invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from watcher.model import (
    AdsRatio,
    Alert,
    AlertId,
    Event,
    EventId,
    Evidence,
    Filing,
    Issuer,
    Severity,
    sec_filing_id,
)

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
ACCESSION = "0001234567-26-000042"


def an_issuer(**changes: Any) -> Issuer:
    values: dict[str, Any] = {
        "key": "north-harbour",
        "name": "North Harbour Holdings Limited",
        "cik": "0001234567",
        "tickers": ("NHC",),
        "hkex_codes": ("09871",),
        "file_numbers": ("001-40001",),
        "ads_ratios": (AdsRatio(shares=15),),
    }
    return Issuer(**values | changes)


def a_filing(**changes: Any) -> Filing:
    values: dict[str, Any] = {
        "id": sec_filing_id(ACCESSION),
        "source": "edgar",
        "form": "6-K",
        "title": "Report of foreign issuer",
        "published_at": datetime(2026, 3, 25, 9, 0, 12, tzinfo=UTC),
        "seen_at": datetime(2026, 3, 25, 9, 0, 40, tzinfo=UTC),
        "url": "https://www.sec.gov/Archives/edgar/data/1234567/000123456726000042-index.htm",
        "document_url": "https://www.sec.gov/Archives/edgar/data/1234567/000123456726000042.txt",
    }
    return Filing(**values | changes)


def an_event(number: int = 1, **changes: Any) -> Event:
    quote = "Ms. Ada Moor has resigned as a non-executive director with effect from March 25, 2026"
    values: dict[str, Any] = {
        "id": EventId(f"evt_{number:016x}"),
        "type": "board_change",
        "subtype": "departure",
        "status": "effective",
        "severity": Severity.HIGH,
        "confidence": Decimal("0.97"),
        "dedup_key": f"north-harbour|board_change|{number}",
        "fields": {
            "person": {"name": "Ada Moor", "honorific": "Ms.", "person_key": "ada+moor"},
            "direction": "departure",
            "action": "resignation",
            "roles": [
                {"role": "non_executive_director", "change": "lost", "primary": True},
                {"role": "chairman_of_board", "change": "lost"},
                {"role": "committee_chair", "committee": "nomination", "change": "lost"},
            ],
            "reason": "other business commitments",
            "disagreement_with_board": False,
            "vacancy": None,
        },
        "evidence": (Evidence(document="99.2", start=123, end=123 + len(quote), quote=quote),),
        "headline": "chairman Ada Moor resigns",
        "document_date": date(2026, 3, 25),
        "event_date": date(2026, 3, 25),
        "effective_date": date(2026, 3, 25),
        "exhibit": "99.2",
    }
    return Event(**values | changes)


def a_sale(number: int = 7, **changes: Any) -> Event:
    values: dict[str, Any] = {
        "type": "insider_sale",
        "subtype": "proposed_notice",
        "status": "proposed",
        "severity": Severity.LOW,
        "headline": "affiliate Bo Marsh plans to sell 210,000 ADS, about US$924,000.00",
        "fields": {
            "person": {"name": "Bo Marsh", "person_key": "bo+marsh", "cik": "0007654321"},
            "relationships": ["Affiliate"],
            "security_title": "American Depositary Shares",
            "unit_kind": "ads",
            "ads_ratio": 15,
            "units": 210000,
            "aggregate_market_value": Decimal("924000.00"),
            "currency": "USD",
            "approx_sale_date": date(2026, 3, 26),
            "exchange": "NASDAQ",
            "broker": {"name": "Quay Brokers Limited", "address": "1 Quay"},
        },
        "evidence": (
            Evidence(document="main", start=5, end=30, quote="210000\t924000.00\t250000000\t03/26/2026\tNASDAQ"),
        ),
        "event_date": date(2026, 3, 26),
        "effective_date": None,
        "exhibit": None,
    }  # fmt: skip
    return an_event(number, **values | changes)


def an_alert(*events: Event, **changes: Any) -> Alert:
    values: dict[str, Any] = {
        "id": AlertId("alert_0123456789abcdef"),
        "subscription": "desk",
        "filing_id": sec_filing_id(ACCESSION),
        "kind": "new",
        "severity": max((e.severity for e in events), key=lambda s: s.rank, default=Severity.LOW),
        "headline": "North Harbour Holdings Limited (NHC / 9871) - chairman Ada Moor resigns",
        "event_ids": tuple(e.id for e in events),
        "created_at": NOW,
    }
    return Alert(**values | changes)
