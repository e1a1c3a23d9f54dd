"""One host for the benchmarks: the services as shipped, a venue that plays, a receiver that notes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import redis
from rq import Worker

from tests.chaos.crowd import crowd
from tests.support.http import Answer, Request, running_http
from tests.support.postgres import running_postgres
from tests.support.wait import wait_for
from watcher.demo.receivers import WEBHOOK_SECRET
from watcher.ledger import Ledger
from watcher.replay import Venue
from watcher.settings import config_dir
from watcher.valkey import EmbeddedValkey, url_for

SUBSCRIPTIONS = """
[channels.hook]
module = "workers.channels.webhook"

[subscriptions.all]
issuers = ["*"]
channels = ["hook"]
"""

HOOK = f"""
[channels.hook-{{number}}]
module = "workers.channels.webhook"
url = "{{url}}/hook/{{number}}"
secret = "{WEBHOOK_SECRET}"
"""

SETTINGS = {
    "WATCHER_NET__USER_AGENT": "Filing Watcher benchmark bench@example.com",
    "WATCHER_NET__ALLOW_PRIVATE": "true",
    "WATCHER_SOURCES__EDGAR__HOSTS": '["127.0.0.1"]',
    "WATCHER_SOURCES__EDGAR__REQUESTS_PER_SECOND": "1000",
    "WATCHER_HEALTH__CANARY_SECONDS": "0",
    "WATCHER_LOG__LEVEL": "WARNING",
    "WATCHER_LOG__FORMAT": "json",
    "WATCHER_CHANNELS__HOOK__SECRET": WEBHOOK_SECRET,
}
"""As shipped but for the budget of the venue, which is the SEC's and not ours."""

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Noted:
    """When each filing was told: seconds since 1970, by filing id."""

    at: dict[str, float] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    copies: int = 0

    def answer(self, request: Request) -> Answer:
        """Note one message."""
        now = time.time()
        filing = json.loads(request.body)["data"]["filing"]
        self.copies += 1
        self.at.setdefault(filing["id"], now)
        self.seen.setdefault(filing["id"], datetime.fromisoformat(filing["seen_at"]).timestamp())
        return Answer(status=204)


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds (user and system) of a process, and of its children that ended."""

    own: float
    ended: float

    def __sub__(self, before: Spent) -> Spent:
        return Spent(self.own - before.own, self.ended - before.ended)


def spent(pid: int) -> Spent:
    """What Linux says about a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    user, system, ended_user, ended_system = (int(word) / _TICKS for word in fields[11:15])
    return Spent(user + system, ended_user + ended_system)


def family(pid: int) -> float:
    """CPU seconds of a process, of its children, and of those of them that ended."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    whole = spent(pid)
    return whole.own + whole.ended + sum(spent(int(each)).own for each in children)


@dataclass
class Host:
    """What runs; ``pids`` by service. ``published`` is when the venue shows each filing: seconds
    since 1970, by filing id.
    """

    venue: Venue
    noted: Noted
    ledger: Ledger
    pids: Mapping[str, int]
    valkey: redis.Redis
    told: frozenset[str]
    published: Mapping[str, float]
    postgres: int | None = None

    def cpu(self) -> dict[str, Spent]:
        """CPU of every service until now."""
        found = {name: spent(pid) for name, pid in self.pids.items()}
        info = self.valkey.info()
        found["valkey"] = Spent(float(info["used_cpu_user"]) + float(info["used_cpu_sys"]), 0)
        if self.postgres is not None:
            found["postgresql"] = Spent(family(self.postgres), 0)
        return found


@contextmanager
def host(
    folder: Path,
    *,
    filings: int,
    rate: float,
    database: str,
    workers: int = 1,
    hooks: Sequence[str] = (),
) -> Iterator[Host]:
    """Everything running with its first poll done; the venue plays from the start on entry.

    ``hooks`` are the receivers of further webhooks.
    """
    played = crowd(folder / "documents", filings, rate, seed=8)
    with ExitStack() as stack:
        venue = stack.enter_context(Venue(played.recordings))
        venue.stall()
        receiver, noted = stack.enter_context(running_http()), Noted()
        receiver.answer = noted.answer
        postgres: int | None = None
        environment = {**SETTINGS, **_places(folder, venue.url, receiver.url, hooks)}
        if database == "postgresql":
            server = stack.enter_context(running_postgres())
            environment["WATCHER_LEDGER__URL"] = stack.enter_context(server.database())
            postgres = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
        else:
            environment["WATCHER_LEDGER__URL"] = f"sqlite:///{folder / 'data' / 'ledger.sqlite3'}"
        (folder / "data").mkdir()
        valkey = EmbeddedValkey(folder / "data" / "valkey")
        valkey.start()
        stack.callback(valkey.stop)
        ledger = Ledger.open(environment["WATCHER_LEDGER__URL"], migrate=True)
        stack.callback(ledger.close)
        pids = {
            name: stack.enter_context(_service(argv, environment)) for name, argv in _argv(workers)
        }
        wait_for(lambda: ledger.cursor("edgar:mark"), seconds=90, what="a first good poll")
        client = redis.Redis.from_url(url_for(folder / "data" / "valkey"))
        wait_for(lambda: len(Worker.all(client)) == 2 * workers, seconds=90, what="the workers")
        venue.restart()
        now = time.time()
        published = {f"sec:{r.number}": now + r.at for r in played.recordings}
        yield Host(venue, noted, ledger, pids, client, played.told, published, postgres)


def _argv(workers: int) -> Iterator[tuple[str, list[str]]]:
    yield "scheduler", ["scheduler"]
    for queue in ("filings", "deliveries"):
        for number in range(1, workers + 1):
            yield f"{queue}-{number}", ["worker", queue]


def _places(folder: Path, venue: str, receiver: str, hooks: Sequence[str]) -> dict[str, str]:
    config = folder / "config"
    shutil.copytree(config_dir(), config, ignore=shutil.ignore_patterns("local.toml"))
    (config / "subscriptions.toml").write_text(
        SUBSCRIPTIONS + "".join(HOOK.format(number=n, url=url) for n, url in enumerate(hooks)),
        encoding="utf-8",
    )
    return {
        "WATCHER_CONFIG_DIR": str(config),
        "WATCHER_DATA_DIR": str(folder / "data"),
        "WATCHER_SOURCES__EDGAR__BASE_URL": venue,
        "WATCHER_SOURCES__EDGAR__DATA_URL": venue,
        "WATCHER_SOURCES__HKEXNEWS__BASE_URL": venue,
        "WATCHER_CHANNELS__HOOK__URL": f"{receiver}/webhook",
    }


@contextmanager
def _service(argv: list[str], environment: Mapping[str, str]) -> Iterator[int]:
    process = subprocess.Popen(
        [sys.executable, "-m", "watcher", *argv], env={**os.environ, **environment},
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=20)
