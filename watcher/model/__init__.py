"""The types that walk the street, from a feed entry to a delivery.

All are frozen and keyword-only. Times are aware UTC datetimes, dates are plain
dates as printed, counts are ``int``, money and ratios are ``Decimal``, and what a
filing does not state is ``None``. Ids are strings with a checked prefix.
"""

from __future__ import annotations

from watcher.model.event import (
    Derived,
    Event,
    Findings,
    Label,
    QualityFlag,
    Suppressed,
)
from watcher.model.filing import (
    AdsRatio,
    Block,
    BlockKind,
    Document,
    Evidence,
    FeedEntry,
    Filing,
    Issuer,
    Party,
    Section,
)
from watcher.model.ids import (
    AlertId,
    DeliveryId,
    EventId,
    FilingId,
    Severity,
    SourceName,
    Value,
    hkex_filing_id,
    require_aware,
    sec_filing_id,
)
from watcher.model.telling import (
    Alert,
    AlertKind,
    Attempt,
    Delivery,
    DeliveryState,
    Outcome,
    Reason,
    Rejected,
    Retry,
    Sent,
    Subscription,
)

__all__ = [
    "AdsRatio",
    "Alert",
    "AlertId",
    "AlertKind",
    "Attempt",
    "Block",
    "BlockKind",
    "Delivery",
    "DeliveryId",
    "DeliveryState",
    "Derived",
    "Document",
    "Event",
    "EventId",
    "Evidence",
    "FeedEntry",
    "Filing",
    "FilingId",
    "Findings",
    "Issuer",
    "Label",
    "Outcome",
    "Party",
    "QualityFlag",
    "Reason",
    "Rejected",
    "Retry",
    "Section",
    "Sent",
    "Severity",
    "SourceName",
    "Subscription",
    "Suppressed",
    "Value",
    "hkex_filing_id",
    "require_aware",
    "sec_filing_id",
]
