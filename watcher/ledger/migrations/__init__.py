"""Schema versions, applied from the package itself: no alembic.ini, no working folder."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from watcher.ledger.engine import Store
from watcher.ledger.schema import refuse_newer

_FOLDER = Path(__file__).parent


def upgrade(store: Store) -> None:
    """Bring the tables to the newest version, all or nothing, one process at a time.

    Raises LedgerBusy when the database is locked or away, ConfigError when a newer program
    made its tables: there is no way back but a backup.
    """
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with store.rebuild() as connection:
        store.serialise(connection, migration=True)
        config.attributes["connection"] = connection
        refuse_newer(store, connection)
        command.upgrade(config, "head")
