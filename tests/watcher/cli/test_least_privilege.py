"""Only who delivers needs the secrets of the receivers; the other processes start without them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.support.commands import run
from tests.support.wait import wait_for
from watcher.cli import services
from watcher.ledger import Ledger

SUBSCRIPTIONS = """[channels.desk]
module = "workers.channels.webhook"
url_file = "/run/secrets/of-another-container/url"
secret_file = "/run/secrets/of-another-container/key"
[subscriptions.desk]
issuers = ["*"]
channels = ["desk"]
"""
FAULT = "line 1, channels.desk: url_file: cannot read /run/secrets/of-another-container/url"


@pytest.fixture(autouse=True)
def elsewhere(
    home: Path, contact: None, ledger: Ledger, valkey_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secrets of the one channel are in another container; nobody is asked over the network."""
    (home / "config" / "subscriptions.toml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    monkeypatch.setenv("WATCHER_REDIS__URL", valkey_url)
    for source in ("EDGAR", "HKEXNEWS"):
        monkeypatch.setenv(f"WATCHER_SOURCES__{source}__ENABLED", "false")


@contextmanager
def started(log: Path, *words: str) -> Iterator[None]:
    """A command in a process of its own, which is still there at the end."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "watcher", *words], stdout=out, stderr=out, env=dict(os.environ)
        )
        try:
            yield
            assert process.poll() is None, log.read_text("utf-8")
        finally:
            process.terminate()
            process.wait(timeout=60)


def test_who_delivers_refuses_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "embedded", None)
    for command in (("run",), ("worker", "deliveries")):
        assert FAULT in run(*command, code=2)
    assert FAULT in run("check", code=1)
    assert FAULT in run("doctor", "--here", code=1)


def test_the_doctor_of_another_container_does_without_them() -> None:
    assert "1 subscriptions, 1 channels" in run("doctor", "--here", "--no-channels")


def test_a_rehearsal_does_without_them() -> None:
    assert "desk: nothing" in run("check", "--no-channels", "--days", "2")


def test_the_page_opens_without_them(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]

    def lives() -> bool:
        with suppress(URLError, ConnectionError), urlopen(f"http://127.0.0.1:{port}/livez") as page:
            return bool(page.status == 200)
        return False

    with started(home / "log", "web", "--port", str(port)):
        wait_for(lives, seconds=60)


def test_the_scheduler_leads_without_them(
    home: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_HEALTH__CANARY_SECONDS", "1")
    with started(home / "log", "scheduler"):
        wait_for(lambda: ledger.summary().filings, seconds=60, what="the leader's canary")


def test_a_worker_on_filings_waits_for_jobs_without_them(home: Path) -> None:
    log = home / "log"
    with started(log, "worker", "filings"):
        wait_for(lambda: "worker ready" in log.read_text("utf-8"), seconds=60)
