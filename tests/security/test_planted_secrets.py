"""Secrets planted in every setting that takes one, looked for wherever the running street writes.

The receivers echo all that they get and fail at first, so that errors, attempts and reports
are full of what must not be said.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import redis

from tests.support import street as streets
from tests.support.folders import short_folder
from tests.support.http import Answer, HttpServer, Request, running_http
from tests.support.ingest import bodies, dsn_of
from tests.support.street import Street, notices, street
from tests.support.wait import wait_for
from tests.support.web import running_web
from watcher.web import build_app

HOOK_PATH, HOOK_QUERY = "Pl4nted-h00k-path", "Pl4nted-h00k-query"
SLACK_PATH, DSN_KEY = "Pl4nted-sl4ck-path", "Pl4nteddsnk3y0000"
SIGNING = "whsec_UGw0bnRlZC1zMWduMW5nLWszeS1mb3ItdGVzdHM="
MAIL_PASSWORD, READ, OPERATE, LINK = (
    "Pl4nted-m4il-password", "Pl4nted-r34d-secret", "Pl4nted-op3rate-secret", "Pl4nted-l1nk-secret",
)  # fmt: skip
PLANTED = (
    HOOK_PATH, HOOK_QUERY, SLACK_PATH, DSN_KEY, SIGNING.removeprefix("whsec_"), MAIL_PASSWORD,
    READ, OPERATE, LINK,
)  # fmt: skip
CHANNELS = """
[channels.hook]
module = "workers.channels.webhook"

[channels.chat]
module = "workers.channels.slack"

[channels.mail]
module = "workers.channels.email"
to = ["desk@example.com"]

[subscriptions.all]
issuers = ["*"]
channels = ["hook", "chat", "mail"]
"""
PAGES = (
    "/",
    "/filings",
    "/deliveries",
    "/subscriptions",
    "/sources",
    "/health",
    "/issuers",
    "/readyz",
)
LISTS = (
    "alerts",
    "events",
    "filings",
    "deliveries",
    "silences",
    "sources",
    "issuers",
    "openapi.json",
)


def _echo(request: Request) -> Answer:
    """An error whose body holds all that was sent, address and headers included."""
    said = f"no: {request.target} {dict(request.headers.items())}".encode()
    return Answer(500, said + request.body)


@pytest.fixture
def sentry_server() -> Iterator[HttpServer]:
    with running_http() as server:
        yield server


@pytest.fixture
def running(
    tmp_path: Path,
    http_server: HttpServer,
    sentry_server: HttpServer,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Iterator[Street]:
    assert capfd.readouterr() == ("", "")  # it must catch what the children say from the start
    http_server.answer = _echo
    monkeypatch.setattr(streets, "SUBSCRIPTIONS", CHANNELS)
    planted = {
        "WATCHER_CHANNELS__HOOK__URL": f"{http_server.url}/{HOOK_PATH}?token={HOOK_QUERY}",
        "WATCHER_CHANNELS__HOOK__SECRET": SIGNING,
        "WATCHER_CHANNELS__CHAT__URL": f"{http_server.url}/services/T000/B000/{SLACK_PATH}",
        "WATCHER_CHANNELS__CHAT__HOSTS": '["127.0.0.1"]',
        "WATCHER_CHANNELS__MAIL__HOST": "127.0.0.1",
        "WATCHER_CHANNELS__MAIL__PORT": "9",
        "WATCHER_CHANNELS__MAIL__SECURITY": "none",
        "WATCHER_CHANNELS__MAIL__SENDER": "watcher@example.com",
        "WATCHER_CHANNELS__MAIL__USERNAME": "watcher",
        "WATCHER_CHANNELS__MAIL__PASSWORD": MAIL_PASSWORD,
        "WATCHER_WEB__READ_SECRET": READ,
        "WATCHER_WEB__OPERATE_SECRET": OPERATE,
        "WATCHER_WEB__LINK_SECRET": LINK,
        "WATCHER_SENTRY__DSN": dsn_of(sentry_server).replace("public", DSN_KEY),
        "WATCHER_SENTRY__TRACES_SAMPLE_RATE": "1.0",
        "WATCHER_LOG__LEVEL": "DEBUG",
        "WATCHER_RETRY__SCHEDULE_SECONDS": "[1,1]",
    }  # fmt: skip
    with (
        short_folder("plant") as folder,
        street(folder, notices(tmp_path, 1), **planted) as started,
    ):
        yield started


def _arguments() -> str:
    """The command line of every process of this machine that may be read."""
    lines = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            lines.append(
                (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            )
        except OSError:
            continue  # it ended meanwhile
    return "\n".join(lines)


def _rows(running: Street) -> str:
    """Everything that the ledger holds, as SQL."""
    with sqlite3.connect(running.settings.data_dir / "ledger.sqlite3") as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    return dump


def _doorbell(running: Street) -> str:
    """Everything that the embedded Valkey holds."""
    store = redis.Redis.from_url(running.valkey.url)
    held = b"\n".join(store.dump(key) or b"" for key in store.scan_iter(count=1000))
    store.close()
    return held.decode("latin-1")


def _seen_on_the_page(running: Street) -> str:
    """Every list and page, and the detail of each delivery, for somebody who may read all."""
    with running_web(build_app(running.settings)) as port:
        asked = httpx2.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"authorization": f"Bearer {OPERATE}"}
        )
        with asked as client:
            details = [f"/api/v1/deliveries/{d.id}" for d in running.ledger.deliveries(limit=100)]
            paths = [
                *PAGES,
                *(f"/api/v1/{name}" for name in LISTS),
                *details,
                "/nothing",
                "/alerts/x",
            ]
            answers = [client.get(path) for path in paths]
    assert [a.status_code for a in answers[: len(PAGES) - 1]] == [200] * (len(PAGES) - 1)
    return "\n".join(f"{answer.headers}\n{answer.text}" for answer in answers)


def _files(running: Street) -> str:
    """Every file in the data folder, but those which hold a secret by their purpose."""
    paths = [p for p in running.settings.data_dir.rglob("*") if p.is_file()]
    return "\n".join(p.read_bytes().decode("latin-1") for p in paths)


def _tried(running: Street) -> bool:
    """Whether every channel has failed twice and given up."""
    return running.ledger.summary().deliveries.get("dead", 0) >= 3


def test_no_planted_secret_is_written_anywhere(
    running: Street,
    sentry_server: HttpServer,
    http_server: HttpServer,
    capfd: pytest.CaptureFixture[str],
) -> None:
    arguments: list[str] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            arguments.append(_arguments())

    watcher = threading.Thread(target=watch)
    watcher.start()
    wait_for(lambda: _tried(running), seconds=60, what="every channel to give up")
    over.set()
    watcher.join()
    shown = capfd.readouterr()
    assert any(HOOK_PATH in request.target for request in http_server.requests)
    written = {
        "argv": "\n".join(arguments), "logs": shown.out + shown.err, "ledger": _rows(running),
        "valkey": _doorbell(running), "pages": _seen_on_the_page(running), "files": _files(running),
        "sentry": b"\n".join(bodies(sentry_server)).decode("utf-8", "replace"),
        "errors": "\n".join(repr(running.ledger.attempts(d.id)) for d in running.ledger.deliveries(limit=9)),
        "settings": repr(running.settings) + str(running.settings.model_dump()),
    }  # fmt: skip
    assert all(len(text) > 200 for text in written.values()), {
        k: len(v) for k, v in written.items()
    }
    told = {
        (place, secret) for place, text in written.items() for secret in PLANTED if secret in text
    }
    assert told <= {("sentry", DSN_KEY)}  # Sentry knows its own key by it


def test_what_children_get_by_environment_is_readable_to_their_owner_only(running: Street) -> None:
    folder = Path(f"/proc/{running.pid('scheduler')}")
    assert (folder / "environ").stat().st_mode & 0o077 == 0
    assert (folder / "environ").stat().st_uid == os.getuid()


def test_the_socket_of_valkey_is_private_and_no_port_is_open(running: Street) -> None:
    path = Path(running.valkey.url.removeprefix("unix://").partition("?")[0])
    assert path.parent.stat().st_mode & 0o077 == 0
    assert path.stat().st_mode & 0o077 == 0
    store = redis.Redis.from_url(running.valkey.url)
    assert store.config_get("port") == {"port": "0"}
    store.close()
