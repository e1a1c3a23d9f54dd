"""A wrong or hostile configuration never starts half a system: words for people, and exit 2."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.commands import run
from watcher.cli import services

CONTACT = '[net]\nuser_agent = "Desk desk@example.com"\n'
CHANNEL = '[channels.log]\nmodule = "workers.channels.file"\npath = "alerts.jsonl"\n'
SUBSCRIBER = CHANNEL + '[subscriptions.desk]\nissuers = ["*"]\nchannels = ["log"]\n'
WEBHOOK = '[channels.hook]\nmodule = "workers.channels.webhook"\nurl = "https://r.example/"\n'

SETTINGS = {
    "no TOML": ("[web\nport = 1", "not valid TOML"),
    "a key twice": ("[web]\nport = 1\nport = 2", "not valid TOML"),
    "an unknown table": ("[wbe]\nport = 1", "wbe"),
    "an unknown key": ("[web]\nprot = 1", "web.prot"),
    "a value where a table is wanted": ("web = 1", "web"),
    "a table where a value is wanted": ("[web.port]\nx = 1", "web.port"),
    "words where a number is wanted": ('[web]\nport = "many"', "web.port"),
    "a port that no machine has": ("[web]\nport = 70000", "web.port"),
    "no time to live": ("[web]\nsession_hours = 0", "web.session_hours"),
    "a number that is none": ("[net]\ntotal_seconds = nan", "net.total_seconds"),
    "an endless time-out": ("[net]\ntotal_seconds = inf", "net.total_seconds"),
    "a secret that could be guessed": ('[web]\nread_secret = "short"', "web.read_secret"),
    "a secret twice": (
        f'[web]\nread_secret = "{"a" * 20}"\nread_secret_file = "/dev/null"', "not both",
    ),
    "a secret in no file": ('[web]\nread_secret_file = "/nowhere/secret"', "cannot read"),
    "a secret in a folder": ('[web]\nread_secret_file = "/"', "cannot read"),
    "a secret in a binary file": ('[web]\nread_secret_file = "{binary}"', "cannot read"),
    "a negative pause": ("[retry]\nschedule_seconds = [-1]", "retry.schedule_seconds"),
    "jitter beyond all": ("[retry]\njitter = 5", "retry.jitter"),
    "no memory": ("[workers]\nmemory_mb = 1", "workers.memory_mb"),
    "no workers' time": ("[workers]\nfiling_seconds = 0", "workers.filing_seconds"),
    "a lead of no time": ("[scheduler]\nleader_seconds = 0", "scheduler.leader_seconds"),
    "a level that is none": ('[log]\nlevel = "LOUD"', "log.level"),
    "a share of more than all": ("[sentry]\ntraces_sample_rate = 2", "sentry.traces_sample_rate"),
    "a DSN that is none": ('[sentry]\ndsn = "nonsense"', "local.toml line 2: [sentry] dsn"),
    "a DSN in a file that is none": (
        '[sentry]\ndsn_file = "{nonsense}"', "local.toml line 2: [sentry] dsn",
    ),
    "days that are negative": ("[retention]\npolls_days = -1", "retention.polls_days"),
    "a source without a module": (
        "[sources.other]\npoll_seconds = 1\nrequests_per_second = 1\nbase_url = 'https://a.example'",
        "sources.other.module",
    ),
    "a source whose module is none": (
        '[sources.edgar]\nmodule = "nowhere"', "local.toml line 2: [sources.edgar] module",
    ),
    "a source with a strange key": ("[sources.edgar]\ncolour = 1", "colour"),
    "a source that is polled without a pause": (
        "[sources.edgar]\npoll_seconds = 0", "sources.edgar.poll_seconds",
    ),
    "no contact": ('[net]\nuser_agent = "nobody"', "local.toml line 2: the SEC wants a contact"),
    "a database that we do not know": (
        '[ledger]\nurl = "mysql://u:hunter22@h/d"', "local.toml line 2: [ledger] url names mysql",
    ),
    "a ledger that is no URL": ('[ledger]\nurl = "hunter22"', "local.toml line 2: [ledger] url"),
    "a ledger's URL in a file that is none": (
        '[ledger]\nurl_file = "{nonsense}"', "local.toml line 2: [ledger] url",
    ),
    "a ledger in a folder's place": (
        '[ledger]\nurl = "sqlite:////proc"', "local.toml line 2: no ledger can be kept in /proc: it is a folder",
    ),
    "a ledger where nobody may write": (
        '[ledger]\nurl = "sqlite:////proc/sys/l.sqlite3"', "this user may not write in /proc/sys",
    ),
    "a ledger that nobody may write": (
        '[ledger]\nurl = "sqlite:////proc/sys/kernel/ostype"', "this user may not read and write it",
    ),
    "a ledger in a file": (
        '[ledger]\nurl = "sqlite:////dev/null/l.sqlite3"', "/dev/null is a file",
    ),
    "a page for all without a secret": (
        '[web]\nhost = "0.0.0.0"', "local.toml line 2: the page will not bind",
    ),
    "a store of documents that is no URL": (
        '[blobs]\nurl = "hunter22://x"', "local.toml line 2: [blobs]",
    ),
    "a rate that is next to nothing": (
        "[sources.edgar]\nrequests_per_second = 1e-300", "sources.edgar.requests_per_second",
    ),
    "a lead beyond all clocks": (
        "[scheduler]\nleader_seconds = 999999999999999999999", "scheduler.leader_seconds",
    ),
    "days beyond all calendars": ("[retention]\npolls_days = 999999999", "retention.polls_days"),
    "a pause beyond all clocks": (
        "[retry]\nfiling_seconds = [99999999999]", "retry.filing_seconds",
    ),
    "more processes than a machine has": ("[workers]\nfilings = 100000", "workers.filings"),
    "a Redis that is no URL": ('[redis]\nurl = "hunter22"', "local.toml line 2: [redis] url"),
}  # fmt: skip
SUBSCRIPTIONS = {
    "no TOML": ("[channels", "not valid TOML"),
    "an unknown table": (SUBSCRIBER + "[people.x]\nname = 1\n", "line 7, people: "),
    "an unknown key": (SUBSCRIBER + "colour = 1\n", "colour"),
    "a channel that is not there": (SUBSCRIBER.replace('["log"]', '["gone"]'), "gone"),
    "a module that is not there": (SUBSCRIBER.replace("channels.file", "channels.nix"), "nix"),
    "a module that is no channel": (SUBSCRIBER.replace("workers.channels.file", "os"), "module"),
    "an issuer that is not there": (SUBSCRIBER.replace('"*"', '"no-such-firm"'), "no-such-firm"),
    "a type that is not there": (SUBSCRIBER + 'types = ["bord_change"]\n', "bord_change"),
    "a severity that is none": (SUBSCRIBER + 'min_severity = "urgent"\n', "min_severity"),
    "an age that is none": (SUBSCRIBER + 'max_age = "soon"\n', "max_age"),
    "a condition that is none": (SUBSCRIBER + "where = 'value_usd >='\n", "where"),
    "a condition that acts": (SUBSCRIBER + "where = '__import__(\"os\")'\n", "where"),
    "a zone that is none": (
        SUBSCRIBER + 'quiet = { from = "22:00", to = "07:00", zone = "Moon/Sea" }\n', "quiet.zone",
    ),
    "an hour that is none": (
        SUBSCRIBER + 'digest = { every = "daily", at = "25:00", zone = "UTC" }\n', "digest.at",
    ),
    "a webhook without a key": (WEBHOOK, "line 1, channels.hook.secret"),
    "a webhook with a bad key": (WEBHOOK + 'secret = "whsec_hunter22"\n', "channels.hook.secret"),
    "a mail without an address": (
        '[channels.m]\nmodule = "workers.channels.email"\nhost = "h"\nsender = "a@example.com"\n', "to",
    ),
}  # fmt: skip
ISSUERS = {
    "no TOML": ("[[[", "not valid TOML"),
    "no name": ('[firm]\ncik = "0001234567"\n', "name"),
    "an unknown key": ('[firm]\nname = "Firm"\ncolour = 1\n', "colour"),
    "a CIK that is none": ('[firm]\nname = "Firm"\ncik = "many"\n', "cik"),
    "a code that lost its zeros": ('[firm]\nname = "Firm"\nhkex_codes = [700]\n', "hkex_codes"),
    "one CIK of two firms": (
        '[a]\nname = "A Firm"\ncik = "0001234567"\n[b]\nname = "B Firm"\ncik = "0001234567"\n',
        "0001234567",
    ),
}
EVENTS = {
    "no TOML": ("insider_sale", "cannot be read"),
    "a module that is not there": ('[x]\nmodule = "workers.events.nix"\n', "nix"),
    "a module that is no event": ('[x]\nmodule = "os"\n', "os"),
    "another name than the module's": (
        '[board_changes]\nmodule = "workers.events.board_change"\n', "board_change",
    ),
    "no module": ("[insider_sale]\nlow_value = 1\n", "module"),
    "a threshold that is none": (
        '[insider_sale]\nmodule = "workers.events.insider_sale"\nlow_value = "much"\n', "low_value",
    ),
}  # fmt: skip
CASES = [
    pytest.param(file, text, word, id=f"{file}: {what}")
    for file, cases in (
        ("local.toml", SETTINGS), ("subscriptions.toml", SUBSCRIPTIONS),
        ("issuers.toml", ISSUERS), ("events.toml", EVENTS),
    )
    for what, (text, word) in cases.items()
]  # fmt: skip


def _started(*_: object) -> NoReturn:
    raise AssertionError("something was started")


ALONE = (("scheduler",), ("worker", "filings"), ("worker", "deliveries"), ("web",))


def wrong(home: Path, file: str, text: str) -> None:
    """A configuration that is right but for one file."""
    (home / "binary").write_bytes(b"\xff\xfe\x00")
    (home / "nonsense").write_text("hunter22", encoding="utf-8")
    (home / "config" / "local.toml").write_text(CONTACT, encoding="utf-8")
    text = text.replace("{nonsense}", str(home / "nonsense"))
    text = text.replace("{binary}", str(home / "binary"))
    kept = CONTACT if file == "local.toml" and "[net]" not in text else ""
    if file in {"issuers.toml", "events.toml"}:
        (home / "config" / "subscriptions.toml").write_text(SUBSCRIBER, encoding="utf-8")
    (home / "config" / file).write_text(text + "\n" + kept, encoding="utf-8")


@pytest.mark.parametrize(("file", "text", "word"), CASES)
def test_nothing_starts(
    file: str, text: str, word: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong(home, file, text)
    monkeypatch.setattr(services, "embedded", _started)
    monkeypatch.setattr(services, "open_ledger", _started)
    said = run("run", code=2)
    told = [line for line in said.splitlines() if line.strip()]
    assert told[0].startswith("watcher: ")
    assert word in said
    assert len(told) <= 3, "one clear line, and one for each wrong key"
    assert "line " in said
    assert "hunter22" not in said
    assert "Traceback" not in said
    assert not (home / "data").exists()


@pytest.mark.parametrize("command", ALONE, ids=" ".join)
@pytest.mark.parametrize(
    ("file", "text", "word"),
    [
        ("local.toml", '[net]\nuser_agent = "nobody"', "local.toml line 2: the SEC wants"),
        ("local.toml", '[redis]\nurl = "hunter22"', "local.toml line 2: [redis]"),
        ("local.toml", '[ledger]\nurl = "hunter22"', "local.toml line 2: [ledger]"),
        (
            "local.toml",
            '[ledger]\nurl = "sqlite:////proc"',
            "line 2: no ledger can be kept in /proc",
        ),
        ("local.toml", '[sentry]\ndsn = "nonsense"', "local.toml line 2: [sentry]"),
        ("subscriptions.toml", SUBSCRIBER + "colour = 1\n", "line 7, subscriptions.desk.colour"),
        ("issuers.toml", '[firm]\ncik = "0001234567"\n', "issuers.toml line 1"),
        ("events.toml", '[x]\nmodule = "os"\n', "events.toml line 2"),
    ],
)
def test_a_process_of_its_own_looks_at_all_of_it_too(
    command: tuple[str, ...], file: str, text: str, word: str, home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    wrong(home, file, text)
    monkeypatch.setattr(services, "open_ledger", _started)
    said = run(*command, code=2)
    assert word in said
    assert "hunter22" not in said
    assert not (home / "data").exists()


@pytest.mark.parametrize(
    ("variable", "value", "word"),
    [
        ("WATCHER_NET__USER_AGENT", "nobody", "the SEC wants a contact"),
        ("WATCHER_LEDGER__URL", "hunter22", "[ledger] url"),
        ("WATCHER_LEDGER__URL_FILE", "{nonsense}", "[ledger] url"),
        ("WATCHER_REDIS__URL", "hunter22", "[redis] url"),
        ("WATCHER_SENTRY__DSN", "hunter22", "[sentry] dsn"),
        ("WATCHER_WEB__HOST", "0.0.0.0", "the page will not bind"),  # noqa: S104 - refused
        ("WATCHER_DATA_DIR", "/proc/sys", "no ledger can be kept in /proc/sys/ledger.sqlite3"),
    ],
)
@pytest.mark.parametrize("command", [("run",), ("web",)], ids=" ".join)
def test_what_the_environment_set_wrong_is_told_by_its_variable(
    command: tuple[str, ...], variable: str, value: str, word: str, home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    wrong(home, "local.toml", CONTACT)
    monkeypatch.setenv(variable, value.replace("{nonsense}", str(home / "nonsense")))
    (said,) = run(*command, code=2).strip().splitlines()
    assert said.startswith(f"watcher: environment variable {variable}: {word}")
    assert "hunter22" not in said


def test_a_command_says_that_the_ledger_is_a_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_LEDGER__URL", f"sqlite:///{home}")
    wrong(home, "local.toml", CONTACT)
    for words, code in ((("status",), 2), (("poll", "edgar"), 2), (("doctor", "--here"), 1)):
        said = run(*words, code=code)
        assert "it is a folder; name a file in it" in said
        assert "locked or away" not in said


def test_a_setting_of_the_environment_is_told_by_its_variable(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_WEB__PORT", "70000")
    assert "environment variable WATCHER_WEB__PORT, web.port: " in run("run", code=2)


def test_a_data_folder_that_cannot_be_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("WATCHER_DATA_DIR", str(home / "file" / "data"))
    assert "file is a file, so there can be no folder" in run("run", code=2)


def test_local_settings_that_cannot_be_read_are_not_passed_over(home: Path) -> None:
    (home / "config" / "local.toml").mkdir()
    assert "local.toml: cannot be read" in run("run", code=2)


def test_doctor_names_the_files_that_there_are(home: Path) -> None:
    folder = home / "config"
    assert f" default.toml of {folder} read" in run("doctor", "--here", code=1)
    (folder / "local.toml").write_text(CONTACT, encoding="utf-8")
    assert f" default.toml and local.toml of {folder} read" in run("doctor", "--here")
