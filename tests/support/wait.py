"""Waiting for a condition instead of sleeping for a guess."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def wait_for(condition: Callable[[], T], *, seconds: float = 15.0, what: str = "") -> T:
    """The first truthy answer of ``condition``; AssertionError when none comes in time."""
    deadline = time.monotonic() + seconds
    while True:
        if answer := condition():
            return answer
        if time.monotonic() > deadline:
            message = f"waited {seconds} s in vain for {what or repr(condition)}"
            raise AssertionError(message)
        time.sleep(0.005)
