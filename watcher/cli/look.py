"""Looking: filings, alerts, deliveries, status, doctor."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.common import DryRun, Json, for_people, open_ledger, put_json, settings_for
from watcher.cli.lines import kind, titled, waits
from watcher.errors import Transient, UnknownId
from watcher.ops.logs import visible

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.ledger.rows import FilingRow


class Action(StrEnum):
    """What to do with deliveries."""

    LS = "ls"
    RETRY = "retry"
    SHOW = "show"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(for_people(filings))
    app.command()(for_people(alerts))
    app.command()(for_people(deliveries))
    app.command()(for_people(status))
    app.command()(for_people(doctor))


class State(StrEnum):
    """What became of a filing."""

    NEW = "new"
    READ = "read"
    NEEDS_REVIEW = "needs_review"
    FAILED = "failed"


def filings(
    state: Annotated[State | None, typer.Option(help="Only those of one state.")] = None,
    source: Annotated[str | None, typer.Option(help="Only those of one source.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="The newest N.")] = 50,
    json: Json = False,
) -> None:
    """The newest filings, last one last; `--state needs_review` lists what a person must look at, and why."""
    with open_ledger(settings_for("cli")) as ledger:
        rows = ledger.filing_list(limit=limit, state=state.value if state else None, source=source)
    for row in reversed(rows):
        if json:
            put_json(row)
        else:
            typer.echo(visible(_filing_line(row)))


def _filing_line(row: FilingRow) -> str:
    told, why = row.filing, row.review_reason or row.error
    when = told.published_at or told.seen_at
    end = f" ({why})" if why else ""
    return (
        f"{when:%Y-%m-%d %H:%M:%S}Z  {row.state:<12} {kind(told):<12} {told.id:<24}  "
        f"{titled(told)}{end}"
    )


def alerts(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="The newest N.")] = 20,
    json: Json = False,
) -> None:
    """The newest alerts, last one last."""
    with open_ledger(settings_for("cli")) as ledger:
        for row in ledger.alerts(limit=limit):
            if json:
                put_json(row)
                continue
            alert = row.alert
            line = (
                f"{row.seq:>6}  {alert.created_at:%Y-%m-%d %H:%M:%S}Z  {alert.severity.upper():<8} "
                f"{alert.subscription:<20} {'(silenced) ' if alert.silenced else ''}{alert.headline}  "
                f"[{alert.filing_id}]"
            )
            typer.echo(visible(line))


def deliveries(
    action: Annotated[Action, typer.Argument(help="ls, show ID, or retry ID.")] = Action.LS,
    delivery_id: Annotated[
        str | None, typer.Argument(help="Id of one delivery (show, retry).")
    ] = None,
    state: Annotated[str | None, typer.Option(help="pending, delivered or dead.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Deliveries and their attempts; `retry` makes one due again under the same id."""
    from watcher.model import DeliveryState

    if state is not None and state not in set(DeliveryState):
        raise typer.BadParameter(f"--state is one of {', '.join(DeliveryState)}")
    with open_ledger(settings_for("cli")) as ledger:
        if action is Action.LS:
            _list(ledger, state, limit, as_json=json)
            return
        if delivery_id is None:
            raise typer.BadParameter(f"`watcher deliveries {action}` needs the id of a delivery")
        if action is Action.RETRY:
            _retry(ledger, delivery_id, dry_run=dry_run)
        _show(ledger, delivery_id, as_json=json)


def _list(ledger: Ledger, state: str | None, limit: int, *, as_json: bool) -> None:
    from watcher.model import DeliveryState

    for row in ledger.deliveries(state=DeliveryState(state) if state else None, limit=limit):
        if as_json:
            put_json(row)
        else:
            typer.echo(
                f"{row.id}  {row.state:<9} attempts {row.attempts}  {row.channel:<16} "
                f"alert {row.alert_id}{waits(row)}"
            )


def _show(ledger: Ledger, delivery_id: str, *, as_json: bool) -> None:
    from watcher.model import DeliveryId

    found = ledger.delivery(DeliveryId(delivery_id))
    if found is None:
        raise UnknownId(f"no delivery {delivery_id}; `watcher deliveries` lists them")
    attempts = ledger.attempts(found.id)
    if as_json:
        put_json({"delivery": found, "attempts": attempts})
        return
    typer.echo(
        f"{found.id}  {found.state}  to {found.channel}  alert {found.alert_id}{waits(found)}"
    )
    for row in attempts:
        line = (
            f"  {row.number:>2}  {row.started_at:%Y-%m-%d %H:%M:%S}Z  {row.outcome:<8} {row.reason}"
            f"  {row.status or ''}  {row.excerpt}"
        )
        typer.echo(visible(line))


def _retry(ledger: Ledger, delivery_id: str, *, dry_run: bool) -> None:
    from watcher.model import DeliveryId
    from watcher.ops.clock import utc_now

    found = ledger.delivery(DeliveryId(delivery_id))
    if found is None:
        raise UnknownId(f"no delivery {delivery_id}; `watcher deliveries` lists them")
    due = ledger.resend(
        alert_id=found.alert_id, channel=found.channel, now=utc_now(), dry_run=dry_run
    )
    if not due:
        raise Transient(f"{delivery_id} is being sent right now; look again in a minute")
    typer.echo("would be sent again" if dry_run else "is due again", err=True)


def status(json: Json = False) -> None:
    """Counts, lag, what /readyz checks, and the last polls."""
    from watcher.ops.health import health
    from watcher.queue import Doorbell

    settings = settings_for("cli")
    with open_ledger(settings) as ledger:
        summary, polls = ledger.summary(), ledger.polls(limit=6)
        checks = health(ledger, Doorbell.of(settings), settings)
    if json:
        put_json({"summary": summary, "health": checks, "polls": polls})
        return
    from watcher.cli.tables import health_table, polls_table, show, summary_table

    show(summary_table(summary))
    show(health_table(checks))
    show(polls_table(polls))


def doctor(
    here: Annotated[
        bool,
        typer.Option("--here", help="Leave out what depends on a venue: last polls and clock."),
    ] = False,
    channels: Annotated[
        bool, typer.Option(help="Open the channels; only who delivers has their secrets.")
    ] = True,
    json: Json = False,
) -> None:
    """Check settings, contact, configuration, ledger, last polls, clock, Valkey and disk; exit 1 on a fault."""
    from watcher.cli.checks import all_checks, tell

    results = all_checks(here=here, channels=channels)
    raise typer.Exit(0 if tell(results, as_json=json) else 1)
