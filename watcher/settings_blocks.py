"""The tables of the settings file, each with its defaults and its checks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from watcher.misfits import meant

SHORTEST_SECRET = 16
"""Characters below which a password of the page could be guessed."""

MOST = 1_000_000_000
"""No number of the settings is larger: beyond it clocks, time-outs and limits overflow."""

YEARS_IN_HOURS, YEARS_IN_DAYS = 87_600, 36_500
"""Ten years and a hundred: as long as a span of hours or days may be."""

JOB_SECONDS = 86_400
"""As long as one job may take."""

PROCESSES = 1000
"""More of one kind on one machine is a slip of the pen."""

SEC_REQUESTS_PER_SECOND = 10
"""From one user, over all machines: https://www.sec.gov/os/webmaster-faq#developers."""

Wait = Annotated[int, Field(ge=0, le=MOST)]
"""Seconds to wait."""


class Block(BaseModel):
    """One table of the settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

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
            except UnicodeDecodeError:
                msg = f"{name}: cannot read {path}: it is not UTF-8 text"
                raise ValueError(msg) from None
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
    connect_seconds: float = Field(default=5.0, gt=0, le=MOST)
    read_seconds: float = Field(default=20.0, gt=0, le=MOST)
    total_seconds: float = Field(default=60.0, gt=0, le=MOST)
    budget_wait_seconds: float = Field(default=20.0, ge=0, le=MOST)
    breaker_seconds: float = Field(default=600, gt=0, le=MOST)
    feed_bytes: int = Field(default=2_000_000, gt=0, le=MOST)
    document_bytes: int = Field(default=50_000_000, gt=0, le=MOST)
    allow_private: bool = False


class Source(BaseModel):
    """One venue; further keys are the source module's own."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    module: str
    enabled: bool = False
    poll_seconds: float = Field(gt=0, le=MOST)
    requests_per_second: float = Field(ge=0.001, le=MOST)
    base_url: str
    data_url: str = ""
    hosts: tuple[str, ...] = ()
    max_pages: int = Field(default=10, ge=1, le=MOST)
    forms: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    blank_is_block: bool = False

    @model_validator(mode="after")
    def _no_unknown_keys(self) -> Self:
        if self.model_extra:
            key = min(self.model_extra)
            msg = f"unknown key {key!r}{meant(key, type(self).model_fields)}"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _as_the_sec_allows(self) -> Self:
        host = urlsplit(self.base_url).hostname or ""
        if host.endswith("sec.gov") and self.requests_per_second > SEC_REQUESTS_PER_SECOND:
            msg = f"the SEC allows {SEC_REQUESTS_PER_SECOND} requests a second"
            raise ValueError(msg)
        return self


class Workers(Block):
    """Processes, time and memory of the work."""

    filings: int = Field(default=2, ge=0, le=PROCESSES)
    deliveries: int = Field(default=1, ge=0, le=PROCESSES)
    filing_seconds: int = Field(default=60, ge=1, le=JOB_SECONDS)
    delivery_seconds: int = Field(default=45, ge=1, le=JOB_SECONDS)
    ocr: int = Field(default=0, ge=0, le=PROCESSES)
    ocr_seconds: int = Field(default=600, ge=1, le=JOB_SECONDS)
    memory_mb: int = Field(default=1024, ge=256, le=MOST)
    max_document_pages: int = Field(default=2000, ge=1, le=MOST)
    max_attempts: int = Field(default=6, ge=1, le=MOST)


class Sweep(Block):
    """How due rows are leased and rung, and how often what was polled is audited."""

    every_seconds: float = Field(default=1.0, gt=0, le=MOST)
    batch: int = Field(default=200, ge=1, le=MOST)
    quiet: int = Field(default=20, ge=1, le=MOST)
    audit_every_seconds: float = Field(default=3600.0, gt=0, le=MOST)
    lease_margin_seconds: int = Field(default=15, ge=1, le=JOB_SECONDS)


class Retry(Block):
    """When to try again, in seconds after the failed attempt."""

    schedule_seconds: tuple[Wait, ...] = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
    jitter: float = Field(default=0.2, ge=0, lt=1)
    filing_seconds: tuple[Wait, ...] = Field(default=(5, 30, 300, 1800, 7200), min_length=1)
    pause_seconds: float = Field(default=600, ge=0, le=MOST)
    disable_hours: float = Field(default=24, gt=0, le=YEARS_IN_HOURS)


class Scheduler(Block):
    """Life of the leader lease."""

    leader_seconds: float = Field(default=15.0, gt=0, le=MOST)


class Web(Block):
    """The operator's page and the API. A secret of fewer than 16 characters is refused.

    Without a ``public_url`` the page is where it listens on this machine.
    """

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = Field(default="", validate_default=True)
    hosts: tuple[str, ...] = ()
    read_secret: SecretStr = SecretStr("")
    read_secret_file: str = ""
    operate_secret: SecretStr = SecretStr("")
    operate_secret_file: str = ""
    link_secret: SecretStr = SecretStr("")
    link_secret_file: str = ""
    session_hours: float = Field(default=12.0, gt=0, le=YEARS_IN_HOURS)

    @field_validator("public_url")
    @classmethod
    def _this_machine(cls, url: str, given: ValidationInfo) -> str:
        return url or f"http://127.0.0.1:{given.data.get('port', 8000)}"

    @field_validator("read_secret", "operate_secret", "link_secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr) -> SecretStr:
        if 0 < len(secret.get_secret_value()) < SHORTEST_SECRET:
            msg = f"a secret of the page has at least {SHORTEST_SECRET} characters"
            raise ValueError(msg)
        return secret


class Health(Block):
    """How the service proves that it works."""

    canary_seconds: float = Field(default=900.0, ge=0, le=MOST)
    heartbeat_url: SecretStr = SecretStr("")
    heartbeat_url_file: str = ""
    heartbeat_seconds: float = Field(default=60.0, gt=0, le=MOST)


class Retention(Block):
    """Days that operations are remembered; 0 is for ever."""

    polls_days: int = Field(default=7, ge=0, le=YEARS_IN_DAYS)
    attempts_days: int = Field(default=365, ge=0, le=YEARS_IN_DAYS)
    documents_days: int = Field(default=90, ge=0, le=YEARS_IN_DAYS)


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
