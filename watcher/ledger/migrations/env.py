"""Alembic's entry: it runs on the connection, and in the transaction, that it is given."""

from __future__ import annotations

from alembic import context

from watcher.ledger.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
context.run_migrations()
