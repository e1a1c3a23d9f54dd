"""The pages and the API over the ledger of the test."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from watcher.ledger import Ledger
from watcher.settings import Settings
from watcher.web import build_app


@pytest.fixture
def client(settings: Settings, ledger: Ledger) -> Iterator[TestClient]:
    """Somebody on this machine."""
    with TestClient(build_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened
