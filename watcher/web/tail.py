"""One look at the ledger for all who listen: new alerts, fanned out to many streams.

The ledger is the record and its alert numbers are the cursor: a listener first reads what
it missed from the ledger, then hears what is new. Nobody waits for a slow listener; one
that falls too far behind is dropped and comes back with the last number it saw.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from starlette.concurrency import run_in_threadpool

from watcher.errors import WatcherError
from watcher.ops import logs

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.ledger.rows import AlertRow

T = TypeVar("T")

EVERY_SECONDS = 0.05
"""How long the tail rests between two looks; a look at an idle ledger is one index probe."""

AWAY_SECONDS = 1.0
"""How long it rests when the ledger does not answer."""

BATCH = 200
MOST_BEHIND = 500
"""Alerts that may wait for a listener before it is dropped."""

_log = logs.get("stream")


@dataclass(eq=False, slots=True)
class _Listener(Generic[T]):
    waiting: deque[tuple[int, T]] = field(default_factory=deque)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    gone: bool = False

    def tell(self, seq: int, made: T) -> None:
        """Let it wait; a listener that is too far behind is gone."""
        self.gone = self.gone or len(self.waiting) >= MOST_BEHIND
        if not self.gone:
            self.waiting.append((seq, made))
        self.news.set()

    def leave(self) -> None:
        """End the stream when it next looks."""
        self.gone = True
        self.news.set()

    async def heard(self) -> AsyncIterator[tuple[int, T]]:
        """What waits, in order, until it is gone."""
        while not self.gone:
            await self.news.wait()
            self.news.clear()
            while self.waiting and not self.gone:
                yield self.waiting.popleft()


class Tail(Generic[T]):
    """New alerts of a ledger, each made once into what is sent (``make``) for all listeners."""

    def __init__(
        self, ledger: Ledger, make: Callable[[AlertRow], T], every: float = EVERY_SECONDS
    ) -> None:
        self._ledger, self._make, self._every = ledger, make, every
        self._listeners: set[_Listener[T]] = set()
        self._task: asyncio.Task[None] | None = None
        self._at = 0
        self._starting = asyncio.Lock()

    @property
    def listeners(self) -> int:
        """How many listen now."""
        return len(self._listeners)

    async def follow(self, after: int | None) -> AsyncIterator[T]:
        """What comes behind alert number ``after`` (None: behind the newest), without end.

        Ends when the listener fell too far behind. Raises LedgerBusy while it reads what
        was missed.
        """
        at = after
        while at is not None and (rows := await self._read(at)):
            for row in rows:
                yield self._make(row)
                at = row.seq
            if len(rows) < BATCH:
                break
        listener: _Listener[T] = _Listener()
        joined_at = await self._join(listener)
        try:
            at = joined_at if at is None else at
            while at < joined_at and (rows := await self._read(at)):  # committed while we joined
                for row in rows:
                    yield self._make(row)
                    at = row.seq
            async for seq, made in listener.heard():
                if seq > at:
                    yield made
        finally:
            self._leave(listener)

    async def close(self) -> None:
        """Stop looking, and end every stream."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _read(self, after: int) -> Sequence[AlertRow]:
        return await run_in_threadpool(self._ledger.alerts, after=after, limit=BATCH)

    async def _join(self, listener: _Listener[T]) -> int:
        """Hear everything behind the number that is returned."""
        async with self._starting:
            if self._task is None or self._task.done():
                self._at = await run_in_threadpool(self._ledger.newest_alert)
                self._task = asyncio.create_task(self._look())
            self._listeners.add(listener)
            return self._at

    def _leave(self, listener: _Listener[T]) -> None:
        self._listeners.discard(listener)
        if not self._listeners and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _look(self) -> None:
        """Fan out what is new until nobody listens."""
        try:
            while True:
                try:
                    rows = await self._read(self._at)
                except WatcherError as error:
                    _log.warning("stream waits", error=str(error))
                    await asyncio.sleep(AWAY_SECONDS)
                    continue
                for row in rows:
                    self._tell(row.seq, self._make(row))
                if len(rows) < BATCH:
                    await asyncio.sleep(self._every)
        finally:  # whoever still listens comes back and starts a new look
            for listener in self._listeners:
                listener.leave()

    def _tell(self, seq: int, made: T) -> None:
        self._at = seq
        for listener in list(self._listeners):
            listener.tell(seq, made)
            if listener.gone:
                self._listeners.discard(listener)
