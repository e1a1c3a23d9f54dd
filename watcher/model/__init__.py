"""The types that walk the street, from a feed entry to a delivery.

All are frozen and keyword-only. Times are aware UTC datetimes, dates are plain
dates as printed, counts are ``int``, money and ratios are ``Decimal``, and what a
filing does not state is ``None``. Ids are strings with a checked prefix.
"""

from __future__ import annotations

from watcher.model.event import (
    Change,
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
    Digest,
    Grouping,
    Outcome,
    Quiet,
    Reason,
    Rejected,
    Retry,
    Sent,
    Silence,
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
    "Change",
    "Delivery",
    "DeliveryId",
    "DeliveryState",
    "Derived",
    "Digest",
    "Document",
    "Event",
    "EventId",
    "Evidence",
    "FeedEntry",
    "Filing",
    "FilingId",
    "Findings",
    "Grouping",
    "Issuer",
    "Label",
    "Outcome",
    "Party",
    "QualityFlag",
    "Quiet",
    "Reason",
    "Rejected",
    "Retry",
    "Section",
    "Sent",
    "Severity",
    "Silence",
    "SourceName",
    "Subscription",
    "Suppressed",
    "Value",
    "hkex_filing_id",
    "require_aware",
    "sec_filing_id",
]
