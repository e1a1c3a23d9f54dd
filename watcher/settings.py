"""Settings: ``config/default.toml`` < ``config/local.toml`` < environment, once, frozen.

Unknown keys are refused with their place. Secrets are ``SecretStr``, given as
``name`` or ``name_file``.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from watcher.errors import ConfigError

LOCAL_NAME = "local.toml"

CONFIG_DIR_VARIABLE = "WATCHER_CONFIG_DIR"


Wait = Annotated[int, Field(ge=0)]
"""Seconds to wait."""


class Block(BaseModel):
    """One table of the settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _secret_or_file(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        values = dict(values)
        for name in [n for n in cls.model_fields if n.endswith("_file")]:
            path, plain = values.get(name), name.removesuffix("_file")
            if not path:
                continue
            if values.get(plain):
                msg = f"give {plain} or {name}, not both"
                raise ValueError(msg)
            try:
                values[plain] = Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                msg = f"{name}: cannot read {path}: {error.strerror}"
                raise ValueError(msg) from error
        return values


class Ledger(Block):
    """Where the record is kept."""

    url: SecretStr = SecretStr("")
    url_file: str = ""


class Redis(Block):
    """The doorbell."""

    url: SecretStr = SecretStr("")
    url_file: str = ""


class Blobs(Block):
    """Where document bodies are kept: an fsspec URL."""

    url: str = ""


class Net(Block):
    """Limits and manners of every request."""

    user_agent: str = ""
    connect_seconds: float = Field(default=5.0, gt=0)
    read_seconds: float = Field(default=20.0, gt=0)
    total_seconds: float = Field(default=60.0, gt=0)
    budget_wait_seconds: float = Field(default=20.0, ge=0)
    breaker_seconds: float = Field(default=600, gt=0)
    feed_bytes: int = Field(default=2_000_000, gt=0)
    document_bytes: int = Field(default=50_000_000, gt=0)
    allow_private: bool = False


class Source(BaseModel):
    """One venue; further keys are the source module's own."""

    model_config = ConfigDict(frozen=True, extra="allow")

    module: str
    enabled: bool = False
    poll_seconds: float = Field(gt=0)
    requests_per_second: float = Field(gt=0)
    base_url: str
    data_url: str = ""
    hosts: tuple[str, ...] = ()
    max_pages: int = Field(default=10, ge=1)
    forms: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    blank_is_block: bool = False

    @model_validator(mode="after")
    def _no_unknown_keys(self) -> Self:
        if self.model_extra:
            msg = f"unknown key {min(self.model_extra)!r}"
            raise ValueError(msg)
        return self


class Workers(Block):
    """Processes, time and memory of the work."""

    filings: int = Field(default=1, ge=0)
    deliveries: int = Field(default=1, ge=0)
    filing_seconds: int = Field(default=60, ge=1)
    delivery_seconds: int = Field(default=45, ge=1)
    memory_mb: int = Field(default=1024, ge=256)
    max_document_pages: int = Field(default=2000, ge=1)
    max_attempts: int = Field(default=6, ge=1)


class Sweep(Block):
    """How due rows are leased and rung, and how often what was polled is audited."""

    every_seconds: float = Field(default=1.0, gt=0)
    batch: int = Field(default=200, ge=1)
    quiet: int = Field(default=20, ge=1)
    audit_every_seconds: float = Field(default=3600.0, gt=0)
    lease_margin_seconds: int = Field(default=15, ge=1)


class Retry(Block):
    """When to try again, in seconds after the failed attempt."""

    schedule_seconds: tuple[Wait, ...] = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
    jitter: float = Field(default=0.2, ge=0, lt=1)
    filing_seconds: tuple[Wait, ...] = Field(default=(5, 30, 300, 1800, 7200), min_length=1)


class Scheduler(Block):
    """Life of the leader lease."""

    leader_seconds: float = Field(default=15.0, gt=0)


class Web(Block):
    """The operator's page."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = "http://127.0.0.1:8000"


class Log(Block):
    """Level and shape of log lines."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["auto", "console", "json"] = "auto"


class Sentry(Block):
    """Error reporting; off without a DSN."""

    dsn: SecretStr = SecretStr("")
    dsn_file: str = ""
    environment: str = "production"
    traces_sample_rate: float = Field(default=0.0, ge=0, le=1)


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
    log: Log = Log()
    sentry: Sentry = Sentry()

    @field_validator("data_dir")
    @classmethod
    def _fits_a_url(cls, folder: Path) -> Path:
        if "?" in str(folder.resolve()):  # SQLAlchemy has no way to write it in a URL
            msg = "the path of the data folder must not hold a '?'"
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
    """The folder with the data files: ``WATCHER_CONFIG_DIR``, ``./config``, else the package's."""
    if named := os.environ.get(CONFIG_DIR_VARIABLE):
        return Path(named)
    here = Path("config")
    if (here / "default.toml").is_file():
        return here
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
    if local.is_file():
        values = merged(values, read_toml(local))
    try:
        return Settings(**values)
    except ValidationError as error:
        lines = [
            f"  {'.'.join(str(p) for p in e['loc']) or 'settings'}: {e['msg']}"
            for e in error.errors(include_input=False, include_url=False)
        ]
        msg = f"settings in {folder} or the environment are wrong:\n" + "\n".join(lines)
        raise ConfigError(msg) from error


@cache
def current() -> Settings:
    """The settings of this process, read once."""
    return load()
