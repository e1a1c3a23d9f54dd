"""What `watcher doctor` and `watcher check` look at, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import typer

from watcher.cli.common import put_json
from watcher.errors import WatcherError

if TYPE_CHECKING:
    from pathlib import Path

    from watcher.settings import Settings
    from watcher.subscriptions import Fault, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One look: ``detail`` says what was found, or what to do."""

    name: str
    ok: bool
    detail: str


def tell(results: Sequence[Check], *, as_json: bool) -> bool:
    """Print every result as a line; whether all are good."""
    for result in results:
        if as_json:
            put_json(result)
        else:
            typer.echo(f"{'ok  ' if result.ok else 'FAIL'}  {result.name:<14} {result.detail}")
    return all(result.ok for result in results)


def all_checks(*, here: bool = False, channels: bool = True) -> list[Check]:
    """Every check, in the order in which a person would mend them.

    ``here`` leaves out what depends on a venue: its polls, and our clock against its clock.
    Both are read from the ledger, so they are left out as well where that does not open.
    Without ``channels`` none is opened: where nothing is delivered their secrets need not be.
    """
    from watcher import settings as settings_module
    from watcher.settings import LOCAL_NAME

    try:
        settings = settings_module.load()
    except WatcherError as error:
        return [Check(name="settings", ok=False, detail=str(error))]
    folder = settings_module.config_dir()
    files = [name for name in ("default.toml", LOCAL_NAME) if (folder / name).is_file()]
    read = f"{' and '.join(files)} of {folder} read"
    found, opened = [Check(name="settings", ok=True, detail=read)], True
    for name, look in (
        ("contact", _contact), ("config", partial(_config, channels=channels)),
        ("ledger", _ledger), ("venues", _venues),
        ("clock", _clock), ("valkey", _valkey), ("disk", _disk),
    ):  # fmt: skip
        if look in {_venues, _clock} and (here or not opened):
            continue
        found.append(_checked(name, look, settings))
        opened = found[-1].ok if look is _ledger else opened
    return found


def config_checks(*, channels: bool = True) -> list[Check]:
    """Subscriptions, issuers and event types only (`watcher check`), and the ``channels`` opened."""
    from watcher import settings as settings_module

    try:
        settings = settings_module.load()
    except WatcherError as error:
        return [Check(name="settings", ok=False, detail=str(error))]
    return [_checked("config", partial(_config, channels=channels), settings)]


def _checked(name: str, look: Callable[[Settings], str], settings: Settings) -> Check:
    try:
        return Check(name=name, ok=True, detail=look(settings))
    except (WatcherError, OSError) as error:
        return Check(name=name, ok=False, detail=str(error))


def _contact(settings: Settings) -> str:
    from watcher.cli.ready import require_contact

    require_contact(settings)
    return settings.net.user_agent or "EDGAR is off, no contact needed"


def _config(settings: Settings, *, channels: bool) -> str:
    from watcher.issuers import load as load_issuers
    from watcher.settings import config_dir
    from watcher.subscriptions import load_subscriptions
    from workers.read import load_types

    folder = config_dir()
    issuers = load_issuers(folder / "issuers.toml")
    types, _ = load_types(folder / "events.toml")
    path = folder / "subscriptions.toml"
    names = {name for each in types for name in each.names}
    telling = load_subscriptions(path, issuers=issuers.all, types=names)
    if channels:
        _open_channels(telling, path)
    page_only = [each.name for each in telling.subscriptions if not each.channels]
    return (
        f"{len(telling.subscriptions)} subscriptions, {len(telling.channels)} channels, "
        f"{len(issuers.all)} issuers, {len(types)} event types"
        + (f"; no channel is enabled for {', '.join(page_only)}" if page_only else "")
        + _unheard_canary(settings, telling)
    )


def _unheard_canary(settings: Settings, telling: Telling) -> str:
    """What will alarm as CanaryLost: a made-up filing that no subscription names."""
    from watcher.ops.canary import SOURCE

    if not settings.health.canary_seconds:
        return ""
    if any(SOURCE in each.sources and each.channels for each in telling.subscriptions):
        return ""
    return f'; no subscription with sources = ["{SOURCE}"] has a channel: CanaryLost will alarm (docs/operations.md)'


def _open_channels(telling: Telling, path: Path) -> None:
    """Every channel that is enabled, as its module reads it. ConfigError names file and lines."""
    from watcher.subscriptions import refused
    from workers.channels import WrongChannel, open_channel

    faults: list[Fault] = []
    for block in telling.channels.values():
        try:
            if block.enabled:
                open_channel(block)
        except WrongChannel as error:
            faults += error.faults
    if faults:
        raise refused(path, faults)


def _ledger(settings: Settings) -> str:
    from watcher.cli.common import missing_ledger, open_ledger, require_ledger_place

    require_ledger_place(settings)
    if missing_ledger(settings):
        return "none yet; `watcher run` makes it"
    with open_ledger(settings) as ledger:
        summary = ledger.summary()
    return f"{sum(summary.filings.values())} filings recorded"


def _venues(settings: Settings) -> str:
    """The last poll of each enabled source, as the ledger has it; nothing is asked of a venue."""
    from watcher.cli.common import missing_ledger, open_ledger

    if missing_ledger(settings):
        return "not polled yet"
    told: list[str] = []
    failed: list[str] = []
    with open_ledger(settings) as ledger:
        for name in (name for name, source in settings.sources.items() if source.enabled):
            last = next(iter(ledger.polls(source=name, limit=1)), None)
            if last is None:
                told.append(f"{name} not polled yet")
            elif last.outcome == "failed":
                failed.append(f"{name} {last.started_at:%Y-%m-%d %H:%M:%S}Z: {last.error}")
            else:
                told.append(f"{name} polled {last.started_at:%Y-%m-%d %H:%M:%S}Z")
    if failed:
        raise WatcherError(f"the last poll failed: {'; '.join(failed)}")
    return ", ".join(told) or "every source is off"


def _clock(settings: Settings) -> str:
    """Our clock against those of the venues, as their last answers showed it."""
    from watcher.cli.common import missing_ledger, open_ledger
    from watcher.ops.skew import TOLERATED, name_of

    if missing_ledger(settings):
        return "no venue was asked yet"
    with open_ledger(settings) as ledger:
        found = {name: ledger.cursor(name_of(name)) for name in settings.sources}
    known = {name: int(seconds) for name, seconds in found.items() if seconds is not None}
    words = ", ".join(f"{seconds:+d} s against {name}" for name, seconds in known.items())
    if any(abs(seconds) > TOLERATED.total_seconds() for seconds in known.values()):
        raise WatcherError(f"our clock differs: {words}; is it kept by NTP (`timedatectl`)?")
    return words or "no venue was asked yet"


def _valkey(settings: Settings) -> str:
    from watcher.queue import Doorbell
    from watcher.valkey import find_server

    if Doorbell.of(settings).answers():
        return "answers"
    if settings.redis.url.get_secret_value():
        raise WatcherError("the configured Redis does not answer: check [redis] url and the server")
    return f"not running; `watcher run` starts {find_server()}"


def _disk(settings: Settings) -> str:
    import shutil

    folder = (
        settings.data_dir if settings.data_dir.exists() else settings.data_dir.absolute().parent
    )
    free = shutil.disk_usage(folder).free // 2**20
    if free < 500:
        raise WatcherError(f"only {free} MiB free in {folder}: make room")
    return f"{free} MiB free"
