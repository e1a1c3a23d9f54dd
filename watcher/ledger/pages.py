"""What the pages ask beside the cards: texts, issuers, cases, lags, the audit, opt-outs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks
from watcher.ledger.page_tables import AUDIT, OPT_OUTS, TEXTS
from watcher.ledger.rows import AuditNote, CanonicalText
from watcher.ledger.tables import ALERTS, DELIVERIES, EVENTS
from watcher.ledger.tables import FILINGS as F
from watcher.model import Delivery, Event, Filing, FilingId

NEWEST = 2000
"""Filings of an issuer that its history looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedEvent:
    """An event with the filing that told it."""

    event: Event
    filing: Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """When one announced filing was published, seen, read and first delivered."""

    published_at: datetime
    seen_at: datetime
    read_at: datetime | None
    delivered_at: datetime | None


class PageRows:
    """The part of the ledger that the pages need."""

    _store: Store

    def texts(self, filing_id: FilingId) -> list[CanonicalText]:
        """The canonical texts that the reading of a filing left; empty before it was read."""
        query = select(TEXTS).where(TEXTS.c.filing_id == filing_id).order_by(TEXTS.c.number)
        with self._store.read() as connection:
            return [
                CanonicalText(
                    number=row.number, sha256=row.sha256, size=row.size,
                    parts=codec.load_values(row.parts)["parts"],  # type: ignore[arg-type]
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def events_of_issuer(
        self, issuer_key: str, types: Collection[str], *, limit: int = 500
    ) -> list[TimedEvent]:
        """The newest events of these types in filings of a watched issuer, oldest first."""
        with self._store.read() as connection:
            return _timed(connection, issuer_events(issuer_key, types, limit))[::-1]

    def filings_of_issuer(self, issuer_key: str, *, limit: int = 30) -> list[Filing]:
        """The newest filings of a watched issuer first."""
        with self._store.read() as connection:
            bodies = connection.scalars(issuer_filings(issuer_key, limit))
            return [codec.load(Filing, body) for body in bodies]

    def case(self, case_key: str, *, limit: int = 200) -> list[TimedEvent]:
        """The events of one story in the order in which they were published."""
        with self._store.read() as connection:
            return _timed(connection, case_events(case_key, limit))

    def newest_filing(self, source: str) -> Filing | None:
        """The filing of a source that was published last."""
        with self._store.read() as connection:
            body = connection.scalar(newest_of(source))
        return None if body is None else codec.load(Filing, body)

    def journeys(self, source: str, *, limit: int = 500) -> list[Journey]:
        """How long the newest announced filings of a source took, newest first."""
        with self._store.read() as connection:
            rows = connection.execute(journeys_of(source, limit)).all()
        found: dict[str, Journey] = {}
        for row in rows:
            known = found.get(row.id)
            times = [at for at in (row.done_at, known and known.delivered_at) if at]
            found[row.id] = Journey(
                published_at=row.order_at, seen_at=row.seen_at, read_at=row.read_at,
                delivered_at=min(times, default=None),
            )  # fmt: skip
        return list(found.values())

    def note_audit(
        self, *, who: str, action: str, subject: str, now: datetime, detail: str = ""
    ) -> None:
        """Keep what an operator did."""
        row = {"at": now, "who": who, "action": action, "subject": subject, "detail": detail}
        with self._store.begin() as connection:
            connection.execute(AUDIT.insert(), row)

    def audits(self, *, limit: int = 50, subject: str | None = None) -> list[AuditNote]:
        """What operators did, newest first."""
        query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit)
        if subject is not None:
            query = query.where(AUDIT.c.subject == subject)
        with self._store.read() as connection:
            return [AuditNote(**row) for row in connection.execute(query).mappings()]

    def opt_out(self, route: str, *, who: str, now: datetime) -> bool:
        """Send nothing more to a channel's address; False when that was so already."""
        row = {"route": route, "at": now, "who": who}
        with self._store.begin() as connection:
            put = self._store.insert(OPT_OUTS).on_conflict_do_nothing()
            return bool(connection.execute(put, row).rowcount)

    def opt_in(self, route: str) -> bool:
        """Send to the address again; False when nobody had opted out."""
        with self._store.begin() as connection:
            gone = delete(OPT_OUTS).where(OPT_OUTS.c.route == route)
            return bool(connection.execute(gone).rowcount)

    def opted_out(self) -> dict[str, datetime]:
        """The addresses that opted out, and when."""
        with self._store.read() as connection:
            rows = connection.execute(select(OPT_OUTS.c.route, OPT_OUTS.c.at))
            return {row.route: row.at for row in rows}

    def has_opted_out(self, route: str) -> bool:
        """Whether this channel/address wants nothing more."""
        with self._store.read() as connection:
            query = select(OPT_OUTS.c.route).where(OPT_OUTS.c.route == route)
            return connection.scalar(query) is not None


def issuer_filings(issuer_key: str, limit: int) -> Select[Any]:
    """The query behind ``filings_of_issuer``."""
    mine = select(F.c.body).where(F.c.issuer_key == issuer_key)
    return mine.order_by(F.c.order_at.desc(), F.c.id.desc()).limit(limit)


def issuer_events(issuer_key: str, types: Collection[str], limit: int) -> Select[Any]:
    """The query behind ``events_of_issuer``, over its newest filings."""
    recent = (
        select(F.c.id, F.c.order_at, F.c.body)
        .where(F.c.issuer_key == issuer_key)
        .order_by(F.c.order_at.desc(), F.c.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    return (
        select(EVENTS.c.body, recent.c.body.label("filing"))
        .select_from(recent)
        .join(EVENTS, EVENTS.c.filing_id == recent.c.id)
        .where(EVENTS.c.type.in_(types))
        .order_by(recent.c.order_at.desc(), recent.c.id.desc())
        .limit(limit)
    )


def case_events(case_key: str, limit: int) -> Select[Any]:
    """The query behind ``case``."""
    return (
        select(EVENTS.c.body, F.c.body.label("filing"))
        .join(F, F.c.id == EVENTS.c.filing_id)
        .where(EVENTS.c.case_key == case_key)
        .order_by(F.c.order_at, EVENTS.c.number)
        .limit(limit)
    )


def newest_of(source: str) -> Select[Any]:
    """The query behind ``newest_filing``."""
    mine = select(F.c.body).where(F.c.source == source)
    return mine.order_by(F.c.order_at.desc(), F.c.id.desc()).limit(1)


def journeys_of(source: str, limit: int) -> Select[Any]:
    """The query behind ``journeys``: only what was announced, for a backfill says nothing."""
    recent = (
        select(F.c.id, F.c.order_at, F.c.seen_at, F.c.read_at)
        .where(F.c.source == source, F.c.notify)
        .order_by(F.c.order_at.desc(), F.c.id.desc())
        .limit(limit)
        .subquery()
    )
    return (
        select(recent, DELIVERIES.c.done_at)
        .outerjoin(ALERTS, ALERTS.c.filing_id == recent.c.id)
        .outerjoin(DELIVERIES, DELIVERIES.c.alert_id == ALERTS.c.id)
        .order_by(recent.c.order_at.desc())
    )


def keep_texts(connection: Connection, filing_id: FilingId, texts: Iterable[CanonicalText]) -> None:
    """Replace the texts of an earlier reading."""
    rows = [
        {
            "filing_id": filing_id, "number": t.number, "sha256": t.sha256, "size": t.size,
            "parts": codec.dump({"parts": t.parts}),
        }
        for t in texts
    ]  # fmt: skip
    connection.execute(delete(TEXTS).where(TEXTS.c.filing_id == filing_id))
    if rows:
        connection.execute(TEXTS.insert(), rows)


def wanted(connection: Connection, deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Without those to addresses that opted out; their alert stays, as a row that tells it."""
    routes = {d.channel for d in deliveries if "/" in d.channel}
    gone: set[str] = set()
    for part in chunks(routes):
        gone.update(connection.scalars(select(OPT_OUTS.c.route).where(OPT_OUTS.c.route.in_(part))))
    return [d for d in deliveries if d.channel not in gone]


def _timed(connection: Connection, query: Select[Any]) -> list[TimedEvent]:
    rows: Sequence[Any] = connection.execute(query).all()
    return [
        TimedEvent(event=codec.load(Event, row.body), filing=codec.load(Filing, row.filing))
        for row in rows
    ]
