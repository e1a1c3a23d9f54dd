import shlex
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from tests.support.commands import rows, run
from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event
from watcher import settings as settings_module
from watcher.cli.feeds import Feed
from watcher.cli.steer import pointing
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.model import Suppressed
from watcher.ops.clock import utc_now

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.usefixtures("home")


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


def test_version_and_help() -> None:
    assert run("--version").strip() == "0.1.0"
    assert "explain" in run("--help")


@pytest.mark.parametrize("words", [
    ("nonsense",), ("parse",), ("parse", "--source", "nyse", "x.txt"), ("worker", "other"), ("resend",),
])  # fmt: skip
def test_wrong_usage_is_exit_2(words: tuple[str, ...]) -> None:
    run(*words, code=2)


def test_without_a_ledger_a_command_says_what_to_start() -> None:
    assert "no ledger at" in run("status", code=2)


def test_alerts_in_words_and_json(told: dict[str, str]) -> None:
    assert told["filing"] in run("alerts")
    (row,) = rows(run("alerts", "--json"))
    assert row["alert"]["id"] == told["alert"]


def test_filings_are_listed_by_state_with_the_reason(ledger: Ledger, told: dict[str, str]) -> None:
    second = a_filing(2, title="Notice\x1b[2J of a meeting")
    ledger.record([second], now=NOW)
    ledger.claim_filing(second.id, now=NOW, hold=timedelta(minutes=1))
    scan = ReadOutcome(state="needs_review", review_reason="its pages are pictures")
    ledger.commit(second.id, outcome=scan, now=NOW)
    lines = run("filings").splitlines()
    assert [told["filing"] in lines[0], second.id in lines[1]] == [True, True]
    (line,) = run("filings", "--state", "needs_review").splitlines()
    assert line.endswith("(its pages are pictures)")
    assert "\x1b" not in line
    (row,) = rows(run("filings", "--state", "needs_review", "--source", "edgar", "--json"))
    assert row["filing"]["id"] == second.id
    run("filings", "--state", "lost", code=2)


def test_explain_tells_events_silences_and_alerts(told: dict[str, str]) -> None:
    text = run("explain", told["filing"])
    for words in (
        "state read",
        "event ",
        "share_issuance: ZERO_MOVEMENT: nothing moved",
        "published  2026-",
        told["alert"],
        f"delivery   {told['delivery']} to ",
        ": pending  due ",
        "no alert ",
    ):
        assert words in text
    (found,) = rows(run("explain", told["filing"].removeprefix("sec:"), "--json"))
    assert found["filing"]["state"] == "read"
    assert found["not_told"]


def test_explain_takes_an_accession_number_without_dashes(told: dict[str, str]) -> None:
    assert told["filing"] in run("explain", told["filing"].removeprefix("sec:").replace("-", ""))


def test_explain_of_a_subscription_that_is_none_names_those_there_are(
    told: dict[str, str], home: Path
) -> None:
    (home / "config/subscriptions.toml").write_text('[subscriptions.funds]\nissuers = ["*"]\n')
    assert "no subscription 'nope' in subscriptions.toml; there are: funds" in run(
        "explain", told["filing"], "--subscription", "nope", code=2
    )
    assert "no alert   funds" in run("explain", told["filing"], "--subscription", "funds")
    assert told["alert"] in run("explain", told["filing"], "--subscription", "desk")


def test_explain_of_something_unknown_says_so(told: dict[str, str]) -> None:
    assert "never seen in a feed" in run("explain", "sec:0000000000-26-000001", code=1)
    assert "never seen in a feed" in run("explain", "canary:20260325T090000Z", code=1)
    assert "neither an accession number" in run("explain", "abc", code=1)


def test_deliveries_list_show_and_retry(told: dict[str, str]) -> None:
    listed = run("deliveries")
    assert told["delivery"] in listed
    assert "  due 20" in listed
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
    channel = ledger.deliveries()[0].channel
    run("resend", "--since", "2026-01-01", "--to", channel, "--json")
    assert "no channel 'nobody' in subscriptions.toml; there are: " in run(
        "resend", "--since", "2026-01-01", "--to", "nobody", code=2
    )
    run("resend", "--since", "yesterday", code=2)
    run("resend", "--since", "0001-01-01T00:00+10:00", code=2)
    assert "is before" in run("resend", "--since", "2026-01-02", "--until", "2026-01-01", code=2)
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
    assert f"{lost.id}  503\n1 filings would be read again" in run(
        "reread", "--failed", "--dry-run"
    )
    assert [row.state for row in ledger.filings()] == ["failed"]
    assert "1 filings are due" in run("reread", lost.id)
    assert [(row.state, row.attempts) for row in ledger.filings()] == [("new", 0)]
    assert "not in the ledger" in run("reread", lost.id, "sec:0000000000-26-000001", code=1)
    run("reread", code=2)


def test_status_in_words_and_json(told: dict[str, str]) -> None:
    assert "1 read" in run("status")
    (found,) = rows(run("status", "--json"))
    assert found["summary"]["filings"] == {"read": 1}


def test_what_replay_prints_points_both_sources_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in pointing("http://127.0.0.1:9").splitlines():
        name, _, value = line.removeprefix("export ").partition("=")
        monkeypatch.setenv(name, shlex.split(value)[0])
    settings = settings_module.load()
    assert settings.net.allow_private
    for name in ("edgar", "hkexnews"):
        source = settings.sources[name]
        assert (source.enabled, source.base_url, source.hosts) == (
            True, "http://127.0.0.1:9", ("127.0.0.1",),
        )  # fmt: skip
    assert settings.sources["hkexnews"].poll_seconds == 2


def test_the_help_of_poll_says_all_of_its_argument() -> None:
    assert "another source of the settings" in " ".join(run("poll", "--help").split())


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


def test_a_worker_without_redis_says_so(
    ledger: Ledger, contact: None, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_parse_in_lines_for_people(home: Path) -> None:
    told = home / "told.txt"
    told.write_text(
        "Harbour Lights Limited\n\nTRADING HALT\n\nAt the request of the Company, trading in its shares has been halted with effect from 9:00 a.m. on 22 May 2026.\n\nHong Kong, 22 May 2026\n"
    )
    text = run("parse", "--plain", "--source", "hkexnews", str(told))
    assert text.startswith(f"{told}  hkexnews  Harbour Lights Limited  2026-05-22\n")
    assert "event      trading_halt/halt effective high: trading halt from 2026-05-22" in text
    told.write_text("The weather was fine.")
    assert "no event was found in this filing" in run("parse", "--plain", str(told))
    missing = run("parse", "--plain", str(home / "none"), code=1)
    assert "none  FileNotFoundError: No such file" in missing
