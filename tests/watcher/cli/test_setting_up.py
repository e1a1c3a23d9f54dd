from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.commands import rows, run
from tests.support.records import NOW
from watcher import settings as settings_module
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.usefixtures("home")


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


def test_init_writes_where_the_other_commands_look(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = home / "named here"
    monkeypatch.setenv("WATCHER_CONFIG_DIR", str(named))
    assert "export" not in run("init", "--contact", "A b@example.com")
    assert "default.toml and local.toml" in run("doctor")
    told = run("init", "--contact", "A b@example.com", "--folder", str(home / "else where"))
    assert f"export WATCHER_CONFIG_DIR='{home}/else where'" in told


@pytest.mark.parametrize("contact", ["nobody", 'a"@example.com', "a\n@example.com"])
def test_init_refuses_what_is_no_contact(contact: str, home: Path) -> None:
    assert "no e-mail address" in run(
        "init", "--folder", str(home / "x"), "--contact", contact, code=2
    )


def test_run_without_a_contact_says_what_to_do() -> None:
    said = run("run", code=2)
    assert "net.user_agent: the SEC wants a contact" in said
    assert "run `watcher init`" in said
    assert "default.toml" not in said, "nobody is to mend that file"


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


def test_a_test_message_to_a_channel_that_is_not_enabled_says_so(home: Path) -> None:
    text = '[channels.x]\nenabled = false\nmodule = "workers.channels.file"\n'
    path = home / "config/subscriptions.toml"
    path.write_text(text)
    assert "line 1, channels.x.path: must be given" in run("check", "--send-test", "x", code=2)
    path.write_text(f'{text}path = "{home / "out.jsonl"}"\n')
    assert "x: sent (no alert goes there: it is not enabled)" in run("check", "--send-test", "x")


def test_check_names_subscriptions_that_reach_nobody(home: Path) -> None:
    assert "no channel is enabled for people-and-shares" in run("check")


def test_check_says_when_nobody_hears_the_canary(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "CanaryLost" not in run("check")
    (home / "config/subscriptions.toml").write_text('[subscriptions.a]\nissuers = ["KC"]\n')
    assert "CanaryLost will alarm" in run("check")
    monkeypatch.setenv("WATCHER_HEALTH__CANARY_SECONDS", "0")
    assert "CanaryLost" not in run("check")


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
    assert "venues" not in run("doctor", "--here"), "a venue that is away is no fault of ours"
    ledger.note_poll(replace(failed, outcome="ok", error=None))
    assert "edgar polled" in run("doctor")


def test_a_ledger_that_does_not_open_is_one_fault_of_the_doctor(home: Path, contact: None) -> None:
    (home / "data").mkdir()
    (home / "data/ledger.sqlite3").write_text("garbage")
    text = run("doctor", code=1)
    assert text.count("FAIL") == 1
    assert "FAIL  ledger" in text
