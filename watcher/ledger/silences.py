"""Silences, and backfills that wait to be told in one message."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, select, update

from watcher.ledger import codec
from watcher.ledger.claims import PENDING
from watcher.ledger.engine import Store
from watcher.ledger.tables import CURSORS
from watcher.ledger.tables import DELIVERIES as D
from watcher.ledger.tables import FILINGS as F
from watcher.ledger.tables import SILENCES as S
from watcher.model import Silence

BACKFILL = "backfill "
"""How the label of a backfill that is told in one message begins; also its cursor's name."""


class SilenceRows:
    """Mutes of the ledger, and the release of backfill digests."""

    _store: Store

    def add_silence(self, silence: Silence) -> None:
        """Keep a silence; one with the same id is replaced."""
        row = {"id": silence.id, "until": silence.until, "body": codec.dump(silence)}
        put = self._store.insert(S)
        put = put.on_conflict_do_update(
            index_elements=["id"], set_={"until": put.excluded.until, "body": put.excluded.body}
        )
        with self._store.begin() as connection:
            connection.execute(put, row)

    def silences(self, *, at: datetime | None = None) -> list[Silence]:
        """Silences in force at a time (None: all that were not removed), first to end first."""
        query = select(S.c.body).order_by(S.c.until, S.c.id)
        if at is not None:
            query = query.where(S.c.until > at)
        with self._store.read() as connection:
            found = [codec.load(Silence, body) for body in connection.scalars(query)]
        return [s for s in found if at is None or s.created_at <= at]

    def remove_silence(self, silence_id: str) -> bool:
        """End a silence now; False where there is none of this id."""
        with self._store.begin() as connection:
            return connection.execute(delete(S).where(S.c.id == silence_id)).rowcount > 0

    def end_backfill(self, label: str, *, now: datetime) -> None:
        """All filings of a backfill are recorded: tell it once they are read."""
        put = self._store.insert(CURSORS)
        put = put.on_conflict_do_update(
            index_elements=["name"], set_={"set_at": put.excluded.set_at}
        )
        with self._store.begin() as connection:
            connection.execute(put, {"name": label, "value": "recorded", "set_at": now})

    def release_backfills(self, now: datetime) -> list[str]:
        """Make the digests of recorded backfills due whose every filing is read; their labels."""
        ended = select(CURSORS.c.name).where(CURSORS.c.name.startswith(BACKFILL))
        unread = exists().where(F.c.digest == CURSORS.c.name, F.c.state == "new")
        with self._store.read() as connection:
            labels = list(connection.scalars(ended.where(~unread)))
        for label in labels:
            mine = D.c.batch.startswith(f"{label}|", autoescape=True)
            with self._store.begin() as connection:
                connection.execute(update(D).where(mine, PENDING).values(due_at=now))
                connection.execute(delete(CURSORS).where(CURSORS.c.name == label))
        return labels
