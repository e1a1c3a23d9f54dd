"""Polls by time, so that old ones are found without walking over all."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_polls_started_at", "polls", ["started_at"])
