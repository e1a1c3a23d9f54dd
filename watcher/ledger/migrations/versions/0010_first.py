"""Filings that are read before the rest of a backlog."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "read_first",
        sa.Column("filing_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("filing_id", name="pk_read_first"),
    )
