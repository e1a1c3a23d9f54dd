import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event
from watcher import settings as settings_module
from watcher.cli import app
from watcher.cli.feeds import Feed
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.model import Suppressed
from watcher.ops.clock import utc_now

ROOT = Path(__file__).parents[3]
runner = CliRunner()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An own configuration and data folder; settings are read anew in each test."""
    shutil.copytree(
        ROOT / "config", tmp_path / "config", ignore=shutil.ignore_patterns("local.toml")
    )
    monkeypatch.setenv("WATCHER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path / "data"))
    settings_module.current.cache_clear()
    yield tmp_path
    settings_module.current.cache_clear()


@pytest.fixture
def ledger(home: Path) -> Iterator[Ledger]:
    (home / "data").mkdir()
    opened = Ledger.open(settings_module.load().ledger_url, migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def told(ledger: Ledger) -> dict[str, str]:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    event = an_event()
    alert = an_alert(filing_id=filing.id, event_ids=(event.id,), subscription="desk")
    delivery = a_delivery(alert)
    ledger.claim_filing(filing.id, now=NOW, hold=timedelta(minutes=1))
    silent = Suppressed(
        would_be_type="share_issuance",
        reason_code="ZERO_MOVEMENT",
        evidence=None,
        why="nothing moved",
    )
    ledger.commit(
        filing.id,
        outcome=ReadOutcome(
            state="read",
            events=(event,),
            suppressed=(silent,),
            alerts=(alert,),
            deliveries=(delivery,),
        ),
        now=NOW,
    )
    return {"filing": filing.id, "alert": alert.id, "delivery": delivery.id}


def run(*words: str, code: int = 0, stdin: str | None = None) -> str:
    result = runner.invoke(app, list(words), input=stdin)
    assert result.exit_code == code, result.output
    return result.output


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_version_and_help() -> None:
    assert run("--version").strip() == "0.1.0"
    assert "explain" in run("--help")


@pytest.mark.parametrize("words", [("nonsense",), ("parse",), ("worker", "other"), ("resend",)])
def test_wrong_usage_is_exit_2(words: tuple[str, ...]) -> None:
    run(*words, code=2)


def test_without_a_ledger_a_command_says_what_to_start() -> None:
    assert "no ledger at" in run("status", code=2)


def test_alerts_in_words_and_json(told: dict[str, str]) -> None:
    assert told["filing"] in run("alerts")
    (row,) = rows(run("alerts", "--json"))
    assert row["alert"]["id"] == told["alert"]


def test_explain_tells_events_silences_and_alerts(told: dict[str, str]) -> None:
    text = run("explain", told["filing"])
    for words in (
        "state read",
        "event ",
        "share_issuance: ZERO_MOVEMENT: nothing moved",
        told["alert"],
        "no alert ",
    ):
        assert words in text
    (found,) = rows(run("explain", told["filing"].removeprefix("sec:"), "--json"))
    assert found["filing"]["state"] == "read"
    assert found["not_told"]


def test_explain_of_something_unknown_says_so(told: dict[str, str]) -> None:
    assert "never seen in a feed" in run("explain", "sec:0000000000-26-000001", code=1)
    assert "neither an accession number" in run("explain", "abc", code=1)


def test_deliveries_list_show_and_retry(told: dict[str, str]) -> None:
    assert told["delivery"] in run("deliveries")
    assert rows(run("deliveries", "ls", "--state", "dead", "--json")) == []
    (shown,) = rows(run("deliveries", "show", told["delivery"], "--json"))
    assert shown == {"delivery": shown["delivery"], "attempts": []}
    assert told["delivery"] in run("deliveries", "retry", told["delivery"])
    run("deliveries", "show", "dlv_none", code=1)
    run("deliveries", "show", code=2)
    run("deliveries", "ls", "--state", "lost", code=2)


def test_retry_dry_run_changes_nothing_and_a_held_delivery_is_left_alone(
    told: dict[str, str], ledger: Ledger
) -> None:
    before = ledger.deliveries()
    assert "would be sent again" in run("deliveries", "retry", told["delivery"], "--dry-run")
    assert ledger.deliveries() == before
    ledger.lease_deliveries(now=utc_now(), limit=9, hold=timedelta(hours=1))
    assert "is being sent right now" in run("deliveries", "retry", told["delivery"], code=1)


def test_resend_dry_run_changes_nothing(told: dict[str, str], ledger: Ledger) -> None:
    before = ledger.deliveries()
    assert "1 deliveries would be sent again" in run(
        "resend", "--alert", told["alert"], "--dry-run"
    )
    assert ledger.deliveries() == before
    assert "1 deliveries are due again" in run("resend", "--since", "2026-01-01T00:00Z")
    assert (
        rows(run("resend", "--since", "2026-01-01", "--to", "nobody", "--json"))[0]["deliveries"]
        == []
    )
    run("resend", "--since", "yesterday", code=2)
    run("resend", "--alert-id", "alert_none", code=1)


def test_a_filing_that_was_given_up_is_read_again_when_an_operator_says_so(
    ledger: Ledger,
) -> None:
    lost = a_filing(7)
    ledger.record([lost], now=NOW)
    ledger.claim_filing(lost.id, now=NOW, hold=timedelta(minutes=1))
    ledger.fail_filing(lost.id, error="503", now=NOW)
    assert rows(run("reread", "--failed", "--dry-run", "--json")) == [
        {"filings": [lost.id], "dry_run": True}
    ]
    assert [row.state for row in ledger.filings()] == ["failed"]
    assert "1 filings are due" in run("reread", lost.id)
    assert [(row.state, row.attempts) for row in ledger.filings()] == [("new", 0)]
    assert "not in the ledger" in run("reread", lost.id, "sec:0000000000-26-000001", code=1)
    run("reread", code=2)


def test_status_in_words_and_json(told: dict[str, str]) -> None:
    assert "1 read" in run("status")
    (found,) = rows(run("status", "--json"))
    assert found["summary"]["filings"] == {"read": 1}


def test_init_writes_the_contact_once(home: Path) -> None:
    target = home / "fresh"
    run("init", "--folder", str(target), stdin="Jane Doe jane@example.com\n")
    assert (
        'user_agent = "Filing Watcher Jane Doe jane@example.com"'
        in (target / "local.toml").read_text()
    )
    assert (target / "subscriptions.toml").is_file()
    loaded = settings_module.load(target)
    assert loaded.net.user_agent.endswith("jane@example.com")
    assert loaded.sources["hkexnews"].enabled is False
    assert "exists already" in run(
        "init", "--folder", str(target), "--contact", "A b@example.com", code=2
    )
    run("init", "--folder", str(target), "--contact", "A b@example.com", "--force")


@pytest.mark.parametrize("contact", ["nobody", 'a"@example.com', "a\n@example.com"])
def test_init_refuses_what_is_no_contact(contact: str, home: Path) -> None:
    assert "no e-mail address" in run(
        "init", "--folder", str(home / "x"), "--contact", contact, code=2
    )


def test_run_without_a_contact_says_what_to_do() -> None:
    assert "run `watcher init`" in run("run", code=2)


def test_a_wrong_setting_is_named(home: Path) -> None:
    (home / "config/local.toml").write_text("[web]\nprot = 1\n")
    assert "web.prot" in run("status", code=2)


def test_check_reads_the_configuration(home: Path) -> None:
    assert "subscriptions" in run("check")
    (home / "config/subscriptions.toml").write_text(
        '[subscriptions.x]\nissuers = ["*"]\nchannels = ["none"]\n'
    )
    assert "none" in run("check", code=1)


def test_check_sends_a_test_only_without_dry_run(home: Path) -> None:
    path = home / "out.jsonl"
    (home / "config/subscriptions.toml").write_text(
        f'[channels.journal]\nmodule = "workers.channels.file"\npath = "{path}"\n'
    )
    run("check", "--send-test", "journal", "--dry-run")
    assert not path.exists()
    run("check", "--send-test", "journal")
    assert len(path.read_text().splitlines()) == 1
    assert "no channel 'other'" in run("check", "--send-test", "other", code=2)


def test_doctor_fails_until_there_is_a_contact(home: Path) -> None:
    text = run("doctor", code=1)
    assert "FAIL  contact" in text
    assert {row["name"] for row in rows(run("doctor", "--json", code=1))} >= {
        "settings",
        "contact",
        "ledger",
        "valkey",
    }


def test_doctor_is_content_before_the_first_run(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_NET__USER_AGENT", "Jane Doe jane@example.com")
    text = run("doctor")
    assert "none yet; `watcher run` makes it" in text
    assert "not polled yet" in text
    assert not (home / "data").exists()


def test_doctor_tells_a_venue_whose_last_poll_failed(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_NET__USER_AGENT", "Jane Doe jane@example.com")
    assert "edgar not polled yet" in run("doctor")
    failed = PollNote(
        source="edgar", started_at=NOW, duration=timedelta(), outcome="failed", error="403 at EDGAR"
    )
    ledger.note_poll(failed)
    assert "FAIL  venues         the last poll failed: edgar" in (text := run("doctor", code=1))
    assert "403 at EDGAR" in text
    ledger.note_poll(replace(failed, outcome="ok", error=None))
    assert "edgar polled" in run("doctor")


def test_poll_of_an_unknown_or_disabled_source_says_so() -> None:
    assert "no source 'nyse'" in run("poll", "nyse", code=2)
    assert "hkexnews is off" in run("poll", "hkexnews", code=2)


@pytest.mark.parametrize("state", ["ok", "not_modified"])
def test_a_poll_without_news_is_no_failure(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    note = PollNote(
        source="edgar", started_at=NOW, duration=timedelta(), outcome=cast("Any", state), pages=1
    )
    monkeypatch.setenv("WATCHER_NET__USER_AGENT", "Jane Doe jane@example.com")
    monkeypatch.setattr(Feed, "poll", lambda _: note)
    assert f"edgar: {state}, 0 entries on 1 pages, 0 new" in run("poll", "edgar")


@pytest.mark.parametrize(
    ("variable", "value", "words", "code"),
    [
        ("WATCHER_SENTRY__DSN", "garbage", "[sentry] dsn", 2),
        ("WATCHER_SOURCES__EDGAR__MODULE", "nowhere", "[sources.edgar] module 'nowhere'", 2),
        ("WATCHER_SOURCES__EDGAR__MODULE", "json", "[sources.edgar] module 'json'", 2),
        ("WATCHER_DATA_DIR", "/proc/none", "/proc/none: No such file or directory", 1),
    ],
)
def test_a_wrong_setting_is_a_message_and_no_traceback(
    variable: str, value: str, words: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_NET__USER_AGENT", "Jane Doe jane@example.com")
    monkeypatch.setenv(variable, value)
    assert words in run("poll", "edgar", code=code)


def test_a_worker_without_redis_says_so(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHER_REDIS__URL", "redis://127.0.0.1:1")
    command = [sys.executable, "-m", "watcher", "worker", "deliveries"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert "watcher: Redis/Valkey does not answer" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_parse_reads_offline_and_reports_each_input(home: Path) -> None:
    bad = home / "bad.xml"
    bad.write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><edgarSubmission>&b;</edgarSubmission>'
    )
    (row,) = rows(run("parse", str(bad), code=1))
    assert row["error"]["type"] == "ForbiddenMarkup"
    run("parse", str(home / "missing.txt"), code=1)


def test_parse_prints_the_canonical_text(home: Path) -> None:
    page = home / "page.html"
    page.write_text("<html><body><h1>News</h1><p>The board met.</p></body></html>")
    assert run("parse", "--text", str(page)).split() == ["News", "The", "board", "met."]
