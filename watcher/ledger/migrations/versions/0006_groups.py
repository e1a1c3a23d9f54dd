"""A subscription may have several alerts of a filing: one for each event, or each case."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    kept = {"sqlite_autoincrement": True}
    with op.batch_alter_table("alerts", table_kwargs=kept) as alerts:
        alerts.drop_constraint("uq_alerts_filing_id_subscription", type_="unique")
    op.create_index("ix_alerts_filing_id_subscription", "alerts", ["filing_id", "subscription"])
