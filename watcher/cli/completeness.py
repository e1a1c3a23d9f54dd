"""Completeness: fill the ledger from the venues' own records, and prove that nothing is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.common import DryRun, Json, for_people, put_json, settings_for
from watcher.errors import ConfigError, NotFound, WatcherError

if TYPE_CHECKING:
    from watcher.backfill import Backfilled
    from watcher.cli.feeds import Feed
    from watcher.ledger import Ledger
    from watcher.model import FilingId, Issuer
    from watcher.poll import Audit

Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The venue's calendar day.")]


class Notify(StrEnum):
    """Who hears of what a backfill finds: nobody, everybody in one message, or as if it were new."""

    NONE = "none"
    DIGEST = "digest"
    ALL = "all"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(for_people(backfill))
    app.command()(for_people(audit))


def backfill(
    source: Annotated[str, typer.Option(help="edgar, hkexnews, or another of the settings.")],
    since: Day,
    until: Day,
    notify: Annotated[Notify, typer.Option(help="Who hears of it.")] = Notify.NONE,
    issuer: Annotated[
        list[str] | None,
        typer.Option(help="Only this issuer of issuers.toml: its table name, ticker, CIK, code."),
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Record the filings of a span of days, both included; an interrupted run is run again."""
    from watcher.cli.feeds import open_feeds, require_enabled

    first, last = since.date(), until.date()
    if last < first:
        raise typer.BadParameter(f"--until {last} is before --since {first}")
    settings = settings_for("backfill")
    require_enabled(settings, source)
    issuers = _issuers(issuer or ())
    with open_feeds(settings) as feeds:
        steps = _filled(feeds[source], first, last, issuers, notify=notify, dry_run=dry_run)
    _tell_backfill(source, steps, dry_run=dry_run, as_json=json)
    raise typer.Exit(1 if any(step.error for step in steps) else 0)


def _issuers(wanted: Sequence[str]) -> list[Issuer]:
    """The issuers that these words name. Raises ConfigError for a word that names none."""
    from watcher.issuers import load
    from watcher.settings import config_dir
    from watcher.terms import issuer_keys, issuer_term

    if not wanted:
        return []
    listed = load(config_dir() / "issuers.toml").all
    found: dict[str, Issuer] = {}
    for word in wanted:
        named = [issuer for issuer in listed if issuer_term(word) in issuer_keys(issuer)]
        if not named:
            raise ConfigError(
                f"no issuer {word!r} in issuers.toml; there are: "
                + ", ".join(issuer.key for issuer in listed)
            )
        found |= {issuer.key: issuer for issuer in named}
    return list(found.values())


def _filled(
    feed: Feed, since: date, until: date, issuers: list[Issuer], *, notify: Notify, dry_run: bool
) -> list[Backfilled]:
    """Every step of the backfill, with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    from watcher.backfill import backfill_source
    from watcher.ledger.silences import BACKFILL
    from watcher.ops.clock import utc_now

    now = utc_now()
    label = f"{BACKFILL}{feed.name} {since} {until}" if notify is Notify.DIGEST else None
    if until > feed.source.day_of(now):
        raise typer.BadParameter(f"--until {until} has not come yet at {feed.name}")
    console = Console(stderr=True)
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    done: list[Backfilled] = []
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bar = progress.add_task(feed.name, total=len(issuers) or (until - since).days + 1)
        for step in backfill_source(
            feed.source, feed.config, feed.get, feed.ledger, since=since, until=until,
            issuers=issuers, notify=notify is Notify.ALL, digest=label, now=now, dry_run=dry_run,
        ):  # fmt: skip
            done.append(step)
            progress.update(bar, advance=1, description=f"{feed.name} {step.issuer or step.since}")
    if label and not dry_run:
        feed.ledger.end_backfill(label, now=now)
    return done


def _tell_backfill(
    source: str, steps: Sequence[Backfilled], *, dry_run: bool, as_json: bool
) -> None:
    for step in steps:
        if as_json:
            put_json({"source": source, "step": step, "dry_run": dry_run})
            continue
        what = f"{step.issuer} {step.since} to {step.until}" if step.issuer else f"{step.since}"
        verb = "would be recorded" if dry_run else "recorded"
        found = step.error or f"{step.listed} listed, {len(step.new)} {verb}"
        typer.echo(f"{source} {what}: {found}")


def audit(
    day: Annotated[
        datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="The venue's calendar day.")
    ],
    source: Annotated[
        str | None, typer.Option(help="Only this source; default: every enabled one.")
    ] = None,
    json: Json = False,
) -> None:
    """Compare one finished day with the venue's own index; record what is missing; exit 1 on a gap."""
    from watcher.cli.feeds import open_feeds, require_enabled

    settings = settings_for("audit")
    if source is not None:
        require_enabled(settings, source)
    with open_feeds(settings) as feeds:
        wanted = [feeds[source]] if source else list(feeds.values())
        complete = [_audited(feed, day.date(), as_json=json) for feed in wanted]
    raise typer.Exit(0 if all(complete) else 1)


def _audited(feed: Feed, day: date, *, as_json: bool) -> bool:
    """Audit one source and tell it. False for a gap, and where the venue cannot be asked."""
    from watcher.ops.clock import utc_now
    from watcher.poll import audit_day

    now = utc_now()
    try:
        if day >= feed.source.day_of(now):
            raise NotFound(f"{day} is not over at {feed.name}: audit it when its index is out")
        found = audit_day(
            feed.name, feed.source, feed.config, feed.get, feed.ledger, day=day, now=now
        )
    except WatcherError as error:  # the other sources are audited all the same
        typer.echo(f"watcher: {feed.name} {day}: {error}", err=True)
        return False
    for filing_id in found.ids:
        line = _line(feed.ledger, filing_id, found)
        if as_json:
            put_json(line)
        else:
            typer.echo(_printed(line))
    typer.echo(_summary(found), err=True)
    return not found.gaps


def _line(ledger: Ledger, filing_id: FilingId, found: Audit) -> dict[str, Any]:
    """What the ledger knows of one id of the venue's list."""
    from watcher.ledger.filings import unknown

    row = ledger.filing(filing_id)
    if row is None:
        raise unknown(filing_id)
    events = ledger.events(filing_id)
    return {
        "id": filing_id,
        "source": found.source,
        "date": found.day,
        "gap": filing_id in found.gaps,
        "seen_at": row.filing.seen_at,
        "found_by": row.filing.found_by,
        "state": row.state,
        "read_at": row.read_at,
        "notify": row.notify,
        "events": [f"{e.type}/{e.subtype}" if e.subtype else e.type for e in events],
        "why": None if events else _why(ledger, filing_id, row.state, row.review_reason, row.error),
    }


def _why(
    ledger: Ledger, filing_id: FilingId, state: str, review: str | None, error: str | None
) -> str:
    """Why a filing has no events."""
    if state == "new":
        return f"not read yet ({error})" if error else "not read yet"
    if review or error:
        return review or error or ""
    codes = sorted({silent.reason_code for silent in ledger.suppressed(filing_id)})
    return ", ".join(codes) or "nothing in it that is told"


def _printed(line: dict[str, Any]) -> str:
    mark = "GAP" if line["gap"] else "ok "
    told = ", ".join(line["events"]) or line["why"]
    quiet = "" if line["notify"] else "; nobody is told"
    return (
        f"{mark}  {line['id']}  seen {line['seen_at']:%Y-%m-%d %H:%M:%S}Z by {line['found_by']}"
        f"  {line['state']}  {told}{quiet}"
    )


def _summary(found: Audit) -> str:
    place = f"{found.source} {found.day}"
    if not found.watched:
        return f"{place}: before the first poll, so nobody watched; `watcher backfill` reads it"
    return f"{place}: {found.listed} listed, {len(found.gaps)} gaps" + (
        ", recorded now" if found.gaps else ""
    )
