"""The tables behind the pages: alert cards, canonical texts, the audit, who opted out."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from watcher.ledger.columns import NUMBER, Time, Words
from watcher.ledger.tables import ALERTS, FILINGS, METADATA

CARDS = Table(
    "cards",
    METADATA,
    Column("alert_id", ForeignKey(ALERTS.c.id), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("created_at", Time, nullable=False),
    Column("source", Text, nullable=False),
    Column("severity", Text, nullable=False),
    # the watched issuer's key, else the venue's own number with its kind: cik:… or hkex:…
    Column("issuer", Words),
    Column("name", Words, nullable=False),  # folded, for a search by its beginning
    Column("body", Text, nullable=False),
    Index(None, "created_at", "seq"),
    Index(None, "severity", "created_at", "seq"),
    Index(None, "source", "created_at", "seq"),
    Index(None, "issuer", "created_at", "seq"),
    Index(None, "name", "created_at", "seq"),
    Index(None, "seq"),
)

CARD_TYPES = Table(
    "card_types",
    METADATA,
    Column("type", Words, primary_key=True),
    Column("created_at", Time, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("alert_id", ForeignKey(CARDS.c.alert_id), nullable=False),
    Column("severity", Text, nullable=False),
    Index(None, "type", "severity", "created_at", "seq"),
)

TEXTS = Table(
    "texts",
    METADATA,
    Column("filing_id", ForeignKey(FILINGS.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("parts", Text, nullable=False),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("at", Time, nullable=False),
    Column("who", Words, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Index(None, "subject", "number"),
)

OPT_OUTS = Table(
    "opt_outs",
    METADATA,
    Column("route", Words, primary_key=True),  # channel/address, as deliveries name it
    Column("at", Time, nullable=False),
    Column("who", Words, nullable=False),
)
