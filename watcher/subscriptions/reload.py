"""The subscriptions file is read again when it changes; a wrong one changes nothing.

Only the time and size of the files are looked at until one differs, and the program goes
on with what it has unless the new content is right as a whole. A wrong content is told
once, whoever looks at it how often.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from watcher.errors import ConfigError, WatcherError
from watcher.ops import logs
from watcher.subscriptions.telling import Telling

if TYPE_CHECKING:
    from watcher.ledger import Ledger

_log = logs.get("subscriptions")

Stamp = tuple[tuple[str, int, int, int], ...]


class Watched:
    """The subscriptions of one process, kept in step with their files.

    ``read`` reads them anew; ``files`` are those that they come from, to begin with the
    subscriptions file itself. ``refused`` is told a wrong content once.
    """

    def __init__(
        self,
        path: Path,
        read: Callable[[], Telling],
        *,
        refused: Callable[[ConfigError], None],
        accepted: Callable[[Telling], None] = lambda _: None,
    ) -> None:
        self._path, self._read = path, read
        self._refused, self._accepted = refused, accepted
        self._telling = read()
        self._stamp, self._digest = self._look(), self._content()

    @property
    def telling(self) -> Telling:
        """The newest right content that was seen."""
        return self._telling

    def refresh(self) -> Telling:
        """Look, and read again where the content changed."""
        stamp = self._look()
        if stamp == self._stamp:
            return self._telling
        self._stamp = stamp
        digest = self._content()
        if digest == self._digest:
            return self._telling
        self._digest = digest
        try:
            self._telling = self._read()
        except ConfigError as error:
            self._refused(error)
            return self._telling
        now = self._look()
        if now[0] == stamp[0]:  # else it changed while it was read: the next look reads it
            self._stamp, self._digest = now, self._content()
        self._accepted(self._telling)
        return self._telling

    def _files(self) -> list[Path]:
        return [self._path, *self._telling.files]

    def _look(self) -> Stamp:
        """Identity, time and size of each file; one that is gone is all zeros."""
        found = []
        for path in self._files():
            try:
                stat = path.stat()
            except OSError:
                found.append((str(path), 0, 0, 0))
            else:
                found.append((str(path), stat.st_ino, stat.st_mtime_ns, stat.st_size))
        return tuple(found)

    def _content(self) -> str:
        content = hashlib.sha256()
        for path in self._files():
            try:
                content.update(path.read_bytes())
            except OSError as error:
                content.update(type(error).__name__.encode())
            content.update(b"\0")
        return content.hexdigest()


def noting(path: Path, read: Callable[[], Telling], ledger: Ledger, *, by: str) -> Watched:
    """A ``Watched`` that logs and counts (``subscription_reloads``) what becomes of changes."""

    def note(outcome: str) -> None:
        try:
            ledger.count("subscription_reloads", {"by": by, "outcome": outcome})
        except WatcherError as error:
            _log.warning("not counted", outcome=outcome, error=str(error))

    def refused(error: ConfigError) -> None:
        _log.error("subscriptions refused, the old ones stay", error=str(error))
        note("refused")

    def accepted(telling: Telling) -> None:
        _log.info("subscriptions read again", subscriptions=len(telling.subscriptions))
        note("accepted")

    return Watched(path, read, refused=refused, accepted=accepted)
