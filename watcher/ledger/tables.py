"""The tables. What is searched has a column; the rest of a record is JSON text in ``body``.

Times are whole microseconds since 1970 UTC, so both databases compare them exactly.
The migrations repeat these tables; a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from watcher.ledger.columns import NUMBER, Span, Time, Words

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

FILINGS = Table(
    "filings",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("source", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("notify", Boolean, nullable=False),
    # published_at, or seen_at where the venue gives no time: the order of all lists
    Column("order_at", Time, nullable=False),
    Column("seen_at", Time, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Time, nullable=False),
    # until when the sweep will not ring again, and until when a worker owns the row
    Column("held_until", Time),
    Column("claimed_until", Time),
    Column("read_at", Time),
    Column("error", Words),
    Column("review_reason", Words),
    Column("issuer_key", Words),
    Column("facts", Text, nullable=False, server_default="{}"),
    # the backfill that tells it in one message, where it is part of such a one
    Column("digest", Words),
    Column("body", Text, nullable=False),
    Index(None, "state", "order_at", "id"),
    Index(None, "state", "notify", "order_at", "id"),
    Index(None, "order_at", "id"),
    Index(None, "source", "state", "order_at"),
    Index(None, "source", "order_at", "id"),
    Index(None, "issuer_key", "order_at", "id"),
    Index(None, "digest", "state"),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("filing_id", ForeignKey(FILINGS.c.id), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("body", Text, nullable=False),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("filing_id", ForeignKey(FILINGS.c.id), nullable=False),
    Column("id", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("dedup_key", Words, nullable=False),
    Column("status", Words, nullable=False),
    # whose event it is (the first part of the dedup key), and the story that it is a stage of
    Column("issuer_key", Words),
    Column("case_key", Words),
    Column("body", Text, nullable=False),
    UniqueConstraint("filing_id", "id"),
    Index(None, "dedup_key", "number"),
    Index(None, "type", "number"),
    Index(None, "case_key", "number"),
    Index(None, "issuer_key", "number"),
)

SUPPRESSED = Table(
    "suppressed",
    METADATA,
    Column("filing_id", ForeignKey(FILINGS.c.id), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("reason_code", Words, nullable=False),
    Column("body", Text, nullable=False),
)

FLAGS = Table(
    "flags",
    METADATA,
    Column("filing_id", ForeignKey(FILINGS.c.id), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("code", Words, nullable=False),
    Column("body", Text, nullable=False),
)

ALERTS = Table(
    "alerts",
    METADATA,
    Column("seq", NUMBER, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False, unique=True),
    Column("filing_id", ForeignKey(FILINGS.c.id), nullable=False),
    Column("subscription", Words, nullable=False),
    Column("created_at", Time, nullable=False, index=True),
    Column("case_key", Words),
    Column("body", Text, nullable=False),
    Index(None, "filing_id", "subscription"),
    Index(None, "subscription", "seq"),
    Index(None, "case_key", "seq"),
    sqlite_autoincrement=True,  # a number is never given twice, so a cursor never misses one
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("alert_id", ForeignKey(ALERTS.c.id), nullable=False),
    Column("channel", Words, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Time, nullable=False),
    Column("held_until", Time),
    Column("claimed_until", Time),
    Column("done_at", Time),
    # what gathers (a key made by ``workers.match``) or, once claimed, went together: an id
    Column("batch", Words, index=True),
    # where the receiver has it, for a channel that comes back to it
    Column("receipt", Words),
    UniqueConstraint("alert_id", "channel"),
    Index(None, "state", "due_at", "id"),
    Index(None, "state", "done_at"),
)

ENDPOINTS = Table(
    "endpoints",
    METADATA,
    Column("route", Words, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("failing_since", Time),
    Column("paused_until", Time),
    Column("disabled_at", Time),
    Column("why", Words, nullable=False),
)
"""Receivers that are failing; one that takes something has no row."""

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("delivery_id", Words, primary_key=True),
    # a resend counts from 1 again, so the start tells two first attempts apart
    Column("started_at", Time, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("duration", Span, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("status", Integer),
    Column("excerpt", Words, nullable=False),
    ForeignKeyConstraint(["delivery_id"], [DELIVERIES.c.id]),
    Index(None, "started_at"),
)

SILENCES = Table(
    "silences",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("until", Time, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

LEADERS = Table(
    "leaders",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("holder", Words),
    Column("expires_at", Time, nullable=False),
    Column("fencing", BigInteger, nullable=False),
)

POLLS = Table(
    "polls",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("started_at", Time, nullable=False),
    Column("duration", Span, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("error", Words),
    Index(None, "source", "started_at"),
    Index(None, "source", "outcome", "started_at"),
    Index(None, "started_at"),
)

COUNTERS = Table(
    "counters",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("labels", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("who", Words, nullable=False),
    Column("request", Text, nullable=False),
    Column("claimed_at", Time, nullable=False, index=True),
    Column("status", Integer),
    Column("body", Text),
)
"""What a write was answered, by its Idempotency-Key; no status: it is still at work."""

CURSORS = Table(
    "cursors",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Words, nullable=False),
    Column("set_at", Time, nullable=False),
)
