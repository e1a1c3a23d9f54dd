"""What reading a filing gave: one commit keeps it, queries show it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, select, update

from watcher.ledger import codec
from watcher.ledger.cards import keep_cards
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks, unknown
from watcher.ledger.heard import heard
from watcher.ledger.outbox import keep_alerts
from watcher.ledger.pages import keep_texts
from watcher.ledger.rows import ReadOutcome
from watcher.ledger.stories import issuer_of, require_standing
from watcher.ledger.tables import ALERTS, DOCUMENTS, EVENTS, FLAGS, SUPPRESSED
from watcher.ledger.tables import FILINGS as F
from watcher.ledger.tally import committed
from watcher.ledger.twins import told_by_twin
from watcher.model import (
    Alert,
    Document,
    Event,
    EventId,
    Filing,
    FilingId,
    QualityFlag,
    Suppressed,
)

T = TypeVar("T", Document, Suppressed, QualityFlag)


class ReadingRows:
    """The reading part of the ledger."""

    _store: Store

    def commit(self, filing_id: FilingId, *, outcome: ReadOutcome, now: datetime) -> bool:
        """Keep all that a reading gave, and the filing's new state, in one transaction.

        False, and nothing changed, when the filing is final already. An event that was
        ``new`` becomes ``same`` when another filing committed its fact meanwhile, one that
        ``advances`` when another committed the same status of it, and any when the other
        language version did. An alert is dropped with its deliveries when all that it tells
        is ``same`` and its subscription heard that from another filing. Raises UnknownId, and
        Overtaken when what the outcome was decided on (its premise) is no longer all.
        """
        with self._store.begin() as connection:
            self._store.serialise(connection)
            row = connection.execute(_finish(filing_id, outcome, now)).one_or_none()
            if row is None:
                if connection.scalar(select(F.c.id).where(F.c.id == filing_id)) is None:
                    raise unknown(filing_id)
                return False
            filing = codec.load(Filing, row.body)
            if outcome.premise is not None:
                require_standing(connection, outcome.premise, filing_id)
            events = _settled(connection, filing, outcome.events)
            told = heard(connection, filing, events) if outcome.alerts else {}
            alerts = (
                _worth_telling(outcome.alerts, events, told) if row.notify or row.digest else []
            )
            self._keep_reading(connection, filing_id, outcome)
            self._keep_events(connection, filing_id, events)
            keep_alerts(self._store, connection, alerts, outcome.deliveries)
            keep_cards(connection, self._store, filing_id, outcome)
            keep_texts(connection, filing_id, outcome.texts)
            committed(
                filing, outcome.state, events, outcome.suppressed, alerts,
                notify=row.notify, now=now,
            ).keep(self._store, connection)  # fmt: skip
        return True

    def _keep_reading(
        self, connection: Connection, filing_id: FilingId, outcome: ReadOutcome
    ) -> None:
        documents = [
            {"filing_id": filing_id, "seq": d.seq, "sha256": d.sha256, "body": codec.dump(d)}
            for d in outcome.documents
        ]
        suppressed = [
            {"filing_id": filing_id, "seq": n, "reason_code": s.reason_code, "body": codec.dump(s)}
            for n, s in enumerate(outcome.suppressed)
        ]
        flags = [
            {"filing_id": filing_id, "seq": n, "code": f.code, "body": codec.dump(f)}
            for n, f in enumerate(outcome.flags)
        ]
        for table, rows in ((DOCUMENTS, documents), (SUPPRESSED, suppressed), (FLAGS, flags)):
            connection.execute(delete(table).where(table.c.filing_id == filing_id))
            if rows:
                connection.execute(table.insert(), rows)

    def _keep_events(
        self, connection: Connection, filing_id: FilingId, events: Sequence[Event]
    ) -> None:
        """Replace the events of an earlier reading, but for those somebody was told of."""
        told = connection.scalars(select(ALERTS.c.body).where(ALERTS.c.filing_id == filing_id))
        ids = set(chain.from_iterable(codec.load(Alert, body).event_ids for body in told))
        mine = EVENTS.c.filing_id == filing_id
        connection.execute(delete(EVENTS).where(mine, EVENTS.c.id.not_in(ids)))
        if events:
            rows = [
                {
                    "filing_id": filing_id,
                    "id": e.id,
                    "type": e.type,
                    "dedup_key": e.dedup_key,
                    "status": e.status,
                    "issuer_key": issuer_of(e),
                    "case_key": e.case_key,
                    "body": codec.dump(e),
                }
                for e in events
            ]
            connection.execute(self._store.insert(EVENTS).on_conflict_do_nothing(), rows)

    def events(self, filing_id: FilingId) -> list[Event]:
        """The events of a filing, in the order of the reading."""
        query = select(EVENTS.c.body).where(EVENTS.c.filing_id == filing_id)
        with self._store.read() as connection:
            bodies = connection.scalars(query.order_by(EVENTS.c.number))
            return [codec.load(Event, body) for body in bodies]

    def suppressed(self, filing_id: FilingId) -> list[Suppressed]:
        """The cues of a filing that raised no event."""
        return self._parts(SUPPRESSED, Suppressed, filing_id)

    def flags(self, filing_id: FilingId) -> list[QualityFlag]:
        """The doubts about a filing."""
        return self._parts(FLAGS, QualityFlag, filing_id)

    def documents(self, filing_id: FilingId) -> list[Document]:
        """The documents that were read; their bodies are in the blob store."""
        return self._parts(DOCUMENTS, Document, filing_id)

    def _parts(self, table: Table, kind: type[T], filing_id: FilingId) -> list[T]:
        query = select(table.c.body).where(table.c.filing_id == filing_id).order_by(table.c.seq)
        with self._store.read() as connection:
            return [codec.load(kind, body) for body in connection.scalars(query)]


def _finish(filing_id: FilingId, outcome: ReadOutcome, now: datetime) -> Any:
    return (
        update(F)
        .where(F.c.id == filing_id, F.c.state == "new")
        .values(
            state=outcome.state,
            read_at=now,
            held_until=None,
            claimed_until=None,
            error=None,
            review_reason=outcome.review_reason,
            issuer_key=outcome.issuer_key,
            facts=codec.dump(outcome.facts),
        )
        .returning(F.c.notify, F.c.digest, F.c.body)
    )


def _settled(connection: Connection, filing: Filing, events: Sequence[Event]) -> list[Event]:
    """The events with what other filings committed meanwhile: a fact overtaken is ``same``."""
    keys = {event.dedup_key for event in events if event.relation in {"new", "advances"}}
    facts: set[str] = set()
    stages: set[tuple[str, str]] = set()
    for part in chunks(keys):
        others = select(EVENTS.c.dedup_key, EVENTS.c.status).where(
            EVENTS.c.dedup_key.in_(part), EVENTS.c.filing_id != filing.id
        )
        for key, status in connection.execute(others):
            facts.add(key)
            stages.add((key, status))
    translated = told_by_twin(connection, filing, events)
    overtaken = {
        event.id
        for event in events
        if (event.relation == "new" and event.dedup_key in facts)
        or (event.relation == "advances" and (event.dedup_key, event.status) in stages)
        or (event.relation != "same" and event.id in translated)
    }
    return [replace(e, relation="same") if e.id in overtaken else e for e in events]


def _worth_telling(
    alerts: Iterable[Alert], events: Iterable[Event], told: Mapping[EventId, Collection[str]]
) -> list[Alert]:
    same = {event.id for event in events if event.relation == "same"}
    return [
        alert
        for alert in alerts
        if not alert.event_ids
        or any(e not in same or alert.subscription not in told.get(e, ()) for e in alert.event_ids)
    ]
