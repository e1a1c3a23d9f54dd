"""What was told of an issuer: the premise on which a new filing is correlated, and its check."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from watcher.errors import Overtaken
from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks
from watcher.ledger.rows import Premise, ToldEvent
from watcher.ledger.tables import EVENTS
from watcher.model import Event, FilingId

MOST = 400
"""Events of one issuer that a new one may carry on: a year of a busy company, and more."""


class StoryRows:
    """The stories part of the ledger."""

    _store: Store

    def premise(self, events: Sequence[Event]) -> Premise:
        """What the ledger holds of the issuers of these events, oldest first.

        The newest events of each issuer, and every event with the same dedup key. ``commit``
        refuses an outcome that was decided on a premise which another commit overtook.
        """
        with self._store.read() as connection:
            return premise(connection, events)


def premise(connection: Connection, events: Sequence[Event]) -> Premise:
    """``StoryRows.premise`` inside a transaction."""
    issuers = frozenset(issuer_of(event) for event in events)
    rows: dict[int, ToldEvent] = {}
    for issuer in sorted(issuers):
        for row in connection.execute(newest_of(issuer)):
            rows[row.number] = _told(row)
    for part in chunks({event.dedup_key for event in events}):
        for row in connection.execute(with_keys(part)):
            rows.setdefault(row.number, _told(row))
    told = tuple(rows[number] for number in sorted(rows))
    return Premise(issuers=issuers, newest=max(rows, default=0), told=told)


def require_standing(connection: Connection, held: Premise, own: FilingId) -> None:
    """Raises Overtaken when another filing of these issuers was committed since."""
    for part in chunks(held.issuers):
        newer = select(func.max(EVENTS.c.number)).where(
            EVENTS.c.issuer_key.in_(part), EVENTS.c.filing_id != own
        )
        number = connection.scalar(newer)
        if number is not None and number > held.newest:
            raise Overtaken(
                f"another filing of the issuer was committed while {own} was decided; it is decided again"
            )


def issuer_of(event: Event) -> str:
    """Whose event it is: the first part of its dedup key."""
    return event.dedup_key.partition("|")[0]


def newest_of(issuer: str) -> Any:
    """The query for the newest events of an issuer."""
    return (
        _columns().where(EVENTS.c.issuer_key == issuer).order_by(EVENTS.c.number.desc()).limit(MOST)
    )


def with_keys(keys: Collection[str]) -> Any:
    """The query for every event with one of these keys."""
    return (
        _columns().where(EVENTS.c.dedup_key.in_(keys)).order_by(EVENTS.c.dedup_key, EVENTS.c.number)
    )


def _columns() -> Any:
    return select(EVENTS.c.number, EVENTS.c.filing_id, EVENTS.c.body)


def _told(row: Any) -> ToldEvent:
    return ToldEvent(filing_id=FilingId(row.filing_id), event=codec.load(Event, row.body))
