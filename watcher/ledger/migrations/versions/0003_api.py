"""What the API needs: answers to repeated writes, indexes of its lists, the first counters."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COUNTERS = sa.table(
    "counters", sa.column("name", sa.Text), sa.column("labels", sa.Text),
    sa.column("value", sa.BigInteger),
)  # fmt: skip

COUNTED = {
    "filings_recorded": "SELECT source, count(*) FROM filings GROUP BY source",
    "suppressed": "SELECT reason_code, count(*) FROM suppressed GROUP BY reason_code",
}
LABEL = {"filings_recorded": "source", "suppressed": "reason"}


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "answers",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("body", sa.Text()),
        sa.PrimaryKeyConstraint("key", name="pk_answers"),
    )
    op.create_index("ix_answers_claimed_at", "answers", ["claimed_at"])
    op.create_index("ix_filings_source_order_at_id", "filings", ["source", "order_at", "id"])
    op.create_index(
        "ix_filings_issuer_key_order_at_id", "filings", ["issuer_key", "order_at", "id"]
    )
    op.create_index("ix_events_type_number", "events", ["type", "number"])
    op.create_index(
        "ix_polls_source_outcome_started_at", "polls", ["source", "outcome", "started_at"]
    )
    op.create_index("ix_alerts_subscription_seq", "alerts", ["subscription", "seq"])
    _first_counts()


def _first_counts() -> None:
    """What is in the ledger already counts too."""
    connection = op.get_bind()
    for name, query in COUNTED.items():
        rows = [
            {"name": name, "labels": json.dumps({LABEL[name]: label}), "value": count}
            for label, count in connection.execute(sa.text(query))
        ]
        if rows:
            op.bulk_insert(COUNTERS, rows)
