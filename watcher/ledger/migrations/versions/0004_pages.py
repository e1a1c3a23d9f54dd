"""What the pages show: alert cards, canonical texts, the audit, opt-outs, and their indexes."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Forward."""
    _cards()
    _others()
    for table, *columns in (
        ("cards", "created_at", "seq"),
        ("cards", "severity", "created_at", "seq"),
        ("cards", "source", "created_at", "seq"),
        ("cards", "issuer", "created_at", "seq"),
        ("cards", "name", "created_at", "seq"),
        ("cards", "seq"),
        ("card_types", "type", "severity", "created_at", "seq"),
        ("audit", "subject", "number"),
    ):
        op.create_index("_".join(("ix", table, *columns)), table, columns)
    _cards_of_before()


def _cards() -> None:
    op.create_table(
        "cards",
        sa.Column("alert_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_cards_alert_id_alerts"),
        sa.PrimaryKeyConstraint("alert_id", name="pk_cards"),
    )
    op.create_table(
        "card_types",
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("alert_id", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["cards.alert_id"], name="fk_card_types_alert_id_cards"
        ),
        sa.PrimaryKeyConstraint("type", "created_at", "seq", name="pk_card_types"),
    )


def _others() -> None:
    op.create_table(
        "texts",
        sa.Column("filing_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["filing_id"], ["filings.id"], name="fk_texts_filing_id_filings"),
        sa.PrimaryKeyConstraint("filing_id", "number", name="pk_texts"),
    )
    op.create_table(
        "audit",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_table(
        "opt_outs",
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("route", name="pk_opt_outs"),
    )


def _cards_of_before() -> None:
    """Alerts of an older program get a card with what their rows tell: no facts, no quote."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT alerts.id, alerts.seq, alerts.created_at, alerts.body, filings.source, "
            "filings.issuer_key FROM alerts JOIN filings ON filings.id = alerts.filing_id"
        )
    )
    cards = [
        {
            "alert_id": row.id, "seq": row.seq, "created_at": row.created_at,
            "source": row.source, "severity": json.loads(row.body)["severity"]["$enum"][1],
            "issuer": row.issuer_key, "name": "",
            "body": json.dumps({"$type": "AlertCard", "alert_id": row.id}),
        }
        for row in rows
    ]  # fmt: skip
    names = ("alert_id", "seq", "created_at", "source", "severity", "issuer", "name", "body")
    table = sa.table("cards", *(sa.column(name) for name in names))
    if cards:
        op.bulk_insert(table, cards)
    types = (
        "INSERT INTO card_types (type, created_at, seq, alert_id, severity) SELECT DISTINCT "
        "events.type, cards.created_at, cards.seq, cards.alert_id, cards.severity FROM cards "
        "JOIN alerts ON alerts.id = cards.alert_id "
        "JOIN events ON events.filing_id = alerts.filing_id"
    )
    connection.execute(sa.text(types))
