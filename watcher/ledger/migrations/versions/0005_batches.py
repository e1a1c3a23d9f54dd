"""Deliveries that go as one message, backfills told as one digest, and silences."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("deliveries", sa.Column("batch", sa.Text()))
    op.create_index("ix_deliveries_batch", "deliveries", ["batch"])
    op.add_column("filings", sa.Column("digest", sa.Text()))
    op.create_index("ix_filings_digest_state", "filings", ["digest", "state"])
    op.create_table(
        "silences",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_silences"),
    )
    op.create_index("ix_silences_until", "silences", ["until"])
