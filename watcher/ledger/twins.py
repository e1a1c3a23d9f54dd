"""Other versions of a filing: its twin in the other language, the same facts at the other venue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks
from watcher.ledger.rows import Twin
from watcher.ledger.tables import EVENTS
from watcher.ledger.tables import FILINGS as F
from watcher.model import Event, EventId, Filing, FilingId
from watcher.twins import same_story, twin_of

MOST = 10
"""Filings that tell the same; more than two are rare."""


class TwinRows:
    """The twins part of the ledger."""

    _store: Store

    def twin(self, filing: Filing) -> Twin | None:
        """The recorded version of this filing in the other language, read or not."""
        with self._store.read() as connection:
            return find_twin(connection, filing)

    def other_versions(self, filing: Filing, *, at: datetime) -> tuple[Filing, ...]:
        """Who else told the same by then: the twin, then the other venue, oldest first.

        What comes later is left out, so that a message says the same whenever it is sent.
        """
        with self._store.read() as connection:
            twin = find_twin(connection, filing)
            others = _elsewhere(connection, filing, at)
        known = [twin.filing] if twin is not None and twin.filing.seen_at <= at else []
        return (*known, *others)

    def told_before(self, filing: Filing, events: Sequence[Event]) -> dict[EventId, FilingId]:
        """For those of its events that are no news, which filing told them.

        The first one under the same key, else the version in the other language, else the
        first that told this stage of the same case.
        """
        same = [event for event in events if event.relation == "same"]
        with self._store.read() as connection:
            firsts = _firsts(connection, {event.dedup_key for event in same})
            twin = find_twin(connection, filing) if same else None
            told = {}
            for event in same:
                first: FilingId | None = firsts.get(event.dedup_key, filing.id)
                if first == filing.id:
                    first = twin.filing.id if twin else _first_of_case(connection, event, filing.id)
                if first is not None:
                    told[event.id] = first
        return told


def find_twin(connection: Connection, filing: Filing) -> Twin | None:
    """``TwinRows.twin`` inside a transaction."""
    if filing.source != "hkexnews" or filing.language is None or filing.published_at is None:
        return None
    rows = connection.execute(same_moment(filing.published_at)).all()
    states = {row.id: row.state for row in rows}
    recorded = [codec.load(Filing, row.body) for row in rows if row.source == filing.source]
    twin = twin_of(filing, recorded)
    if twin is None:
        return None
    events = _own_events(connection, twin.id, filing.id)
    return Twin(filing=twin, state=states[twin.id], events=tuple(events))


def told_by_twin(
    connection: Connection, filing: Filing, events: Sequence[Event]
) -> frozenset[EventId]:
    """Which of these events the other language version committed already."""
    is_open = any(event.relation != "same" for event in events)
    twin = find_twin(connection, filing) if is_open else None
    return same_story(events, twin.events) if twin is not None else frozenset()


def same_moment(published_at: datetime) -> Any:
    """The query for all filings of one moment; HKEXnews tells minutes."""
    return (
        select(F.c.id, F.c.source, F.c.state, F.c.body)
        .where(F.c.order_at == published_at)
        .order_by(F.c.id)
    )


def retelling(filing_id: FilingId) -> Any:
    """The query for the filings that tell a fact of this one, or its stage of the same case."""
    mine, other = EVENTS.alias("mine"), EVENTS.alias("other")
    stage = mine.c.status == other.c.status

    def through(key: str) -> Any:
        return (
            select(other.c.filing_id)
            .join(mine, (mine.c[key] == other.c[key]) & stage)
            .where(mine.c.filing_id == filing_id, other.c.filing_id != filing_id)
        )

    return through("dedup_key").union(through("case_key")).limit(MOST)


def _elsewhere(connection: Connection, filing: Filing, at: datetime) -> list[Filing]:
    # Two queries, because PostgreSQL would walk all filings in their order to find these few.
    ids = connection.scalars(retelling(filing.id)).all()
    other_venue = (F.c.source != filing.source, F.c.read_at <= at)
    query = select(F.c.body).where(F.c.id.in_(ids), *other_venue).order_by(F.c.order_at, F.c.id)
    return [codec.load(Filing, body) for body in connection.scalars(query)]


def _own_events(connection: Connection, twin_id: FilingId, reader: FilingId) -> list[Event]:
    """The twin's events, without those that only repeat what ``reader`` told before it.

    So the version that came first stays the first one when it is read again.
    """
    bodies = connection.scalars(
        select(EVENTS.c.body).where(EVENTS.c.filing_id == twin_id).order_by(EVENTS.c.number)
    )
    events = [codec.load(Event, body) for body in bodies]
    firsts = _firsts(connection, {e.dedup_key for e in events if e.relation == "same"})
    return [
        event
        for event in events
        if event.relation != "same" or firsts[event.dedup_key] not in {twin_id, reader}
    ]


def _firsts(connection: Connection, keys: Collection[str]) -> dict[str, FilingId]:
    """The filing that committed each of these keys first."""
    found: dict[str, FilingId] = {}
    for part in chunks(keys):
        rows = (
            select(EVENTS.c.dedup_key, EVENTS.c.filing_id)
            .where(EVENTS.c.dedup_key.in_(part))
            .order_by(EVENTS.c.dedup_key, EVENTS.c.number)
        )
        for row in connection.execute(rows):
            found.setdefault(row.dedup_key, row.filing_id)
    return found


def _first_of_case(connection: Connection, event: Event, own: FilingId) -> FilingId | None:
    """Which other filing was the first to tell this stage of the event's case."""
    if event.case_key is None:
        return None
    query = (
        select(EVENTS.c.filing_id)
        .where(EVENTS.c.case_key == event.case_key, EVENTS.c.filing_id != own)
        .where(EVENTS.c.type == event.type, EVENTS.c.status == event.status)
        .order_by(EVENTS.c.number)
        .limit(1)
    )
    found = connection.scalar(query)
    return None if found is None else FilingId(found)
