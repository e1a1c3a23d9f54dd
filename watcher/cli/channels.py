"""`watcher channels ls|enable|disable`: receivers that fail, and what waits for them."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from watcher.model import Endpoint
    from watcher.subscriptions import ChannelBlock

channels = typer.Typer(
    name="channels",
    help="Channels and how their receivers are: failing, switched off, enabled again.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    channels.command("ls")(for_people(ls))
    channels.command("enable")(for_people(enable))
    channels.command("disable")(for_people(disable))
    app.add_typer(channels)


def ls(json: Json = False) -> None:
    """Every channel and address, and what its last attempts said."""
    with open_ledger(settings_for("cli")) as ledger:
        failing = {each.route: each for each in ledger.endpoints()}
    routes = {route: block.enabled for block in _configured().values() for route in block.routes}
    for route in dict.fromkeys([*routes, *failing]):
        endpoint = failing.get(route)
        if json:
            put_json({"route": route, "configured": routes.get(route), "endpoint": endpoint})
        else:
            typer.echo(f"{route}  {_state(endpoint, enabled=routes.get(route))}")


def enable(
    name: Annotated[str, typer.Argument(help="A channel (with all its addresses), or a route.")],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Send to a channel again: what waited, and what died since it began to fail, is due now."""
    from watcher.ops.clock import utc_now

    with open_ledger(settings_for("cli")) as ledger:
        failing = {each.route for each in ledger.endpoints()}
        _require(name, failing)
        ids = ledger.enable(name, now=utc_now(), dry_run=dry_run)
    if json:
        put_json({"channel": name, "deliveries": ids, "dry_run": dry_run})
    else:
        typer.echo(
            f"{name} {'would be' if dry_run else 'is'} enabled; {len(ids)} deliveries "
            f"{'would be' if dry_run else 'are'} due now"
        )


def disable(
    name: Annotated[str, typer.Argument(help="A channel (with all its addresses), or a route.")],
    reason: Annotated[str, typer.Option(help="Why; `watcher channels ls` repeats it.")] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let everything for a channel wait until it is enabled; nothing is lost."""
    from watcher.ops.clock import utc_now

    _require(name, ())
    block = _configured().get(name)
    routes = block.routes if block else (name,)
    with open_ledger(settings_for("cli")) as ledger:
        for route in () if dry_run else routes:
            ledger.disable(route, why=reason or "switched off by hand", now=utc_now())
    if json:
        put_json({"routes": routes, "dry_run": dry_run})
    else:
        typer.echo(f"{', '.join(routes)} {'would be' if dry_run else 'is'} switched off")


def _configured() -> Mapping[str, ChannelBlock]:
    from watcher.settings import config_dir
    from watcher.subscriptions import load_subscriptions

    return load_subscriptions(config_dir() / "subscriptions.toml").channels


def _require(name: str, also: set[str] | tuple[str, ...]) -> None:
    """ConfigError unless the configuration, or a row of the ledger, has the channel or route."""
    blocks = _configured().values()
    known = {block.name for block in blocks} | {r for block in blocks for r in block.routes}
    require_known("channel", name, known | set(also), "subscriptions.toml")


def _state(endpoint: Endpoint | None, *, enabled: bool | None) -> str:
    if endpoint is None:
        return "well" if enabled else "not enabled in subscriptions.toml"
    why = f"{endpoint.failures} failures in a row: {endpoint.why}"
    if endpoint.disabled_at is not None:
        return f"switched off since {endpoint.disabled_at:%Y-%m-%d %H:%M} UTC, {why}"
    if endpoint.paused_until is not None:
        return f"left alone until {endpoint.paused_until:%Y-%m-%d %H:%M:%S} UTC, {why}"
    return f"failing, {why}"
