"""`watcher channels`: who fails, off by hand, on again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.commands import rows, run
from tests.support.records import NOW, a_delivery, a_filing, an_alert
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Endpoint

SUBSCRIPTIONS = """
[channels.journal]
module = "workers.channels.file"
path = "alerts.jsonl"

[channels.mail]
module = "workers.channels.email"
to = ["a@example.com", "b@example.com"]
host = "smtp.example.com"
sender = "filings@example.com"
warn = ["journal"]
zone = "Asia/Hong_Kong"

[subscriptions.all]
channels = ["journal", "mail"]
"""


@pytest.fixture(autouse=True)
def _file(home: Path) -> None:
    (home / "config/subscriptions.toml").write_text(SUBSCRIPTIONS)


def waiting(ledger: Ledger) -> str:
    """A delivery to one address of ``mail``."""
    filing, alert = a_filing(), an_alert(a_filing().id)
    delivery = a_delivery(alert, "mail/a@example.com")
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(state="read", alerts=(alert,), deliveries=(delivery,))
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    return delivery.id


def test_each_route_says_how_it_is(ledger: Ledger) -> None:
    why = "timeout: no answer in time"
    paused = Endpoint(
        route="mail/a@example.com", failures=4, failing_since=NOW,
        paused_until=NOW + timedelta(minutes=5), why=why,
    )  # fmt: skip
    ledger.note_endpoint(paused.route, lambda _: paused, lambda _: ([], []))
    said = run("channels", "ls").splitlines()
    assert said == [
        "journal  well",
        f"mail/a@example.com  left alone until 2026-03-25 09:35:00 UTC, 4 failures in a row: {why}",
        "mail/b@example.com  well",
    ]
    routes = [row["route"] for row in rows(run("channels", "ls", "--json"))]
    assert routes == ["journal", "mail/a@example.com", "mail/b@example.com"]


def test_off_and_on_by_hand(ledger: Ledger) -> None:
    delivery = waiting(ledger)
    run("channels", "disable", "mail", "--dry-run")
    assert ledger.endpoints() == []
    run("channels", "disable", "mail", "--reason", "moving house")
    assert "switched off since" in run("channels", "ls")
    assert ledger.claim_delivery(delivery, now=NOW, hold=timedelta(minutes=1)) is None  # type: ignore[arg-type]
    assert "1 deliveries would be due now" in run("channels", "enable", "mail", "--dry-run")
    (done,) = rows(run("channels", "enable", "mail", "--json"))
    assert done["deliveries"] == [delivery]
    assert ledger.endpoints() == []


def test_a_channel_that_nobody_has_is_named(ledger: Ledger) -> None:
    for command in ("enable", "disable"):
        said = run("channels", command, "pager", code=2)
        assert "no channel 'pager' in subscriptions.toml" in said


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('warn = ["pager"]', "there is no channel 'pager'"),
        ('zone = "Mars/Olympus"', "no time zone of this name"),
    ],
)
def test_a_wrong_warn_or_zone_is_refused_with_its_line(
    ledger: Ledger, home: Path, line: str, why: str
) -> None:
    wrong = SUBSCRIPTIONS.replace('path = "alerts.jsonl"', f'path = "alerts.jsonl"\n{line}')
    (home / "config/subscriptions.toml").write_text(wrong)
    said = run("channels", "ls", code=2)
    assert f"line 5, channels.journal.{line.partition(' ')[0]}" in said
    assert why in said
