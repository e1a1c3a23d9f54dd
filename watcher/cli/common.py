"""What the commands share: settings, ledger, errors for people, JSON output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer

from watcher.errors import ConfigError, WatcherError

if TYPE_CHECKING:
    from pathlib import Path

    from watcher.ledger import Ledger
    from watcher.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done; do nothing.")]


def for_people(command: Callable[P, R]) -> Callable[P, R]:
    """Known errors become one message on stderr: exit 2 for configuration, 1 for the rest."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ConfigError as error:
            typer.echo(f"watcher: {error}", err=True)
            raise typer.Exit(2) from None
        except WatcherError as error:
            typer.echo(f"watcher: {error}", err=True)
            raise typer.Exit(1) from None
        except BrokenPipeError:  # the reader has seen enough; Python flushes once more at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except OSError as error:  # a folder or file of the user's, for all of ours are settings
            place = f"{error.filename}: " if error.filename else ""
            typer.echo(f"watcher: {place}{error.strerror or error}", err=True)
            raise typer.Exit(1) from None

    return run


def settings_for(component: str) -> Settings:
    """Settings read, logs and Sentry started."""
    from watcher import settings
    from watcher.ops import hiding, logs, sentry

    current = settings.current()
    hiding.hide(hiding.secrets_in(current))
    logs.configure(current.log)
    with told_at("sentry", "dsn"):
        sentry.configure(current.sentry, component=component)
    return current


@contextmanager
def told_at(*setting: str) -> Iterator[None]:
    """A ConfigError of the block begins with what set ``setting``: file and line, or variable."""
    from watcher.settings import where

    try:
        yield
    except ConfigError as error:
        raise ConfigError(f"{where(*setting)}: {error}") from error


def require_ledger_place(settings: Settings) -> None:
    """ConfigError where the ledger's URL is none of ours, or names what can be no SQLite file."""
    from watcher.ledger.connecting import require_place

    given = settings.ledger.url.get_secret_value()
    with told_at(*(("ledger", "url") if given else ("data_dir",))):
        require_place(settings.ledger_url)


def missing_ledger(settings: Settings) -> Path | None:
    """Where the SQLite ledger will be when there is none yet, else None."""
    from pathlib import Path

    path = settings.ledger_url.removeprefix("sqlite:///")
    return Path(path) if path != settings.ledger_url and not Path(path).is_file() else None


@contextmanager
def open_ledger(settings: Settings, *, migrate: bool = False) -> Iterator[Ledger]:
    """The ledger for one command; ConfigError where there is none yet, or that of a newer program."""
    from watcher.ledger import Ledger

    require_ledger_place(settings)
    if missing := missing_ledger(settings):
        if not migrate:
            raise ConfigError(f"no ledger at {missing} yet: start `watcher run` first")
        missing.parent.mkdir(parents=True, exist_ok=True)
    ledger = Ledger.open(settings.ledger_url, migrate=migrate)
    try:
        ledger.refuse_newer()
        yield ledger
    finally:
        ledger.close()


def require_known(kind: str, name: str, known: Iterable[str], place: str) -> None:
    """ConfigError that says which names ``place`` has, unless ``name`` is one of them."""
    listed = sorted(set(known))
    if name not in listed:
        raise ConfigError(
            f"no {kind} {name!r} in {place}; there are: {', '.join(listed) or 'none'}"
        )


def moment(text: str) -> datetime:
    """A time in ISO 8601 as one in UTC, which is meant where no zone is said. Raises ValueError."""
    found = datetime.fromisoformat(text)
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError as error:
        msg = "before the year 1 in UTC, or after 9999"
        raise ValueError(msg) from error


def put_json(value: Any) -> None:
    """One JSON object on a line of its own."""
    from watcher.jsonable import json_line, jsonable

    typer.echo(json_line(jsonable(value)))
