"""`watcher silence add|ls|rm`: mute a person, a company or a type until a time."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.common import (
    DryRun,
    Json,
    for_people,
    moment,
    open_ledger,
    put_json,
    settings_for,
)
from watcher.errors import UnknownId

if TYPE_CHECKING:
    from watcher.model import Silence
    from watcher.silencing import Known, Muted

silence = typer.Typer(
    name="silence",
    help="Mute alerts about a person, a company or a type until a time; they are recorded, not sent.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    silence.command("add")(for_people(add))
    silence.command("ls")(for_people(ls))
    silence.command("rm")(for_people(rm))
    app.add_typer(silence)


def add(
    until: Annotated[
        str, typer.Option(help='End: an ISO time (UTC where none is said), or a span such as "3d".')
    ],
    person: Annotated[str | None, typer.Option(help="A name in any order, or cik:NUMBER.")] = None,
    issuer: Annotated[
        str | None, typer.Option(help="Table name of issuers.toml, ticker, HKEX code or CIK.")
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", help="A type or type.subtype, with * and ?.")
    ] = None,
    subscription: Annotated[str | None, typer.Option(help="Only for this subscription.")] = None,
    reason: Annotated[str, typer.Option(help="Why; `watcher explain` repeats it.")] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Mute what fits all that is given; it is recorded, with this silence as the reason."""
    from watcher.ops.clock import utc_now
    from watcher.silencing import Muted, check, silence_of

    muted = Muted(person=person, issuer=issuer, type=type_, subscription=subscription)
    check(muted, _known(muted))
    now = utc_now()
    reason = reason or "muted by hand"
    made = silence_of(muted, until=_end(until, now), now=now, reason=reason)
    if not dry_run:
        with open_ledger(settings_for("cli")) as ledger:
            ledger.add_silence(made)
    if json:
        put_json({"silence": made, "dry_run": dry_run})
    else:
        typer.echo(f"{'would add' if dry_run else 'added'} {_line(made)}")


def ls(
    every: Annotated[bool, typer.Option("--all", help="Also those that have ended.")] = False,
    json: Json = False,
) -> None:
    """Silences in force, first to end first."""
    from watcher.ops.clock import utc_now

    with open_ledger(settings_for("cli")) as ledger:
        found = ledger.silences(at=None if every else utc_now())
    for each in found:
        if json:
            put_json(each)
        else:
            typer.echo(_line(each))
    if not found and not json:
        typer.echo("no silence is in force", err=True)


def rm(
    silence_id: Annotated[str, typer.Argument(help="Id of a silence (`watcher silence ls`).")],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """End a silence now; what it muted stays unsent."""
    with open_ledger(settings_for("cli")) as ledger:
        known = {each.id for each in ledger.silences()}
        if silence_id not in known:
            raise UnknownId(f"no silence {silence_id}; `watcher silence ls --all` lists them")
        if not dry_run:
            ledger.remove_silence(silence_id)
    if json:
        put_json({"silence": silence_id, "dry_run": dry_run})
    else:
        typer.echo(f"{silence_id} {'would end' if dry_run else 'has ended'}")


def _known(muted: Muted) -> Known:
    """What the configuration has; subscriptions and issuers only where one is named."""
    from watcher.issuers import load as load_issuers
    from watcher.settings import config_dir
    from watcher.silencing import Known
    from watcher.subscriptions import load_subscriptions
    from watcher.terms import issuer_keys
    from workers.read import load_types

    types, _ = load_types(config_dir() / "events.toml")
    path = config_dir() / "subscriptions.toml"
    told = load_subscriptions(path).subscriptions if muted.subscription is not None else ()
    issuers = load_issuers(config_dir() / "issuers.toml").all if muted.issuer is not None else ()
    return Known(
        types={name for each in types for name in each.names},
        subscriptions={each.name for each in told},
        issuers={term for each in issuers for term in issuer_keys(each)},
    )


def _end(text: str, now: datetime) -> datetime:
    """When a silence ends. Raises typer.BadParameter."""
    from watcher.subscriptions.tables import span

    with suppress(ValueError):
        return moment(text)
    try:
        end: datetime = now + span(text)
    except (ValueError, OverflowError):  # the latter: after the year 9999
        raise typer.BadParameter(
            '--until: an ISO time such as 2026-03-25T09:00Z, or a span such as "3d"'
        ) from None
    return end


def _line(each: Silence) -> str:
    what = ", ".join(
        f"{name} {value}"
        for name, value in (
            ("person", each.person), ("issuer", each.issuer), ("type", each.type),
            ("subscription", each.subscription),
        )
        if value
    )  # fmt: skip
    return f"{each.id}  until {each.until:%Y-%m-%d %H:%M} UTC  {what}  ({each.reason})"
