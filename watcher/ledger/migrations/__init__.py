"""Schema versions, applied from the package itself: no alembic.ini, no working folder."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from watcher.errors import ConfigError
from watcher.ledger.engine import Store

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
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise ConfigError(
                f"the ledger ({store.name}) was made by a newer version of this program: "
                "install that again, or restore the backup of before the upgrade "
                f"(docs/operations.md); {error}"
            ) from error
