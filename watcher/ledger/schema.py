"""Which program the tables are of: an older one must not work beside newer tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from watcher.errors import ConfigError
from watcher.ledger.engine import Store

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_APPLIED = table("alembic_version", column("version_num"))


@cache
def known() -> tuple[str, ...]:
    """The schema versions of this program, oldest first: what the names of its migrations begin with."""
    return tuple(sorted(path.name[:4] for path in _VERSIONS.glob("[0-9]*_*.py")))


def refuse_newer(store: Store, connection: Connection) -> None:
    """ConfigError where a newer program made the tables; none, or old ones, are no matter here."""
    if not inspect(connection).has_table(_APPLIED.name):
        return
    version = connection.scalar(select(_APPLIED.c.version_num))
    if version is not None and version not in known():
        raise ConfigError(
            f"the ledger ({store.name}) was made by a newer version of this program (its schema is "
            f"{version}, this one knows {known()[-1]} at most): install that version here too, or "
            "restore the backup of before the upgrade (docs/operations.md)"
        )


class SchemaRows:
    """The part of the ledger that knows whose tables it has."""

    _store: Store

    def refuse_newer(self) -> None:
        """Raises ConfigError where a newer program made the tables."""
        with self._store.read() as connection:
            refuse_newer(self._store, connection)
