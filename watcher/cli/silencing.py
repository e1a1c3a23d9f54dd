"""`watcher silence add|ls|rm`: mute a person, a company or a type until a time."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.common import (
    DryRun,
    Json,
    for_people,
    open_ledger,
    put_json,
    require_known,
    settings_for,
)
from watcher.errors import ConfigError, UnknownId

if TYPE_CHECKING:
    from watcher.model import Silence

LONGEST = timedelta(days=3660)

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

    if person is None and issuer is None and type_ is None:
        raise typer.BadParameter("say what to mute: --person, --issuer or --type")
    _check(person, issuer, type_, subscription)
    now = utc_now()
    made = _made(now, _end(until, now), person, issuer, type_, subscription, reason)
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


def _check(
    person: str | None, issuer: str | None, type_: str | None, subscription: str | None
) -> None:
    """ConfigError for a part that could never fit anything."""
    from watcher.settings import config_dir
    from watcher.subscriptions import ALSO_TYPES, load_subscriptions
    from watcher.subscriptions.telling import literal_type
    from watcher.terms import ALL, person_term
    from workers.read import load_types

    folder = config_dir()
    if person is not None and person_term(person) == "person:":
        raise ConfigError(f"{person!r} holds no name")
    if issuer is not None and not issuer.strip():
        raise ConfigError("--issuer is empty")
    if type_ is not None:
        types, _ = load_types(folder / "events.toml")
        known = {each.name for each in types} | ALSO_TYPES | {ALL}
        require_known("event type", literal_type(type_), known, "events.toml")
    if subscription is not None:
        names = (s.name for s in load_subscriptions(folder / "subscriptions.toml").subscriptions)
        require_known("subscription", subscription, names, "subscriptions.toml")


def _end(text: str, now: datetime) -> datetime:
    """When a silence ends. Raises typer.BadParameter."""
    from watcher.subscriptions.tables import span

    try:
        end = datetime.fromisoformat(text)
        end = end.astimezone(UTC) if end.tzinfo else end.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # the latter: before the year 1 in UTC, or after 9999
        try:
            end = now + span(text)
        except (ValueError, OverflowError):
            raise typer.BadParameter(
                '--until: an ISO time such as 2026-03-25T09:00Z, or a span such as "3d"'
            ) from None
    if not now < end <= now + LONGEST:
        raise typer.BadParameter(f"--until {text} is in the past, or more than ten years away")
    return end


def _made(
    now: datetime,
    until: datetime,
    person: str | None,
    issuer: str | None,
    type_: str | None,
    subscription: str | None,
    reason: str,
) -> Silence:
    """The silence, under an id of its parts: the same one said twice moves its end."""
    from watcher.model import Silence

    parts = "\n".join(part or "" for part in (person, issuer, type_, subscription))
    name = f"sil_{hashlib.sha256(parts.encode()).hexdigest()[:12]}"
    return Silence(
        id=name, until=until, created_at=now, reason=reason or "muted by hand",
        person=person, issuer=issuer, type=type_, subscription=subscription,
    )  # fmt: skip


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
