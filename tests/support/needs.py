"""What a test needs and the machine may lack."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def lacking(what: str, install: str) -> NoReturn:
    """Skip with the install line; under REQUIRE_ALL=1 (CI) fail instead."""
    message = f"{what} is not installed: {install}"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
