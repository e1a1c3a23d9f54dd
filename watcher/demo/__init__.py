"""``watcher demo``: feed to delivered alert on this machine, with nothing pretended.

Starts a replay venue and three receivers, then the same supervised processes that run
live, pointed at them by environment variables. Ends by itself with ``--once`` when all
is delivered, after playing the whole recording a second time to show that nothing is
delivered twice.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from watcher.cli.common import open_ledger
from watcher.cli.services import children, count_restart, embedded, port_trouble
from watcher.demo.receivers import WEBHOOK_SECRET, Receivers, free_port
from watcher.demo.remains import PREFIX, clear_remains
from watcher.demo.report import Report
from watcher.errors import ConfigError
from watcher.ledger import Ledger
from watcher.ops import logs
from watcher.ops.stopping import stop_on_signals
from watcher.replay import Venue
from watcher.settings import CONFIG_DIR_VARIABLE, LOCAL_NAME, Log, Settings, config_dir, load
from watcher.supervisor import Supervisor

LONGEST_SECONDS = 300.0
"""After this ``--once`` gives up and says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line asked for. ``data`` None: a fresh temporary folder."""

    once: bool = False
    recording: Path | None = None
    data: Path | None = None
    port: int | None = None
    speed: float = 1.0
    as_json: bool = False


def recordings() -> Path:
    """The demo's own recordings, shipped in the package."""
    return Path(__file__).parent.parent / "replay" / "recordings"


def play(options: Options) -> int:
    """Run the demo; 0 when everything was delivered (or Ctrl-C), 1 when something is left."""
    port = _port(options)
    stop = threading.Event()
    stop_on_signals(stop)
    clear_remains()
    console = Console(stderr=options.as_json)
    with ExitStack() as stack:
        data = options.data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=PREFIX)))
        venue = stack.enter_context(
            Venue.open(options.recording or recordings(), speed=options.speed)
        )
        venue.stall()  # until the first polls have taken their baseline
        receivers = stack.enter_context(Receivers())
        settings = _settings(port, data, venue.url, receivers)
        logs.configure(Log(level="ERROR"))
        valkey = embedded(settings)
        if valkey is not None:
            valkey.start()
            stack.callback(valkey.stop)
        ledger = stack.enter_context(open_ledger(settings, migrate=True))
        supervisor = Supervisor(
            children(settings),
            before_tick=valkey.ensure if valkey else lambda: None,
            on_restart=lambda name: count_restart(ledger, name),
        )
        thread = threading.Thread(target=supervisor.run, name="supervisor")
        thread.start()
        stack.callback(thread.join)
        stack.callback(supervisor.stopping.set)
        forms = settings.sources["edgar"].forms
        report = Report(console, venue, receivers.received, ledger, forms=forms)
        report.opening(settings.web.public_url, once=options.once)
        _wait(report.baseline_taken, stop)
        venue.restart()
        if not options.once:
            _until_stopped(report, stop)
            return 0
        return _once(report, venue, ledger, stop, as_json=options.as_json)


def _wait(condition: Callable[[], bool], stop: threading.Event) -> None:
    deadline = time.monotonic() + LONGEST_SECONDS
    while not condition() and not stop.wait(0.05) and time.monotonic() < deadline:
        pass


def _until_stopped(report: Report, stop: threading.Event) -> None:
    while not stop.wait(0.2):
        report.news()
    report.summary()


def _once(
    report: Report, venue: Venue, ledger: Ledger, stop: threading.Event, *, as_json: bool
) -> int:
    done = _settled(report, venue, ledger, stop)
    first = report.count()
    if done:
        venue.play_again(speed=venue.speed * 4)
        done = _settled(report, venue, ledger, stop)
    second = report.count()
    report.summary(played_again=second - first if done else None, as_json=as_json)
    return 0 if done and second == first and not report.faults() else 1


def _settled(report: Report, venue: Venue, ledger: Ledger, stop: threading.Event) -> bool:
    """Wait until all is published, polled, read and delivered. False when that does not come."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while not stop.wait(0.2) and time.monotonic() < deadline:
        report.news()
        if venue.over and report.polled_since(venue.over_since) and not _open(ledger):
            report.news()
            return True
    return False


def _open(ledger: Ledger) -> int:
    """Filings not read and deliveries not made."""
    summary = ledger.summary()
    return summary.filings.get("new", 0) + summary.deliveries.get("pending", 0)


def _port(options: Options) -> int:
    """Where the page will be. Raises ConfigError where somebody else listens."""
    port = options.port if options.port is not None else (0 if options.once else 8000)
    if port == 0:
        return free_port()
    if trouble := port_trouble("127.0.0.1", port):
        raise ConfigError(
            f"{trouble}; give another --port (make demo ARGS='--port 0': any free one)"
        )
    return port


def _settings(port: int, data: Path, venue: str, receivers: Receivers) -> Settings:
    """The settings of all demo processes, handed to them through the environment."""
    host = receivers.http_url
    folder = data / "config"
    shutil.copytree(
        config_dir(), folder, ignore=shutil.ignore_patterns(LOCAL_NAME), dirs_exist_ok=True
    )
    shutil.copyfile(Path(__file__).parent / "subscriptions.toml", folder / "subscriptions.toml")
    os.environ.update(
        {
            CONFIG_DIR_VARIABLE: str(folder),
            "WATCHER_DATA_DIR": str(data),
            "WATCHER_LOG__LEVEL": "ERROR",
            "WATCHER_NET__USER_AGENT": "Filing Watcher demo demo@example.com",
            "WATCHER_NET__ALLOW_PRIVATE": "true",
            "WATCHER_SOURCES__EDGAR__BASE_URL": venue,
            "WATCHER_SOURCES__EDGAR__DATA_URL": venue,
            "WATCHER_SOURCES__EDGAR__HOSTS": '["127.0.0.1"]',
            "WATCHER_SOURCES__HKEXNEWS__BASE_URL": venue,
            "WATCHER_SOURCES__HKEXNEWS__HOSTS": '["127.0.0.1"]',
            "WATCHER_SOURCES__HKEXNEWS__ENABLED": "true",
            "WATCHER_SOURCES__HKEXNEWS__POLL_SECONDS": "2",
            "WATCHER_SOURCES__HKEXNEWS__REQUESTS_PER_SECOND": "8",
            "WATCHER_WEB__PORT": str(port),
            "WATCHER_WEB__PUBLIC_URL": f"http://127.0.0.1:{port}",
            "WATCHER_CHANNELS__DESK_HOOK__URL": f"{host}/webhook",
            "WATCHER_CHANNELS__DESK_HOOK__SECRET": WEBHOOK_SECRET,
            "WATCHER_CHANNELS__DESK_SLACK__URL": f"{host}/slack",
            "WATCHER_CHANNELS__DESK_MAIL__HOST": "127.0.0.1",
            "WATCHER_CHANNELS__DESK_MAIL__PORT": str(receivers.smtp_port),
        }
    )
    return load()
