"""Steering: poll once, resend, reread, replay."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.common import (
    DryRun,
    Json,
    for_people,
    moment,
    open_ledger,
    put_json,
    require_known,
    settings_for,
)
from watcher.errors import UnknownId

if TYPE_CHECKING:
    from watcher.ledger import Ledger

NEWEST = 1000
"""Deliveries that are looked through for a channel that the configuration no longer has."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(for_people(poll))
    app.command()(for_people(resend))
    app.command()(for_people(reread))
    app.command()(for_people(replay))


def poll(
    source: Annotated[
        str, typer.Argument(help="edgar, hkexnews, or another source of the settings.")
    ],
    once: Annotated[bool, typer.Option("--once", help="One poll, then exit (the default).")] = True,
    json: Json = False,
) -> None:
    """Poll one source now and record what is new; workers read it when they run."""
    from watcher.cli.feeds import open_feeds, require_enabled

    del once
    settings = settings_for("poll")
    require_enabled(settings, source)
    with open_feeds(settings) as feeds:
        note = feeds[source].poll()
    if json:
        put_json(note)
    else:
        typer.echo(
            f"{note.source}: {note.outcome}, {note.entries} entries on {note.pages} pages, "
            f"{note.new} new filings" + (f": {note.error}" if note.error else "")
        )
    raise typer.Exit(1 if note.outcome == "failed" else 0)


def _when(text: str | None, name: str) -> datetime | None:
    if text is None:
        return None
    try:
        return moment(text)
    except ValueError:
        raise typer.BadParameter(
            f"{name}: give an ISO date or time, such as 2026-03-25T09:00Z"
        ) from None


def resend(
    alert_id: Annotated[
        str | None, typer.Option("--alert", "--alert-id", help="One alert.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="All alerts from this time on (ISO, UTC).")
    ] = None,
    until: Annotated[str | None, typer.Option(help="… up to this time.")] = None,
    to: Annotated[str | None, typer.Option(help="Only this channel.")] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Send alerts again under the same ids (receivers drop what they know by webhook-id)."""
    from watcher.model import AlertId
    from watcher.ops.clock import utc_now

    if (alert_id is None) == (since is None):
        raise typer.BadParameter("give --alert, or --since (with --until if you like)")
    begin, end = _when(since, "--since"), _when(until, "--until")
    if begin is not None and end is not None and end < begin:
        raise typer.BadParameter(f"--until {until} is before --since {since}")
    with open_ledger(settings_for("cli")) as ledger:
        if to is not None:
            _require_channel(to, ledger)
        ids = ledger.resend(
            alert_id=AlertId(alert_id) if alert_id else None,
            since=begin,
            until=end,
            channel=to,
            now=utc_now(),
            dry_run=dry_run,
        )
        off = [each.route for each in ledger.endpoints() if each.disabled_at]
    if off:
        typer.echo(
            f"switched off: {', '.join(off)}; what goes there waits for `watcher channels enable`",
            err=True,
        )
    verb = "would be sent" if dry_run else "are due"
    if json:
        put_json({"deliveries": ids, "dry_run": dry_run})
    else:
        typer.echo(f"{len(ids)} deliveries {verb} again")


def _require_channel(name: str, ledger: Ledger) -> None:
    """ConfigError unless the configuration, or the ledger of a time before it, has the channel."""
    from watcher.settings import config_dir
    from watcher.subscriptions import load_subscriptions

    used = {row.channel for row in ledger.deliveries(limit=NEWEST)}
    if name not in used | {route.partition("/")[0] for route in used}:
        channels = load_subscriptions(config_dir() / "subscriptions.toml").channels
        require_known("channel", name, channels, "subscriptions.toml")


def reread(
    filings: Annotated[
        list[str] | None, typer.Argument(help="sec:<accession>, hkex:<news id>, or bare numbers.")
    ] = None,
    failed: Annotated[bool, typer.Option("--failed", help="All that were given up.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Read filings again from their first attempt; nobody is told again what was told."""
    from watcher.cli.explaining import filing_id_of
    from watcher.ops.clock import utc_now

    if bool(filings) == failed:
        raise typer.BadParameter("give filings, or --failed")
    with open_ledger(settings_for("cli")) as ledger:
        ids = [filing_id_of(text) for text in filings or ()]
        lost = ledger.filings(state="failed", limit=100_000) if failed else []
        ids += [row.filing.id for row in lost]
        if missing := set(ids) - ledger.known(ids):
            raise UnknownId(f"not in the ledger: {', '.join(sorted(missing))}")
        if not dry_run:
            ledger.retry_filings(ids, now=utc_now())
    if json:
        put_json({"filings": ids, "dry_run": dry_run})
    else:
        for row in lost:
            typer.echo(f"{row.filing.id}  {row.error}")
        typer.echo(f"{len(ids)} filings {'would be' if dry_run else 'are due to be'} read again")


def replay(
    recording: Annotated[
        Path, typer.Argument(help="Folder of recordings.", exists=True, file_okay=False)
    ],
    speed: Annotated[float, typer.Option(min=0.01, help="Recorded seconds per second.")] = 1.0,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 = any free one.")
    ] = 0,
) -> None:
    """Serve recordings as EDGAR and HKEXnews on 127.0.0.1 until Ctrl-C."""
    from watcher.ops.stopping import stop_on_signals
    from watcher.replay import Venue

    stop = threading.Event()
    stop_on_signals(stop)
    with Venue.open(recording, speed=speed, port=port) as venue:
        venue.await_baseline()
        typer.echo(
            f"EDGAR and HKEXnews replay at {venue.url}; the play begins with a watcher's second poll\n"
            f"point a watcher at it with\n{pointing(venue.url)}"
        )
        stop.wait()


def pointing(url: str) -> str:
    """Shell lines with the environment with which a watcher polls a venue on loopback only."""
    return "\n".join(
        f"export {line}"
        for line in (
            "WATCHER_NET__ALLOW_PRIVATE=true",
            f"WATCHER_SOURCES__EDGAR__BASE_URL={url}",
            f"WATCHER_SOURCES__EDGAR__DATA_URL={url}",
            """WATCHER_SOURCES__EDGAR__HOSTS='["127.0.0.1"]'""",
            "WATCHER_SOURCES__HKEXNEWS__ENABLED=true",
            f"WATCHER_SOURCES__HKEXNEWS__BASE_URL={url}",
            """WATCHER_SOURCES__HKEXNEWS__HOSTS='["127.0.0.1"]'""",
            "WATCHER_SOURCES__HKEXNEWS__POLL_SECONDS=2",
            "WATCHER_SOURCES__HKEXNEWS__REQUESTS_PER_SECOND=8",
        )
    )
