"""Attempts by time, so that old ones are found without walking over all."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_attempts_started_at", "attempts", ["started_at"])
