"""Ids with a checked prefix, the value type of event fields, and severity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NewType, TypeAlias

FilingId = NewType("FilingId", str)
EventId = NewType("EventId", str)
AlertId = NewType("AlertId", str)
DeliveryId = NewType("DeliveryId", str)

Value: TypeAlias = (
    "bool | int | str | Decimal | date | Sequence[Value] | Mapping[str, Value] | None"
)
"""What a field of an event may hold; ``watcher.jsonable`` turns it into JSON."""

SourceName = Literal["edgar", "hkexnews", "hkex_di", "canary"]
"""Where a filing is from; ``canary`` is a made-up one of ``watcher.ops.canary``."""

_ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
_DI_SERIAL = re.compile(r"[A-Z]{2}[0-9]{8}[A-Z][0-9]{5}")
_NEWS_ID = re.compile(r"[0-9]{1,12}")


def sec_filing_id(accession: str) -> FilingId:
    """``0001104659-23-063456`` -> ``sec:0001104659-23-063456``. Raises ValueError."""
    if not _ACCESSION.fullmatch(accession):
        msg = f"not an EDGAR accession number: {accession!r}"
        raise ValueError(msg)
    return FilingId(f"sec:{accession}")


def hkex_filing_id(news_id: str) -> FilingId:
    """``12022263`` -> ``hkex:12022263``. Raises ValueError."""
    if not _NEWS_ID.fullmatch(news_id):
        msg = f"not an HKEXnews news id: {news_id!r}"
        raise ValueError(msg)
    return FilingId(f"hkex:{news_id}")


def hkex_di_filing_id(serial: str) -> FilingId:
    """``DA20260415E00531`` (a notice of interests) -> ``di:DA20260415E00531``. Raises ValueError."""
    if not _DI_SERIAL.fullmatch(serial):
        msg = f"not the serial number of a notice of interests: {serial!r}"
        raise ValueError(msg)
    return FilingId(f"di:{serial}")


def require_aware(when: datetime) -> datetime:
    """The same time, or ValueError where it has no UTC offset of zero."""
    if when.utcoffset() != timedelta(0):
        msg = f"not an aware UTC time: {when!r}"
        raise ValueError(msg)
    return when


class Severity(StrEnum):
    """How loud an event is; ``low`` and above is delivered by default."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 (info) to 4 (critical)."""
        return list(Severity).index(self)

    def step(self, by: int) -> Severity:
        """``by`` steps louder (or quieter), clamped to the scale."""
        scale = list(Severity)
        return scale[min(max(self.rank + by, 0), len(scale) - 1)]
