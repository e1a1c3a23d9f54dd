"""What may be announced is leased before a backlog, without walking over that backlog."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_index(
        "ix_filings_state_notify_order_at_id", "filings", ["state", "notify", "order_at", "id"]
    )
