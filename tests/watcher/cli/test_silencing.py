"""`watcher silence`, `watcher check --days` and what `watcher explain` says of both."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.commands import rows, run
from tests.support.records import NOW, a_filing, an_event
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Event, Filing, Severity
from watcher.ops.clock import utc_now
from watcher.settings import config_dir
from watcher.subscriptions import load_subscriptions
from workers.match import match

SUBSCRIPTIONS = """
[channels.journal]
module = "workers.channels.file"
path = "alerts.jsonl"

[subscriptions.loud]
min_severity = "critical"
channels = ["journal"]

[subscriptions.all]
channels = ["journal"]

[subscriptions.morning]
where = 'status == "effective"'
channels = ["journal"]
digest = { every = "daily", at = "08:00", zone = "Asia/Hong_Kong" }
"""


@pytest.fixture(autouse=True)
def _file(home: Path) -> None:
    (home / "config/subscriptions.toml").write_text(SUBSCRIPTIONS)


def read(ledger: Ledger, filing: Filing, *events: Event) -> None:
    """A filing read now, told as the file says."""
    now = utc_now()
    telling = load_subscriptions(config_dir() / "subscriptions.toml")
    ledger.record([filing], now=now)
    alerts, deliveries = match(
        filing, None, events, telling, now=now, silences=ledger.silences(at=now)
    )
    outcome = ReadOutcome(state="read", events=events, alerts=alerts, deliveries=deliveries)
    assert ledger.commit(filing.id, outcome=outcome, now=now)


def recent(number: int) -> Filing:
    return a_filing(number, published_at=utc_now() - timedelta(hours=number))


def test_a_silence_is_added_listed_and_removed(ledger: Ledger) -> None:
    made = rows(run("silence", "add", "--person", "Ada Berg", "--until", "3d", "--reason", "away", "--json"))[0]["silence"]  # fmt: skip
    assert "person Ada Berg  (away)" in run("silence", "ls")
    assert [row["id"] for row in rows(run("silence", "ls", "--json"))] == [made["id"]]
    assert "would end" in run("silence", "rm", made["id"], "--dry-run")
    assert "has ended" in run("silence", "rm", made["id"])
    assert ledger.silences() == []
    assert "no silence" in run("silence", "rm", made["id"], code=1)


def test_the_same_silence_again_moves_its_end(ledger: Ledger) -> None:
    for until in ("1h", "2h"):
        run("silence", "add", "--issuer", "KC", "--until", until)
    (silence,) = ledger.silences()
    assert silence.until - silence.created_at == timedelta(hours=2)


def test_a_dry_run_adds_nothing(ledger: Ledger) -> None:
    assert "would add" in run("silence", "add", "--type", "results.*", "--until", "1d", "--dry-run")
    assert ledger.silences() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "1d"), "say what to mute"),
        (("--issuer", "KC", "--until", "soon"), "an ISO time"),
        (("--issuer", "KC", "--until", "2001-01-01"), "in the past"),
        (("--issuer", "KC", "--until", "9999d"), "more than ten years"),
        (("--issuer", "KC", "--until", "0001-01-01T00:00+10:00"), "an ISO time"),
        (("--type", "result", "--until", "1d"), "no event type 'result'"),
        (("--type", "results.anual", "--until", "1d"), "did you mean annual?"),
        (("--person", "--", "--until", "1d"), "holds no name"),
        (("--issuer", "KC", "--subscription", "nope", "--until", "1d"), "no subscription 'nope'"),
    ],
)
def test_what_could_never_mute_anything_is_refused(
    ledger: Ledger, words: tuple[str, ...], said: str
) -> None:
    assert said in " ".join(run("silence", "add", *words, code=2).split())
    assert ledger.silences() == []


def test_explain_tells_what_a_silence_took_and_which_matcher_refused(ledger: Ledger) -> None:
    event, filing = an_event(severity=Severity.HIGH, status="announced"), recent(1)
    run("silence", "add", "--type", event.type, "--subscription", "all", "--until", "1h", "--reason", "noise")  # fmt: skip
    read(ledger, filing, event)
    text = run("explain", filing.id)
    assert "not to all: silence sil_" in text
    assert "noise" in text
    assert "no alert   loud: the loudest is high, it hears critical and above (severity)" in text
    assert 'no alert   morning: its condition does not hold: status == "effective" (where)' in text
    (found,) = rows(run("explain", filing.id, "--json"))
    assert found["refused_by"] == {"loud": "severity", "morning": "where"}
    assert [a["subscription"] for a in found["alerts"] if a["silenced"]] == ["all"]
    assert ledger.deliveries() == []


def test_a_rehearsal_says_what_would_have_been_sent_and_sends_nothing(ledger: Ledger) -> None:
    read(ledger, recent(1), an_event(1, severity=Severity.CRITICAL, status="effective"))
    read(ledger, recent(5), an_event(2, severity=Severity.LOW, status="announced"))
    read(ledger, recent(80), an_event(3, severity=Severity.HIGH, status="effective"))
    before = [d.id for d in ledger.deliveries()]
    text = run("check", "--days", "2")
    assert "2 filings read in the last 2 days" in text
    assert "loud: would have sent 1 alerts" in text
    assert "all: would have sent 2 alerts" in text
    assert "morning: would have sent 1 alerts" in text
    assert "waits until" in text
    assert "to journal: 4 messages" in text
    assert [d.id for d in ledger.deliveries()] == before
    sent = [row for row in rows(run("check", "--days", "2", "--json")) if "would_have_sent" in row]
    assert len(sent) == 4


def test_a_rehearsal_follows_the_file_as_it_is_now(home: Path, ledger: Ledger) -> None:
    read(ledger, recent(1), an_event(1, severity=Severity.LOW))
    (home / "config/subscriptions.toml").write_text('[subscriptions.new]\nissuers = ["*"]\n')
    text = run("check", "--days", "1")
    assert "new: would have put 1 alerts on the page; no channel of it is enabled" in text


def test_a_story_of_two_filings_is_rehearsed_once(ledger: Ledger) -> None:
    key = {"dedup_key": "one story", "severity": Severity.MEDIUM}
    read(ledger, recent(3), an_event(1, **key))
    read(ledger, recent(2), an_event(2, **key, relation="same"))
    assert "all: would have sent 1 alerts" in run("check", "--days", "1")


def test_a_wrong_file_is_told_with_its_line_and_nothing_is_rehearsed(home: Path) -> None:
    (home / "config/subscriptions.toml").write_text("[subscriptions.a]\nwhere = 'value_us > 1'\n")
    text = run("check", "--days", "3", code=1)
    assert "line 2, column 10, subscriptions.a.where: no fact is called 'value_us'" in text
    assert "would have sent" not in text


def test_old_filings_are_none(ledger: Ledger) -> None:
    read(ledger, a_filing(1, published_at=NOW - timedelta(days=400)), an_event(1))
    assert "0 filings read" in run("check", "--days", "2")
