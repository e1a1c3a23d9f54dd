"""The case of an event and of an alert, and whose event it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OWNERS = {
    "sqlite": "UPDATE events SET issuer_key = substr(dedup_key, 1, instr(dedup_key || '|', '|') - 1)",
    "postgresql": "UPDATE events SET issuer_key = split_part(dedup_key, '|', 1)",
}


def upgrade() -> None:
    """Forward. Events of before are their own cases until a later one names theirs."""
    op.add_column("events", sa.Column("issuer_key", sa.Text()))
    op.add_column("events", sa.Column("case_key", sa.Text()))
    op.add_column("alerts", sa.Column("case_key", sa.Text()))
    op.execute(_OWNERS[op.get_bind().dialect.name])
    for table, *columns in (
        ("events", "case_key", "number"),
        ("events", "issuer_key", "number"),
        ("alerts", "case_key", "seq"),
    ):
        op.create_index("_".join(("ix", table, *columns)), table, columns)
