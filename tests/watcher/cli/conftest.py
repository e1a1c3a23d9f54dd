"""Commands run in this very process; what they set up must end with their test."""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog


@pytest.fixture(autouse=True)
def fresh_logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A logger that keeps a command's set-up for good would blind the tests after it."""
    configure = structlog.configure

    def uncached(**values: Any) -> None:
        configure(**values | {"cache_logger_on_first_use": False})

    monkeypatch.setattr(structlog, "configure", uncached)
    yield
    structlog.reset_defaults()
