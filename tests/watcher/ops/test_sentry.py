from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from pydantic import SecretStr
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from watcher.errors import ConfigError
from watcher.ops import sentry
from watcher.settings import Sentry

DSN = SecretStr("https://public@sentry.invalid/1")


class Kept(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.events += [event for item in envelope.items if (event := item.get_event())]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


def failing() -> None:
    secret_token = "xoxb-123-abc"
    raise RuntimeError(f"cannot reach https://hooks.slack.com/services/T/B/x with {secret_token}")


def test_without_a_dsn_nothing_starts() -> None:
    assert sentry.configure(Sentry(), component="worker") is False
    sentry.capture(RuntimeError("nobody hears"))


def test_a_malformed_dsn_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"\[sentry\] dsn"):
        sentry.configure(Sentry(dsn=SecretStr("nonsense")), component="worker")


def test_an_error_goes_out_with_its_filing_and_without_secrets() -> None:
    kept = Kept()
    assert sentry.configure(Sentry(dsn=DSN), component="worker-filings", transport=kept) is True
    try:
        failing()
    except RuntimeError as error:
        sentry.capture(error, filing_id="sec:0000000001-26-000001")
    sentry_sdk.flush()
    (event,) = kept.events
    assert event["tags"]["filing_id"] == "sec:0000000001-26-000001"
    assert event["tags"]["component"] == "worker-filings"
    assert "services/***" in str(event["exception"])
    assert "xoxb-123" not in str(event["exception"])
    assert "vars" not in str(event["exception"])
