"""Settings: ``config/default.toml`` < ``config/local.toml`` < environment, once, frozen.

Unknown keys are refused with their place. Secrets are ``SecretStr``, given as
``name`` or ``name_file``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from watcher.errors import ConfigError
from watcher.misfits import meant, reason
from watcher.places import Places
from watcher.settings_blocks import (
    Blobs,
    Block,
    Health,
    Ledger,
    Log,
    Net,
    Redis,
    Retention,
    Retry,
    Scheduler,
    Sentry,
    Source,
    Sweep,
    Web,
    Workers,
)

__all__ = [
    "Blobs",
    "Block",
    "Ledger",
    "Log",
    "Net",
    "Redis",
    "Retention",
    "Retry",
    "Scheduler",
    "Sentry",
    "Settings",
    "Source",
    "Sweep",
    "Web",
    "Workers",
    "config_dir",
    "current",
    "load",
    "merged",
    "own_config_dir",
    "read_toml",
    "shipped_config_dir",
    "where",
]

LOCAL_NAME = "local.toml"

CONFIG_DIR_VARIABLE = "WATCHER_CONFIG_DIR"


class Settings(BaseSettings):
    """All settings of one process."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix="WATCHER_", env_nested_delimiter="__"
    )

    data_dir: Path = Path("data")
    ledger: Ledger = Ledger()
    redis: Redis = Redis()
    blobs: Blobs = Blobs()
    net: Net = Net()
    sources: dict[str, Source] = {}
    workers: Workers = Workers()
    sweep: Sweep = Sweep()
    retry: Retry = Retry()
    scheduler: Scheduler = Scheduler()
    web: Web = Web()
    health: Health = Health()
    retention: Retention = Retention()
    log: Log = Log()
    sentry: Sentry = Sentry()

    @field_validator("data_dir")
    @classmethod
    def _can_be_a_folder(cls, folder: Path) -> Path:
        if "?" in str(folder.resolve()):  # SQLAlchemy has no way to write it in a URL
            msg = "the path of the data folder must not hold a '?'"
            raise ValueError(msg)
        if file := next((p for p in (folder, *folder.parents) if p.is_file()), None):
            msg = f"{file} is a file, so there can be no folder"
            raise ValueError(msg)
        return folder

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment wins over the files, which come in as init values."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @property
    def ledger_url(self) -> str:
        """SQLAlchemy URL of the ledger."""
        return self.ledger.url.get_secret_value() or (
            f"sqlite:///{(self.data_dir / 'ledger.sqlite3').resolve()}"
        )

    @property
    def blobs_url(self) -> str:
        """Fsspec URL of the blob store."""
        return self.blobs.url or f"file://{(self.data_dir / 'blobs').resolve()}"


def config_dir() -> Path:
    """The folder with the data files: one's own, else the shipped one."""
    return own_config_dir() or shipped_config_dir()


def own_config_dir() -> Path | None:
    """``WATCHER_CONFIG_DIR``, else ``./config`` where that is one; None: nobody has made one."""
    if named := os.environ.get(CONFIG_DIR_VARIABLE):
        return Path(named)
    here = Path("config")
    return here if (here / "default.toml").is_file() else None


def shipped_config_dir() -> Path:
    """The data files that came with the program; nothing is written there."""
    packaged = Path(__file__).parent / "_config"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "config"


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dict; ConfigError names the file and the place."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror}"
        raise ConfigError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: not valid TOML: {error}"
        raise ConfigError(msg) from error


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Two nested tables, the second winning key by key."""
    out = dict(base)
    for key, value in over.items():
        old = out.get(key)
        out[key] = (
            merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return out


def load(folder: Path | None = None) -> Settings:
    """Read the files and the environment. Raises ConfigError naming the wrong key."""
    folder = folder or config_dir()
    values = read_toml(folder / "default.toml")
    local = folder / LOCAL_NAME
    if os.path.lexists(local):  # also a folder there, or a link to nothing: told, not passed over
        values = merged(values, read_toml(local))
    _refuse_stray(os.environ)
    try:
        return Settings(**values)
    except ValidationError as error:
        lines = [
            f"  {_place(folder, e['loc'])}{'.'.join(str(p) for p in e['loc']) or 'settings'}: "
            f"{reason(e, Settings)}"
            for e in error.errors(include_input=False, include_url=False)
        ]
        msg = f"settings in {folder} or the environment are wrong:\n" + "\n".join(lines)
        raise ConfigError(msg) from error


def _refuse_stray(environ: Iterable[str]) -> None:
    """ConfigError for a variable that looks like a setting and would set nothing.

    Variables without ``__`` may be somebody else's (Kubernetes adds ``WATCHER_SERVICE_HOST``
    and the like), so of those only a slip of ``WATCHER_DATA_DIR`` or ``WATCHER_CONFIG_DIR`` is one.
    """
    blocks = {name.upper() for name in Settings.model_fields} | {"CHANNELS"}
    for variable in sorted(environ):
        prefix, _, rest = variable.upper().partition("_")
        block, inner, _ = rest.partition("__")
        known = blocks if inner else {"DATA_DIR", "CONFIG_DIR"}
        guess = meant(block, known)
        if prefix == "WATCHER" and block not in known and (inner or guess):
            raise ConfigError(f"environment variable {variable}: no such setting{guess}")


def _place(folder: Path, loc: Sequence[object]) -> str:
    """``local.toml line 3, `` or ``environment variable NAME, ``: what set the wrong value."""
    if variable := _variable(loc):
        return f"environment variable {variable}, "
    for path in (folder / LOCAL_NAME, folder / "default.toml"):
        if path.is_file() and (line := Places(path).line(loc)):
            return f"{path.name} line {line}, "
    return ""


def _variable(loc: Sequence[object]) -> str | None:
    names = {name.upper(): name for name in os.environ}
    wanted = ("WATCHER_" + "__".join(map(str, loc[:end])).upper() for end in range(len(loc), 0, -1))
    return next((names[each] for each in wanted if each in names), None)


def where(block: str, *setting: str) -> str:
    """What set ``("ledger", "url")``, itself or by ``url_file``: environment variable, or file and
    line, for people; ``ledger.url`` where nothing did. Of the settings that are ``current``.
    """
    loc = (block, *setting)
    twin = f"{loc[-1]}_file"
    by_file: str = getattr(getattr(current(), block), twin, "")
    if by_file:
        loc = (*loc[:-1], twin)
    if variable := _variable(loc):
        return f"environment variable {variable}"
    local = config_dir() / LOCAL_NAME
    if local.is_file() and (line := Places(local).line(loc)):
        return f"{local} line {line}"
    return ".".join(loc)


@cache
def current() -> Settings:
    """The settings of this process, read once."""
    return load()
