"""The processes: run, scheduler, worker, web."""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import ExitStack
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.common import for_people, open_ledger, settings_for
from watcher.cli.ready import require_binding, require_ready

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.queue import Doorbell
    from watcher.scheduler import Extra, Steps
    from watcher.settings import Settings
    from watcher.subscriptions.reload import Watched
    from watcher.supervisor import Child
    from watcher.valkey import EmbeddedValkey


class Queue(StrEnum):
    """The queues."""

    FILINGS = "filings"
    DELIVERIES = "deliveries"
    OCR = "ocr"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(for_people(run))
    app.command()(for_people(scheduler))
    app.command()(for_people(worker))
    app.command()(for_people(web))


def run() -> None:
    """Everything on this machine: Valkey, scheduler, workers and the web page, supervised."""
    from watcher.ops.stopping import stop_on_signals
    from watcher.supervisor import Supervisor

    settings = settings_for("supervisor")
    require_ready(settings, delivers=True)
    require_binding(settings)
    stop = threading.Event()
    stop_on_signals(stop)
    with ExitStack() as stack:
        valkey = embedded(settings)
        if valkey is not None:
            valkey.start()
            stack.callback(valkey.stop)
        ledger = stack.enter_context(open_ledger(settings, migrate=True))
        supervisor = Supervisor(
            children(settings),
            grace_seconds=settings.workers.filing_seconds + 10,
            before_tick=valkey.ensure if valkey else lambda: None,
            on_restart=partial(count_restart, ledger),
            stopping=stop,
        )
        typer.echo(f"watcher runs; page: {settings.web.public_url}; Ctrl-C stops it", err=True)
        if not settings.web.operate_secret.get_secret_value():
            place = settings.data_dir / "web-operate-secret"
            typer.echo(f"to act on the page, log in with the secret in {place}", err=True)
        if trouble := port_trouble(settings.web.host, settings.web.port):
            typer.echo(  # no reason to stop
                f"watcher: no page yet: {trouble}. It is tried again and again, and alerts go "
                "without it; free the port or set web.port",
                err=True,
            )
        supervisor.run()


def port_trouble(host: str, port: int) -> str:
    """Why nobody can listen there now, or ""."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        what = str(error.strerror).partition(" (")[0]  # the rest repeats the address
        return f"port {port} of {host} cannot be used ({what})"
    return ""


def embedded(settings: Settings) -> EmbeddedValkey | None:
    """The embedded Valkey of the data folder, or None where a server is configured."""
    from watcher.valkey import EmbeddedValkey

    if settings.redis.url.get_secret_value():
        return None
    return EmbeddedValkey(settings.data_dir / "valkey")


def children(settings: Settings) -> list[Child]:
    """The processes of one machine."""
    from watcher.supervisor import Child

    me = [sys.executable, "-m", "watcher"]
    made = [Child("scheduler", [*me, "scheduler"]), Child("web", [*me, "web"])]
    for queue, number in (
        ("filings", settings.workers.filings),
        ("deliveries", settings.workers.deliveries),
        ("ocr", settings.workers.ocr),
    ):
        made += [Child(f"worker-{queue}-{n}", [*me, "worker", queue]) for n in range(1, number + 1)]
    return made


def count_restart(ledger: Ledger, child: str) -> None:
    """A restarted child is a counter of the ledger."""
    ledger.count("child_restarts", {"child": child})


def scheduler() -> None:
    """Poll the venues and ring the workers; of several schedulers one leads."""
    settings = settings_for("scheduler")
    require_ready(settings, delivers=False)
    from watcher import scheduler as scheduling
    from watcher.ops.parent import follow_parent
    from watcher.ops.stopping import stop_on_signals

    stop = threading.Event()
    stop_on_signals(stop)
    with ExitStack() as stack:
        ledger = stack.enter_context(open_ledger(settings, migrate=True))
        timer, leader = scheduling.build(settings, ledger, *steps(settings, ledger, stack))
        timer.start()
        follow_parent()
        stop.wait()
        timer.shutdown(wait=True)
        leader.resign()


def steps(settings: Settings, ledger: Ledger, stack: ExitStack) -> Steps:
    """What the scheduler runs: polls and audits of each enabled source, and the sweep."""
    from watcher.cli.feeds import feeds_of
    from watcher.net import build_client
    from watcher.ops.clock import utc_now
    from watcher.queue import Doorbell, connect
    from watcher.scheduler import Steps
    from watcher.sweep import sweep

    doorbell = Doorbell.of(settings)
    client = stack.enter_context(build_client(settings, connect(settings)))
    terms: list[frozenset[str]] = [frozenset()]
    subscriptions = _subscriptions(ledger, terms)
    feeds = feeds_of(settings, client, ledger, lambda: terms[0])

    def sweep_and_look() -> None:
        sweep(ledger, doorbell, settings, utc_now())
        subscriptions.refresh()

    return Steps(
        polls={name: feed.poll for name, feed in feeds.items()},
        sweep=sweep_and_look,
        audits={name: feed.audit for name, feed in feeds.items()},
        extras=_extras(settings, ledger, doorbell),
    )


def _extras(settings: Settings, ledger: Ledger, doorbell: Doorbell) -> list[Extra]:
    """The canary and the heartbeat, where they are wanted, and what forgets the old."""
    from watcher.blobs import Blobs
    from watcher.ops.canary import plant
    from watcher.ops.clock import utc_now
    from watcher.ops.heartbeat import beat
    from watcher.retention import EVERY_SECONDS, forget
    from watcher.scheduler import Extra

    wanted, found = settings.health, []
    if wanted.canary_seconds:
        found.append(Extra("canary", wanted.canary_seconds, lambda: plant(ledger, utc_now())))
    if wanted.heartbeat_url.get_secret_value():
        ping = partial(beat, ledger, doorbell, settings)
        found.append(Extra("heartbeat", wanted.heartbeat_seconds, ping))
    blobs = Blobs(settings.blobs_url)
    found.append(
        Extra(
            "retention", EVERY_SECONDS,
            lambda: forget(ledger, blobs, settings.retention, utc_now()),
        )
    )  # fmt: skip
    return found


def _subscriptions(ledger: Ledger, terms: list[frozenset[str]]) -> Watched:
    """A look at the subscriptions file, so that a wrong one is told at once, not with the next job.

    Of what is in it the scheduler only wants the ``terms`` of the companies that are named.
    """
    from watcher.issuers import load as load_issuers
    from watcher.settings import config_dir, read_toml
    from watcher.subscriptions import Telling, load_subscriptions
    from watcher.subscriptions.reload import noting
    from watcher.terms import ALL, issuer_keys, watched_terms

    folder = config_dir()

    def read() -> Telling:
        issuers = load_issuers(folder / "issuers.toml").all
        types = set(read_toml(folder / "events.toml"))
        found = load_subscriptions(folder / "subscriptions.toml", issuers=issuers, types=types)
        named = [watched_terms(each.issuers) for each in found.subscriptions]
        terms[0] = frozenset().union(*named, *map(issuer_keys, issuers)) - {ALL}
        return Telling((), files=found.files)

    return noting(folder / "subscriptions.toml", read, ledger, by="scheduler")


def worker(queue: Annotated[Queue, typer.Argument(help="Which queue to work on.")]) -> None:
    """One worker process on one queue."""
    require_ready(settings_for(f"worker-{queue}"), delivers=queue is Queue.DELIVERIES)
    from workers.run import run_worker

    run_worker(queue.value)


def web(
    host: Annotated[
        str | None, typer.Option(help="Address to bind; default from the settings.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port to bind; default from the settings."),
    ] = None,
) -> None:
    """The operator's page and health checks."""
    settings = settings_for("web")
    require_ready(settings, delivers=False)
    require_binding(settings, host)
    import uvicorn

    from watcher.ops.parent import follow_parent
    from watcher.web import build_app

    follow_parent()
    uvicorn.run(
        build_app(settings),
        host=host or settings.web.host,
        port=settings.web.port if port is None else port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # a header must not choose the address that log-ins are counted by
    )
