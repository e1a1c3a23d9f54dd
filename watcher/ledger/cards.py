"""Alert cards: what the page shows of an alert, kept at commit, found by any filter.

The words of an alert are made by the worker that read the filing; the page must not read
filings, so they are kept beside the alert. Newest first, every filter by an index.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Row, and_, select, tuple_

from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.page_tables import CARD_TYPES, CARDS
from watcher.ledger.rows import AlertCard, ReadOutcome
from watcher.ledger.tables import ALERTS, EVENTS
from watcher.ledger.tables import FILINGS as F
from watcher.model import Alert, AlertId, Filing, FilingId, Severity, SourceName

LAST_LETTER = "\U0010ffff"
"""Sorts behind every text, so that a beginning is a range of an index."""

MOST_NAMES = 20
"""Issuers that are looked up for one beginning of a name."""

Issuer: TypeAlias = tuple[Literal["issuer", "name"], str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFilter:
    """What a reader wants to see. ``issuers`` are keys, ``name`` a folded beginning (either hits).

    ``since`` <= made < ``until``.
    """

    issuers: tuple[str, ...] = ()
    name: str = ""
    type: str = ""
    severities: tuple[Severity, ...] = ()
    source: SourceName | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """An alert with its card, its filing, and who else published the same."""

    seq: int
    alert: Alert
    card: AlertCard
    filing: Filing
    others: tuple[Filing, ...] = field(default=())


class CardRows:
    """The cards part of the ledger."""

    _store: Store

    def cards(
        self,
        wanted: CardFilter,
        *,
        limit: int = 30,
        before: int | None = None,
        after: int | None = None,
    ) -> list[CardRow]:
        """Newest first: the newest, those before an alert of the list, or those newer than one."""
        with self._store.read() as connection:
            place = _place(connection, before) if before is not None else None
            found: set[tuple[datetime, int, AlertId]] = set()
            for issuer, severity in product(
                _issuers(connection, wanted), wanted.severities or [None]
            ):
                query = places_query(wanted, issuer, severity, limit, before=place, after=after)
                rows = connection.execute(query)
                found.update((row.created_at, row.seq, row.alert_id) for row in rows)
            ids = [alert_id for *_, alert_id in sorted(found, reverse=True)[:limit]]
            shown = {row.id: row for row in connection.execute(_joined(ids))} if ids else {}
            others = _published_elsewhere(connection, {row.filing_id for row in shown.values()})
        return [_card_row(shown[alert_id], others) for alert_id in ids if alert_id in shown]

    def card(self, alert_id: AlertId) -> CardRow | None:
        """One alert with its card; None for an unknown one."""
        with self._store.read() as connection:
            row = connection.execute(_joined([alert_id])).one_or_none()
            others = _published_elsewhere(connection, {row.filing_id}) if row else {}
        return None if row is None else _card_row(row, others)


def places_query(
    wanted: CardFilter,
    issuer: Issuer,
    severity: Severity | None,
    limit: int,
    *,
    before: tuple[datetime, int] | None = None,
    after: int | None = None,
) -> Any:
    """The query behind ``cards``, for one issuer and severity (None: any), in an index's order."""
    at = CARD_TYPES if wanted.type else CARDS
    query = select(at.c.created_at, at.c.seq, at.c.alert_id).limit(limit)
    query = query.order_by(at.c.created_at.desc(), at.c.seq.desc())
    if wanted.type:
        query = query.where(CARD_TYPES.c.type == wanted.type)
        if issuer is not None or wanted.source:
            query = query.join(CARDS, _same_alert())
    if issuer is not None:
        column, name = issuer
        query = query.where(CARDS.c[column] == name)
    if severity is not None:
        query = query.where(at.c.severity == severity.value)
    if wanted.source:
        query = query.where(CARDS.c.source == wanted.source)
    if wanted.since:
        query = query.where(at.c.created_at >= wanted.since)
    if wanted.until:
        query = query.where(at.c.created_at < wanted.until)
    if before is not None:
        query = query.where(tuple_(at.c.created_at, at.c.seq) < before)
    return query if after is None else query.where(at.c.seq > after)


def _same_alert() -> Any:
    """Every column of both orders, so that the database may begin with either table."""
    return and_(
        CARDS.c.alert_id == CARD_TYPES.c.alert_id,
        CARDS.c.created_at == CARD_TYPES.c.created_at,
        CARDS.c.seq == CARD_TYPES.c.seq,
    )


def keep_cards(
    connection: Connection, store: Store, filing_id: FilingId, outcome: ReadOutcome
) -> None:
    """Keep a card for each alert that the commit kept; a bare one where none was made."""
    query = select(ALERTS.c.id, ALERTS.c.seq, ALERTS.c.created_at, ALERTS.c.body, F.c.source)
    query = query.join(F, F.c.id == ALERTS.c.filing_id)
    query = query.where(F.c.source != "canary")  # no news, so no list of news shows it
    kept = connection.execute(query.where(ALERTS.c.filing_id == filing_id)).all()
    if not kept:
        return
    made = {card.alert_id: card for card in outcome.cards}
    alerts = {row.id: codec.load(Alert, row.body) for row in kept}
    cards = {name: made.get(name) or _bare(alert, outcome) for name, alert in alerts.items()}
    rows = [
        {
            "alert_id": row.id, "seq": row.seq, "created_at": row.created_at,
            "source": row.source, "severity": alerts[row.id].severity.value,
            "issuer": cards[row.id].issuer, "name": cards[row.id].name,
            "body": codec.dump(cards[row.id]),
        }
        for row in kept
    ]  # fmt: skip
    types = [
        {
            "type": name, "created_at": row.created_at, "seq": row.seq, "alert_id": row.id,
            "severity": alerts[row.id].severity.value,
        }
        for row in kept
        for name in dict.fromkeys(cards[row.id].types)
    ]  # fmt: skip
    connection.execute(store.insert(CARDS).on_conflict_do_nothing(), rows)
    if types:
        connection.execute(store.insert(CARD_TYPES).on_conflict_do_nothing(), types)


def _bare(alert: Alert, outcome: ReadOutcome) -> AlertCard:
    types = (event.type for event in outcome.events if event.id in alert.event_ids)
    return AlertCard(
        alert_id=alert.id, issuer=outcome.issuer_key, types=tuple(dict.fromkeys(types))
    )


def _joined(ids: Sequence[AlertId]) -> Any:
    return (
        select(
            ALERTS.c.id, ALERTS.c.seq, ALERTS.c.filing_id, ALERTS.c.body.label("alert"),
            CARDS.c.body.label("card"), F.c.body.label("filing"),
        )
        .select_from(CARDS)
        .join(ALERTS, ALERTS.c.id == CARDS.c.alert_id)
        .join(F, F.c.id == ALERTS.c.filing_id)
        .where(CARDS.c.alert_id.in_(ids))
    )  # fmt: skip


def _issuers(connection: Connection, wanted: CardFilter) -> list[Issuer]:
    """Each key and each name that fits, to be looked up by itself; None for everybody."""
    if not wanted.issuers and not wanted.name:
        return [None]
    found: list[Issuer] = [("issuer", key) for key in wanted.issuers]
    if wanted.name:
        names = connection.scalars(names_query(wanted.name))
        found += [("name", name) for name in names]
    return found


def names_query(beginning: str) -> Any:
    """The folded names of issuers that begin so; a walk along their index."""
    name = CARDS.c.name
    mine = select(name).where(name >= beginning, name < beginning + LAST_LETTER)
    return mine.distinct().order_by(name).limit(MOST_NAMES)


def _place(connection: Connection, seq: int) -> tuple[datetime, int] | None:
    at = connection.scalar(select(CARDS.c.created_at).where(CARDS.c.seq == seq))
    return None if at is None else (at, seq)


def _published_elsewhere(
    connection: Connection, filings: Collection[FilingId]
) -> dict[FilingId, list[Filing]]:
    """Per filing, those of the other venue that tell one of its facts; one query for a page."""
    mine, other, first = EVENTS.alias("mine"), EVENTS.alias("other"), F.alias("first")
    query = (
        select(mine.c.filing_id, F.c.body)
        .join(other, other.c.dedup_key == mine.c.dedup_key)
        .join(F, F.c.id == other.c.filing_id)
        .join(first, first.c.id == mine.c.filing_id)
        .where(mine.c.filing_id.in_(filings), F.c.source != first.c.source)
        .distinct()
    )
    found: dict[FilingId, list[Filing]] = {}
    for row in connection.execute(query) if filings else ():
        found.setdefault(row.filing_id, []).append(codec.load(Filing, row.body))
    return found


def _card_row(row: Row[Any], others: dict[FilingId, list[Filing]]) -> CardRow:
    elsewhere: Sequence[Filing] = others.get(row.filing_id, ())
    return CardRow(
        seq=row.seq,
        alert=codec.load(Alert, row.alert),
        card=codec.load(AlertCard, row.card),
        filing=codec.load(Filing, row.filing),
        others=tuple(sorted(elsewhere, key=lambda f: f.published_at or f.seen_at)),
    )
