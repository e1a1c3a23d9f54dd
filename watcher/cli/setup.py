"""First steps: `watcher init` writes config/local.toml; `watcher check` reads the configuration."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from watcher.cli.checks import Check
from watcher.cli.common import DryRun, Json, for_people, put_json, require_known
from watcher.errors import ConfigError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(for_people(init))
    app.command()(for_people(check))


def init(
    contact: Annotated[
        str,
        typer.Option(
            prompt='Name and e-mail for the SEC (such as "Jane Doe jane@example.com")',
            help="Sent as user agent.",
        ),
    ],
    folder: Annotated[
        Path | None,
        typer.Option(help="Where the configuration goes; default: WATCHER_CONFIG_DIR, or config."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite an existing local.toml.")
    ] = False,
) -> None:
    """Ask for the contact that the SEC wants and write config/local.toml."""
    from watcher.settings import CONFIG_DIR_VARIABLE, LOCAL_NAME, config_dir

    if "@" not in contact or any(ord(c) < 32 or c in '"\\' for c in contact):
        raise ConfigError(f"{contact!r} holds no e-mail address (or a quote or control character)")
    folder = folder or Path(os.environ.get(CONFIG_DIR_VARIABLE) or "config")
    target = folder / LOCAL_NAME
    if target.exists() and not force:
        raise ConfigError(f"{target} exists already; edit it, or give --force to write it anew")
    _fill(folder)
    target.write_text(
        f'[net]\nuser_agent = "Filing Watcher {contact}"\n\n'
        "[sources.hkexnews]\n"
        "# The site's terms of use may forbid automated access: read them, then decide.\n"
        "enabled = false\n",
        encoding="utf-8",
    )
    typer.echo(
        f"wrote {target}\nnext: edit {folder}/subscriptions.toml and {folder}/issuers.toml, "
        "then `watcher doctor` and `watcher run`"
    )
    if folder.resolve() != config_dir().resolve():
        typer.echo(f"so that they find it: export {CONFIG_DIR_VARIABLE}={quote(str(folder))}")


def _fill(folder: Path) -> None:
    """The files of the configuration in use, or the shipped ones; what is there already stays."""
    from watcher.settings import LOCAL_NAME, config_dir, shipped_config_dir

    used = config_dir()
    given = used if (used / "default.toml").is_file() else shipped_config_dir()
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(given.glob("*.toml")):
        if path.name != LOCAL_NAME and not (folder / path.name).exists():
            shutil.copyfile(path, folder / path.name)


def check(
    send_test: Annotated[
        str | None, typer.Option(help="Send a test message to this channel.")
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(min=1, max=366, help="Also say what would have been sent of the last N days."),
    ] = None,
    channels: Annotated[
        bool, typer.Option(help="Open the channels; only who delivers has their secrets.")
    ] = True,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Check subscriptions, issuers and event types; send a test message, or rehearse past days."""
    from watcher.cli.checks import config_checks, tell

    results = config_checks(channels=channels)
    if send_test is not None and all(r.ok for r in results):
        results.append(_test_message(send_test, dry_run=dry_run))
    ok = tell(results, as_json=json)
    if days is not None and ok:
        _rehearse(days, as_json=json)
    raise typer.Exit(0 if ok else 1)


def _rehearse(days: int, *, as_json: bool) -> None:
    """Say what the subscriptions as they are would have told of the last days."""
    from watcher.cli import rehearsal
    from watcher.cli.common import open_ledger
    from watcher.issuers import load as load_issuers
    from watcher.ops.clock import utc_now
    from watcher.settings import config_dir, load
    from watcher.subscriptions import load_subscriptions

    folder = config_dir()
    issuers = load_issuers(folder / "issuers.toml")
    telling = load_subscriptions(folder / "subscriptions.toml", issuers=issuers.all)
    with open_ledger(load()) as ledger:
        done = rehearsal.rehearse(ledger, telling, issuers, days=days, now=utc_now())
    if as_json:
        for line in rehearsal.as_json(done):
            put_json(line)
    else:
        typer.echo("\n".join(rehearsal.printed(done, telling, days)))


def _test_message(channel: str, *, dry_run: bool) -> Check:
    from watcher.settings import config_dir, load
    from watcher.subscriptions import load_subscriptions, refused
    from workers.channels import WrongChannel
    from workers.deliver import send_test

    path = config_dir() / "subscriptions.toml"
    channels = load_subscriptions(path).channels
    require_known("channel", channel, channels, path.name)
    block = channels[channel]
    if dry_run:
        return Check(
            name="test message", ok=True, detail=f"would go to {channel}; nothing was sent"
        )
    try:
        ok, detail = send_test(block, load())
    except WrongChannel as error:
        raise refused(path, error.faults) from None
    return Check(
        name="test message", ok=ok,
        detail=detail if block.enabled else f"{detail} (no alert goes there: it is not enabled)",
    )  # fmt: skip
